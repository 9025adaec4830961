//! The programs of `crates/e2e`: end-to-end tests and examples, which run the release console in browsers.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;
use xshell::{Cmd, cmd};

use crate::browser;
use crate::console;
use crate::counts::Counts;
use crate::firmware;
use crate::run::build_platform;
use crate::tools;
use crate::web_servers;
use crate::workspace::Workspace;

/// Runs the end-to-end tests whose names contain one of `names`, or all if there are none, against the last build of
/// the console.
pub(crate) fn tests(ws: &Workspace, names: &[&str]) -> Result<Counts> {
    let mut servers = Vec::new();
    if names.is_empty() {
        servers.extend(web_servers::ensure(ws)?);
        browser::ensure_others(ws)?;
        tools::ensure(ws, &[tools::GECKODRIVER])?;
    }
    let images = firmware::ensure(ws)?;
    let ledger = ledger(ws);
    ws.sh.remove_path(&ledger)?;
    ws.sh.create_dir(&ledger)?;
    let geckodriver = ws.find("geckodriver").unwrap_or_default();
    let environment = environment(ws, &ws.dist())?;
    // Two at a time: a test spends about half of its time waiting for its page.
    let threads = "--test-threads=2";
    let tests = cmd!(
        ws.sh,
        "cargo test --workspace --test e2e --locked --no-fail-fast -- {threads} {names...}"
    )
    .envs(servers)
    .env("E2E_FIRMWARE", images)
    .env("E2E_LEDGER", ledger)
    .env("GECKODRIVER", geckodriver);
    Counts::of_tests(tests.envs(environment))
}

/// Folder to which the tests write their results for [`crate::reliability`].
pub(crate) fn ledger(ws: &Workspace) -> PathBuf {
    ws.target.join("ledger")
}

/// Returns the folder of the console for an example: `E2E_DIST`, or the release console, which is built if necessary.
pub(crate) fn console(ws: &Workspace) -> Result<PathBuf> {
    if let Some(configured) = env::var_os("E2E_DIST").filter(|dir| !dir.is_empty()) {
        return Ok(ws.root.join(configured));
    }
    console::build(ws)?;
    Ok(ws.dist())
}

/// Builds an example with the features of the tests, and returns its command with the paths it needs. `short` selects
/// its short form.
pub(crate) fn example<'a>(ws: &'a Workspace, name: &str, dist: &Path, short: bool) -> Result<Cmd<'a>> {
    tools::prerequisites(ws)?;
    let environment = environment(ws, dist)?;
    cmd!(ws.sh, "cargo build --quiet --workspace --example {name} --locked").run()?;
    let example = ws.sh.cmd(ws.target.join("debug/examples").join(name));
    Ok(example.envs(environment).args(short.then_some("--short")))
}

/// Returns the command of the example that checks the console in the folder `dist` with axe.
pub(crate) fn axe<'a>(ws: &'a Workspace, dist: &Path) -> Result<Cmd<'a>> {
    let axe = tools::npm_packages(ws)?.join("axe-core/axe.min.js");
    Ok(example(ws, "axe", dist, false)?.env("E2E_AXE", axe))
}

/// Builds the platform, and returns the variables with its path and those of the console and the browser.
fn environment(ws: &Workspace, dist: &Path) -> Result<[(&'static str, PathBuf); 4]> {
    let browser = browser::ensure(ws)?;
    build_platform(ws)?;
    Ok([
        ("E2E_DIST", dist.to_owned()),
        ("E2E_PLATFORM", ws.platform()),
        ("CHROME", browser.chrome),
        ("CHROMEDRIVER", browser.driver),
    ])
}
