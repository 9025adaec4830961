//! `cargo xtask run`: installs missing tools, builds console and platform, and starts the platform.

use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result};
use xshell::cmd;

use crate::console;
use crate::progress::{say, say_step};
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
pub(crate) fn run(ws: &Workspace, args: &[OsString]) -> Result<()> {
    tools::prerequisites(ws)?;
    let times = thread::scope(|scope| {
        // In parallel with the other steps, whose last parts use only one core. The step `platform` then finds it
        // built, or reports the error.
        let platform = ws.clone();
        scope.spawn(move || build_platform(&platform));
        run_steps(ws)
    })?;
    say(times.join(", "));
    say("starting the platform; Ctrl-C stops it");
    let (platform, dist) = (ws.platform(), ws.dist());
    // Not a child process: the platform itself receives Ctrl-C, shuts down gracefully and sets the exit status.
    let cause = Command::from(cmd!(ws.sh, "{platform} --console {dist} {args...}")).exec();
    Err(cause).with_context(|| format!("cannot start {}", platform.display()))
}

/// Runs the steps one after the other and returns the duration of each as text.
fn run_steps(ws: &Workspace) -> Result<Vec<String>> {
    let plan = STEPS.map(|(_, seconds, _)| seconds);
    let run_step = |(index, (name, _, work)): (usize, (&str, u64, Work))| {
        say_step(&plan, index, name);
        let start = Instant::now();
        work(ws)?;
        Ok(format!("{name}: {:.0} s", start.elapsed().as_secs_f64()))
    };
    STEPS.into_iter().enumerate().map(run_step).collect()
}

/// Builds the platform with the profile and the features of the tests, so that it is compiled once.
pub(crate) fn build_platform(ws: &Workspace) -> Result<()> {
    Ok(cmd!(ws.sh, "cargo build --workspace --bin platform --locked").run()?)
}
