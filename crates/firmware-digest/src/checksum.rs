//! The MD5 that somebody expects a file to have: a digest pasted from a page, or a list dropped as a file.
//!
//! Read are the lines that the usual tools print, in any mixture:
//!
//! | line | printed by |
//! |---|---|
//! | `<hex>` | `md5 -q`, `certutil -hashfile … MD5` (between two lines of prose) |
//! | `<hex>  name`, `<hex> *name` | `md5sum` of GNU coreutils and BusyBox, `md5 -r` of the BSDs, `openssl dgst -r` |
//! | `\<hex>  na\\me` | `md5sum`, where the name has a backslash, `\n` or `\r` in it (coreutils manual, *md5sum invocation*) |
//! | `MD5 (name) = <hex>` | `md5` of the BSDs and of macOS (md5(1)), `md5sum --tag`; that one escapes as above |
//! | `MD5(name)= <hex>`, `(stdin)= <hex>` | `openssl dgst -md5` (openssl-dgst(1)), of today and before 1.1 |
//! | `MD5: <hex>`, `MD5：<hex>` | no tool; pages of downloads |
//!
//! Any other line is passed over, as `md5sum --check` does: comments, prose, blank lines.

/// Why a text names no MD5 to expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecksumError {
    /// Nothing but white space.
    Empty,
    /// No line has 32 hexadecimal digits where a digest stands.
    NotAnMd5,
    /// Digests, but none is an MD5: this one has `digits` digits. 40 are most likely a SHA-1, 64 a SHA-256, 128 a
    /// SHA-512; 56 and 96 are known too.
    OtherDigest {
        /// Its length, 40, 56, 64, 96 or 128; an MD5 has 32.
        digits: u8,
    },
    /// A list of several files, none of which has the name of the picked one.
    NoLineForFile,
    /// Different digests, and nothing says which one is meant.
    Ambiguous,
}

/// Reads the MD5 that `text` gives for the file called `file_name`, if one is picked.
///
/// Names are compared by what follows their last `/` or `\`, without blanks around it. Where all digests are the same
/// one, names do not matter: people rename files. Takes time in proportion to the text, whatever stands in it.
///
/// # Errors
/// As [`ChecksumError`].
pub fn expected_md5(text: &str, file_name: Option<&str>) -> Result<[u8; 16], ChecksumError> {
    // A digest from a page comes with no-break spaces. From here on bytes: 1.2 KB of brotli instead of 2 for characters.
    let text = text.trim_start_matches('\u{feff}').trim().as_bytes();
    if text.is_empty() {
        return Err(ChecksumError::Empty);
    }
    let wanted = last_component(file_name.unwrap_or_default().as_bytes());
    let (mut of_all, mut of_file) = (Found::Nothing, Found::Nothing);
    let (mut other, mut other_of_file) = (None, None);
    let mut unnamed = false;
    for line in text.split(|byte| *byte == b'\n').filter_map(read) {
        let is_of_file = line.is_named(wanted);
        match line.digest {
            Digest::Md5(md5) => {
                of_all.add(md5);
                unnamed |= line.name.is_empty();
                if is_of_file {
                    of_file.add(md5);
                }
            }
            Digest::Other { digits } => {
                other = other.or(Some(digits));
                if is_of_file {
                    other_of_file = Some(digits);
                }
            }
        }
    }
    match (of_file, of_all) {
        (Found::One(md5), _) => Ok(md5.to_be_bytes()),
        (Found::Different, _) => Err(ChecksumError::Ambiguous),
        (Found::Nothing, all) => match (all, other_of_file) {
            // The list has an MD5 of another file, and something else of this one.
            (Found::One(_) | Found::Different, Some(digits)) if !unnamed => Err(ChecksumError::OtherDigest { digits }),
            (Found::One(md5), _) => Ok(md5.to_be_bytes()),
            (Found::Different, _) if unnamed || wanted.is_empty() => Err(ChecksumError::Ambiguous),
            (Found::Different, _) => Err(ChecksumError::NoLineForFile),
            (Found::Nothing, _) => {
                Err(other.map_or(ChecksumError::NotAnMd5, |digits| ChecksumError::OtherDigest { digits }))
            }
        },
    }
}

