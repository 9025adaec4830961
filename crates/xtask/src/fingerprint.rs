//! Fingerprint of files, which detects changes of their names and contents.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::files;

/// Returns the fingerprint of `files` (paths below `root`, and contents) and of `recipe`, which names everything else
/// that the result depends on. Modification times do not matter: a fresh checkout or a `touch` is not a change.
pub(crate) fn of(root: &Path, files: &[PathBuf], recipe: &str) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    recipe.hash(&mut hasher);
    for file in files {
        file.strip_prefix(root).unwrap_or(file).hash(&mut hasher);
        files::read(file)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::of;
    use crate::files;

    type Change = fn(&Path) -> std::io::Result<()>;

    #[test]
    fn only_changed_names_or_contents_change_the_fingerprint() -> std::io::Result<()> {
        let cases: [(&str, Change, bool); 5] = [
            ("rewritten", |dir| fs::write(dir.join("a.rs"), "one"), false),
            ("edited", |dir| fs::write(dir.join("a.rs"), "two"), true),
            ("added", |dir| fs::write(dir.join("c.rs"), ""), true),
            ("renamed", |dir| fs::rename(dir.join("a.rs"), dir.join("z.rs")), true),
            ("removed", |dir| fs::remove_file(dir.join("b/b.rs")), true),
        ];
        for (name, change, expected) in cases {
            let dir = std::env::temp_dir().join(format!("xtask-fingerprint-{}-{name}", std::process::id()));
            fs::create_dir_all(dir.join("b"))?;
            fs::write(dir.join("a.rs"), "one")?;
            fs::write(dir.join("b/b.rs"), "one")?;
            let before = fingerprint(&dir);
            change(&dir)?;
            let after = fingerprint(&dir);
            fs::remove_dir_all(&dir)?;
            assert!(before.is_some(), "{name}: no fingerprint");
            assert_eq!(before != after, expected, "{name}");
        }
        Ok(())
    }

    #[test]
    fn a_different_recipe_changes_the_fingerprint() {
        let dir = std::env::temp_dir();
        assert_ne!(of(&dir, &[], "one").ok(), of(&dir, &[], "two").ok());
    }

    fn fingerprint(dir: &Path) -> Option<u64> {
        of(dir, &files::below(dir).ok()?, "").ok()
    }
}
