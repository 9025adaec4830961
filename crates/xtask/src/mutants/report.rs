//! What was noticed, as a table.

use std::fmt;

use super::Mutant;
use super::suites::Verdict;
use crate::error::Result;
use crate::files;
use crate::workspace::Workspace;

const HEAD: &str = "# Guards, and who misses them

Written by `cargo xtask mutants`: each guard is taken out in a copy of the tree, and the named tests are run with it and
without it. What each id means stands in [embedding.md](embedding.md#what-is-tested); how the guards are taken out stands in
`crates/xtask/src/mutants/table/`.

";

/// One guard.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) mutant: &'static Mutant,
    pub(super) with: Verdict,
    pub(super) without: Verdict,
}

impl Line {
    /// Whether its tests pass with it and fail without it.
    pub(super) fn is_noticed(&self) -> bool {
        self.with == Verdict::Green && self.without == Verdict::Red
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mutant { id, guard, tests, .. } = self.mutant;
        let mark = if self.is_noticed() { "" } else { "**not noticed** " };
        let tests: Vec<String> = tests.iter().map(|test| format!("`{test}`")).collect();
        let (tests, suite) = (tests.join(", "), self.mutant.suite);
        write!(
            f,
            "| {id} | {mark}{guard} | {suite:?}: {tests} | {} | {} |",
            self.with, self.without
        )
    }
}

/// `N guards taken out, N noticed`.
pub(super) fn summary(lines: &[Line]) -> String {
    let noticed = lines.iter().filter(|line| line.is_noticed()).count();
    format!("{} guards taken out, {noticed} noticed", lines.len())
}

/// Writes `docs/mutants.md`.
pub(super) fn write(ws: &Workspace, lines: &[Line]) -> Result<()> {
    let mut text = format!(
        "{HEAD}{}.\n\n| id | guard | tests | with it | without it |\n|---|---|---|---|---|\n",
        summary(lines)
    );
    for line in lines {
        text.push_str(&format!("{line}\n"));
    }
    files::write(&ws.root.join("docs").join("mutants.md"), text.as_bytes())
}
