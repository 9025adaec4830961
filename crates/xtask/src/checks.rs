//! `cargo xtask test`: runs all steps or the named ones. The last line of the output is `N passed, N failed`.

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use crate::commands;
use crate::console;
use crate::error::{Error, Result};
use crate::process::say_step;
use crate::steps;
use crate::tally::{Counts, Report};
use crate::tools;
use crate::workspace::Workspace;

/// A step of the run.
struct Step {
    /// Argument that selects the step. Several steps may share a name.
    name: &'static str,
    title: &'static str,
    /// Duration in seconds on two cores when nothing is built yet.
    seconds: u64,
    phase: Phase,
    work: fn(&Workspace) -> Result<Counts>,
    /// Whether the step runs if no steps are named.
    by_default: bool,
}

/// When a step runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// While the release console is built, one step after the other.
    During,
    /// The build of the release console. It runs in parallel with other steps, because its last minutes use only one
    /// core.
    Build,
    /// After the release console is built.
    After,
}

/// All steps in the order of a run, cheapest first.
const STEPS: [Step; 12] = [
    Step::new("fmt", "formatting", 2, Phase::During, steps::fmt),
    Step::new("clippy", "clippy (host)", 90, Phase::During, steps::clippy_host),
    Step::new("clippy", "clippy (wasm)", 80, Phase::During, steps::clippy_wasm),
    Step::new("native", "native tests", 400, Phase::During, steps::native),
    Step::new("sdk", "portal SDK", 10, Phase::During, steps::sdk),
    Step::new("browser", "browser tests", 330, Phase::During, steps::in_the_browser),
    Step::new("docs", "rustdoc", 30, Phase::During, steps::docs).on_request(),
    Step::new("deny", "licences and sources", 120, Phase::During, steps::deny).on_request(),
    Step::new("build", "release console", 300, Phase::Build, build),
    Step::new("size", "first load", 1, Phase::After, steps::budget),
    Step::new("e2e", "end-to-end tests", 420, Phase::After, steps::end_to_end),
    Step::new("commands", "other commands", 400, Phase::After, commands::smoke).on_request(),
];

/// Steps of `--quick`, apart from the browser tests of one module and the smoke test.
const QUICK: [&str; 3] = ["fmt", "clippy", "native"];

impl Step {
    const fn new(
        name: &'static str,
        title: &'static str,
        seconds: u64,
        phase: Phase,
        work: fn(&Workspace) -> Result<Counts>,
    ) -> Self {
        Self {
            name,
            title,
            seconds,
            phase,
            work,
            by_default: true,
        }
    }

    /// Runs the step only if it is named.
    const fn on_request(self) -> Self {
        Self {
            by_default: false,
            ..self
        }
    }
}

fn build(ws: &Workspace) -> Result<Counts> {
    console::build(ws).map(|()| Counts::ONE_PASSED)
}

/// Runs the named steps, or all default steps. The exit code reports whether a check failed.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<ExitCode> {
    match args {
        [flag] if flag == "--quick" => quick(ws, None),
        [flag, module] if flag == "--quick" => quick(ws, Some(module)),
        names => named(ws, names),
    }
}

fn named(ws: &Workspace, names: &[String]) -> Result<ExitCode> {
    let steps = selected(names)?;
    if steps.iter().any(|step| step.name != "fmt") {
        tools::prerequisites()?;
    }
    let mut run = Run::new(ws, steps.iter().map(|step| step.seconds).collect());
    let during_build = steps.iter().filter(|step| step.phase == Phase::During);
    let build = steps.iter().find(|step| step.phase == Phase::Build);
    let console = thread::scope(|scope| {
        let console = build.map(|step| (step.title, scope.spawn(|| run_step(step.title, step.work, ws))));
        for step in during_build {
            run.step(step.title, step.work);
        }
        console.map(|(title, console)| (title, console.join()))
    });
    let mut has_console = true;
    if let Some((title, console)) = console {
        let (counts, duration) = console.unwrap_or((Counts::ONE_FAILED, Duration::ZERO));
        has_console = counts.failed == 0;
        run.add(title, counts, duration);
    }
    for step in steps.iter().filter(|step| step.phase == Phase::After) {
        if has_console {
            run.step(step.title, step.work);
        } else {
            run.step(step.title, |_| Err(Error::new("the release console was not built")));
        }
    }
    run.finish()
}

