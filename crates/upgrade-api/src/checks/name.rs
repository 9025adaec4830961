//! What a file's name says about its version.

use crate::values::Version;

/// Digits from which on a number is a date or a build rather than a version, unless a `v` stands before it.
const LONG: usize = 6;

/// The version a file's name speaks of: the number after a `v` or `ver`, else the one number that stands by itself.
/// `None` where there is none, or more than one: a guess would only be noise.
#[must_use]
pub fn version_in_name(name: &str) -> Option<Version> {
    let numbers = numbers(stem(name));
    let has_mark = numbers.iter().any(|number| number.is_marked);
    let mut plausible = numbers.iter().filter(|number| number.is_marked == has_mark);
    let first = plausible.next()?.digits;
    // The same number twice is one.
    plausible
        .all(|other| other.digits == first)
        .then(|| Version::parse(first).ok())?
}

/// Without what only says what kind of file it is, and without the `(1)` of a file downloaded twice.
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

struct Number<'n> {
    digits: &'n str,
    is_marked: bool,
}

/// The numbers in a name that may be its version.
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
        // A version in parts, as 1.2.3, is no version of this platform.
        let goes_on = after.strip_prefix('.').is_some_and(starts_with_digit);
        let is_part = goes_on || before.strip_suffix('.').is_some_and(ends_with_digit);
        let stands_alone = before.chars().next_back().is_none_or(is_separator);
        let ends = !is_part && after.chars().next().is_none_or(is_separator);
        if ends && (is_marked || (stands_alone && digits.len() < LONG)) {
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

/// Whether what stands before a number says that it is a version: `v`, `ver`, `version`, as a word.
fn is_mark(before: &str) -> bool {
    let word = before.trim_end_matches(['-', '_', '.', ' ']).to_ascii_lowercase();
    ["version", "ver", "v"].into_iter().any(|mark| {
        let rest = word.strip_suffix(mark);
        rest.is_some_and(|rest| rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric()))
    })
}
