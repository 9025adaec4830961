//! The steps of `cargo xtask test`.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser;
use crate::error::{Error, Result};
use crate::files;
use crate::firmware;
use crate::process;
use crate::reliability;
use crate::run::build_platform;
use crate::size;
use crate::tally::Counts;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// Cargo command in the workspace, with the arguments in `line`.
fn cargo(ws: &Workspace, line: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(line.split_whitespace()).current_dir(&ws.root);
    cargo
}

/// Runs a Cargo command as one check; its failure is an error.
fn check(ws: &Workspace, line: &str) -> Result<Counts> {
    process::run(&mut cargo(ws, line)).map(|()| Counts::ONE_PASSED)
}

/// Runs tests and counts the results that they print.
///
/// A command that fails without a failed test counts as one failure. No test at all is an error: a filter without a
/// match or a missing target must not look successful.
fn tests(command: &mut Command, out: &mut impl Write) -> Result<Counts> {
    let mut results = Vec::new();
    let status = process::run_watching(command, out, |line| {
        results.extend(Counts::of_result_line(line).or_else(|| Counts::of_tap_line(line)));
    })?;
    let counts: Counts = results.into_iter().sum();
    if let Err(error) = process::succeeded(command, status) {
        let unnamed = u64::from(counts.failed == 0);
        eprintln!("error: {error}");
        return Ok(Counts {
            failed: counts.failed + unnamed,
            ..counts
        });
    }
    if counts.is_empty() {
        Err(Error::new("no test ran"))
    } else {
        Ok(counts)
    }
}

/// Checks the formatting of every crate: without `--all`, only the root package would be checked. rustfmt skips the
/// content of `view!`, which leptosfmt checks.
pub(crate) fn fmt(ws: &Workspace) -> Result<Counts> {
    tools::component("rustfmt", "fmt")?;
    let rust = check(ws, "fmt --all --check")?;
    if !has_views(ws)? {
        return Ok(rust);
    }
    tools::ensure(ws, &[Tool::Leptosfmt])?;
    let mut leptosfmt = Command::new("leptosfmt");
    leptosfmt
        .args(["--quiet", "--check", "src", "tests"])
        .current_dir(&ws.root);
    process::run(leptosfmt.env("PATH", ws.search_path()?))?;
    Ok([rust, Counts::ONE_PASSED].into_iter().sum())
}

