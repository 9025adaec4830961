//! Parser for the expected MD5 of a file: a digest pasted from a page, or a dropped checksum file.
//!
//! It accepts the lines that the usual tools print, in any combination:
//!
//! | line | source |
//! |---|---|
//! | `<hex>` | `md5 -q`, `certutil -hashfile … MD5` (between two lines of prose) |
//! | `<hex>  name`, `<hex> *name` | `md5sum` of GNU coreutils and BusyBox, `md5 -r` of the BSDs, `openssl dgst -r` |
//! | `\<hex>  na\\me` | `md5sum`, if the name contains `\`, `\n` or `\r` (coreutils manual, *md5sum invocation*) |
//! | `MD5 (name) = <hex>` | `md5` of the BSDs and of macOS (md5(1)), and `md5sum --tag`, which escapes names as above |
//! | `MD5(name)= <hex>`, `(stdin)= <hex>` | `openssl dgst -md5` (openssl-dgst(1)): current versions, and before 1.1 |
//! | `MD5: <hex>`, `MD5：<hex>` | download pages; no tool prints it |
//!
//! Other lines are ignored, as by `md5sum --check`: comments, prose, blank lines.

/// Why a text gives no expected MD5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecksumError {
    /// The text contains only white space.
    Empty,
    /// No line has 32 hexadecimal digits in the position of a digest.
    NotAnMd5,
    /// The text contains a digest, but not an MD5. 40 digits are most likely a SHA-1, 64 a SHA-256 and 128 a SHA-512;
    /// 56 and 96 are recognised too.
    OtherDigest {
        /// Number of hexadecimal digits: 40, 56, 64, 96 or 128. An MD5 has 32.
        digits: u8,
    },
    /// The text lists several files, but not the picked one.
    NoLineForFile,
    /// The text contains different digests, and no file name selects one.
    Ambiguous,
}

/// Returns the MD5 that `text` gives for the picked file. `file_name` is `None` if no file is picked.
///
/// Names are compared by the component after the last `/` or `\`, without surrounding blanks. If all digests are equal,
/// names are ignored, because files get renamed. The time is linear in the length of any text.
///
/// # Errors
/// If the text gives no MD5 for this file; see [`ChecksumError`].
pub fn expected_md5(text: &str, file_name: Option<&str>) -> Result<[u8; 16], ChecksumError> {
    // `str::trim` also removes no-break spaces, which are copied from pages. The rest of the code works on bytes, which
    // costs 1.2 KB of brotli; with characters it would be 2 KB.
    let text = text.trim_start_matches('\u{feff}').trim().as_bytes();
    if text.is_empty() {
        return Err(ChecksumError::Empty);
    }
    let wanted = last_component(file_name.unwrap_or_default().as_bytes());
    let (mut any_file, mut picked_file) = (Found::Nothing, Found::Nothing);
    let (mut other, mut other_of_picked) = (None, None);
    let mut has_unnamed = false;
    for line in text.split(|byte| *byte == b'\n').filter_map(read) {
        let is_picked = line.is_named(wanted);
        match line.digest {
            Digest::Md5(md5) => {
                any_file.add(md5);
                has_unnamed |= line.name.is_empty();
                if is_picked {
                    picked_file.add(md5);
                }
            }
            Digest::Other { digits } => {
                other = other.or(Some(digits));
                if is_picked {
                    other_of_picked = Some(digits);
                }
            }
        }
    }
    match (picked_file, any_file) {
        (Found::One(md5), _) => Ok(md5.to_be_bytes()),
        (Found::Different, _) => Err(ChecksumError::Ambiguous),
        (Found::Nothing, all) => match (all, other_of_picked) {
            // The list has an MD5 of another file, and another digest of the picked file.
            (Found::One(_) | Found::Different, Some(digits)) if !has_unnamed => {
                Err(ChecksumError::OtherDigest { digits })
            }
            (Found::One(md5), _) => Ok(md5.to_be_bytes()),
            (Found::Different, _) if has_unnamed || wanted.is_empty() => Err(ChecksumError::Ambiguous),
            (Found::Different, _) => Err(ChecksumError::NoLineForFile),
            (Found::Nothing, _) => {
                Err(other.map_or(ChecksumError::NotAnMd5, |digits| ChecksumError::OtherDigest { digits }))
            }
        },
    }
}

/// MD5s of several lines, reduced to what the result depends on.
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

/// A parsed line.
struct Line<'a> {
    digest: Digest,
    /// Empty if the line has no name.
    name: &'a [u8],
    /// Whether `\\`, `\n` and `\r` in the name are escape sequences.
    escaped: bool,
}

enum Digest {
    /// The first digit is the most significant one.
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

/// Parses a line; `None` if it contains no digest.
fn read(line: &[u8]) -> Option<Line<'_>> {
    let line = line.trim_ascii();
    let (escaped, line) = match line {
        [b'\\', line @ ..] => (true, line),
        line => (false, line),
    };
    // The digest is first. A second blank before the name means text mode, a star means binary mode.
    let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    let (first, rest) = line.split_at(end);
    if let Some(digest) = Digest::read(first) {
        let name = match rest {
            [_, b'*', name @ ..] | [_, name @ ..] => name,
            [] => rest,
        };
        return Some(Line { digest, name, escaped });
    }
    // The digest is last, after the last `=`, `:` or `：` (0x9a is its last byte); the name may contain them, too.
    let separator = line.iter().rposition(|byte| matches!(byte, b'=' | b':' | 0x9a))?;
    let digest = Digest::read(line[separator + 1..].trim_ascii_start())?;
    let before = line[..separator].trim_ascii_end();
    let (algorithm, name) = match (before, before.iter().position(|byte| *byte == b'(')) {
        ([named @ .., b')'], Some(open)) => (&named[..open], &named[open + 1..]),
        _ => (before, &[][..]),
    };
    // 32 digits may also be a SHAKE128. A comment is not the name of an algorithm.
    let is_md5 = match algorithm {
        [] => true,
        [m, d, b'5', ..] => m | 0x20 == b'm' && d | 0x20 == b'd',
        _ => false,
    };
    let is_supported = match digest {
        Digest::Md5(_) => is_md5,
        Digest::Other { .. } => !matches!(algorithm, [b'#' | b';', ..]),
    };
    is_supported.then_some(Line { digest, name, escaped })
}

impl Line<'_> {
    /// Whether the last component of the name is `wanted`; false if `wanted` is empty, because no file is picked.
    fn is_named(&self, wanted: &[u8]) -> bool {
        // The unmatched rest of `wanted`: all of it after a separator, `None` after a different character.
        let mut rest = Some(wanted);
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
            rest = match (byte, rest) {
                (b'/' | b'\\', _) => Some(wanted),
                // A blank before the first or after the last character.
                (_, Some(all)) if byte.is_ascii_whitespace() && (all.is_empty() || all.len() == wanted.len()) => {
                    Some(all)
                }
                (_, Some([next, tail @ ..])) if *next == byte => Some(tail),
                _ => None,
            };
        }
        !wanted.is_empty() && rest == Some(&[])
    }
}

fn last_component(path: &[u8]) -> &[u8] {
    let parts = path.rsplit(|byte| matches!(byte, b'/' | b'\\'));
    parts.map(<[u8]>::trim_ascii).next().unwrap_or_default()
}
