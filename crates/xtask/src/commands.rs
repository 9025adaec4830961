//! `cargo xtask test commands`: runs the short form of each command that no other step runs.

use std::time::Instant;

use crate::browser;
use crate::error::Result;
use crate::example::{self, SHORT};
use crate::process::{self, say};
use crate::tally::{Counts, Report};
use crate::workspace::Workspace;

/// Commands as arguments of `cargo xtask`; the last one stands for `cargo run -p e2e --example screenshots`.
const COMMANDS: [&str; 7] = [
    "dist",
    "schema --short",
    "reliability --short",
    "bench digest --short",
    "bench paint dist --short",
    "soak --short",
    "screenshots --short",
];

/// Runs the commands one after the other. An error counts as one failure and does not stop the run.
pub(crate) fn smoke(ws: &Workspace) -> Result<Counts> {
    let mut report = Report::default();
    for command in COMMANDS {
        say(command);
        let start = Instant::now();
        let counts = match run(ws, command) {
            Ok(()) => Counts::ONE_PASSED,
            Err(error) => {
                eprintln!("error: {command}: {error}");
                Counts::ONE_FAILED
            }
        };
        report.add(command, counts, start.elapsed());
    }
    println!("\n{}", report.summary());
    Ok(report.total())
}

fn run(ws: &Workspace, command: &str) -> Result<()> {
    if command == "screenshots --short" {
        return screenshots(ws);
    }
    let args: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    crate::dispatch(&args).map(drop)
}

fn screenshots(ws: &Workspace) -> Result<()> {
    let dist = example::console(ws)?;
    let mut command = example::command(ws, "screenshots", &dist, &browser::ensure()?)?;
    process::run(command.arg(ws.target.join("screenshots-smoke")).arg(SHORT))
}
