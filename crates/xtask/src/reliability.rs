//! `cargo xtask reliability`: runs the end-to-end tests with faults, odd answers and races, and writes their results as
//! a table into `docs/reliability.md`. `cargo xtask test e2e` fails if its results differ from the document.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::files;
use crate::steps;
use crate::workspace::Workspace;

const BEGIN: &str = "<!-- measured by `cargo xtask reliability` -->\n";
const END: &str = "<!-- end -->";
/// Prefix of the names of the tests that write to the ledger.
const TESTS: &str = "reliability::";
/// Test of the short form.
const ONE_TEST: &str = "reliability::races::twenty_clicks_and_twenty_enters_are_one_request";

/// A line of the ledger: the results of one test, written by `e2e::ledger`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    title: String,
    unit: String,
    /// Attempts, lost inputs, duplicate tasks, wrong statements.
    counts: [u64; 4],
    notes: String,
}

impl Line {
    fn parse(text: &str) -> Option<Self> {
        let mut cells = text.trim_end_matches('\n').split('\t');
        let mut next = || cells.next().map(str::to_owned);
        let (title, unit) = (next()?, next()?);
        let mut counts = [0; 4];
        for count in &mut counts {
            *count = next()?.parse().ok()?;
        }
        let notes = next()?;
        Some(Self {
            title,
            unit,
            counts,
            notes,
        })
    }
}

/// Runs the tests that write to the ledger, and writes the table into the document.
pub(crate) fn run(ws: &Workspace) -> Result<()> {
    let table = measured(ws, TESTS)?;
    let document = document(ws);
    let text = files::read_text(&document)?;
    let (before, rest) = text.split_once(BEGIN).ok_or_else(|| no_markers(&document))?;
    let (_, after) = rest.split_once(END).ok_or_else(|| no_markers(&document))?;
    files::write(&document, format!("{before}{BEGIN}{table}{END}{after}").as_bytes())
}

/// Runs one of the tests and writes no document.
pub(crate) fn short(ws: &Workspace) -> Result<()> {
    measured(ws, ONE_TEST).map(drop)
}

/// Runs the tests whose names contain `tests`, prints the table of their results and returns it.
fn measured(ws: &Workspace, tests: &str) -> Result<String> {
    crate::console::build(ws)?;
    let counts = steps::end_to_end_of(ws, &[tests])?;
    if counts.failed > 0 {
        return Err(Error::new(format!("{} tests failed", counts.failed)));
    }
    let table = table(&lines(ws)?);
    println!("{table}");
    Ok(table)
}

/// Prints the table of the last run and compares it with `docs/reliability.md`.
///
/// # Errors
/// If the document contains other results.
pub(crate) fn compare(ws: &Workspace) -> Result<()> {
    let lines = lines(ws)?;
    println!("{}", table(&lines));
    let document = files::read_text(&document(ws))?;
    let rows: Vec<&str> = document.lines().filter(|line| line.starts_with("| ")).collect();
    for line in &lines {
        let cells = cells(line);
        if !rows.iter().any(|row| row.starts_with(&cells)) {
            let advice = "run `cargo xtask reliability` and commit the document";
            return Err(Error::new(format!(
                "docs/reliability.md does not contain `{cells}`: {advice}"
            )));
        }
    }
    Ok(())
}

/// Folder of the ledger, to which the tests write their results.
pub(crate) fn ledger(ws: &Workspace) -> PathBuf {
    ws.target.join("ledger")
}

fn document(ws: &Workspace) -> PathBuf {
    ws.root.join("docs").join("reliability.md")
}

fn no_markers(document: &std::path::Path) -> Error {
    Error::new(format!("{} has no markers for the table", document.display()))
}

fn lines(ws: &Workspace) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for file in files::entries(&ledger(ws))? {
        let text = files::read_text(&file)?;
        let line = Line::parse(&text).ok_or_else(|| Error::new(format!("invalid line of the ledger: {text:?}")))?;
        lines.push(line);
    }
    lines.sort_by(|a, b| a.title.cmp(&b.title));
    if lines.is_empty() {
        return Err(Error::new("no test wrote to the ledger"));
    }
    Ok(lines)
}

fn cells(line: &Line) -> String {
    let [attempts, lost, duplicate, wrong] = line.counts;
    format!(
        "| {} | {attempts} {} | {lost} | {duplicate} | {wrong} |",
        line.title, line.unit
    )
}

fn table(lines: &[Line]) -> String {
    let mut text = String::from(
        "| what | tried | lost inputs | duplicate tasks | wrong statements | notes |\n|---|---|---|---|---|---|\n",
    );
    for line in lines {
        text.push_str(&format!("{} {} |\n", cells(line), line.notes));
    }
    let sum = |index: usize| lines.iter().map(|line| line.counts[index]).sum::<u64>();
    text.push_str(&format!(
        "\n{} tried; lost inputs: {}, duplicate tasks: {}, wrong statements: {}.\n",
        sum(0),
        sum(1),
        sum(2),
        sum(3)
    ));
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_ledger_become_a_table_with_sums() {
        let lines = [
            "creates\tfaults\t18\t0\t1\t0\t",
            "races\traces\t4\t2\t0\t3\tlongest 4 ms\n",
        ];
        let lines = lines.map(|line| Line::parse(line).unwrap());
        let table = table(&lines);
        assert!(table.contains("| creates | 18 faults | 0 | 1 | 0 |"), "{table}");
        assert!(
            table.contains("| races | 4 races | 2 | 0 | 3 | longest 4 ms |"),
            "{table}"
        );
        assert!(
            table.contains("22 tried; lost inputs: 2, duplicate tasks: 1, wrong statements: 3."),
            "{table}"
        );
        for wrong in ["", "a\tb", "a\tb\t1\t2\t3\tx\t"] {
            assert_eq!(Line::parse(wrong), None, "{wrong}");
        }
    }
}
