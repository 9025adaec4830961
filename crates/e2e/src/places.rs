//! Paths of programs and build outputs. `cargo xtask test` sets them in the environment; the defaults fit a development
//! machine.

use std::env;
use std::path::{Path, PathBuf};

fn from_env(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| !path.as_os_str().is_empty())
}

fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("the workspace, two levels above this crate").to_owned()
}

/// Folder of the release console (`E2E_DIST`, default `dist`).
#[must_use]
pub fn dist() -> PathBuf {
    from_env("E2E_DIST").unwrap_or_else(|| workspace().join("dist"))
}

/// Executable of the platform (`E2E_PLATFORM`, default: next to the test binary).
#[must_use]
pub fn platform() -> PathBuf {
    from_env("E2E_PLATFORM").unwrap_or_else(|| {
        let test_binary = env::current_exe().expect("the path of the test binary");
        let mut candidates = test_binary.ancestors().skip(1).map(|folder| folder.join("platform"));
        candidates
            .find(|file| file.is_file())
            .expect("no platform: build it with `cargo build -p platform`, or set E2E_PLATFORM")
    })
}

/// A real firmware image (folder `E2E_FIRMWARE`, default `target/firmware`, where `cargo xtask test` stores them).
#[must_use]
pub fn firmware(name: &str) -> PathBuf {
    let folder = from_env("E2E_FIRMWARE").unwrap_or_else(|| workspace().join("target/firmware"));
    let image = folder.join(name);
    assert!(
        image.is_file(),
        "{} is missing: `cargo xtask test` downloads it",
        image.display()
    );
    image
}

/// Executable of Chromium's driver (`CHROMEDRIVER`, default: from `PATH`).
#[must_use]
pub fn chromedriver() -> PathBuf {
    from_env("CHROMEDRIVER").unwrap_or_else(|| PathBuf::from("chromedriver"))
}

/// Executable of Chromium (`CHROME`, default: a usual path). If `None`, the driver searches for it.
#[must_use]
pub fn chrome() -> Option<PathBuf> {
    from_env("CHROME").or_else(|| {
        let usual = [
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        ];
        usual.iter().map(PathBuf::from).find(|file| file.is_file())
    })
}

/// Executable of Firefox (`FIREFOX`, default `/usr/bin/firefox-esr`).
#[must_use]
pub fn firefox() -> PathBuf {
    from_env("FIREFOX").unwrap_or_else(|| PathBuf::from("/usr/bin/firefox-esr"))
}

/// Executable of Firefox's driver (`GECKODRIVER`, default: where `cargo xtask test` installs it).
#[must_use]
pub fn geckodriver() -> PathBuf {
    from_env("GECKODRIVER").unwrap_or_else(|| workspace().join("target/tools/bin/geckodriver"))
}

/// Executable of `WebKit`'s `MiniBrowser` (`MINIBROWSER`, default: Debian's path).
#[must_use]
pub fn minibrowser() -> PathBuf {
    from_env("MINIBROWSER").unwrap_or_else(|| {
        let libraries = Path::new("/usr/lib");
        let folders = libraries.read_dir().into_iter().flatten().flatten();
        let mut browsers = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
        let found = browsers.find(|file| file.is_file());
        found.expect("no MiniBrowser: install webkit2gtk-driver, or set MINIBROWSER")
    })
}

/// Executable of `WebKit`'s driver (`WEBKITDRIVER`, default: from `PATH`).
#[must_use]
pub fn webkit_driver() -> PathBuf {
    from_env("WEBKITDRIVER").unwrap_or_else(|| PathBuf::from("WebKitWebDriver"))
}

/// Text of a file of this repository.
#[must_use]
pub fn source(path: &str) -> String {
    let file = workspace().join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
