//! `cargo xtask bench list`: how long the page of a long task list blocks, compared with another build and with a page in
//! plain JavaScript. The measurements are in `crates/e2e/examples/bench_list`.

use std::path::Path;

use anyhow::Result;

use super::{Rounds, check_compressed};
use crate::e2e;
use crate::progress::say;
use crate::workspace::Workspace;

/// Default number of rounds.
const ROUNDS: u64 = 7;

/// Measures the console, and the build `before`: the `dist` of another checkout, relative to the workspace. Writes a
/// section of docs/benchmarks.md; the short form only prints it.
pub(super) fn run(ws: &Workspace, before: Option<&Path>, rounds: &Rounds) -> Result<()> {
    let current = e2e::console(ws)?;
    let mut bench = e2e::example(ws, "bench_list", &current, rounds.short)?;
    if let Some(before) = before {
        let before = ws.root.join(before).canonicalize()?;
        check_compressed(ws, &before)?;
        bench = bench.env("BENCH_BEFORE", before);
    }
    if !rounds.short {
        bench = bench.env("BENCH_REPORT", ws.root.join("docs/benchmarks.md"));
    }
    say("measuring (three rounds beside another build take 16 minutes, the short form seconds): keep the machine idle");
    Ok(bench.env("BENCH_ROUNDS", rounds.count(ROUNDS, 1).to_string()).run()?)
}
