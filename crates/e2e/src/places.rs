//! Where things are: as `cargo xtask test` says in the environment, else where a developer has them.

use std::env;
use std::path::{Path, PathBuf};

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| !path.as_os_str().is_empty())
}

fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("this crate is two levels below the workspace").to_owned()
}

/// The release console (`E2E_DIST`, else `dist`).
#[must_use]
pub fn dist() -> PathBuf {
    named("E2E_DIST").unwrap_or_else(|| workspace().join("dist"))
}

/// The platform's program (`E2E_PLATFORM`, else built beside this one).
#[must_use]
pub fn platform() -> PathBuf {
    named("E2E_PLATFORM").unwrap_or_else(|| {
        let here = env::current_exe().expect("a program knows where it is");
        let mut beside = here.ancestors().skip(1).map(|folder| folder.join("platform"));
        beside
            .find(|file| file.is_file())
            .expect("no platform: build it with `cargo build -p platform`, or name it in E2E_PLATFORM")
    })
}

/// A real firmware image (in `E2E_FIRMWARE`, else where `cargo xtask test` keeps them).
#[must_use]
pub fn firmware(name: &str) -> PathBuf {
    let folder = named("E2E_FIRMWARE").unwrap_or_else(|| workspace().join("target/firmware"));
    let image = folder.join(name);
    assert!(
        image.is_file(),
        "{} is missing: `cargo xtask test` gets it",
        image.display()
    );
    image
}

/// The WebDriver (`CHROMEDRIVER`, else from PATH).
#[must_use]
pub fn chromedriver() -> PathBuf {
    named("CHROMEDRIVER").unwrap_or_else(|| PathBuf::from("chromedriver"))
}

/// The browser (`CHROME`); where nothing is said the driver finds one.
#[must_use]
pub fn chrome() -> Option<PathBuf> {
    named("CHROME").or_else(|| {
        let usual = [
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        ];
        usual.iter().map(PathBuf::from).find(|file| file.is_file())
    })
}

/// Firefox (`FIREFOX`).
#[must_use]
pub fn firefox() -> PathBuf {
    named("FIREFOX").unwrap_or_else(|| PathBuf::from("/usr/bin/firefox-esr"))
}

/// Its driver (`GECKODRIVER`, else where `cargo xtask test` puts it).
#[must_use]
pub fn geckodriver() -> PathBuf {
    named("GECKODRIVER").unwrap_or_else(|| workspace().join("target/tools/bin/geckodriver"))
}

/// `WebKit`'s smallest browser (`MINIBROWSER`, else where Debian has it).
#[must_use]
pub fn minibrowser() -> PathBuf {
    named("MINIBROWSER").unwrap_or_else(|| {
        let libraries = Path::new("/usr/lib");
        let folders = libraries.read_dir().into_iter().flatten().flatten();
        let mut browsers = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
        let found = browsers.find(|file| file.is_file());
        found.expect("no MiniBrowser: install webkit2gtk-driver, or name it in MINIBROWSER")
    })
}

/// Its driver (`WEBKITDRIVER`, else from PATH).
#[must_use]
pub fn webkit_driver() -> PathBuf {
    named("WEBKITDRIVER").unwrap_or_else(|| PathBuf::from("WebKitWebDriver"))
}

/// A file of this repository.
#[must_use]
pub fn source(path: &str) -> String {
    let file = workspace().join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
