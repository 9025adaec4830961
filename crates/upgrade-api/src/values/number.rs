//! Versions and file sizes.

use super::{Problem, SIZE_MAX, VERSION_MAX, digits, number};
use crate::text::ascii_form;
use serde::Serialize;
use std::fmt;

/// Firmware version: 0 to [`VERSION_MAX`], compared as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Version(u32);

impl Version {
    /// Parses a decimal number, also with commas between its thousands.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::NotANumber`] or [`Problem::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::from_number(digits(text, u64::from(VERSION_MAX))?)
    }

    /// Converts a number.
    ///
    /// # Errors
    /// [`Problem::TooLarge`].
    pub fn from_number(number: u64) -> Result<Self, Problem> {
        u32::try_from(number)
            .ok()
            .filter(|n| *n <= VERSION_MAX)
            .map(Self)
            .ok_or(Problem::TooLarge {
                max: u64::from(VERSION_MAX),
            })
    }

    /// Number of the version.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Words for bytes after a size.
const UNITS: [&str; 6] = ["bytes", "Bytes", "byte", "B", "字节", "байт"];
/// Separators of thousands: English and Chinese, French and Russian, German, Swiss.
const THOUSANDS: [char; 5] = [',', ' ', '.', '\'', '’'];

/// Size of a file in bytes: 1 to [`SIZE_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileSize(u64);

impl FileSize {
    /// Parses a decimal number of bytes, as file managers and terminals print it: also with separators between its
    /// thousands, and with the unit.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::NotANumber`], [`Problem::Zero`] or [`Problem::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = ascii_form(text);
        let bare = UNITS.iter().find_map(|unit| text.strip_suffix(unit));
        Self::from_bytes(number(bare.unwrap_or(&text).trim_end(), &THOUSANDS, SIZE_MAX)?)
    }

    /// Converts a number of bytes.
    ///
    /// # Errors
    /// [`Problem::Zero`] or [`Problem::TooLarge`].
    pub fn from_bytes(bytes: u64) -> Result<Self, Problem> {
        match bytes {
            0 => Err(Problem::Zero),
            1..=SIZE_MAX => Ok(Self(bytes)),
            _ => Err(Problem::TooLarge { max: SIZE_MAX }),
        }
    }

    /// Number of bytes.
    pub fn get(self) -> u64 {
        self.0
    }
}
