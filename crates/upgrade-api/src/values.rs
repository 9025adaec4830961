//! Values that are valid by construction: parsing is the only way to create one.
//!
//! Parsers read what people paste: invisible characters, blanks and line ends around a value are ignored, and full-width
//! characters are read as ASCII ones where a value is ASCII. The form shows the value that was read.

mod md5;
mod number;
mod url;

pub use md5::Md5;
pub use number::{FileSize, Version};
pub use url::FileUrl;

use crate::text::{ascii_form, is_invisible, trimmed};
use serde::Serialize;
use std::fmt;

/// Longest task name, in Unicode scalar values (`upgrade-task-api.zh.md`: 32 characters).
pub const NAME_MAX: usize = 32;
/// Longest description, in Unicode scalar values (`upgrade-task-api.zh.md`: 250 characters).
pub const DESCRIPTION_MAX: usize = 250;
/// Longest file address, in characters (`platform-api.md`).
pub const URL_MAX: usize = 250;
/// Largest version (`platform-api.md`: a non-negative 32-bit integer).
pub const VERSION_MAX: u32 = i32::MAX as u32;
/// Largest file size in bytes (`openapi.yaml`): 2^53 - 1, the largest integer that all JSON readers represent exactly.
pub const SIZE_MAX: u64 = (1 << 53) - 1;
/// Largest `identify`. The API documents no limit; this one is the largest integer of the platform's database.
pub const IDENTIFY_MAX: u64 = i64::MAX as u64;
/// Longest hardware model (`mod`), in characters (`openapi.yaml`).
pub const MODEL_MAX: usize = 20;
/// Longest product or task id, in characters (`openapi.yaml`).
pub const ID_MAX: usize = 64;

/// Problem of a typed value. The console and the platform put it into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A required value is empty or blank.
    Required,
    /// The value has too many characters (Unicode scalar values).
    TooLong {
        /// Number of characters.
        len: usize,
        /// Largest allowed number of characters.
        max: usize,
    },
    /// A text has no visible character. Contains its first one that is not white space.
    Invisible(char),
    /// A number contains this character, which is not a digit 0 to 9.
    NotANumber(char),
    /// A number is too large.
    TooLarge {
        /// Largest allowed number.
        max: u64,
    },
    /// A size is zero: no device can install an empty file.
    Zero,
    /// An MD5 digest does not have 32 hexadecimal digits.
    Md5Length {
        /// Number of digits.
        len: usize,
    },
    /// An MD5 digest contains this character, which is not a hexadecimal digit.
    Md5Digit(char),
    /// An address does not start with `http://` or `https://`.
    UrlScheme,
    /// An address has no host, or an invalid host or port.
    UrlHost,
    /// An address contains this character, which has to be percent-encoded. `%` is one unless two hexadecimal digits
    /// follow it.
    UrlCharacter(char),
    /// The target version equals the from version: devices would be upgraded forever.
    SameVersion,
    /// The target version is below the from version, and the draft does not allow it.
    DowngradeRefused,
    /// Another task of the product has this name (4001035).
    NameTaken,
    /// Another task of the product has this from version (4001037).
    FromVersionTaken,
}

/// Checks that a text is not blank and has at most `max` characters.
fn text_within(text: &str, max: usize) -> Result<(), Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Required);
    }
    let len = text.chars().count();
    if len > max {
        return Err(Problem::TooLong { len, max });
    }
    Ok(())
}

/// Text of a value that people read, without what is invisible around it.
pub(crate) fn readable(text: &str) -> Result<&str, Problem> {
    match text.chars().find(|c| !c.is_whitespace()) {
        Some(first) if text.chars().all(is_invisible) => Err(Problem::Invisible(first)),
        _ => Ok(trimmed(text)),
    }
}

/// Text of an opaque value.
fn unchanged(text: &str) -> Result<&str, Problem> {
    Ok(text)
}

/// Parses a decimal number of at most `max`, with or without the commas between its thousands.
pub(crate) fn digits(text: &str, max: u64) -> Result<u64, Problem> {
    number(&ascii_form(text), &[','], max)
}

/// Parses a decimal number of at most `max`. One of `separators` may stand between all groups of three digits.
fn number(text: &str, separators: &[char], max: u64) -> Result<u64, Problem> {
    if text.is_empty() {
        return Err(Problem::Required);
    }
    let ungrouped = without_separators(text, separators);
    let text = ungrouped.as_deref().unwrap_or(text);
    if let Some(wrong) = text.chars().find(|c| !c.is_ascii_digit()) {
        return Err(Problem::NotANumber(wrong));
    }
    // Parsing a text of digits can only fail on overflow.
    text.parse().ok().filter(|n| *n <= max).ok_or(Problem::TooLarge { max })
}

/// Number without the separators of its thousands; `None` if it is not grouped by one of `separators`.
fn without_separators(text: &str, separators: &[char]) -> Option<String> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    let mut groups = text.split(separator);
    let starts_short = (1..=3).contains(&groups.next()?.len());
    // A single dot is a decimal point in English.
    let is_certain = separator != '.' || text.matches('.').count() > 1;
    let is_grouped =
        separators.contains(&separator) && starts_short && is_certain && groups.all(|group| group.len() == 3);
    is_grouped.then(|| text.replace(separator, ""))
}

/// Parses the number of an MCU or sub-device.
///
/// # Errors
/// [`Problem::Required`], [`Problem::NotANumber`] or [`Problem::TooLarge`].
pub fn parse_identify(text: &str) -> Result<u64, Problem> {
    digits(text, IDENTIFY_MAX)
}

macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident, $max:expr, $read:expr, $kept:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl $name {
            #[doc = $kept]
            ///
            /// # Errors
            /// [`Problem::Required`], [`Problem::Invisible`] or [`Problem::TooLong`].
            pub fn parse(text: &str) -> Result<Self, Problem> {
                let text = $read(text)?;
                text_within(text, $max)?;
                Ok(Self(text.to_owned()))
            }

            /// Text of the value.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_value!(
    /// Name of a task: 1 to [`NAME_MAX`] characters, at least one of them visible.
    Name,
    NAME_MAX,
    readable,
    "Parses a text. The value is the text without blanks and zero-width characters around it."
);
text_value!(
    /// Description of a task: 1 to [`DESCRIPTION_MAX`] characters, at least one of them visible.
    Description,
    DESCRIPTION_MAX,
    readable,
    "Parses a text. The value is the text without blanks and zero-width characters around it."
);
text_value!(
    /// Id of a product: opaque, 1 to [`ID_MAX`] characters, not blank.
    ProductId,
    ID_MAX,
    unchanged,
    "Parses a text. The value is the text unchanged, including surrounding blanks."
);
text_value!(
    /// Id of a task: opaque, 1 to [`ID_MAX`] characters, not blank.
    TaskId,
    ID_MAX,
    unchanged,
    "Parses a text. The value is the text unchanged, including surrounding blanks."
);
