//! The browser the tests drive, and its WebDriver.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::error::{Error, Result};
use crate::process::{self, say};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 1] = ["chromedriver"];

/// The last one is for pictures and for reading a failure: without it Chinese is boxes.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// A Chromium and the driver that belongs to it.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chrome: PathBuf,
    /// `chromedriver`.
    pub(crate) driver: PathBuf,
}

/// What the end-to-end tests drive beside it, and what Debian calls it. `WebKit` has no headless mode: it needs a display.
const OTHERS: [(&str, &str); 3] = [
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
];

/// Installs Firefox and `WebKit` where they are missing and that is possible, else says exactly what to install.
pub(crate) fn ensure_others() -> Result<()> {
    let missing = || OTHERS.iter().filter(|(program, _)| process::find(program).is_none());
    let packages: Vec<&str> = missing().map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    if !can_apt_get() {
        return Err(Error::new(format!(
            "Firefox and WebKit are tested, too: install {} (Debian: `sudo apt-get install {0}`)",
            packages.join(" ")
        )));
    }
    install(&packages)?;
    match missing().next() {
        None => Ok(()),
        Some((program, package)) => Err(Error::new(format!(
            "{package} was installed, yet there is no {program} on PATH"
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

/// Finds both, installs them by apt where that is possible, else says exactly what to install.
///
/// A missing browser is an error here as on CI: tests that did not run are not green anywhere.
pub(crate) fn ensure() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    let packages = PACKAGES.join(" ");
    if !can_apt_get() {
        return Err(Error::new(format!(
            "no Chromium with its driver: install both (Debian: `sudo apt-get install {packages}`), \
             or name them in CHROME and CHROMEDRIVER"
        )));
    }
    install(&PACKAGES)?;
    find()?.ok_or_else(|| Error::new(format!("{packages} were installed, yet there is no browser on PATH")))
}

/// Whether we may install packages: root, on a system with apt.
pub(crate) fn can_apt_get() -> bool {
    let uid = process::capture(Command::new("id").arg("-u"));
    uid.is_some_and(|uid| uid.trim() == "0") && process::find("apt-get").is_some()
}

/// An `apt-get` that says little, asks nothing and waits for another one to finish.
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

/// The variable wins; when it names nothing one can run, that is an error and no reason to look further.
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
