//! Release build of the console: Trunk, then precompressed copies. Skipped if nothing changed.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use walkdir::{DirEntry, WalkDir};
use xshell::{Cmd, cmd};

use crate::compress;
use crate::progress::say;
use crate::split;
use crate::tools;
use crate::workspace::Workspace;

/// Folders that the console is built from.
const SOURCE_DIRS: [&str; 5] = [".cargo", "assets", "crates", "src", "style"];

/// Crates that the console is not built from. Any crate that is not listed is an input.
const NOT_IN_THE_CONSOLE: [&str; 4] = ["e2e", "fault-injection", "platform", "xtask"];

/// Code of xtask that determines the files of the console.
const CODE: [&str; 4] = [
    include_str!("compress.rs"),
    include_str!("console.rs"),
    include_str!("split.rs"),
    include_str!("split/loader.js"),
];

/// Builds the release console with precompressed copies in `dist`, unless it is up to date.
pub(crate) fn build(ws: &Workspace) -> Result<()> {
    let stamp_file = ws.target.join("console.stamp");
    let flags = rustflags(env::var("RUSTFLAGS").ok(), cargo_home());
    let inputs = fingerprint(
        &ws.root,
        is_input,
        &[&[&*tools::recipe(ws), &flags], &CODE[..]].concat(),
    )?;
    // Besides the inputs, the stamp covers `dist`, which contains a debug build after a `trunk serve`.
    let dist = || fingerprint(&ws.dist(), |_| true, &[]);
    let stamp = || dist().map(|dist| format!("{inputs:016x} {dist:016x}\n"));
    if ws.dist().join("index.html").is_file() && ws.sh.read_file(&stamp_file).ok() == Some(stamp()?) {
        say("release console: up to date");
        return Ok(());
    }
    ws.sh.remove_path(&stamp_file)?;
    tools::prerequisites(ws)?;
    tools::for_console(ws)?;
    // Trunk builds offline, so that it downloads no tools, and its Cargo is offline too.
    say("fetching the console's crates (seconds)");
    cmd!(ws.sh, "cargo fetch --locked --quiet").run()?;
    say("building the release console (2 to 4 minutes the first time, then about half a minute)");
    let trunk = split::trunk(ws)?.args(["build", "--release", "--features", "split"]);
    run_trunk(trunk.env("RUSTFLAGS", flags))?;
    split::lay(ws)?;
    say("compressing the console (seconds)");
    compress::siblings(ws, &ws.dist())?;
    Ok(ws.sh.write_file(&stamp_file, stamp()?)?)
}

/// Whether the console is built from a file or folder: the root package's files except documentation, its folders and
/// its crates.
fn is_input(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    match entry.depth() {
        0 => true,
        1 if entry.file_type().is_dir() => SOURCE_DIRS.contains(&&*name),
        1 => !name.starts_with('.') && !name.ends_with(".md"),
        _ => {
            let is_crate = |name| entry.path().ends_with(format!("crates/{name}"));
            !name.starts_with('.') && !NOT_IN_THE_CONSOLE.iter().any(is_crate)
        }
    }
}

