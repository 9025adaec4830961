//! CSV exports. Another reader reads any table back unchanged except for apostrophes, which precede exactly the cells
//! that a spreadsheet could take for a formula.
//!
//! The input is a table: U+001E separates rows, U+001F separates cells.

use upgrade_api::csv::csv;

/// Characters with which a formula starts in at least one spreadsheet.
const OPERATORS: &str = "=+-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−";
/// Samples of invisible characters that are neither white space nor control characters.
const INVISIBLE: &str = "\u{ad}\u{34f}\u{61c}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\
    \u{202e}\u{2060}\u{2061}\u{2062}\u{2063}\u{2064}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}\u{fe0f}\u{e0001}";

/// Asserts all properties for one input.
pub fn check(data: &[u8]) {
    let Some(text) = crate::text(data) else { return };
    let table: Vec<Vec<&str>> = text.split('\u{1e}').map(|row| row.split('\u{1f}').collect()).collect();
    let written = csv(&table);
    assert!(written.ends_with("\r\n"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(written.as_bytes());
    let mut rows = 0;
    for (read, row) in reader.records().zip(&table) {
        let Ok(read) = read else {
            unreachable!("the export is not UTF-8")
        };
        assert_eq!(read.len(), row.len());
        for (read, cell) in read.iter().zip(row) {
            assert_safe(read, cell);
        }
        rows += 1;
    }
    assert_eq!(rows, table.len());
    assert!(reader.records().next().is_none());
}

/// Asserts that a spreadsheet does not take `read` for a formula, and that it equals `cell` except for a required
/// apostrophe.
fn assert_safe(read: &str, cell: &str) {
    let first_visible = |text: &str| {
        let is_invisible = |c: char| c.is_whitespace() || c.is_control() || INVISIBLE.contains(c);
        text.trim_start_matches(is_invisible).chars().next()
    };
    let is_formula =
        |text: &str| first_visible(text).is_some_and(|c| OPERATORS.contains(c)) || text.starts_with(char::is_control);
    assert!(!is_formula(read), "{read:?}");
    match read.strip_prefix('\'') {
        Some(rest) if rest == cell => {
            let first = cell.chars().next();
            // A cell that starts with a letter, a digit or a quote gets no apostrophe.
            assert!(
                first.is_some_and(|c| !c.is_ascii_alphanumeric() && !"'\"".contains(c)),
                "{cell:?}"
            );
            assert!(cell.starts_with(char::is_control) || cell.contains(|c| OPERATORS.contains(c)));
        }
        _ => assert_eq!(read, cell),
    }
}
