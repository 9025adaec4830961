//! The programs in `crates/e2e/examples` that a command here starts, each against the release console in a browser.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Browser;
use crate::console;
use crate::error::Result;
use crate::process;
use crate::workspace::Workspace;

/// The flag for the form that `cargo xtask test commands` runs: seconds of work, no document written.
pub(crate) const SHORT: &str = "--short";

/// The console that they use: built from here, unless `E2E_DIST` names one that is built already.
pub(crate) fn console(ws: &Workspace) -> Result<PathBuf> {
    if let Some(given) = env::var_os("E2E_DIST").filter(|dir| !dir.is_empty()) {
        return Ok(ws.root.join(given));
    }
    console::build(ws)?;
    Ok(ws.dist())
}

/// Builds one of them with the features that the tests use; the command has the paths it needs.
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