/// The digests of some lines, as far as the answer depends on them.
#[derive(Clone, Copy)]
enum Found {
    Nothing,
    One(u128),
    Different,
}

impl Found {
    fn add(&mut self, md5: u128) {
        *self = match *self {
            Self::Nothing => Self::One(md5),
            Self::One(found) if found == md5 => Self::One(md5),
            _ => Self::Different,
        };
    }
}

/// What a line says.
struct Line<'a> {
    digest: Digest,
    /// Empty where there is none.
    name: &'a [u8],
    /// In the name, `\\`, `\n` and `\r` stand for one character each.
    escaped: bool,
}

enum Digest {
    /// The first digit is the highest.
    Md5(u128),
    Other {
        digits: u8,
    },
}

impl Digest {
    fn read(digits: &[u8]) -> Option<Self> {
        if !matches!(digits.len(), 32 | 40 | 56 | 64 | 96 | 128) || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        if digits.len() != 32 {
            let digits = digits.len() as u8;
            return Some(Self::Other { digits });
        }
        let value = |digit: &u8| match digit {
            b'0'..=b'9' => digit - b'0',
            _ => (digit | 0x20) - b'a' + 10,
        };
        let md5 = digits.iter().fold(0, |sum, digit| sum << 4 | u128::from(value(digit)));
        Some(Self::Md5(md5))
    }
}

/// Reads a line; gives nothing for one that holds no digest.
fn read(line: &[u8]) -> Option<Line<'_>> {
    let line = line.trim_ascii();
    let (escaped, line) = match line {
        [b'\\', line @ ..] => (true, line),
        line => (false, line),
    };
    // The digest first. One more blank or a star before the name: read as text, or as binary.
    let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    let (first, rest) = line.split_at(end);
    if let Some(digest) = Digest::read(first) {
        let name = match rest {
            [_, b'*', name @ ..] | [_, name @ ..] => name,
            [] => rest,
        };
        return Some(Line { digest, name, escaped });
    }
    // The digest last, behind the last `=`, `:` or `：` (of which this is the last byte): a name may hold some, too.
    let equals = line.iter().rposition(|byte| matches!(byte, b'=' | b':' | 0x9a))?;
    let digest = Digest::read(line[equals + 1..].trim_ascii_start())?;
    let before = line[..equals].trim_ascii_end();
    let (algorithm, name) = match (before, before.iter().position(|byte| *byte == b'(')) {
        ([named @ .., b')'], Some(open)) => (&named[..open], &named[open + 1..]),
        _ => (before, &[][..]),
    };
    // Not every 32 digits are an MD5: SHAKE128 has as many. Nor is a comment an algorithm.
    let is_md5 = match algorithm {
        [] => true,
        [m, d, b'5', ..] => m | 0x20 == b'm' && d | 0x20 == b'd',
        _ => false,
    };
    let is_read = match digest {
        Digest::Md5(_) => is_md5,
        Digest::Other { .. } => !matches!(algorithm, [b'#' | b';', ..]),
    };
    is_read.then_some(Line { digest, name, escaped })
}

impl Line<'_> {
    /// Whether the last component of the name is `wanted`, which is empty where no file is picked.
    fn is_named(&self, wanted: &[u8]) -> bool {
        // What is still to come of the wanted name: nothing can, once a character differs; all of it, after a separator.
        let mut to_come = Some(wanted);
        let mut name = self.name.iter().copied();
        while let Some(byte) = name.next() {
            let byte = match byte {
                b'\\' if self.escaped => match name.next() {
                    Some(b'n') => b'\n',
                    Some(b'r') => b'\r',
                    _ => b'\\',
                },
                byte => byte,
            };
            to_come = match (byte, to_come) {
                (b'/' | b'\\', _) => Some(wanted),
                // A blank before the first character, or after the last.
                (_, Some(all)) if byte.is_ascii_whitespace() && (all.is_empty() || all.len() == wanted.len()) => {
                    Some(all)
                }
                (_, Some([next, later @ ..])) if *next == byte => Some(later),
                _ => None,
            };
        }
        !wanted.is_empty() && to_come == Some(&[])
    }
}

fn last_component(path: &[u8]) -> &[u8] {
    let parts = path.rsplit(|byte| matches!(byte, b'/' | b'\\'));
    parts.map(<[u8]>::trim_ascii).next().unwrap_or_default()
}
