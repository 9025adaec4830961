//! Version in the name of a firmware file.

use crate::values::Version;

/// Smallest number of digits of a date or build number. Such a number counts as a version only after a `v`.
const DATE_DIGITS: usize = 6;

/// Version in a file name: the number after `v`, `ver` or `version`, otherwise the only free-standing number. `None` if
/// the name contains no such number, or several different ones.
#[must_use]
pub fn version_in_name(name: &str) -> Option<Version> {
    let numbers = numbers(stem(name));
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
    digits: &'n str,
    /// Whether a `v`, `ver` or `version` precedes it.
    is_marked: bool,
}

fn numbers(stem: &str) -> Vec<Number<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = stem[at..].find(|c: char| c.is_ascii_digit()).map(|skip| at + skip) {
        let end = stem[start..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(stem.len(), |length| start + length);
        at = end;
        let (before, digits, after) = (&stem[..start], &stem[start..end], &stem[end..]);
        let is_marked = is_mark(before);
        // The platform has no versions in parts, such as 1.2.3.
        let has_next_part = after.strip_prefix('.').is_some_and(starts_with_digit);
        let is_part = has_next_part || before.strip_suffix('.').is_some_and(ends_with_digit);
        let starts_word = before.chars().next_back().is_none_or(is_separator);
        let ends_word = after.chars().next().is_none_or(is_separator);
        if !is_part && ends_word && (is_marked || (starts_word && digits.len() < DATE_DIGITS)) {
            found.push(Number { digits, is_marked });
        }
    }
    found
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | ' ' | '+' | '(' | ')' | '[' | ']')
}

/// Whether the text before a number ends with the word `v`, `ver` or `version`.
fn is_mark(before: &str) -> bool {
    let word = before.trim_end_matches(['-', '_', '.', ' ']).to_ascii_lowercase();
    ["version", "ver", "v"].into_iter().any(|mark| {
        let rest = word.strip_suffix(mark);
        rest.is_some_and(|rest| rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric()))
    })
}
