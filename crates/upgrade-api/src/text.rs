//! Invisible characters, and texts that are pasted with them.

use std::fmt::Write;

/// Whether a character leaves no mark on the page: white space, controls, zero-width characters and blank letters.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            u32::from(c),
            // Soft hyphen, joiners, fillers, zero-width characters, direction marks, the blank Braille pattern, variation
            // selectors, byte order mark, annotations, tags.
            0xad | 0x34f
                | 0x61c
                | 0x115f..=0x1160
                | 0x17b4..=0x17b5
                | 0x180b..=0x180f
                | 0x200b..=0x200f
                | 0x202a..=0x202e
                | 0x2060..=0x206f
                | 0x2800
                | 0x3164
                | 0xfe00..=0xfe0f
                | 0xfeff
                | 0xffa0
                | 0xfff0..=0xfffb
                | 0xe_0000..=0xe_0fff
        )
}

/// Text with the codes of its invisible characters, such as `[U+200B]`. Texts that differ look different, and none reorders
/// the sentence around it. Blanks stay, unless the text has nothing else, and so do the joiners and selectors of emoji and
/// of scripts that need them.
pub fn visible(text: &str) -> String {
    let is_blank = text.trim().is_empty();
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_marked = |c: char| !c.is_ascii() && !is_invisible(c);
        let is_needed = match c {
            '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => {
                before.is_some_and(is_marked) || rest.peek().copied().is_some_and(is_marked)
            }
            '\u{2028}' | '\u{2029}' => false,
            c => c.is_whitespace() && !c.is_control() && !is_blank,
        };
        if is_needed || !is_invisible(c) {
            shown.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(shown, "[U+{:04X}]", u32::from(c));
        }
        before = Some(c);
    }
    shown
}

/// Character inside a sentence: in quotes, or the code of a character that quotes would not show.
pub fn quoted(c: char) -> String {
    if is_invisible(c) || is_combining(c) {
        format!("U+{:04X}", u32::from(c))
    } else {
        format!("“{c}”")
    }
}

fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x1ab0..=0x1aff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

/// Text of at most `max` characters. A longer one ends with an ellipsis, and is cut neither before a mark of its last
/// letter nor inside an emoji.
pub fn shortened(text: &str, max: usize) -> String {
    let Some(_) = text.chars().nth(max) else {
        return text.to_owned();
    };
    let chars: Vec<char> = text.chars().take(max).collect();
    let mut end = max.saturating_sub(1);
    while end > 0 && is_one_sign(chars[end - 1], chars[end]) {
        end -= 1;
    }
    let kept: String = chars[..end].iter().collect();
    format!("{}…", kept.trim_end())
}

/// Whether two characters in a row may belong to one sign: letter and mark, parts of an emoji, letters of a flag.
fn is_one_sign(c: char, next: char) -> bool {
    let is_flag_letter = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let is_attached = |c: char| {
        is_combining(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
    };
    is_attached(next) || c == '\u{200d}' || (is_flag_letter(c) && is_flag_letter(next))
}

/// ASCII character of a full-width one (Unicode block *Halfwidth and Fullwidth Forms*); other characters are unchanged.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Text without the invisible characters that come along with a copy: all but controls and blanks inside it.
pub(crate) fn pasted(text: &str) -> String {
    let is_kept = |c: &char| !is_invisible(*c) || c.is_whitespace() || c.is_control();
    let kept: String = text.chars().filter(is_kept).collect();
    kept.trim().to_owned()
}

/// ASCII form of a pasted number or digest: without invisible characters and blanks around it, with ASCII characters for
/// full-width ones and ordinary blanks for others.
pub fn ascii_form(text: &str) -> String {
    let blank = |c: char| if c.is_whitespace() && !c.is_control() { ' ' } else { c };
    pasted(text).chars().map(narrow).map(blank).collect()
}

/// Text without white space and zero-width characters around it.
pub fn trimmed(text: &str) -> &str {
    let is_trimmed =
        |c: char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.trim_matches(is_trimmed)
}

/// Form of a name in which names that look alike are equal: without invisible characters and with single blanks. Case and
/// width are left to the caller, because they need [Unicode tables](https://www.unicode.org/reports/tr15/).
pub fn similar_name_key(name: &str) -> String {
    let seen: String = name
        .chars()
        .filter(|c| !is_invisible(*c) || c.is_whitespace())
        .collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
