//! `cargo xtask reliability`: the end-to-end tests with faults, odd answers and races, and their results as the table in
//! `docs/reliability.md`. `cargo xtask test e2e` makes the same table and fails where the document has another.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::files;
use crate::steps;
use crate::workspace::Workspace;

const BEGIN: &str = "<!-- measured by `cargo xtask reliability` -->\n";
const END: &str = "<!-- end -->";
/// The tests that keep a ledger.
const TESTS: &str = "reliability_";
/// One of them, for the short form.
const ONE_TEST: &str = "reliability_races::twenty_clicks_and_twenty_enters_are_one_request";

/// One account of `e2e::ledger`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    what: String,
    unit: String,
    /// Tried, lost inputs, duplicate tasks, wrong statements.
    counts: [u64; 4],
    notes: String,
}

impl Line {
    fn parse(text: &str) -> Option<Self> {
        let mut cells = text.trim_end_matches('\n').split('\t');
        let mut next = || cells.next().map(str::to_owned);
        let (what, unit) = (next()?, next()?);
        let mut counts = [0; 4];
        for count in &mut counts {
            *count = next()?.parse().ok()?;
        }
        let notes = next()?;
        Some(Self {
            what,
            unit,
            counts,
            notes,
        })
    }
}

/// Runs the tests that keep a ledger, and writes the table.
pub(crate) fn run(ws: &Workspace) -> Result<()> {
    let table = measured(ws, TESTS)?;
    let document = document(ws);
    let text = files::read_text(&document)?;
    let (before, rest) = text.split_once(BEGIN).ok_or_else(|| no_place(&document))?;
    let (_, after) = rest.split_once(END).ok_or_else(|| no_place(&document))?;
    files::write(&document, format!("{before}{BEGIN}{table}{END}{after}").as_bytes())
}

/// Runs one of them and writes no document.
pub(crate) fn short(ws: &Workspace) -> Result<()> {
    measured(ws, ONE_TEST).map(drop)
}

/// Runs these tests and prints their table.
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

/// Prints the table of the last run.
///
/// # Errors
/// Where `docs/reliability.md` has another table.
pub(crate) fn compare(ws: &Workspace) -> Result<()> {
    let lines = lines(ws)?;
    println!("{}", table(&lines));
    let document = files::read_text(&document(ws))?;
    let stated: Vec<&str> = document.lines().filter(|line| line.starts_with("| ")).collect();
    for line in &lines {
        let cells = cells(line);
        if !stated.iter().any(|stated| stated.starts_with(&cells)) {
            let next = "run `cargo xtask reliability` and commit what it writes";
            return Err(Error::new(format!(
                "docs/reliability.md does not say `{cells}`: {next}"
            )));
        }
    }
    Ok(())
}

/// Where the tests write their accounts.
pub(crate) fn ledger(ws: &Workspace) -> PathBuf {
    ws.target.join("ledger")
}

fn document(ws: &Workspace) -> PathBuf {
    ws.root.join("docs").join("reliability.md")
}

fn no_place(document: &std::path::Path) -> Error {
    Error::new(format!("{} has no place for the table", document.display()))
}

fn lines(ws: &Workspace) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for file in files::entries(&ledger(ws))? {
        let text = files::read_text(&file)?;
        let line = Line::parse(&text).ok_or_else(|| Error::new(format!("no account: {text:?}")))?;
        lines.push(line);
    }
    lines.sort_by(|a, b| a.what.cmp(&b.what));
    if lines.is_empty() {
        return Err(Error::new("no test kept a ledger"));
    }
    Ok(lines)
}

fn cells(line: &Line) -> String {
    let [tried, lost, doubled, wrong] = line.counts;
    format!(
        "| {} | {tried} {} | {lost} | {doubled} | {wrong} |",
        line.what, line.unit
    )
}

fn table(lines: &[Line]) -> String {
    let mut text = String::from(
        "| what | tried | lost inputs | duplicate tasks | wrong statements | besides |\n|---|---|---|---|---|---|\n",
    );
    for line in lines {
        text.push_str(&format!("{} {} |\n", cells(line), line.notes));
    }
    let sum = |at: usize| lines.iter().map(|line| line.counts[at]).sum::<u64>();
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
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn accounts_become_a_table_with_its_sums() {
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
