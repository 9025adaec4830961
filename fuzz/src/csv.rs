//! Exports: any table is read back by another reader as it was, but for the apostrophes, and these stand exactly where
//! a spreadsheet could find a formula.
//!
//! The input is the table: U+001E ends a row, U+001F a cell.

use upgrade_api::csv::csv;

/// What some spreadsheet or other takes for the beginning of a formula.
const OPERATORS: &str = "=+-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−";
/// What nobody sees, of what is not a blank and not a control character: samples.
const UNSEEN: &str = "\u{ad}\u{34f}\u{61c}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\
    \u{202e}\u{2060}\u{2061}\u{2062}\u{2063}\u{2064}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}\u{fe0f}\u{e0001}";

/// Every law for one input.
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
            unreachable!("what we wrote is UTF-8")
        };
        assert_eq!(read.len(), row.len());
        for (read, cell) in read.iter().zip(row) {
            is_safe(read, cell);
        }
        rows += 1;
    }
    assert_eq!(rows, table.len());
    assert!(reader.records().next().is_none());
}

fn is_safe(read: &str, cell: &str) {
    let seen = |text: &str| {
        let unseen = |c: char| c.is_whitespace() || c.is_control() || UNSEEN.contains(c);
        text.trim_start_matches(unseen).chars().next()
    };
    let is_formula =
        |text: &str| seen(text).is_some_and(|c| OPERATORS.contains(c)) || text.starts_with(char::is_control);
    assert!(!is_formula(read), "{read:?}");
    match read.strip_prefix('\'') {
        Some(rest) if rest == cell => {
            let first = cell.chars().next();
            // Nothing that begins with a letter, a digit or a quote gets one.
            assert!(
                first.is_some_and(|c| !c.is_ascii_alphanumeric() && !"'\"".contains(c)),
                "{cell:?}"
            );
            assert!(cell.starts_with(char::is_control) || cell.contains(|c| OPERATORS.contains(c)));
        }
        _ => assert_eq!(read, cell),
    }
}
