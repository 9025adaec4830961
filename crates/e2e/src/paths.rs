//! Paths of programs and build outputs. `cargo xtask test` sets them in the environment; the defaults fit a development
//! machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

fn from_env(variable: &str, default: impl FnOnce() -> PathBuf) -> PathBuf {
    let set = env::var_os(variable).filter(|path| !path.is_empty());
    set.map_or_else(default, PathBuf::from)
}

fn in_workspace(path: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("the workspace, two levels above this crate").join(path)
}

/// Folder of the release console (`E2E_DIST`, default `dist`).
pub fn dist() -> PathBuf {
    from_env("E2E_DIST", || in_workspace("dist"))
}

/// Executable of the platform (`E2E_PLATFORM`, default: next to the test binary).
pub fn platform() -> PathBuf {
    from_env("E2E_PLATFORM", || {
        let test_binary = env::current_exe().expect("the path of the test binary");
        let mut candidates = test_binary.ancestors().skip(1).map(|folder| folder.join("platform"));
        let found = candidates.find(|file| file.is_file());
        found.expect("no platform: build it with `cargo build -p platform`, or set E2E_PLATFORM")
    })
}

/// A real firmware image (folder `E2E_FIRMWARE`, default `target/firmware`, where `cargo xtask test` stores them).
pub fn firmware(name: &str) -> PathBuf {
    let image = from_env("E2E_FIRMWARE", || in_workspace("target/firmware")).join(name);
    let path = image.display();
    assert!(image.is_file(), "{path} is missing: `cargo xtask test` downloads it");
    image
}

/// A program: the path in this environment variable, or the default.
pub fn program(variable: &str, default: &str) -> PathBuf {
    from_env(variable, || default.into())
}

/// Executable of Chromium (`CHROME`, default: the first that exists of three usual paths).
pub fn chrome() -> PathBuf {
    from_env("CHROME", || {
        let usual = ["chromium", "chromium-browser", "google-chrome"];
        let mut candidates = usual.map(|name| Path::new("/usr/bin").join(name)).into_iter();
        let found = candidates.find(|file| file.is_file());
        found.expect("no Chromium: install it, or set CHROME")
    })
}

/// Executable of Firefox's driver (`GECKODRIVER`, default: where `cargo xtask test` installs it).
pub fn geckodriver() -> PathBuf {
    from_env("GECKODRIVER", || in_workspace("target/tools/bin/geckodriver"))
}

/// Executable of `WebKit`'s `MiniBrowser` (`MINIBROWSER`, default: Debian's path).
pub fn minibrowser() -> PathBuf {
    from_env("MINIBROWSER", || {
        let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
        let mut candidates = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
        let found = candidates.find(|file| file.is_file());
        found.expect("no MiniBrowser: install webkit2gtk-driver, or set MINIBROWSER")
    })
}

/// Script of axe (`E2E_AXE`, default: where `cargo xtask test` installs it).
pub fn axe() -> PathBuf {
    from_env("E2E_AXE", || {
        in_workspace("target/tools/npm/node_modules/axe-core/axe.min.js")
    })
}

/// Text of a file of this repository.
pub fn source(path: &str) -> String {
    let file = in_workspace(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
