//! Checksum files. The first line of the input is the name of the chosen file, the rest is the text.
//!
//! - A digest occurs in the text as 32 hexadecimal digits with no alphanumeric characters next to them, or as 16 pairs.
//! - The reported length of another digest is that of a digest in the text.
//! - Line endings, a byte order mark, comments and repetition do not change the result.
//! - Without a chosen file, the error is never that its line is missing.

use firmware_digest::{ChecksumError, expected_md5};

/// Asserts all properties for one input.
pub fn check(data: &[u8]) {
    let Some(input) = crate::text(data) else { return };
    let (name, text) = input.split_once('\n').unwrap_or(("", input));
    let runs: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    for name in [Some(name), Some(""), None] {
        let found = expected_md5(text, name);
        match found {
            Ok(md5) => {
                let hex = format!("{:032x}", u128::from_be_bytes(md5));
                let is_word = runs.iter().any(|run| run.eq_ignore_ascii_case(&hex));
                let pairs: Vec<&str> = runs.iter().copied().filter(|run| run.len() == 2).collect();
                assert!(is_word || pairs.concat().to_ascii_lowercase().contains(&hex), "{hex}");
            }
            Err(ChecksumError::OtherDigest { digits }) => {
                assert!(matches!(digits, 40 | 56 | 64 | 96 | 128));
                let is_hex = |run: &&str| run.bytes().all(|b| b.is_ascii_hexdigit());
                let pairs = runs.iter().filter(|run| run.len() == 2 && is_hex(run)).count();
                let is_word = runs.iter().any(|run| run.len() == usize::from(digits) && is_hex(run));
                assert!(is_word || pairs * 2 >= usize::from(digits));
            }
            Err(ChecksumError::Empty) => assert!(text.trim_start_matches('\u{feff}').trim().is_empty()),
            Err(ChecksumError::NoLineForFile) => assert!(name.is_some_and(|name| !name.is_empty())),
            Err(ChecksumError::NotAnMd5 | ChecksumError::Ambiguous) => {}
        }
        assert_variants(text, name, found);
    }
    assert_eq!(expected_md5(text, None), expected_md5(text, Some("")));
}

/// Asserts that variants of the text that mean the same give the same result.
fn assert_variants(text: &str, name: Option<&str>, found: Result<[u8; 16], ChecksumError>) {
    assert_eq!(expected_md5(&format!("\u{feff}{text}"), name), found);
    assert_eq!(expected_md5(&text.replace('\n', "\r\n"), name), found);
    // The parser trims more characters from the ends of the text than from the ends of a line.
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if trimmed.is_empty() || trimmed.starts_with('\u{feff}') {
        return;
    }
    assert_eq!(expected_md5(trimmed, name), found);
    assert_eq!(expected_md5(&format!("# a comment\n{trimmed}\n; another"), name), found);
    assert_eq!(expected_md5(&format!("{trimmed}\n\n{trimmed}"), name), found);
}
