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
//! | `MD5: <hex>`, `MD5：<hex>`, `Checksum (MD5): <hex>` | download pages; no tool prints it |
//! | `MD5  <hex>  path`; `Hash : <hex>` before `Path : path` | `Get-FileHash` of PowerShell, as a table and as a list |
//! | `d4 1d 8c …`, `d4:1d:…`, `D4-1D-…` | `certutil` before Windows 10, `BitConverter.ToString` of .NET |
//! | `"md5": "<hex>"`, beside `"name": "name"` in the same object | JSON of an API |
//!
//! A digest or a line may be in quotes. Other lines are ignored, as by `md5sum --check`: comments, prose, blank lines.

mod line;

use line::{Digest, Line, name_of, read};

/// Why a text gives no expected MD5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecksumError {
    /// The text contains only white space.
    Empty,
    /// No line has 32 hexadecimal digits, or 16 pairs of them, in the position of a digest.
    NotAnMd5,
    /// The text contains a digest, but not an MD5. 40 digits are most likely a SHA-1, 64 a SHA-256 and 128 a SHA-512;
    /// 56 and 96 are recognised too.
    OtherDigest {
        /// Number of hexadecimal digits: 40, 56, 64, 96 or 128. An MD5 has 32.
        digits: u8,
    },
    /// The text lists several files, but not the chosen one.
    NoLineForFile,
    /// The text contains different digests, and no file name selects one.
    Ambiguous,
}

/// Returns the MD5 that `text` gives for the chosen file. `file_name` is `None` if no file is chosen.
///
/// Names are compared by the component after the last `/` or `\`, without surrounding blanks. If all digests are equal,
/// names are ignored, because files get renamed. The time is linear in the length of any text.
///
/// # Errors
/// If the text gives no MD5 for this file; see [`ChecksumError`].
pub fn expected_md5(text: &str, file_name: Option<&str>) -> Result<[u8; 16], ChecksumError> {
    // `str::trim` also removes no-break spaces, which are copied from pages. The rest of the code works on bytes, which
    // takes less code than characters.
    let text = text.trim_start_matches('\u{feff}').trim().as_bytes();
    if text.is_empty() {
        return Err(ChecksumError::Empty);
    }
    let mut list = List::of(last_component(file_name.unwrap_or_default().as_bytes()));
    for line in text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii) {
        match line {
            [] => list.end_record(),
            // JSON: an object is a record.
            [b'{' | b'[' | b'}' | b']' | b'"', ..] => {
                for (at, part) in line.split(|byte| matches!(byte, b'{' | b'}')).enumerate() {
                    if at > 0 {
                        list.end_record();
                    }
                    part.split(|byte| *byte == b',').for_each(|field| list.add(field));
                }
            }
            _ => list.add(line),
        }
    }
    list.end_record();
    let List {
        wanted,
        any_file,
        chosen_file,
        other,
        other_of_chosen,
        has_unnamed,
        ..
    } = list;
    match (chosen_file, any_file) {
        (Found::One(md5), _) => Ok(md5.to_be_bytes()),
        (Found::Different, _) => Err(ChecksumError::Ambiguous),
        (Found::Nothing, all) => match (all, other_of_chosen) {
            // The list has an MD5 of another file, and another digest of the chosen file.
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

/// Digests of the lines so far, reduced to what the result depends on.
struct List<'a> {
    /// Name of the chosen file; empty if no file is chosen.
    wanted: &'a [u8],
    any_file: Found,
    chosen_file: Found,
    other: Option<u8>,
    other_of_chosen: Option<u8>,
    has_unnamed: bool,
    /// Name on a line of its own in the present record.
    name: &'a [u8],
    /// Digest of the present record that waits for such a name.
    nameless: Option<Line<'a>>,
}

impl<'a> List<'a> {
    const fn of(wanted: &'a [u8]) -> Self {
        Self {
            wanted,
            any_file: Found::Nothing,
            chosen_file: Found::Nothing,
            other: None,
            other_of_chosen: None,
            has_unnamed: false,
            name: &[],
            nameless: None,
        }
    }

    /// Adds a line, or a field of a JSON object.
    fn add(&mut self, line: &'a [u8]) {
        if let Some(mut line) = read(line) {
            if line.name.is_empty() {
                line.name = self.name;
            }
            let waits = line.name.is_empty();
            let md5_waits = matches!(
                &self.nameless,
                Some(Line {
                    digest: Digest::Md5(_),
                    ..
                })
            );
            match line.digest {
                // Another digest of the file whose MD5 is known.
                Digest::Other { .. } if waits && md5_waits => {}
                _ if waits => {
                    self.count_nameless();
                    self.nameless = Some(line);
                }
                _ => self.count(&line),
            }
        } else if let Some(name) = name_of(line) {
            self.name = name;
            if let Some(mut line) = self.nameless.take() {
                line.name = name;
                self.count(&line);
            }
        }
    }

    fn end_record(&mut self) {
        self.count_nameless();
        self.name = &[];
    }

    fn count_nameless(&mut self) {
        if let Some(line) = self.nameless.take() {
            self.count(&line);
        }
    }

    fn count(&mut self, line: &Line<'_>) {
        let is_chosen = line.is_named(self.wanted);
        match line.digest {
            Digest::Md5(md5) => {
                self.any_file.add(md5);
                self.has_unnamed |= line.name.is_empty();
                if is_chosen {
                    self.chosen_file.add(md5);
                }
            }
            Digest::Other { digits } => {
                self.other = self.other.or(Some(digits));
                if is_chosen {
                    self.other_of_chosen = Some(digits);
                }
            }
        }
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

fn last_component(path: &[u8]) -> &[u8] {
    let parts = path.rsplit(|byte| matches!(byte, b'/' | b'\\'));
    parts.map(<[u8]>::trim_ascii).next().unwrap_or_default()
}
