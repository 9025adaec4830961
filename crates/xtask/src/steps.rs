//! The steps of `cargo xtask test`.

use anyhow::Result;
use xshell::cmd;

use crate::browser;
use crate::console;
use crate::counts::Counts;
use crate::e2e;
use crate::progress::Report;
use crate::reliability;
use crate::tools;
use crate::workspace::Workspace;

/// Checks the formatting of every crate: without `--all`, only the root package would be checked. rustfmt skips the
/// content of `view!`, which leptosfmt checks.
pub(crate) fn fmt(ws: &Workspace) -> Result<Counts> {
    tools::component(ws, "rustfmt", "fmt")?;
    tools::ensure(ws, &[tools::LEPTOSFMT])?;
    Counts::of_checks([
        cmd!(ws.sh, "cargo fmt --all --check"),
        cmd!(ws.sh, "leptosfmt --quiet --check src tests"),
    ])
}

/// Builds the documentation of every crate; a warning is an error.
pub(crate) fn docs(ws: &Workspace) -> Result<Counts> {
    tools::wasm_target(ws)?;
    let packages = [
        "--workspace --exclude upgrade-console",
        "--package upgrade-console --target wasm32-unknown-unknown",
    ];
    Counts::of_checks(packages.map(|packages| {
        let packages = packages.split(' ');
        cmd!(ws.sh, "cargo doc --no-deps --locked --quiet {packages...}").env("RUSTDOCFLAGS", "-D warnings")
    }))
}

/// Checks licences, duplicate crates and sources of crates against `deny.toml`.
pub(crate) fn deny(ws: &Workspace) -> Result<Counts> {
    tools::ensure(ws, &[tools::CARGO_DENY])?;
    Counts::of_checks([cmd!(ws.sh, "cargo deny --workspace check bans licenses sources")])
}

/// Lints all crates except the console, for the host.
pub(crate) fn clippy_host(ws: &Workspace) -> Result<Counts> {
    tools::component(ws, "clippy", "clippy")?;
    // `--all-targets` excludes a test target with `test = false`.
    Counts::of_checks(["--all-targets", "--test=e2e"].map(|targets| {
        let packages = ["--workspace", "--exclude", "upgrade-console"];
        cmd!(ws.sh, "cargo clippy {packages...} {targets} --locked -- -D warnings")
    }))
}

/// Lints the console for wasm. Only this step checks its code behind `cfg(target_arch = "wasm32")`.
pub(crate) fn clippy_wasm(ws: &Workspace) -> Result<Counts> {
    tools::component(ws, "clippy", "clippy")?;
    tools::wasm_target(ws)?;
    let targets = [
        "--all-targets",
        "--features",
        "split",
        "--target",
        "wasm32-unknown-unknown",
    ];
    let clippy = cmd!(
        ws.sh,
        "cargo clippy -p upgrade-console {targets...} --locked -- -D warnings"
    );
    Counts::of_checks([clippy])
}

/// Runs the unit and integration tests that need no browser. The manifest of `e2e` disables its tests by default;
/// `--exclude` would change the features of other crates and compile them again.
pub(crate) fn native(ws: &Workspace) -> Result<Counts> {
    Counts::of_tests(cmd!(ws.sh, "cargo test --workspace --locked --no-fail-fast"))
}

/// Checks the types of the portal SDK with TypeScript, as a portal does, and runs its tests.
pub(crate) fn sdk(ws: &Workspace) -> Result<Counts> {
    tools::ensure(ws, &[tools::TSC])?;
    let mut counts = Counts::of_checks([cmd!(ws.sh, "tsc --project portal-sdk/test")])?;
    // They are listed, because Node 20 does not support patterns.
    let mut files = ws.sh.read_dir("portal-sdk/test")?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    counts += Counts::of_tests(cmd!(ws.sh, "node --test --test-reporter=tap {files...}"))?;
    Ok(counts)
}

/// Runs the browser tests of the console in headless Chromium, or those of one module of `tests/web`.
pub(crate) fn browser(ws: &Workspace, module: Option<&str>) -> Result<Counts> {
    tools::wasm_target(ws)?;
    let driver = browser::ensure(ws)?.driver;
    tools::ensure(ws, &[tools::WASM_BINDGEN, tools::WASM_PACK])?;
    let options = ["--headless", "--chrome", "--mode", "no-install", "--chromedriver"];
    let filter = module.map(|module| ["--test", "web", "--", module]);
    let filter = filter.iter().flatten();
    // The defaults (20 s for the whole file, 5 s for the driver) are too short for a busy machine with two cores.
    let tests = cmd!(ws.sh, "wasm-pack test {options...} {driver} -- --locked {filter...}")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    Counts::of_tests(tests.env("CHROMEDRIVER", driver))
}

/// Checks every screen of the release console and of the demo portal with axe.
pub(crate) fn axe(ws: &Workspace) -> Result<Counts> {
    Counts::of_tests(e2e::axe(ws, &ws.dist())?)
}

/// Runs the end-to-end tests: the release console and the platform in real browsers. Then compares their results with
/// docs/reliability.md.
pub(crate) fn end_to_end(ws: &Workspace) -> Result<Counts> {
    let mut counts = e2e::tests(ws, &[])?;
    if counts.failed == 0 {
        reliability::compare(ws)?;
        counts += Counts::passed(1);
    }
    Ok(counts)
}

/// Commands that no other step runs, as arguments of `cargo xtask`.
const COMMANDS: [&str; 7] = [
    "dist",
    "schema --short",
    "reliability --short",
    "bench digest --short",
    "bench list --short",
    "bench paint dist --short",
    "soak --short",
];

/// Runs the short form of [`COMMANDS`] and of the example `screenshots`, axe on the gallery, and the inputs of the fuzz
/// targets, one after the other. An error counts as one failure and does not stop the run.
pub(crate) fn commands(ws: &Workspace) -> Result<Counts> {
    let mut report = Report::new(vec![60; COMMANDS.len() + 3]);
    for command in COMMANDS {
        let arguments = command.split(' ');
        report.step(command, || {
            Counts::of_checks([cmd!(ws.sh, "cargo xtask {arguments...}")])
        });
    }
    report.step("screenshots --short", || {
        let folder = ws.target.join("screenshots-smoke");
        let screenshots = e2e::example(ws, "screenshots", &e2e::console(ws)?, false)?;
        Counts::of_checks([screenshots
            .env("E2E_GALLERY", console::build_gallery(ws)?)
            .arg(folder)
            .arg("--short")])
    });
    report.step("axe on the gallery", || {
        Counts::of_tests(e2e::axe(ws, &console::build_gallery(ws)?)?.arg("--gallery"))
    });
    report.step("inputs of the fuzz targets", || {
        // A workspace of its own, which shares no build with this one.
        let target = ws.target.join("fuzz");
        let options = ["--locked", "--no-default-features", "--target-dir"];
        Counts::of_tests(cmd!(
            ws.sh,
            "cargo test --manifest-path fuzz/Cargo.toml {options...} {target}"
        ))
    });
    Ok(report.finish())
}