/// Check before a commit: under two minutes with a warm target directory.
fn quick(ws: &Workspace, module: Option<&str>) -> Result<ExitCode> {
    let steps = || STEPS.iter().filter(|step| QUICK.contains(&step.name));
    let mut run = Run::new(ws, vec![20; steps().count() + 1 + usize::from(module.is_some())]);
    for step in steps() {
        run.step(step.title, step.work);
    }
    if let Some(module) = module {
        run.step("browser tests", |ws| steps::browser_module(ws, module));
    }
    run.step("smoke test", steps::smoke);
    run.finish()
}

/// Returns the named steps, or all default steps, in the order of [`STEPS`], and adds the release build if a step needs
/// it.
fn selected(names: &[String]) -> Result<Vec<&'static Step>> {
    let is_known = |name: &String| STEPS.iter().any(|step| step.name == name);
    if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
        let mut all: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        all.dedup();
        return Err(Error::new(format!(
            "unknown step `{unknown}`; the steps are: {}",
            all.join(" ")
        )));
    }
    let is_selected = |step: &Step| match names {
        [] => step.by_default,
        names => names.iter().any(|name| name == step.name),
    };
    let needs_build = STEPS.iter().any(|step| step.phase == Phase::After && is_selected(step));
    let is_included = |step: &&Step| is_selected(step) || (step.phase == Phase::Build && needs_build);
    Ok(STEPS.iter().filter(is_included).collect())
}

/// Runs a step and returns its counts and duration. An error counts as one failure.
fn run_step(title: &str, work: impl FnOnce(&Workspace) -> Result<Counts>, ws: &Workspace) -> (Counts, Duration) {
    let start = Instant::now();
    let counts = work(ws).unwrap_or_else(|error| {
        eprintln!("error: {title}: {error}");
        Counts::ONE_FAILED
    });
    (counts, start.elapsed())
}

/// A test run in progress.
struct Run<'a> {
    ws: &'a Workspace,
    report: Report,
    /// Expected duration of each step, in seconds.
    plan: Vec<u64>,
}

impl<'a> Run<'a> {
    fn new(ws: &'a Workspace, plan: Vec<u64>) -> Self {
        Self {
            ws,
            report: Report::default(),
            plan,
        }
    }

    /// Runs one step and adds its counts to the report.
    fn step(&mut self, title: &'static str, work: impl FnOnce(&Workspace) -> Result<Counts>) {
        let finished = self.report.len();
        let seconds_left: u64 = self.plan.iter().skip(finished).sum();
        say_step(finished + 1, self.plan.len(), title, seconds_left);
        let (counts, duration) = run_step(title, work, self.ws);
        self.add(title, counts, duration);
    }

    fn add(&mut self, title: &'static str, counts: Counts, duration: Duration) {
        self.report.add(title, counts, duration);
    }

    fn finish(self) -> Result<ExitCode> {
        println!("\n{}", self.report.summary());
        let total = self.report.total();
        Ok(if total.failed == 0 && !total.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{STEPS, selected};

    #[test]
    fn steps_keep_their_order_and_the_console_is_built_if_a_step_needs_it() {
        let all: Vec<&str> = STEPS
            .iter()
            .filter(|step| step.by_default)
            .map(|step| step.name)
            .collect();
        for (arguments, expected) in [
            ("", all.as_slice()),
            ("clippy fmt", &["fmt", "clippy", "clippy"]),
            ("e2e", &["build", "e2e"]),
            ("commands docs", &["docs", "build", "commands"]),
            ("size native", &["native", "build", "size"]),
        ] {
            let names: Vec<String> = arguments.split_whitespace().map(str::to_owned).collect();
            let steps = selected(&names).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
            assert_eq!(steps.ok().as_deref(), Some(expected), "{arguments}");
        }
        assert!(selected(&["everything".to_owned()]).is_err());
    }
}
