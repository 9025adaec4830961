//! `cargo xtask bench paint`: how soon a first load shows something, beside another build. It prints the result and writes
//! no document: the other build is not in the repository.

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

/// Rounds by default, and in the short form.
pub(super) const ROUNDS: usize = 15;
pub(super) const SHORT_ROUNDS: usize = 2;

/// Loads both in turns; `before` is the `dist` of another checkout, relative to the workspace.
pub(super) fn run(ws: &Workspace, before: &str, rounds: usize) -> Result<()> {
    let before = fs::canonicalize(ws.root.join(before)).context(|| format!("finding {before}"))?;
    is_compressed(&before)?;
    tools::prerequisites()?;
    let browser = browser::ensure()?;
    let now = example::console(ws)?;
    is_compressed(&now)?;
    build_platform(ws)?;
    let mut command = example::command(ws, "bench_paint", &now, &browser)?;
    say(&format!(
        "measuring (about {} minutes): leave the machine alone",
        rounds.div_ceil(3)
    ));
    command
        .env("BENCH_BEFORE", &before)
        .env("BENCH_ROUNDS", rounds.to_string());
    process::run(&mut command)
}

/// A build that is sent as it is would be measured as slow as it is large.
fn is_compressed(dist: &Path) -> Result<()> {
    let files = files::entries(dist)?;
    let mut wasm = files.iter().filter(|file| files::extension(file) == "wasm");
    match wasm.all(|file| compress::sibling(file, "br").is_file())
        && files.iter().any(|file| files::name(file) == "index.html")
    {
        true => Ok(()),
        false => Err(Error::new(format!(
            "{} is no release console: build it there with `cargo xtask dist`",
            dist.display()
        ))),
    }
}
