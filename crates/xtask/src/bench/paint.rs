//! `cargo xtask bench paint`: compares how soon a first load shows something with another build. It prints the result
//! and writes no document, because the other build is not in the repository.

use std::path::Path;

use anyhow::{Result, ensure};

use super::Rounds;
use crate::e2e;
use crate::progress::say;
use crate::workspace::Workspace;

/// Default number of rounds.
const ROUNDS: u64 = 15;
/// Number of rounds of the short form.
const SHORT_ROUNDS: u64 = 2;

/// Loads both builds in turns. `before` is the `dist` of another checkout, relative to the workspace.
pub(super) fn run(ws: &Workspace, before: &Path, rounds: &Rounds) -> Result<()> {
    let before = ws.root.join(before).canonicalize()?;
    let current = e2e::console(ws)?;
    check_compressed(ws, &before)?;
    check_compressed(ws, &current)?;
    let bench = e2e::example(ws, "bench_paint", &current, false)?;
    let count = rounds.count(ROUNDS, SHORT_ROUNDS);
    let minutes = count.div_ceil(3);
    say(format_args!(
        "measuring (about {minutes} minutes): keep the machine idle"
    ));
    let bench = bench.env("BENCH_BEFORE", before);
    Ok(bench.env("BENCH_ROUNDS", count.to_string()).run()?)
}

/// Checks that `dist` is a release console with compressed copies; without them it would load more slowly.
fn check_compressed(ws: &Workspace, dist: &Path) -> Result<()> {
    let mut files = ws.sh.read_dir(dist)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    let is_compressed = files.iter().all(|file| file.with_added_extension("br").is_file());
    ensure!(
        is_compressed && dist.join("index.html").is_file(),
        "{} is not a release console: build it there with `cargo xtask dist`",
        dist.display()
    );
    Ok(())
}
