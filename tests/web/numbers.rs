//! Numbers and percentages in the reader's language.

use super::support::*;
use upgrade_console::i18n::Language;

#[wasm_bindgen_test]
fn numbers_have_separators_and_percentages_no_space() {
    for m in Language::ALL.map(Language::messages) {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_284_000, "1,284,000"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(m.number(number), text);
        }
        for (tenths, text) in [(0, "0.0"), (15, "1.5"), (10_239, "1,023.9")] {
            assert_eq!(m.decimal(tenths), text);
        }
        for (per_mille, text) in [(0, "0%"), (1, "0.1%"), (379, "37.9%"), (500, "50%"), (1000, "100%")] {
            assert_eq!(m.percent(per_mille), text);
        }
    }
}
