//! `cargo xtask test`: runs all steps or the named ones. The last line of the output is `N passed, N failed`.

use std::process::exit;
use std::thread;

use anyhow::{Result, anyhow, ensure};
use clap::ValueEnum;

use crate::console;
use crate::counts::Counts;
use crate::e2e;
use crate::progress::{Report, outcome};
use crate::size;
use crate::steps;
use crate::tools;
use crate::workspace::Workspace;

/// Name of a step, in the order of a run. The steps before the build of the release console run in parallel with it,
/// because its last minutes use only one core. The steps after it need it.
#[derive(Clone, Copy, PartialEq, PartialOrd, ValueEnum)]
pub(crate) enum Step {
    Fmt,
    Clippy,
    Native,
    Sdk,
    Browser,
    Docs,
    Deny,
    Build,
    Size,
    Axe,
    E2e,
    Commands,
}

/// A part of a run: the step that it belongs to, its title, its duration in seconds on two cores when nothing is built
/// yet, and its function.
type Part = (Step, &'static str, u64, fn(&Workspace) -> Result<Counts>);

/// All parts in the order of a run, cheapest first.
const PARTS: [Part; 13] = [
    (Step::Fmt, "formatting", 2, steps::fmt),
    (Step::Clippy, "clippy (host)", 90, steps::clippy_host),
    (Step::Clippy, "clippy (wasm)", 80, steps::clippy_wasm),
    (Step::Native, "native tests", 400, steps::native),
    (Step::Sdk, "portal SDK", 10, steps::sdk),
    (Step::Browser, "browser tests", 330, |ws| steps::browser(ws, None)),
    (Step::Docs, "rustdoc", 30, steps::docs),
    (Step::Deny, "licences and sources", 120, steps::deny),
    (Step::Build, "release console", 300, |ws| one_check(console::build(ws))),
    (Step::Size, "first load", 1, |ws| one_check(size::check(ws))),
    (Step::Axe, "accessibility", 150, steps::axe),
    (Step::E2e, "end-to-end tests", 420, steps::end_to_end),
    (Step::Commands, "other commands", 400, steps::commands),
];

fn one_check(result: Result<()>) -> Result<Counts> {
    result.map(|()| Counts::passed(1))
}

/// Runs the steps, or those of `quick` with a module of the browser tests. Exits with 1 if a check failed.
pub(crate) fn run(ws: &Workspace, steps: &[Step], quick: Option<Option<String>>) -> Result<()> {
    let report = match quick {
        Some(module) => run_quick(ws, module.as_deref()),
        None => run_steps(ws, steps)?,
    };
    if report.finish().failed > 0 {
        exit(1)
    }
    Ok(())
}

fn run_steps(ws: &Workspace, names: &[Step]) -> Result<Report> {
    let parts = selected(names);
    if parts.iter().any(|part| part.0 != Step::Fmt) {
        tools::prerequisites(ws)?;
    }
    let mut report = Report::new(parts.iter().map(|part| part.2).collect());
    let mut has_console = true;
    thread::scope(|scope| {
        let build = parts.iter().find(|part| part.0 == Step::Build);
        let build = build.map(|(_, title, _, work)| {
            let ws = ws.clone();
            scope.spawn(move || outcome(title, || work(&ws)))
        });
        for (_, title, _, work) in parts.iter().filter(|part| part.0 < Step::Build) {
            report.step(title, || work(ws));
        }
        if let Some(build) = build {
            let panicked = |_| outcome("release console", || Err(anyhow!("panicked")));
            let outcome = build.join().unwrap_or_else(panicked);
            has_console = outcome.1.failed == 0;
            report.add(outcome);
        }
    });
    for (_, title, _, work) in parts.iter().filter(|part| part.0 > Step::Build) {
        report.step(title, || {
            ensure!(has_console, "the release console was not built");
            work(ws)
        });
    }
    Ok(report)
}

/// Check before a commit: under two minutes with a warm target directory.
fn run_quick(ws: &Workspace, module: Option<&str>) -> Report {
    let parts = selected(&[Step::Fmt, Step::Clippy, Step::Native]);
    let mut report = Report::new(vec![20; parts.len() + 1 + usize::from(module.is_some())]);
    for (_, title, _, work) in parts {
        report.step(title, || work(ws));
    }
    if module.is_some() {
        report.step("browser tests", || steps::browser(ws, module));
    }
    // One test through all parts, against the last build of the console.
    report.step("smoke test", || e2e::tests(ws, &["lifecycle::"]));
    report
}

/// Returns the parts of the named steps, or of all default steps, in the order of [`PARTS`], and adds the release build
/// if a step needs it.
fn selected(names: &[Step]) -> Vec<Part> {
    let is_selected = |step: Step| match names {
        [] => !matches!(step, Step::Docs | Step::Deny | Step::Commands),
        names => names.contains(&step),
    };
    let needs_build = PARTS.iter().any(|part| part.0 > Step::Build && is_selected(part.0));
    let mut parts = PARTS.to_vec();
    parts.retain(|part| is_selected(part.0) || (part.0 == Step::Build && needs_build));
    parts
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{Step, selected};
    use clap::ValueEnum as _;

    fn steps(names: &str) -> Vec<Step> {
        let names = names.split_whitespace();
        names.map(|name| Step::from_str(name, false).unwrap()).collect()
    }

    #[test]
    fn steps_keep_their_order_and_the_console_is_built_if_a_step_needs_it() {
        for (names, expected) in [
            ("", "fmt clippy clippy native sdk browser build size axe e2e"),
            ("clippy fmt", "fmt clippy clippy"),
            ("e2e", "build e2e"),
            ("commands docs", "docs build commands"),
            ("size native", "native build size"),
        ] {
            let selected = selected(&steps(names)).into_iter().map(|part| part.0);
            assert!(selected.eq(steps(expected)), "{names}");
        }
    }
}
