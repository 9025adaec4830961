//! Checksum files: the first line of the input is the picked file's name, the rest the file, or what was pasted.
//!
//! - A digest that is found stands in the text: 32 hexadecimal digits, no more around them.
//! - Of another digest the length is one that stands there.
//! - Line ends, a byte order mark, comments and saying everything twice change nothing.
//! - Without a picked file no line can be the wrong file's.

use firmware_digest::{ChecksumError, expected_md5};

/// Every law for one input.
pub fn check(data: &[u8]) {
    let Some(input) = crate::text(data) else { return };
    let (name, text) = input.split_once('\n').unwrap_or(("", input));
    let runs: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    for name in [Some(name), Some(""), None] {
        let found = expected_md5(text, name);
        match found {
            Ok(md5) => {
                let hex = format!("{:032x}", u128::from_be_bytes(md5));
                assert!(runs.iter().any(|run| run.eq_ignore_ascii_case(&hex)), "{hex}");
            }
            Err(ChecksumError::OtherDigest { digits }) => {
                assert!(matches!(digits, 40 | 56 | 64 | 96 | 128));
                let is_digest =
                    |run: &&str| run.len() == usize::from(digits) && run.bytes().all(|b| b.is_ascii_hexdigit());
                assert!(runs.iter().any(is_digest));
            }
            Err(ChecksumError::Empty) => assert!(text.trim_start_matches('\u{feff}').trim().is_empty()),
            Err(ChecksumError::NoLineForFile) => assert!(name.is_some_and(|name| !name.is_empty())),
            Err(ChecksumError::NotAnMd5 | ChecksumError::Ambiguous) => {}
        }
        changes_nothing(text, name, found);
    }
    assert_eq!(expected_md5(text, None), expected_md5(text, Some("")));
}

fn changes_nothing(text: &str, name: Option<&str>, found: Result<[u8; 16], ChecksumError>) {
    assert_eq!(expected_md5(&format!("\u{feff}{text}"), name), found);
    assert_eq!(expected_md5(&text.replace('\n', "\r\n"), name), found);
    // The ends are trimmed of more than the lines are.
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if trimmed.is_empty() || trimmed.starts_with('\u{feff}') {
        return;
    }
    assert_eq!(expected_md5(trimmed, name), found);
    assert_eq!(expected_md5(&format!("# a comment\n{trimmed}\n; another"), name), found);
    assert_eq!(expected_md5(&format!("{trimmed}\n{trimmed}"), name), found);
}
