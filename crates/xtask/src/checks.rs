//! `cargo xtask test`: every check, and a last line that says `N passed, N failed`.

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

/// A part of the run. Several steps may share the name one asks for them by.
struct Step {
    name: &'static str,
    title: &'static str,
    /// What it takes on two cores when nothing is built yet.
    seconds: u64,
    when: When,
    work: fn(&Workspace) -> Result<Counts>,
    /// Whether a run without names has it.
    by_default: bool,
}

/// When a step runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// In its turn, while the release console is built.
    Meanwhile,
    /// This is the build of the release console: beside the others, since its last minutes keep one core busy.
    Beside,
    /// Once the release console is there.
    Afterwards,
}

/// Cheapest first.
const STEPS: [Step; 12] = [
    Step::new("fmt", "formatting", 2, When::Meanwhile, steps::fmt),
    Step::new("clippy", "clippy (host)", 90, When::Meanwhile, steps::clippy_host),
    Step::new("clippy", "clippy (wasm)", 80, When::Meanwhile, steps::clippy_wasm),
    Step::new("native", "native tests", 400, When::Meanwhile, steps::native),
    Step::new("sdk", "portal SDK", 10, When::Meanwhile, steps::sdk),
    Step::new("browser", "browser tests", 330, When::Meanwhile, steps::in_the_browser),
    Step::new("docs", "rustdoc", 30, When::Meanwhile, steps::docs).on_request(),
    Step::new("deny", "licences and sources", 120, When::Meanwhile, steps::deny).on_request(),
    Step::new("build", "release console", 300, When::Beside, build),
    Step::new("size", "first load", 1, When::Afterwards, steps::budget),
    Step::new("e2e", "end-to-end tests", 420, When::Afterwards, steps::end_to_end),
    Step::new("commands", "other commands", 400, When::Afterwards, commands::smoke).on_request(),
];

/// Less than all, for the daily loop; the browser tests are those of one module.
const QUICK: [&str; 3] = ["fmt", "clippy", "native"];

impl Step {
    const fn new(
        name: &'static str,
        title: &'static str,
        seconds: u64,
        when: When,
        work: fn(&Workspace) -> Result<Counts>,
    ) -> Self {
        Self {
            name,
            title,
            seconds,
            when,
            work,
            by_default: true,
        }
    }

    /// Only when asked for by name.
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

/// Runs the named steps, or all; fails when anything did.
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
    let meanwhile = steps.iter().filter(|step| step.when == When::Meanwhile);
    let beside = steps.iter().find(|step| step.when == When::Beside);
    let console = thread::scope(|scope| {
        let console = beside.map(|step| (step.title, scope.spawn(|| run_step(step.title, step.work, ws))));
        for step in meanwhile {
            run.step(step.title, step.work);
        }
        console.map(|(title, console)| (title, console.join()))
    });
    let mut has_console = true;
    if let Some((title, console)) = console {
        let (counts, took) = console.unwrap_or((Counts::ONE_FAILED, Duration::ZERO));
        has_console = counts.failed == 0;
        run.add(title, counts, took);
    }
    for step in steps.iter().filter(|step| step.when == When::Afterwards) {
        if has_console {
            run.step(step.title, step.work);
        } else {
            run.step(step.title, |_| {
                Err(Error::new("there is no release console to run it on"))
            });
        }
    }
    run.finish()
}

/// What a change is checked by before it is committed: under two minutes where little is to be compiled.
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

/// The steps asked for, in their order, with the release build before what needs it.
fn selected(names: &[String]) -> Result<Vec<&'static Step>> {
    let is_known = |name: &String| STEPS.iter().any(|step| step.name == name);
    if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
        let mut all: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        all.dedup();
        return Err(Error::new(format!("no step `{unknown}`; there are: {}", all.join(" "))));
    }
    let is_asked = |step: &Step| match names {
        [] => step.by_default,
        names => names.iter().any(|name| name == step.name),
    };
    let build = STEPS.iter().any(|step| step.when == When::Afterwards && is_asked(step));
    let is_part = |step: &&Step| is_asked(step) || (step.when == When::Beside && build);
    Ok(STEPS.iter().filter(is_part).collect())
}

/// An error is one failure.
fn run_step(title: &str, work: impl FnOnce(&Workspace) -> Result<Counts>, ws: &Workspace) -> (Counts, Duration) {
    let start = Instant::now();
    let counts = work(ws).unwrap_or_else(|error| {
        eprintln!("error: {title}: {error}");
        Counts::ONE_FAILED
    });
    (counts, start.elapsed())
}

/// A run: where it is, and what it found so far.
struct Run<'a> {
    ws: &'a Workspace,
    report: Report,
    /// Seconds each step may take.
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

    /// Runs one step, shows how it went and remembers it.
    fn step(&mut self, title: &'static str, work: impl FnOnce(&Workspace) -> Result<Counts>) {
        let done = self.report.len();
        let left: u64 = self.plan.iter().skip(done).sum();
        say_step(done + 1, self.plan.len(), title, left);
        let (counts, took) = run_step(title, work, self.ws);
        self.add(title, counts, took);
    }

    fn add(&mut self, title: &'static str, counts: Counts, took: Duration) {
        self.report.add(title, counts, took);
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
    fn steps_run_in_their_order_and_the_console_is_built_for_what_needs_it() {
        let all: Vec<&str> = STEPS
            .iter()
            .filter(|step| step.by_default)
            .map(|step| step.name)
            .collect();
        for (asked, expected) in [
            ("", all.as_slice()),
            ("clippy fmt", &["fmt", "clippy", "clippy"]),
            ("e2e", &["build", "e2e"]),
            ("commands docs", &["docs", "build", "commands"]),
            ("size native", &["native", "build", "size"]),
        ] {
            let names: Vec<String> = asked.split_whitespace().map(str::to_owned).collect();
            let steps = selected(&names).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
            assert_eq!(steps.ok().as_deref(), Some(expected), "{asked}");
        }
        assert!(selected(&["everything".to_owned()]).is_err());
    }
}
