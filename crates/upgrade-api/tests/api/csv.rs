//! T-CSV-1: an exported table can be read back unchanged and contains no formula.

use proptest::prelude::*;
use upgrade_api::csv::csv;

/// Rows of a CSV text with quoted cells (RFC 4180); `None` for any other text.
fn read(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut left = text;
    while !left.is_empty() {
        left = left.strip_prefix('"')?;
        let mut cell = String::new();
        loop {
            let (plain, rest) = left.split_once('"')?;
            cell.push_str(plain);
            left = rest;
            match left.strip_prefix('"') {
                Some(rest) => left = rest,
                None => break,
            }
            cell.push('"');
        }
        row.push(cell);
        if let Some(rest) = left.strip_prefix("\r\n") {
            left = rest;
            rows.push(std::mem::take(&mut row));
        } else {
            left = left.strip_prefix(',')?;
        }
    }
    row.is_empty().then_some(rows)
}

/// Cells of the golden file, and whether each gets an apostrophe.
const CELLS: [[(&str, bool); 4]; 8] = [
    [("plain", false), ("固件 2 → 3", false), ("", false), ("0", false)],
    [
        ("a,b;c\td", false),
        ("say \"hi\"", false),
        ("\"", false),
        ("\"=1+1\"", false),
    ],
    [
        ("one\r\ntwo", false),
        ("one\n=2", false),
        ("1-2", false),
        ("a@b.example", false),
    ],
    [("=1+1", true), ("+1", true), ("-1", true), ("@SUM(A1)", true)],
    [("\t=1", true), ("\r1", true), ("\0x", true), ("\nplain", true)],
    [("＝1", true), ("＋1", true), ("－1", true), ("＠x", true)],
    [
        ("  =1", true),
        ("\u{feff}=1", true),
        ("\u{200b}\u{3000}＝1", true),
        ("−1", true),
    ],
    [
        ("=HYPERLINK(\"http://x.example\",\"go\")", true),
        ("'=1", false),
        ("  plain", false),
        ("﹢1", true),
    ],
];

#[test]
fn a_table_is_written_as_in_the_golden_file() {
    let text = csv(CELLS.map(|row| row.map(|(cell, _)| cell)));
    assert_eq!(text, include_str!("fixtures/export.csv"));
    let expected = CELLS.map(|row| row.map(|(cell, marked)| if marked { format!("'{cell}") } else { cell.to_owned() }));
    assert_eq!(read(&text), Some(expected.map(Vec::from).to_vec()));
}

#[test]
fn a_table_may_be_empty() {
    assert_eq!(csv([[""; 0]; 0]), "");
    assert_eq!(csv([[""]]), "\"\"\r\n");
}

#[test]
fn invisible_characters_before_an_operator_are_skipped() {
    // Assigned characters with the Unicode property Default_Ignorable_Code_Point, and other characters without width.
    let ignorable = "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}\u{180e}\u{180f}\u{200b}\u{200d}\u{200f}\
         \u{202a}\u{202e}\u{2060}\u{2064}\u{2066}\u{206f}\u{3164}\u{fe00}\u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{fffb}\
         \u{e0001}\u{e0020}\u{e007f}\u{e0100}\u{e01ef} \u{a0}\u{3000}\u{2028}\u{85}\u{7f}\u{1}";
    for invisible in ignorable.chars() {
        for operator in "=+-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−".chars() {
            let cell = format!("{invisible}{invisible}{operator}");
            assert_eq!(csv([[&cell]]), format!("\"'{cell}\"\r\n"), "{invisible:?} {operator}");
        }
    }
}

/// Cells, many of which resemble a formula.
fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof!["[ \t\r\n\0\"',;=+@＝＋－＠\u{feff}\u{200b}a-b-]{0,6}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_table_can_be_read_back_and_contains_no_formula(
        table in prop::collection::vec(prop::collection::vec(any_cell(), 1..5), 0..5)
    ) {
        let found = read(&csv(&table));
        prop_assert!(found.is_some());
        let found = found.unwrap_or_default();
        prop_assert_eq!(found.len(), table.len());
        for (found, row) in found.iter().zip(&table) {
            prop_assert_eq!(found.len(), row.len());
            for (found, cell) in found.iter().zip(row) {
                prop_assert_eq!(found.strip_prefix('\'').unwrap_or(found), cell.strip_prefix('\'').unwrap_or(cell));
                let visible = found.trim_start_matches([' ', '\u{feff}', '\u{200b}']);
                prop_assert!(!visible.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{found:?}");
                prop_assert!(!found.starts_with(['\t', '\r', '\n', '\0']), "{found:?}");
            }
        }
    }
}