/// Fingerprint of the names and contents of the files below `root`, and of `recipe`, which is everything else that the
/// result depends on. Modification times do not matter: a fresh checkout or a `touch` is not a change.
fn fingerprint(root: &Path, is_input: impl Fn(&DirEntry) -> bool, recipe: &[&str]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    recipe.hash(&mut hasher);
    let files = WalkDir::new(root).sort_by_file_name().into_iter();
    for entry in files.filter_entry(is_input) {
        let file = entry?.into_path();
        if file.is_file() {
            file.strip_prefix(root)?.hash(&mut hasher);
            let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            content.hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

/// Builds the development console, which has the gallery of the components, in `target/gallery`, and returns the folder.
pub(crate) fn build_gallery(ws: &Workspace) -> Result<PathBuf> {
    tools::for_console(ws)?;
    tools::ensure(ws, &[tools::WASM_BINDGEN])?;
    say("building the development console (a minute)");
    let dist = ws.target.join("gallery");
    run_trunk(cmd!(ws.sh, "trunk build --dist {dist}"))?;
    Ok(dist)
}

/// Runs a command of Trunk offline, with the locked versions of all crates.
fn run_trunk(trunk: Cmd<'_>) -> Result<()> {
    let mut trunk = trunk.args(["--locked", "--offline", "--skip-version-check"]);
    // Trunk parses NO_COLOR as a flag of its own and rejects the usual `1`.
    if env::var_os("NO_COLOR").is_some() {
        trunk = trunk.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    Ok(trunk.run()?)
}

/// Cargo's home directory, which contains the sources of dependencies.
fn cargo_home() -> Option<PathBuf> {
    let configured = env::var_os("CARGO_HOME").map(PathBuf::from);
    configured.or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// `RUSTFLAGS` of the release console: the `given` flags, a prefix map that keeps paths of this machine out of panic
/// messages (the same sources give the same bytes on every machine), and `erase_components`. They replace the flags of
/// `.cargo/config.toml`.
fn rustflags(given: Option<String>, cargo_home: Option<PathBuf>) -> String {
    let remap = cargo_home.map(|home| format!("--remap-path-prefix={}=cargo", home.display()));
    let erase = "--cfg erase_components".to_owned();
    let flags: Vec<String> = [given, remap, Some(erase)].into_iter().flatten().collect();
    flags.join(" ")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{NOT_IN_THE_CONSOLE, SOURCE_DIRS, fingerprint, is_input, rustflags};
    use std::path::Path;
    use walkdir::WalkDir;
    use xshell::Shell;

    #[test]
    fn only_changed_names_contents_or_recipes_change_the_fingerprint() {
        type Change = fn(&Shell) -> xshell::Result<()>;
        let rename: Change = |sh| sh.copy_file("a.rs", "z.rs").and(sh.remove_path("a.rs"));
        let cases: [(&str, Change, bool); 6] = [
            ("rewritten", |sh| sh.write_file("a.rs", "one"), false),
            ("edited", |sh| sh.write_file("a.rs", "two"), true),
            ("added", |sh| sh.write_file("c.rs", ""), true),
            ("renamed", rename, true),
            ("removed", |sh| sh.remove_path("b/b.rs"), true),
            ("hidden", |sh| sh.write_file("b/.c", ""), false),
        ];
        for (name, change, expected) in cases {
            let sh = Shell::new().unwrap();
            let dir = sh.create_temp_dir().unwrap();
            sh.change_dir(dir.path());
            sh.write_file("a.rs", "one").unwrap();
            sh.write_file("b/b.rs", "one").unwrap();
            let of = |recipe| fingerprint(dir.path(), |entry| entry.file_name() != ".c", &[recipe]).unwrap();
            let before = of("recipe");
            assert_ne!(before, of("another"));
            change(&sh).unwrap();
            assert_eq!(before != of("recipe"), expected, "{name}");
        }
    }

    #[test]
    fn the_console_is_built_from_its_sources_and_crates() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let walk = WalkDir::new(root).into_iter().filter_entry(is_input);
        let inputs: Vec<_> = walk.map(|entry| entry.unwrap().into_path()).collect();
        for file in [
            "Cargo.lock",
            ".cargo/config.toml",
            "src/main.rs",
            "crates/upgrade-api/src/lib.rs",
        ] {
            assert!(inputs.contains(&root.join(file)), "{file}");
        }
        for file in ["README.md", "tests/web.rs", "crates/xtask/src/main.rs"] {
            assert!(!inputs.contains(&root.join(file)), "{file}");
        }
        let crates = NOT_IN_THE_CONSOLE.map(|name| format!("crates/{name}"));
        for dir in SOURCE_DIRS.into_iter().chain(crates.iter().map(String::as_str)) {
            assert!(root.join(dir).is_dir(), "{dir}");
        }
    }

    #[test]
    fn the_release_console_is_built_without_machine_paths_and_with_erased_components() {
        let home = || Some("/home/ada/.cargo".into());
        let own = "--remap-path-prefix=/home/ada/.cargo=cargo --cfg erase_components";
        let given = || Some("-Copt".to_owned());
        assert_eq!(rustflags(None, home()), own);
        assert_eq!(rustflags(given(), home()), format!("-Copt {own}"));
        assert_eq!(rustflags(given(), None), "-Copt --cfg erase_components");
    }

    /// Debug builds read the flag from Cargo's configuration.
    #[test]
    fn debug_builds_erase_components_too() {
        let config = include_str!("../../../.cargo/config.toml");
        assert!(config.contains(r#""--cfg", "erase_components""#));
    }
}
