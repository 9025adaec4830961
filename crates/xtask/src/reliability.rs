//! `cargo xtask reliability`: runs the end-to-end tests with faults and odd answers, and writes their results as
//! a table into `docs/reliability.md`. `cargo xtask test e2e` fails if its results differ from the document.

use anyhow::{Context as _, Result, bail, ensure};

use crate::console;
use crate::e2e;
use crate::workspace::Workspace;

const DOCUMENT: &str = "docs/reliability.md";
const BEGIN: &str = "<!-- measured by `cargo xtask reliability` -->\n";
const END: &str = "<!-- end -->";
/// Prefix of the names of the tests that write to the ledger.
const TESTS: &str = "reliability::";
/// Test of the short form.
const ONE_TEST: &str = "reliability::drafts::typed_input_survives_navigation_of_the_portal_and_removal_of_its_frame";

/// Runs the tests that write to the ledger, prints the table and writes it into the document. The short form runs one
/// test and writes no document.
pub(crate) fn run(ws: &Workspace, short: bool) -> Result<()> {
    console::build(ws)?;
    let failed = e2e::tests(ws, &[if short { ONE_TEST } else { TESTS }])?.failed;
    ensure!(failed == 0, "{failed} tests failed");
    let table = table(&rows(ws)?);
    println!("{table}");
    if short {
        return Ok(());
    }
    let text = ws.sh.read_file(DOCUMENT)?;
    let no_markers = "docs/reliability.md has no markers for the table";
    let (before, rest) = text.split_once(BEGIN).context(no_markers)?;
    let (_, after) = rest.split_once(END).context(no_markers)?;
    let text = format!("{before}{BEGIN}{table}{END}{after}");
    Ok(ws.sh.write_file(DOCUMENT, text)?)
}

/// Prints the table of the last run and compares it with the document.
///
/// # Errors
/// If the document contains other results.
pub(crate) fn compare(ws: &Workspace) -> Result<()> {
    let rows = rows(ws)?;
    println!("{}", table(&rows));
    let document = ws.sh.read_file(DOCUMENT)?;
    for Row { cells, .. } in rows {
        ensure!(
            document.lines().any(|line| line.starts_with(&cells)),
            "{DOCUMENT} does not contain `{cells}`: run `cargo xtask reliability` and commit the document"
        );
    }
    Ok(())
}

/// A row of the table: the results of one test, written by `e2e::ledger`.
struct Row {
    /// Attempts, lost inputs, duplicate tasks, wrong statements.
    counts: [u64; 4],
    /// Markdown of all cells except the notes, which may differ between two runs.
    cells: String,
    notes: String,
}

impl Row {
    fn parse(line: &str) -> Result<Self> {
        let cells: Vec<&str> = line.trim_end_matches('\n').split('\t').collect();
        let [title, unit, tried, lost, duplicate, wrong, notes] = cells[..] else {
            bail!("invalid line of the ledger: {line:?}")
        };
        Ok(Self {
            counts: [tried.parse()?, lost.parse()?, duplicate.parse()?, wrong.parse()?],
            cells: format!("| {title} | {tried} {unit} | {lost} | {duplicate} | {wrong} |"),
            notes: notes.to_owned(),
        })
    }
}

/// Reads the ledger. Its files are named after the titles, which sorts the rows.
fn rows(ws: &Workspace) -> Result<Vec<Row>> {
    let files = ws.sh.read_dir(e2e::ledger(ws))?;
    ensure!(!files.is_empty(), "no test wrote to the ledger");
    files.iter().map(|file| Row::parse(&ws.sh.read_file(file)?)).collect()
}

fn table(rows: &[Row]) -> String {
    let head =
        "| what | tried | lost inputs | duplicate tasks | wrong statements | notes |\n|---|---|---|---|---|---|\n";
    let body = rows.iter().map(|row| format!("{} {} |\n", row.cells, row.notes));
    let body: String = body.collect();
    let sums = std::array::from_fn(|column| rows.iter().map(|row| row.counts[column]).sum::<u64>());
    let [tried, lost, duplicate, wrong] = sums;
    let sums = format!("lost inputs: {lost}, duplicate tasks: {duplicate}, wrong statements: {wrong}");
    format!("{head}{body}\n{tried} tried; {sums}.\n")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{Row, table};

    #[test]
    fn lines_of_the_ledger_become_a_table_with_sums() {
        let lines = [
            "creates\tfaults\t18\t0\t1\t0\t",
            "races\traces\t4\t2\t0\t3\tlongest 4 ms\n",
        ];
        let table = table(&lines.map(|line| Row::parse(line).unwrap()));
        for expected in [
            "| creates | 18 faults | 0 | 1 | 0 |",
            "| races | 4 races | 2 | 0 | 3 | longest 4 ms |",
            "22 tried; lost inputs: 2, duplicate tasks: 1, wrong statements: 3.",
        ] {
            assert!(table.contains(expected), "{table}");
        }
        for wrong in ["", "a\tb", "a\tb\t1\t2\t3\tx\t"] {
            assert!(Row::parse(wrong).is_err(), "{wrong}");
        }
    }
}
