//! Tables as CSV (RFC 4180), safe to open in a spreadsheet.
//!
//! A spreadsheet computes what looks like a formula, in quotes or not. Names and descriptions are anybody's words, so a
//! cell that could be one gets an apostrophe in front (OWASP, *CSV Injection*):
//!
//! - its first visible character is one of `= + - @`, full-width, small, superscript or the mathematical minus as well:
//!   spreadsheets take them for the plain ones. Blanks and what nobody sees (controls, zero-width characters, marks of
//!   direction, a byte order mark) do not count: some readers drop them first;
//! - it begins with a control character (tab, line end, NUL): readers disagree about what they do with it.
//!
//! A negative number gets one, too; nothing here is negative. Nothing else in a cell is changed.

/// Rows of cells as CSV: commas, CRLF after every row, the last one too.
///
/// Every cell is in quotes: a list of the characters that need them could be incomplete. There is no byte order mark;
/// who saves the text for Excel puts `\u{feff}` in front, without which it takes Chinese for another encoding.
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
            put(&mut out, cell.as_ref());
        }
        out.push_str("\r\n");
    }
    out
}

/// Apart from [`csv`], so that it is compiled once.
fn put(out: &mut String, cell: &str) {
    out.push('"');
    if cell.starts_with(char::is_control) || cell.trim_start_matches(is_unseen).starts_with(is_operator) {
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

fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            u32::from(c),
            // The soft hyphen, joiners and fillers, zero widths and directions, variation selectors, the byte order
            // mark, annotations, tags.
            0xad | 0x34f
                | 0x61c
                | 0x115f..=0x1160
                | 0x17b4..=0x17b5
                | 0x180b..=0x180f
                | 0x200b..=0x200f
                | 0x202a..=0x202e
                | 0x2060..=0x206f
                | 0x3164
                | 0xfe00..=0xfe0f
                | 0xfeff
                | 0xffa0
                | 0xfff0..=0xfffb
                | 0xe_0000..=0xe_0fff
        )
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
