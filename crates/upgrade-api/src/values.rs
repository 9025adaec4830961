//! Values that cannot be wrong: parsing is the only way to get one.

use serde::{Serialize, Serializer};
use std::fmt::{self, Write as _};

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

/// A firmware version: 0 to [`VERSION_MAX`], always compared as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(u32);

impl Version {
    /// A version from digits as typed; surrounding blanks are ignored.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::NotANumber`] or [`Problem::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::from_number(digits(text, u64::from(VERSION_MAX))?)
    }

    /// A version from a number.
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

    /// The number.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u32(self.0)
    }
}

/// A file's size in bytes: 1 to [`SIZE_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileSize(u64);

impl FileSize {
    /// A size from digits as typed; surrounding blanks are ignored.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::NotANumber`], [`Problem::Zero`] or [`Problem::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::from_bytes(digits(text, SIZE_MAX)?)
    }

    /// A size from a number of bytes.
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

    /// The number of bytes.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl Serialize for FileSize {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(self.0)
    }
}

/// An MD5 digest. Written in lower case: devices are known to fail on upper case (`platform-api.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Md5([u8; 16]);

impl Md5 {
    /// The digest of these 16 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// A digest from 32 hexadecimal digits of either case; surrounding blanks are ignored.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::Md5Digit`] or [`Problem::Md5Length`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::Required);
        }
        if let Some(wrong) = text.chars().find(|c| !c.is_ascii_hexdigit()) {
            return Err(Problem::Md5Digit(wrong));
        }
        if text.len() != 32 {
            return Err(Problem::Md5Length { len: text.len() });
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = nibble(pair[0]) << 4 | nibble(pair[1]);
        }
        Ok(Self(bytes))
    }
}

fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

impl fmt::Display for Md5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        for byte in self.0 {
            f.write_char(char::from(HEX[usize::from(byte >> 4)]))?;
            f.write_char(char::from(HEX[usize::from(byte & 15)]))?;
        }
        Ok(())
    }
}

impl Serialize for Md5 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// The address of a firmware file: absolute, `http` or `https`, at most [`URL_MAX`] characters, plain ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUrl(String);

impl FileUrl {
    /// An address as typed; surrounding blanks are ignored, nothing else is changed.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::TooLong`], [`Problem::UrlScheme`], [`Problem::UrlHost`] or
    /// [`Problem::UrlCharacter`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        text_within(text, URL_MAX)?;
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or(Problem::UrlScheme)?;
        // RFC 3986, appendix A: whatever is not listed there has to be percent-encoded.
        if let Some(wrong) = text
            .chars()
            .find(|c| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(*c))
        {
            return Err(Problem::UrlCharacter(wrong));
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host_and_port = authority.rsplit('@').next().unwrap_or_default();
        if !is_host_and_port(host_and_port) {
            return Err(Problem::UrlHost);
        }
        Ok(Self(text.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_host_and_port(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((v6, rest)) => {
            let v6_shaped = v6.contains(':') && v6.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.');
            if !v6_shaped || !(rest.is_empty() || rest.starts_with(':')) {
                return false;
            }
            (v6, rest.strip_prefix(':'))
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let port_ok =
        port.is_none_or(|p| p.is_empty() || (p.bytes().all(|b| b.is_ascii_digit()) && p.parse::<u16>().is_ok()));
    port_ok && !host.is_empty() && !host.starts_with('.') && !host.contains("..") && !host.contains(['[', ']', '@'])
}

impl Serialize for FileUrl {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}
