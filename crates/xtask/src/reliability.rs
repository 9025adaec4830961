//! `cargo xtask reliability`: runs the end-to-end tests with faults and odd answers, and writes their results as
//! a table into `docs/reliability.md`. `cargo xtask test e2e` fails if its results differ from the document.

use anyhow::{Context as _, Result, ensure};

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
    for row in rows {
        // The notes, in the last cell, may differ between two runs.
        let (cells, _notes) = row.rsplit_once(" | ").context("invalid row of the ledger")?;
        let cells = format!("{cells} |");
        ensure!(
            document.lines().any(|line| line.starts_with(&cells)),
            "{DOCUMENT} does not contain `{cells}`: run `cargo xtask reliability` and commit the document"
        );
    }
    Ok(())
}

/// Reads the ledger: a row of Markdown per file, written by `e2e::ledger`. The files are named after the titles, which
/// sorts the rows.
fn rows(ws: &Workspace) -> Result<Vec<String>> {
    let files = ws.sh.read_dir(e2e::ledger(ws))?;
    ensure!(!files.is_empty(), "no test wrote to the ledger");
    files.iter().map(|file| Ok(ws.sh.read_file(file)?)).collect()
}

fn table(rows: &[String]) -> String {
    let head =
        "| what | tried | lost inputs | duplicate tasks | wrong statements | notes |\n|---|---|---|---|---|---|\n";
    format!("{head}{}", rows.concat())
}
