//! Version in the name of a firmware file.

use crate::text::narrow;
use crate::values::Version;

/// Smallest number of digits of a date or build number. Such a number counts as a version only after a `v`.
const DATE_DIGITS: usize = 6;

/// Version in a file name: the number after `v`, `ver` or `version`, otherwise the only free-standing number. `None` if
/// the name contains no such number, or several different ones. A number in parts, such as 1.4.0, is a different one.
pub fn version_in_name(name: &str) -> Option<Version> {
    let name: String = name.chars().map(narrow).collect();
    let numbers = numbers(stem(&name));
    let has_mark = numbers.iter().any(|number| number.is_marked);
    let mut candidates = numbers.iter().filter(|number| number.is_marked == has_mark);
    let first = candidates.next()?.digits;
    candidates
        .all(|other| other.digits == first)
        .then(|| Version::parse(first).ok())?
}

/// Name without its extension and without the `(1)` that browsers add to a repeated download.
fn stem(name: &str) -> &str {
    let stem = match name.rsplit_once('.') {
        Some((stem, end)) if !end.is_empty() && end.bytes().any(|byte| byte.is_ascii_alphabetic()) => stem,
        _ => name,
    };
    match stem.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((before, copy)) if !copy.is_empty() && copy.bytes().all(|byte| byte.is_ascii_digit()) => before.trim_end(),
        _ => stem,
    }
}

/// Number in a name that may be the version.
struct Number<'n> {
    /// Digits, and the dots between its parts. The platform has no versions in parts.
    digits: &'n str,
    /// Whether a word for *version* precedes it.
    is_marked: bool,
}

fn numbers(stem: &str) -> Vec<Number<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = stem[at..].find(|c: char| c.is_ascii_digit()).map(|skip| at + skip) {
        let run = stem[start..].find(|c: char| !c.is_ascii_digit() && c != '.');
        let run = &stem[start..run.map_or(stem.len(), |length| start + length)];
        let digits = run.trim_end_matches('.');
        at = start + digits.len();
        let (before, after) = (&stem[..start], &stem[at..]);
        let is_marked = is_mark(before);
        let starts_word = before.chars().next_back().is_none_or(is_boundary);
        let ends_word = after.chars().next().is_none_or(is_boundary);
        let is_date = digits.len() >= DATE_DIGITS && !digits.contains('.') || after.starts_with(['年', '月', '日']);
        if ends_word && (is_marked || (starts_word && !is_date)) {
            found.push(Number { digits, is_marked });
        }
    }
    found
}

/// Whether a word ends before or after the character. Only Latin letters and digits make model names, such as `a9`: a
/// number beside a Chinese or Cyrillic word stands alone.
fn is_boundary(c: char) -> bool {
    let is_latin = c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}');
    !is_latin
}

/// Whether the text before a number ends with a word for *version*.
fn is_mark(before: &str) -> bool {
    let word = before.trim_end_matches(['-', '_', '.', ' ']).to_ascii_lowercase();
    ["version", "ver", "v", "版本", "версия"].into_iter().any(|mark| {
        let rest = word.strip_suffix(mark);
        rest.is_some_and(|rest| rest.chars().next_back().is_none_or(is_boundary))
    })
}
