//! The programs in `crates/e2e/examples`: commands of xtask run them with the release console in a browser.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Browser;
use crate::console;
use crate::error::Result;
use crate::process;
use crate::workspace::Workspace;

/// Flag of the short form that `cargo xtask test commands` runs: it takes seconds and writes no document.
pub(crate) const SHORT: &str = "--short";

/// Returns the folder of the console to use: `E2E_DIST`, or the release console, which is built if necessary.
pub(crate) fn console(ws: &Workspace) -> Result<PathBuf> {
    if let Some(configured) = env::var_os("E2E_DIST").filter(|dir| !dir.is_empty()) {
        return Ok(ws.root.join(configured));
    }
    console::build(ws)?;
    Ok(ws.dist())
}

/// Builds an example with the features of the tests, and returns its command with the paths it needs.
pub(crate) fn command(ws: &Workspace, name: &str, dist: &Path, browser: &Browser) -> Result<Command> {
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--workspace", "--example", name, "--locked"]);
    process::run(build.current_dir(&ws.root))?;
    let mut command = Command::new(ws.target.join("debug").join("examples").join(name));
    command
        .env("E2E_DIST", dist)
        .env("E2E_PLATFORM", ws.platform())
        .env("CHROMEDRIVER", &browser.driver)
        .env("CHROME", &browser.chrome);
    Ok(command)
}
