//! Values that cannot be wrong: parsing is the only way to get one.

mod md5;
mod number;
mod url;

pub use md5::Md5;
pub use number::{FileSize, Version};
pub use url::FileUrl;

use serde::{Serialize, Serializer};
use std::fmt;

/// Longest task name, in Unicode scalar values (`upgrade-task-api.zh.md`: 32 characters).
pub const NAME_MAX: usize = 32;
/// Longest description, in Unicode scalar values (`upgrade-task-api.zh.md`: 250 characters).
pub const DESCRIPTION_MAX: usize = 250;
/// Longest file address, in characters (`platform-api.md`).
pub const URL_MAX: usize = 250;
/// Largest version (`platform-api.md`: a 32-bit integer, 0 and up).
pub const VERSION_MAX: u32 = i32::MAX as u32;
/// Largest file size in bytes (`openapi.yaml`): the largest integer every JSON reader keeps exact, 2^53 - 1.
pub const SIZE_MAX: u64 = (1 << 53) - 1;
/// Largest `identify`: it has no documented end; a platform's integers have.
pub const IDENTIFY_MAX: u64 = i64::MAX as u64;
/// Longest hardware model (`mod`), in characters (`openapi.yaml`).
pub const MODEL_MAX: usize = 20;
/// Longest product or task id, in characters (`openapi.yaml`).
pub const ID_MAX: usize = 64;

/// Why a typed value is not acceptable. Says what is wrong, not how to say it: sentences are the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing, or only blanks, where something is required.
    Required,
    /// More characters (Unicode scalar values) than allowed.
    TooLong {
        /// Characters given.
        len: usize,
        /// Characters allowed.
        max: usize,
    },
    /// Something other than the digits 0 to 9.
    NotANumber,
    /// Larger than the largest allowed number.
    TooLarge {
        /// The largest allowed.
        max: u64,
    },
    /// A size of zero bytes: no device can flash an empty file.
    Zero,
    /// An MD5 with another number of hexadecimal digits than 32.
    Md5Length {
        /// Characters given.
        len: usize,
    },
    /// An MD5 with a character that is not a hexadecimal digit.
    Md5Digit(char),
    /// An address that does not start with `http://` or `https://`.
    UrlScheme,
    /// An address without a host, or with an impossible host or port.
    UrlHost,
    /// An address with a character that must be percent-encoded.
    UrlCharacter(char),
    /// The target version equals the from version: a device would flash itself for ever.
    SameVersion,
    /// The target version is below the from version, and nobody has said that it may be.
    DowngradeRefused,
    /// A task of this product already has this name (4001035).
    NameTaken,
    /// A task of this product already starts at this version (4001037).
    FromVersionTaken,
}

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

fn digits(text: &str, max: u64) -> Result<u64, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Required);
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::NotANumber);
    }
    // All digits, so the one way left to fail is to be too large.
    text.parse().ok().filter(|n| *n <= max).ok_or(Problem::TooLarge { max })
}

/// Which MCU or sub-device, from digits as typed; surrounding blanks are ignored.
///
/// # Errors
/// [`Problem::Required`], [`Problem::NotANumber`] or [`Problem::TooLarge`].
pub fn parse_identify(text: &str) -> Result<u64, Problem> {
    digits(text, IDENTIFY_MAX)
}

macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident, $max:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            ///
            /// # Errors
            /// [`Problem::Required`] for blank text, [`Problem::TooLong`] over the limit.
            pub fn parse(text: &str) -> Result<Self, Problem> {
                text_within(text, $max)?;
                Ok(Self(text.to_owned()))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }
    };
}

text_value!(
    /// A task's name: 1 to [`NAME_MAX`] characters, not blank.
    Name,
    NAME_MAX
);
text_value!(
    /// A task's description: 1 to [`DESCRIPTION_MAX`] characters, not blank.
    Description,
    DESCRIPTION_MAX
);
text_value!(
    /// A product's id. Opaque: 32 hexadecimal digits on the platform, but nothing here depends on it.
    ProductId,
    ID_MAX
);
text_value!(
    /// A task's id. Opaque.
    TaskId,
    ID_MAX
);
