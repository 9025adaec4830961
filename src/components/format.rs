//! Sizes and names as text.

use crate::i18n::Messages;
use upgrade_api::text;

/// Readable size with one decimal: `1.5 MiB`.
pub fn human_size(m: &dyn Messages, bytes: u64) -> String {
    const UNITS: [&str; 6] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    if bytes < 1024 {
        return format!("{} B", m.number(bytes));
    }
    let mut unit = 1;
    // `bytes * 10` could overflow.
    let mut tenths = bytes / 1024 * 10 + (bytes % 1024 * 10 + 512) / 1024;
    while unit + 1 < UNITS.len() && tenths >= 10_240 {
        tenths = (tenths + 512) / 1024;
        unit += 1;
    }
    format!("{} {}", m.decimal(tenths), UNITS[unit])
}

/// Characters of a text that are shown. A longer text would block the browser.
const LONGEST: usize = 20_000;

/// Text to show, cut after 20,000 characters.
pub fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Name with the codes of its invisible characters ([`text::visible`]), cut after 20,000 characters: a confirmation must not
/// read differently from its text.
pub fn visible(name: &str) -> String {
    text::visible(&clipped(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_text_longer_than_anybody_reads_is_cut_between_two_letters() {
        assert_eq!(clipped("灯"), "灯");
        let long = "灯".repeat(LONGEST);
        assert_eq!(clipped(&long), long);
        assert_eq!(clipped(&format!("{long}灯灯")), format!("{long}…"));
        assert_eq!(visible(&format!("{long}灯灯")), format!("{long}…"));
    }

    #[test]
    fn sizes_are_readable() {
        let cases = [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 KiB"),
            (1536, "1.5 KiB"),
            (1024 * 1024 - 1, "1.0 MiB"),
            (51_008, "49.8 KiB"),
            (4 << 30, "4.0 GiB"),
            ((1 << 53) - 1, "8.0 PiB"),
        ];
        for (bytes, text) in cases {
            assert_eq!(human_size(Language::En.messages(), bytes), text, "{bytes}");
        }
    }
}