/// Whether a source file of the console contains a `view!`.
fn has_views(ws: &Workspace) -> Result<bool> {
    for file in files::below(&ws.root.join("src"))? {
        if files::extension(&file) == "rs" && files::read_text(&file)?.contains("view! {") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Builds the documentation of every crate; a warning is an error.
pub(crate) fn docs(ws: &Workspace) -> Result<Counts> {
    tools::wasm_target()?;
    let document = |packages: &str| {
        let mut command = cargo(ws, &format!("doc {packages} --no-deps --locked --quiet"));
        process::run(command.env("RUSTDOCFLAGS", "-D warnings")).map(|()| Counts::ONE_PASSED)
    };
    let host = document("--workspace --exclude upgrade-console")?;
    let wasm = document("--package upgrade-console --target wasm32-unknown-unknown")?;
    Ok([host, wasm].into_iter().sum())
}

/// Checks licences, duplicate crates and sources of crates against `deny.toml`.
pub(crate) fn deny(ws: &Workspace) -> Result<Counts> {
    tools::ensure(ws, &[Tool::CargoDeny])?;
    let mut command = cargo(ws, "deny --workspace check bans licenses sources");
    process::run(command.env("PATH", ws.search_path()?)).map(|()| Counts::ONE_PASSED)
}

/// Lints all crates except the console, for the host.
pub(crate) fn clippy_host(ws: &Workspace) -> Result<Counts> {
    tools::component("clippy", "clippy")?;
    // `--all-targets` excludes a test target with `test = false`.
    let lint = |targets: &str| {
        let line = format!("clippy --workspace --exclude upgrade-console {targets} --locked -- -D warnings");
        check(ws, &line)
    };
    Ok([lint("--all-targets")?, lint("--test e2e")?].into_iter().sum())
}

/// Lints the console for wasm. Only this step checks its code behind `cfg(target_arch = "wasm32")`.
pub(crate) fn clippy_wasm(ws: &Workspace) -> Result<Counts> {
    tools::component("clippy", "clippy")?;
    tools::wasm_target()?;
    check(
        ws,
        "clippy --package upgrade-console --all-targets --features split --target wasm32-unknown-unknown --locked \
         -- -D warnings",
    )
}

/// Runs the unit and integration tests that need no browser. The manifest of `e2e` disables its tests by default;
/// `--exclude` would change the features of other crates and compile them again.
pub(crate) fn native(ws: &Workspace) -> Result<Counts> {
    let mut command = cargo(ws, "test --workspace --locked --no-fail-fast");
    tests(&mut command, &mut stdout())
}

/// Checks the types of the portal SDK with TypeScript, as a portal does, and runs its tests.
pub(crate) fn sdk(ws: &Workspace) -> Result<Counts> {
    tools::prerequisites()?;
    tools::ensure(ws, &[Tool::Tsc])?;
    let mut types = Command::new("tsc");
    types.args(["--project", "portal-sdk/test"]).current_dir(&ws.root);
    process::run(types.env("PATH", ws.search_path()?))?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=tap"]);
    command.args(sdk_tests(&ws.root)?).current_dir(&ws.root);
    Ok([Counts::ONE_PASSED, tests(&mut command, &mut stdout())?]
        .into_iter()
        .sum())
}

/// Test files of the SDK. They are listed, because Node 20 does not support patterns.
pub(crate) fn sdk_tests(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files::entries(&root.join("portal-sdk").join("test"))?;
    found.retain(|file| files::name(file).ends_with(".test.js"));
    Ok(found)
}

/// Runs the browser tests of the console in headless Chromium.
pub(crate) fn in_the_browser(ws: &Workspace) -> Result<Counts> {
    tests(&mut wasm_pack(ws)?, &mut stdout())
}

/// Runs the browser tests of one module of `tests/web`.
pub(crate) fn browser_module(ws: &Workspace, module: &str) -> Result<Counts> {
    let mut command = wasm_pack(ws)?;
    tests(command.args(["--test", "web", "--", module]), &mut stdout())
}

/// `wasm-pack test` command; further arguments are passed to Cargo.
fn wasm_pack(ws: &Workspace) -> Result<Command> {
    tools::wasm_target()?;
    let browser = browser::ensure()?;
    tools::ensure(ws, &tools::FOR_BROWSER_TESTS)?;
    let search_path = ws.search_path()?;
    let wasm_pack = process::find_in(&search_path, "wasm-pack");
    let mut command = Command::new(wasm_pack.ok_or_else(|| Error::new("wasm-pack is missing"))?);
    command
        .args("test --headless --chrome --mode no-install --chromedriver".split(' '))
        .arg(&browser.driver);
    command.args(["--", "--locked"]).current_dir(&ws.root);
    // The defaults (20 s for the whole file, 5 s for the driver) are too short for a busy machine with two cores.
    command
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    command.env("PATH", search_path).env("CHROMEDRIVER", &browser.driver);
    Ok(command)
}

/// Checks the sizes of the shipped files against the budget.
pub(crate) fn budget(ws: &Workspace) -> Result<Counts> {
    let (table, within) = size::report(&ws.dist(), false)?;
    println!("{table}");
    if within {
        Ok(Counts::ONE_PASSED)
    } else {
        Err(Error::new("a size limit is exceeded"))
    }
}

/// Runs the end-to-end tests: the release console and the platform in real browsers. Then compares their results with
/// docs/reliability.md.
pub(crate) fn end_to_end(ws: &Workspace) -> Result<Counts> {
    let counts = end_to_end_of(ws, &[])?;
    if counts.failed > 0 {
        return Ok(counts);
    }
    reliability::compare(ws)?;
    Ok([counts, Counts::ONE_PASSED].into_iter().sum())
}

/// Runs one end-to-end test through all parts, against the last build of the console.
pub(crate) fn smoke(ws: &Workspace) -> Result<Counts> {
    end_to_end_of(ws, &["lifecycle::"])
}

/// Runs the end-to-end tests whose names contain one of `names`, or all if there are none.
pub(crate) fn end_to_end_of(ws: &Workspace, names: &[&str]) -> Result<Counts> {
    let browser = browser::ensure()?;
    if names.is_empty() {
        browser::ensure_others()?;
        tools::ensure(ws, &[Tool::Geckodriver])?;
    }
    let images = firmware::ensure(ws)?;
    build_platform(ws)?;
    let ledger = reliability::ledger(ws);
    files::remove(&ledger)?;
    files::create_dir(&ledger)?;
    // Two at a time: a test spends about half of its time waiting for its page.
    let mut command = cargo(
        ws,
        "test --workspace --test e2e --locked --no-fail-fast -- --test-threads=2",
    );
    command
        .env("E2E_DIST", ws.dist())
        .env("E2E_PLATFORM", ws.platform())
        .env("E2E_FIRMWARE", images)
        .env("E2E_LEDGER", &ledger)
        .args(names);
    command
        .env("CHROMEDRIVER", &browser.driver)
        .env("CHROME", &browser.chrome)
        .env("GECKODRIVER", tools::geckodriver(ws));
    tests(&mut command, &mut stdout())
}

#[cfg(test)]
mod tests {
    use std::io::sink;
    use std::process::Command;

    use super::tests;
    use crate::tally::Counts;

    #[test]
    fn printed_results_are_counted_and_a_command_without_tests_is_an_error() {
        let counts = |passed, failed| Some(Counts { passed, failed });
        for (script, expected) in [
            (
                "echo 'test result: ok. 2 passed; 0 failed; x'; echo 'test result: ok. 3 passed; 0 failed; x'",
                counts(5, 0),
            ),
            (
                "echo 'test result: FAILED. 2 passed; 1 failed; x'; exit 101",
                counts(2, 1),
            ),
            ("echo 'test result: ok. 2 passed; 0 failed; x'; exit 101", counts(2, 1)),
            ("exit 101", counts(0, 1)),
            ("echo 'running 0 tests'", None),
            ("echo 'test result: ok. 0 passed; 0 failed; x'", None),
        ] {
            assert_eq!(
                tests(Command::new("sh").args(["-c", script]), &mut sink()).ok(),
                expected,
                "{script}"
            );
        }
    }
}
