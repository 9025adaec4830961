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

/// Formats rows of cells as CSV: cells separated by commas, each row ended by CRLF.
///
/// All cells are quoted. The text has no byte order mark: a file for Excel needs the prefix `\u{feff}`, otherwise Excel
/// misreads Chinese text.
pub fn csv<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut out = String::new();
    for row in rows {
        let mut before = "";
        for cell in row {
            out.push_str(before);
            before = ",";
            push_cell(&mut out, cell.as_ref());
        }
        out.push_str("\r\n");
    }
    out
}

/// Appends a quoted cell.
fn push_cell(out: &mut String, cell: &str) {
    out.push('"');
    if cell.starts_with(char::is_control) || cell.trim_start_matches(is_invisible).starts_with(is_operator) {
        out.push('\'');
    }
    for c in cell.chars() {
        if c == '"' {
            out.push(c);
        }
        out.push(c);
    }
    out.push('"');
}

fn is_operator(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '＝'
            | '＋'
            | '－'
            | '＠'
            | '﹦'
            | '﹢'
            | '﹣'
            | '﹫'
            | '⁺'
            | '⁻'
            | '⁼'
            | '₊'
            | '₋'
            | '₌'
            | '−'
    )
}
