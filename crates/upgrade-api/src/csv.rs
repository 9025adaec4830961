//! CSV tables (RFC 4180) that are safe to open in a spreadsheet.
//!
//! Spreadsheets evaluate a cell that looks like a formula, even a quoted one. Names and descriptions are user input, so a
//! cell that may be evaluated gets an apostrophe as prefix (OWASP, *CSV Injection*). These are cells
//!
//! - whose first visible character is one of `= + - @`, including full-width, small, superscript and subscript forms and
//!   the mathematical minus, which spreadsheets treat alike. Blanks and invisible characters (controls, zero-width
//!   characters, direction marks, byte order mark) are skipped, because some readers remove them;
//! - that begin with a control character (tab, line end, NUL), which readers handle differently.
//!
//! Negative numbers get the prefix too; the console exports none. The rest of a cell is unchanged.

use crate::text::is_invisible;

/// Characters with which a formula starts.
const OPERATORS: &str = "=+-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−";

/// Formats rows of cells as CSV: cells separated by commas, each row ended by CRLF.
///
/// All cells are quoted. The text has no byte order mark: a file for Excel needs the prefix `\u{feff}`, otherwise Excel
/// misreads Chinese text.
pub fn csv<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let line = |row: R| {
        let cells: Vec<String> = row.into_iter().map(|cell| quoted(cell.as_ref())).collect();
        cells.join(",") + "\r\n"
    };
    rows.into_iter().map(line).collect()
}

/// Cell in quotes, with an apostrophe if a spreadsheet may evaluate it.
fn quoted(cell: &str) -> String {
    let visible = cell.trim_start_matches(is_invisible);
    let is_formula = cell.starts_with(char::is_control) || visible.starts_with(|c: char| OPERATORS.contains(c));
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}
