//! `cargo xtask run`: everything that is missing, then the platform with the console.

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

/// What is done before the platform starts, and the seconds it takes on two cores of a new machine.
const STEPS: [(&str, u64, Work); 3] = [
    ("build tools", 500, tools::for_console),
    ("release console", 300, console::build),
    ("platform", 20, build_platform),
];

/// Builds what changed, then becomes the platform; returns only if that failed.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<()> {
    tools::prerequisites()?;
    let times = thread::scope(|scope| {
        // Beside the other steps, whose ends keep one core busy; the step of its own then finds it done, or failed.
        scope.spawn(|| build_platform(ws));
        in_steps(ws)
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
    // In our place, not below us: Ctrl-C and the exit status are the platform's own, its shutdown stays graceful.
    let cause = platform.exec();
    Err(Error::new(format!("cannot start {}: {cause}", ws.platform().display())))
}

/// Does the steps one after the other; gives the time of each in words.
fn in_steps(ws: &Workspace) -> Result<Vec<String>> {
    let mut times = Vec::new();
    for (at, (name, _, work)) in STEPS.into_iter().enumerate() {
        let left: u64 = STEPS[at..].iter().map(|(_, seconds, _)| seconds).sum();
        say_step(at + 1, STEPS.len(), name, left);
        let start = Instant::now();
        work(ws)?;
        times.push(format!("{name}: {:.0} s", start.elapsed().as_secs_f64()));
    }
    Ok(times)
}

/// Builds the platform in the profile and with the features the tests use, so that it is built once.
pub(crate) fn build_platform(ws: &Workspace) -> Result<()> {
    process::run(
        Command::new("cargo")
            .args(["build", "--workspace", "--bin", "platform", "--locked"])
            .current_dir(&ws.root),
    )
}
