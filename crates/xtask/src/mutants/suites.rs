//! Running some tests of a suite on the copy.

use std::fmt;
use std::process::Command;

use super::tree::Tree;
use super::{Mutant, Suite};
use crate::browser;
use crate::error::Result;
use crate::firmware;
use crate::process::{self, find_in};
use crate::steps;
use crate::tally::Counts;
use crate::tools;
use crate::workspace::Workspace;

/// What a run of tests said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All passed.
    Green,
    /// One failed, at least.
    Red,
    /// None ran: it did not build, or there is no test of this name.
    Broken,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Green => "passes",
            Self::Red => "fails",
            Self::Broken => "does not run",
        })
    }
}

/// Runs the tests a mutant names.
pub(super) fn run(ws: &Workspace, tree: &Tree, mutant: &Mutant) -> Result<Verdict> {
    match mutant.suite {
        Suite::Sdk => {
            let mut node = Command::new("node");
            // All of them: what a pattern leaves out counts as skipped, and they take two seconds.
            node.args(["--test", "--test-reporter=tap"]);
            node.args(steps::sdk_tests(tree.root())?);
            verdict(&mut node, tree)
        }
        Suite::Platform => verdict(
            cargo("test --package platform --locked --no-fail-fast --").args(mutant.tests),
            tree,
        ),
        Suite::Console => verdict(
            cargo("test --package upgrade-console --lib --locked --").args(mutant.tests),
            tree,
        ),
        Suite::Browser => in_the_browser(ws, tree, mutant.tests),
        Suite::E2e => end_to_end(ws, tree, mutant.tests),
    }
}

fn cargo(line: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(line.split_whitespace());
    cargo
}

/// The runner takes one name, so each test has a browser of its own.
fn in_the_browser(ws: &Workspace, tree: &Tree, tests: &[&str]) -> Result<Verdict> {
    let browser = browser::ensure()?;
    let mut all = Verdict::Broken;
    for test in tests {
        let mut command = steps::wasm_pack(ws, &browser)?;
        command.args(["--", test]);
        command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0");
        match verdict(&mut command, tree)? {
            Verdict::Red => return Ok(Verdict::Red),
            Verdict::Green => all = Verdict::Green,
            Verdict::Broken => return Ok(Verdict::Broken),
        }
    }
    Ok(all)
}

fn end_to_end(ws: &Workspace, tree: &Tree, tests: &[&str]) -> Result<Verdict> {
    let (search_path, browser, images) = (ws.search_path()?, browser::ensure()?, firmware::ensure(ws)?);
    let trunk = find_in(&search_path, "trunk").unwrap_or_else(|| "trunk".into());
    let mut console = Command::new(trunk);
    console.args(["build", "--offline", "--dist"]).arg(tree.dist());
    console
        .env("PATH", &search_path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    console.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0");
    for step in [&mut console, &mut cargo("build --package platform --locked")] {
        if process::run(prepared(step, tree)).is_err() {
            return Ok(Verdict::Broken);
        }
    }
    let mut command = cargo("test --package e2e --locked -- --test-threads=1");
    command.args(tests);
    command
        .env("E2E_DIST", tree.dist())
        .env("E2E_PLATFORM", tree.target().join("debug").join("platform"))
        .env("E2E_FIRMWARE", images)
        .env("CHROMEDRIVER", &browser.driver)
        .env("CHROME", &browser.chrome)
        .env("GECKODRIVER", tools::geckodriver(ws));
    verdict(&mut command, tree)
}

fn prepared<'c>(command: &'c mut Command, tree: &Tree) -> &'c mut Command {
    command
        .current_dir(tree.root())
        .env("CARGO_TARGET_DIR", tree.target())
        .env("RUST_BACKTRACE", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
}

fn verdict(command: &mut Command, tree: &Tree) -> Result<Verdict> {
    let mut counts = Vec::new();
    let mut out = std::io::stdout();
    process::run_watching(prepared(command, tree), &mut out, |line| {
        counts.extend(Counts::of_result_line(line).or_else(|| Counts::of_tap_line(line)));
    })?;
    let counts: Counts = counts.into_iter().sum();
    Ok(match (counts.passed, counts.failed) {
        (0, 0) => Verdict::Broken,
        (_, 0) => Verdict::Green,
        _ => Verdict::Red,
    })
}
