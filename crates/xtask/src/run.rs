//! `cargo xtask run`: installs missing tools, builds console and platform, and starts the platform.

use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::thread;
use std::time::Instant;

use crate::console;
use crate::error::{Error, Result};
use crate::process::{self, say, say_step};
use crate::tools;
use crate::workspace::Workspace;

type Work = fn(&Workspace) -> Result<()>;

/// Steps before the platform starts: name, duration in seconds on two cores of a new machine, and function.
const STEPS: [(&str, u64, Work); 3] = [
    ("build tools", 500, tools::for_console),
    ("release console", 300, console::build),
    ("platform", 20, build_platform),
];

/// Builds what changed, then replaces this process with the platform. Returns only on failure.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<()> {
    tools::prerequisites()?;
    let times = thread::scope(|scope| {
        // In parallel with the other steps, whose last parts use only one core. The step `platform` then finds it
        // built, or reports the error.
        scope.spawn(|| build_platform(ws));
        run_steps(ws)
    })?;
    say(&times.join(", "));
    let args = args.strip_prefix(&["--".to_owned()]).unwrap_or(args);
    say("starting the platform; Ctrl-C stops it");
    let mut platform = Command::new(ws.platform());
    platform
        .arg("--console")
        .arg(ws.dist())
        .args(args)
        .current_dir(&ws.root);
    // Not a child process: the platform itself receives Ctrl-C, shuts down gracefully and sets the exit status.
    let cause = platform.exec();
    Err(Error::new(format!("cannot start {}: {cause}", ws.platform().display())))
}

/// Runs the steps one after the other and returns the duration of each as text.
fn run_steps(ws: &Workspace) -> Result<Vec<String>> {
    let mut times = Vec::new();
    for (index, (name, _, work)) in STEPS.into_iter().enumerate() {
        let seconds_left: u64 = STEPS[index..].iter().map(|(_, seconds, _)| seconds).sum();
        say_step(index + 1, STEPS.len(), name, seconds_left);
        let start = Instant::now();
        work(ws)?;
        times.push(format!("{name}: {:.0} s", start.elapsed().as_secs_f64()));
    }
    Ok(times)
}

/// Builds the platform with the profile and the features of the tests, so that it is compiled once.
pub(crate) fn build_platform(ws: &Workspace) -> Result<()> {
    process::run(
        Command::new("cargo")
            .args(["build", "--workspace", "--bin", "platform", "--locked"])
            .current_dir(&ws.root),
    )
}
