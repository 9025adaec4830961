//! `cargo xtask mutants`: takes guards out, one at a time, in a copy of the working tree, and sees which tests notice. A
//! guard nobody misses is not guarded: the command fails, and `docs/mutants.md` has the list.
//!
//! An hour on two cores, so not part of `cargo xtask test`. What is part of it: that every guard of the
//! [`table`] is still where the table says.

mod report;
mod suites;
mod table;
mod tree;

use std::collections::BTreeMap;
use std::process::ExitCode;

use crate::error::{Error, Result};
use crate::process::say;
use crate::workspace::Workspace;
use report::Line;
use suites::Verdict;
use tree::Tree;

/// Which tests are to notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Suite {
    /// `crates/e2e`: real frames, a real platform.
    E2e,
    /// `tests/web`: the console in a real browser, the world around it faked.
    Browser,
    /// `portal-sdk/test`.
    Sdk,
    /// `crates/platform`.
    Platform,
    /// The root package's tests that need no browser.
    Console,
}

/// A change of one place.
#[derive(Debug)]
struct Edit {
    /// The file, from the root of the repository.
    file: &'static str,
    /// What stands there exactly once.
    from: &'static str,
    /// What stands there without the guard.
    to: &'static str,
}

/// A guard taken out.
#[derive(Debug)]
struct Mutant {
    /// The test's id in the threat list (T-EMB-1, ..).
    id: &'static str,
    /// What the guard does.
    guard: &'static str,
    /// How it is taken out.
    edits: &'static [Edit],
    /// Whose tests.
    suite: Suite,
    /// The tests that must fail: one of them is enough. Names as the suite has them.
    tests: &'static [&'static str],
}

/// Runs the mutants whose id or guard contains one of `filters`, or all.
pub(crate) fn run(ws: &Workspace, filters: &[String]) -> Result<ExitCode> {
    let wanted = |mutant: &&Mutant| {
        let named = |filter: &String| mutant.id.contains(filter.as_str()) || mutant.guard.contains(filter.as_str());
        filters.is_empty() || filters.iter().any(named)
    };
    let mutants: Vec<&Mutant> = table::mutants().filter(wanted).collect();
    if mutants.is_empty() {
        return Err(Error::new("no mutant has this in its id or guard"));
    }
    let tree = Tree::copy(ws)?;
    let (mut lines, mut guarded) = (Vec::new(), Guarded::new());
    for (number, mutant) in mutants.iter().enumerate() {
        say(&format!(
            "{} of {}: {}, without: {}",
            number + 1,
            mutants.len(),
            mutant.id,
            mutant.guard
        ));
        lines.push(judge(ws, &tree, mutant, &mut guarded)?);
        println!("{}", lines[number]);
    }
    println!("\n{}", report::summary(&lines));
    if filters.is_empty() {
        report::write(ws, &lines)?;
    }
    let all_noticed = lines.iter().all(Line::is_noticed);
    Ok(if all_noticed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What tests say while every guard is in its place; they are asked once.
type Guarded = BTreeMap<(Suite, &'static [&'static str]), Verdict>;

/// Its tests with the guard, and without.
fn judge(ws: &Workspace, tree: &Tree, mutant: &'static Mutant, guarded: &mut Guarded) -> Result<Line> {
    let tests = (mutant.suite, mutant.tests);
    let with = match guarded.get(&tests) {
        Some(known) => *known,
        None => suites::run(ws, tree, mutant)?,
    };
    guarded.insert(tests, with);
    let without = if with == Verdict::Green {
        let before = tree.change(mutant.edits)?;
        let verdict = suites::run(ws, tree, mutant);
        tree.restore(before)?;
        verdict?
    } else {
        Verdict::Broken
    };
    Ok(Line { mutant, with, without })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::table::mutants;

    #[test]
    fn every_guard_is_where_the_table_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for mutant in mutants() {
            for edit in mutant.edits {
                let text = fs::read_to_string(root.join(edit.file)).unwrap_or_default();
                let found = text.matches(edit.from).count();
                assert_eq!(found, 1, "{} in {}:\n{}", mutant.id, edit.file, edit.from);
                assert_ne!(edit.from, edit.to, "{}", mutant.id);
            }
            assert!(!mutant.tests.is_empty(), "{}", mutant.id);
        }
    }
}
