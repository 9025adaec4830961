//! Digest of a firmware file.

use super::Problem;
use crate::text::ascii_form;
use serde::{Serialize, Serializer};
use std::fmt;

/// MD5 digest. Written in lower case: some devices fail on upper case (`platform-api.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Md5([u8; 16]);

impl Md5 {
    /// Digest with these 16 bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Parses 32 hexadecimal digits of either case, also in pairs or in a line with other words, as `md5sum` prints them.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::Md5Digit`] or [`Problem::Md5Length`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = ascii_form(text);
        if text.is_empty() {
            return Err(Problem::Required);
        }
        let text = digits_in(&text).unwrap_or(text);
        if let Some(wrong) = text.chars().find(|c| !c.is_ascii_hexdigit()) {
            return Err(Problem::Md5Digit(wrong));
        }
        if text.len() != 32 {
            return Err(Problem::Md5Length { len: text.len() });
        }
        // 32 digits always are a number of 128 bits.
        let number = u128::from_str_radix(&text, 16).map_err(|_| Problem::Md5Length { len: text.len() })?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// Digits of the only digest in a text: 16 pairs of digits, or a word of 32 digits.
fn digits_in(text: &str) -> Option<String> {
    let is_digest = |word: &&str, len| word.len() == len && word.bytes().all(|b| b.is_ascii_hexdigit());
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() == 16 && words.iter().all(|word| is_digest(word, 2)) {
        return Some(words.concat());
    }
    let mut found = words.iter().filter(|word| is_digest(word, 32));
    let first = found.next()?;
    found
        .all(|other| other.eq_ignore_ascii_case(first))
        .then(|| (*first).to_owned())
}

impl fmt::Display for Md5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Md5 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
