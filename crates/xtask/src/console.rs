//! Release build of the console: Trunk, then precompressed copies. Skipped if nothing changed.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::compress;
use crate::error::{Context, Result};
use crate::files;
use crate::fingerprint;
use crate::process::{self, say};
use crate::split;
use crate::tools;
use crate::workspace::Workspace;

/// Folders of the root package that the console is built from.
const SOURCE_DIRS: [&str; 4] = ["src", "style", "assets", "public"];

/// Crates that the console is not built from. Any crate that is not listed is an input.
const NOT_IN_THE_CONSOLE: [&str; 3] = ["e2e", "platform", "xtask"];

/// Builds the release console with precompressed copies in `dist`, unless it is up to date.
pub(crate) fn build(ws: &Workspace) -> Result<()> {
    let inputs = fingerprint::of(&ws.root, &inputs(ws)?, &tools::recipe(ws)?)?;
    if is_current(ws, inputs)? {
        say("release console: up to date");
        return Ok(());
    }
    files::remove(&stamp_file(ws))?;
    tools::prerequisites()?;
    tools::for_console(ws)?;
    fetch(ws)?;
    say("building the release console (2 to 4 minutes the first time, then about half a minute)");
    trunk(ws)?;
    split::lay(ws)?;
    say("compressing the console (seconds)");
    compress::siblings(&ws.dist())?;
    files::write(&stamp_file(ws), stamp(ws, inputs)?.as_bytes())
}

/// Returns all files that the console is built from: the root package's files except documentation, its folders and its
/// crates.
fn inputs(ws: &Workspace) -> Result<Vec<PathBuf>> {
    let mut inputs: Vec<PathBuf> = files::entries(&ws.root)?
        .into_iter()
        .filter(|path| path.is_file() && files::extension(path) != "md")
        .collect();
    inputs.extend(files::below(&ws.root.join(".cargo"))?);
    // xtask is excluded below, but its code splits the module.
    let xtask = ws.root.join("crates/xtask/src");
    inputs.extend(files::below(&xtask.join("split"))?);
    inputs.push(xtask.join("split.rs"));
    for dir in SOURCE_DIRS {
        inputs.extend(files::below(&ws.root.join(dir))?);
    }
    for dir in files::entries(&ws.root.join("crates"))? {
        if !NOT_IN_THE_CONSOLE.contains(&files::name(&dir).as_str()) {
            inputs.extend(files::below(&dir)?);
        }
    }
    Ok(inputs)
}

/// Fingerprints of the inputs and of `dist`, which contains a debug build after a `trunk serve`.
fn stamp(ws: &Workspace, inputs: u64) -> Result<String> {
    let dist = ws.dist();
    Ok(format!(
        "{inputs:016x} {:016x}\n",
        fingerprint::of(&dist, &files::below(&dist)?, "")?
    ))
}

fn is_current(ws: &Workspace, inputs: u64) -> Result<bool> {
    let Ok(written) = fs::read_to_string(stamp_file(ws)) else {
        return Ok(false);
    };
    Ok(ws.dist().join("index.html").is_file() && written == stamp(ws, inputs)?)
}

fn stamp_file(ws: &Workspace) -> PathBuf {
    ws.target.join("console.stamp")
}

/// Downloads the crates: Trunk builds offline, so that it downloads no tools, and its Cargo is offline too.
fn fetch(ws: &Workspace) -> Result<()> {
    say("fetching the console's crates (seconds)");
    process::run(
        Command::new("cargo")
            .args(["fetch", "--locked", "--quiet"])
            .current_dir(&ws.root),
    )
}

fn trunk(ws: &Workspace) -> Result<()> {
    let search_path = ws.search_path()?;
    let program = process::find_in(&search_path, "trunk").unwrap_or_else(|| PathBuf::from("trunk"));
    let mut command = Command::new(program);
    command.args(["build", "--release", "--locked", "--offline", "--skip-version-check"]);
    command.args(["--features", "split"]).current_dir(&ws.root);
    split::stand_in(ws, &mut command)?;
    command.env("RUSTFLAGS", rustflags(env::var("RUSTFLAGS").ok(), cargo_home()));
    // Trunk parses NO_COLOR as a flag of its own and rejects the usual `1`.
    if env::var_os("NO_COLOR").is_some() {
        command.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    process::run(&mut command).context(|| "building the release console".to_owned())
}

/// Cargo's home directory, which contains the sources of dependencies.
fn cargo_home() -> Option<PathBuf> {
    let configured = env::var_os("CARGO_HOME").map(PathBuf::from);
    configured.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))
}

/// `RUSTFLAGS` of the release console: the `given` flags, a prefix map that keeps paths of this machine out of panic
/// messages (the same sources give the same bytes on every machine), and `erase_components`. They replace the flags of
/// `.cargo/config.toml`.
fn rustflags(given: Option<String>, cargo_home: Option<PathBuf>) -> String {
    let remap = cargo_home.map(|home| format!("--remap-path-prefix={}=cargo", home.display()));
    let erase = "--cfg erase_components".to_owned();
    [given, remap, Some(erase)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::rustflags;
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_release_console_is_built_without_machine_paths_and_with_erased_components() {
        let home = || Some("/home/ada/.cargo".into());
        let own = "--remap-path-prefix=/home/ada/.cargo=cargo --cfg erase_components";
        for (given, home, flags) in [
            (None, home(), own.to_owned()),
            (Some("-Copt".to_owned()), home(), format!("-Copt {own}")),
            (
                Some("-Copt".to_owned()),
                None,
                "-Copt --cfg erase_components".to_owned(),
            ),
        ] {
            assert_eq!(rustflags(given, home), flags);
        }
    }

    /// Debug builds read the flag from Cargo's configuration.
    #[test]
    fn debug_builds_erase_components_too() {
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cargo/config.toml");
        assert!(
            fs::read_to_string(config)
                .unwrap()
                .contains(r#""--cfg", "erase_components""#)
        );
    }
}
