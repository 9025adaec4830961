//! `cargo xtask bench paint`: compares how soon a first load shows something with another build. It prints the result
//! and writes no document, because the other build is not in the repository.

use std::fs;
use std::path::Path;

use crate::browser;
use crate::compress;
use crate::error::{Context, Error, Result};
use crate::example;
use crate::files;
use crate::process::{self, say};
use crate::run::build_platform;
use crate::tools;
use crate::workspace::Workspace;

/// Default number of rounds.
pub(super) const ROUNDS: usize = 15;
/// Number of rounds of the short form.
pub(super) const SHORT_ROUNDS: usize = 2;

/// Loads both builds in turns. `before` is the `dist` of another checkout, relative to the workspace.
pub(super) fn run(ws: &Workspace, before: &str, rounds: usize) -> Result<()> {
    let before = fs::canonicalize(ws.root.join(before)).context(|| format!("finding {before}"))?;
    check_compressed(&before)?;
    tools::prerequisites()?;
    let browser = browser::ensure()?;
    let current = example::console(ws)?;
    check_compressed(&current)?;
    build_platform(ws)?;
    let mut command = example::command(ws, "bench_paint", &current, &browser)?;
    say(&format!(
        "measuring (about {} minutes): keep the machine idle",
        rounds.div_ceil(3)
    ));
    command
        .env("BENCH_BEFORE", &before)
        .env("BENCH_ROUNDS", rounds.to_string());
    process::run(&mut command)
}

/// Checks that `dist` is a release console with compressed copies; without them it would load more slowly.
fn check_compressed(dist: &Path) -> Result<()> {
    let files = files::entries(dist)?;
    let mut wasm = files.iter().filter(|file| files::extension(file) == "wasm");
    match wasm.all(|file| compress::sibling(file, "br").is_file())
        && files.iter().any(|file| files::name(file) == "index.html")
    {
        true => Ok(()),
        false => Err(Error::new(format!(
            "{} is not a release console: build it there with `cargo xtask dist`",
            dist.display()
        ))),
    }
}
