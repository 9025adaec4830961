//! Finds or installs the browsers that the tests drive, and their drivers.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::error::{Error, Result};
use crate::process::{self, say};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 1] = ["chromedriver"];

/// Debian packages. The font is for screenshots: without it Chinese characters appear as boxes.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Chromium with the matching driver.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Path of the browser.
    pub(crate) chrome: PathBuf,
    /// Path of `chromedriver`.
    pub(crate) driver: PathBuf,
}

/// Further programs of the end-to-end tests, each with its Debian package. `WebKit` has no headless mode and needs a
/// display.
const OTHERS: [(&str, &str); 3] = [
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
];

/// Installs Firefox and `WebKit` with apt if they are missing.
///
/// # Errors
/// If they cannot be installed; the error names the packages.
pub(crate) fn ensure_others() -> Result<()> {
    let missing = || OTHERS.iter().filter(|(program, _)| process::find(program).is_none());
    let packages: Vec<&str> = missing().map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    if !can_apt_get() {
        return Err(Error::new(format!(
            "the end-to-end tests need Firefox and WebKit: install {} (Debian: `sudo apt-get install {0}`)",
            packages.join(" ")
        )));
    }
    install(&packages)?;
    match missing().next() {
        None => Ok(()),
        Some((program, package)) => Err(Error::new(format!(
            "{package} was installed, but {program} is not on PATH"
        ))),
    }
}

fn install(packages: &[&str]) -> Result<()> {
    say(&format!(
        "installing {} with apt, once (one to two minutes)",
        packages.join(" ")
    ));
    process::run(&mut apt_get("update"))?;
    process::run(
        apt_get("install")
            .args(["-y", "--no-install-recommends"])
            .args(packages),
    )
}

/// Finds Chromium and its driver, or installs them with apt.
///
/// # Errors
/// If they are missing and cannot be installed. Skipping the tests instead would make a run without them look
/// successful.
pub(crate) fn ensure() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    let packages = PACKAGES.join(" ");
    if !can_apt_get() {
        return Err(Error::new(format!(
            "Chromium or its driver is missing: install both (Debian: `sudo apt-get install {packages}`), \
             or name them in CHROME and CHROMEDRIVER"
        )));
    }
    install(&PACKAGES)?;
    find()?.ok_or_else(|| Error::new(format!("{packages} were installed, but the browser is not on PATH")))
}

/// Whether packages can be installed: as root, on a system with apt.
pub(crate) fn can_apt_get() -> bool {
    let uid = process::capture(Command::new("id").arg("-u"));
    uid.is_some_and(|uid| uid.trim() == "0") && process::find("apt-get").is_some()
}

/// `apt-get` command that is quiet, asks nothing and waits for another `apt-get` to finish.
pub(crate) fn apt_get(subcommand: &str) -> Command {
    let mut apt = Command::new("apt-get");
    apt.args([subcommand, "-qq", "-o", "DPkg::Lock::Timeout=300"]);
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn find() -> Result<Option<Browser>> {
    let chrome = named_or_on_path("CHROME", &BROWSERS)?;
    let driver = named_or_on_path("CHROMEDRIVER", &DRIVERS)?;
    Ok(chrome.zip(driver).map(|(chrome, driver)| Browser { chrome, driver }))
}

/// Returns the program that the environment variable names, else the first of `names` on PATH.
///
/// # Errors
/// If the variable names something that is not executable.
fn named_or_on_path(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    let Some(named) = env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| !path.as_os_str().is_empty())
    else {
        return Ok(names.iter().find_map(|name| process::find(name)));
    };
    if process::is_executable(&named) {
        return Ok(Some(named));
    }
    Err(Error::new(format!(
        "{variable} names {}, which is not a program",
        named.display()
    )))
}
