//! Finds or installs the browsers that the tests drive, and their drivers.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use crate::apt;
use crate::workspace::Workspace;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Debian packages. The font is for screenshots: without it Chinese characters appear as boxes.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Further programs of the end-to-end tests, each with its Debian package. `WebKit` has no headless mode and needs a
/// display.
const OTHERS: [(&str, &str); 3] = [
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
];

/// Chromium with the matching driver.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chrome: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds Chromium and its driver, or installs them with apt.
///
/// # Errors
/// If they are missing and cannot be installed. Skipping the tests instead would make a run without them look
/// successful.
pub(crate) fn ensure(ws: &Workspace) -> Result<Browser> {
    if let Some(browser) = find(ws)? {
        return Ok(browser);
    }
    let action = "Chromium or its driver is missing, and CHROME and CHROMEDRIVER name none";
    apt::install(ws, &PACKAGES).context(action)?;
    find(ws)?.context("packages were installed, but the browser is not on PATH")
}

/// Installs Firefox and `WebKit` with apt if they are missing.
///
/// # Errors
/// If they cannot be installed; the error names the packages.
pub(crate) fn ensure_others(ws: &Workspace) -> Result<()> {
    let missing = OTHERS.iter().filter(|(program, _)| ws.find(program).is_none());
    let packages: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    apt::install(ws, &packages).context("the end-to-end tests need Firefox and WebKit")
}

fn find(ws: &Workspace) -> Result<Option<Browser>> {
    let chrome = named_or_on_path(ws, "CHROME", &BROWSERS)?;
    let driver = named_or_on_path(ws, "CHROMEDRIVER", &["chromedriver"])?;
    Ok(chrome.zip(driver).map(|(chrome, driver)| Browser { chrome, driver }))
}

/// Returns the program that the environment variable names, else the first of `names` on PATH.
///
/// # Errors
/// If the variable names something that is not executable.
fn named_or_on_path(ws: &Workspace, variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    let named = env::var(variable).unwrap_or_default();
    if named.is_empty() {
        return Ok(names.iter().find_map(|name| ws.find(name)));
    }
    let found = ws.find(&named);
    ensure!(found.is_some(), "{variable} names {named}, which is not a program");
    Ok(found)
}
