//! `cargo xtask bench paint`: compares how soon a first load shows something with another build. It prints the result
//! and writes no document, because the other build is not in the repository.

use std::path::Path;

use anyhow::Result;

use super::{Rounds, check_compressed};
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
