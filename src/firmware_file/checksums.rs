//! Checksum files: their names, their text, and the line of the chosen file.

use crate::web;
use firmware_digest::{ChecksumError, expected_md5};
use js_sys::Uint8Array;
use upgrade_api::values::Md5;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Largest size of a checksum file in bytes. A list of a thousand files has a tenth of it.
const CHECKSUMS_MAX: f64 = 1_048_576.0;

/// Ends of the names of checksum files.
const NAMES: [&str; 7] = [
    ".md5",
    ".md5sum",
    "md5.txt",
    "md5sum.txt",
    "md5sums",
    "md5sums.txt",
    "checksums.txt",
];

/// Whether a file is a checksum file, by its name and size.
pub fn is_checksums(file: &File) -> bool {
    is_checksums_name(&file.name()) && file.size() <= CHECKSUMS_MAX
}

fn is_checksums_name(name: &str) -> bool {
    let name = without_copy_numbers(&name.to_ascii_lowercase());
    NAMES.iter().any(|end| name.ends_with(end))
}

/// Text of a checksum file; `None` if the browser cannot read it.
pub async fn text_of(file: File) -> Option<String> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(decoded(&Uint8Array::new(&bytes).to_vec()))
}

/// Text in UTF-8, or in UTF-16 after a byte order mark, as PowerShell writes it.
fn decoded(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks().0.iter().copied().map(unit).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// MD5 that a text gives for a file with this name and, once it is read, this digest.
///
/// A list may name the file in another case, or without the ` (1)` that browsers add to a repeated download. Such a line is
/// of the chosen file if it has its digest; with another digest it may be of another file.
///
/// # Errors
/// If the text gives no MD5 for this file.
pub fn listed_md5(text: &str, name: Option<&str>, md5: Option<Md5>) -> Result<Md5, ChecksumError> {
    let read = |text: &str, name: Option<&str>| expected_md5(text, name).map(Md5::from_bytes);
    let found = read(text, name);
    if found != Err(ChecksumError::NoLineForFile) {
        return found;
    }
    let similar = |text: &str| without_copy_numbers(&web::folded(text));
    let listed = read(&similar(text), name.map(similar).as_deref());
    if listed.is_ok() && listed.ok() == md5 {
        listed
    } else {
        found
    }
}

/// Text without the numbers of copies, such as ` (1)`, at the end of names and before their extensions.
fn without_copy_numbers(text: &str) -> String {
    let mut parts = text.split(" (");
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let end = rest.strip_prefix(')').filter(|_| rest.len() < part.len());
        match end.filter(|end| end.is_empty() || end.starts_with(['.', ')', '"', '\r', '\n'])) {
            Some(end) => short.push_str(end),
            None => {
                short.push_str(" (");
                short.push_str(part);
            }
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0cc175b9c0f1b6a831c399e269772661";
    const B: &str = "92eb5ffee6ae2fec3ad71c777531578f";

    #[test]
    fn a_checksum_file_is_recognised_by_its_name_also_as_a_repeated_download() {
        for name in [
            "fw.bin.md5",
            "fw.MD5",
            "fw (1).md5",
            "fw.md5 (1)",
            "fw.md5sum",
            "fw.bin.md5.txt",
            "md5.txt",
            "md5sum.txt",
            "MD5SUMS",
            "MD5SUMS (1)",
            "MD5SUMS (12).txt",
            "md5sums.txt",
            "checksums.txt",
            "Checksums (2).txt",
        ] {
            assert!(is_checksums_name(name), "{name}");
        }
        for name in [
            "fw.bin",
            "fw (1).bin",
            "md5",
            "MD5SUMS (a)",
            "MD5SUMS.bin",
            "readme.txt",
            "",
        ] {
            assert!(!is_checksums_name(name), "{name}");
        }
    }

    #[test]
    fn a_checksum_file_is_decoded_by_its_byte_order_mark() {
        let text = format!("{A}  固件 ёж.bin\r\n");
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
            let units = text.encode_utf16().flat_map(bytes);
            mark.into_iter().chain(units).collect::<Vec<u8>>()
        };
        let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [
            text.clone().into_bytes(),
            utf16([0xff, 0xfe], u16::to_le_bytes),
            utf16([0xfe, 0xff], u16::to_be_bytes),
        ] {
            assert_eq!(decoded(&bytes), text);
        }
        assert_eq!(
            decoded(&with_mark),
            format!("\u{feff}{text}"),
            "the parser ignores the mark"
        );
        // Not UTF-16 to its end, GBK, and nothing.
        assert_eq!(decoded(b"\xff\xfea\0b"), "a");
        assert!(decoded(b"0cc175b9  \xb9\xcc\xbc\xfe.bin").starts_with("0cc175b9  "));
        assert_eq!(decoded(b""), "");
    }

    #[test]
    fn a_list_with_a_similar_name_counts_if_its_digest_is_that_of_the_file() {
        let list = format!("{B}  other.bin\n{A}  Прошивка-7.bin\n");
        let bsd = format!("MD5 (other.bin) = {B}\nMD5 (fw-7 (1).bin) = {A}\n");
        let (a, b) = (Md5::parse(A), Md5::parse(B));
        for (text, name, md5, expected) in [
            (&list, "Прошивка-7.bin", a, a.map_err(|_| ())),
            (&list, "прошивка-7.BIN", a, a.map_err(|_| ())),
            (&list, "Прошивка-7 (1).bin", a, a.map_err(|_| ())),
            (&list, "ПРОШИВКА-7 (12).bin", a, a.map_err(|_| ())),
            (&bsd, "fw-7.bin", a, a.map_err(|_| ())),
            (&bsd, "fw-7 (2).bin", a, a.map_err(|_| ())),
            // The exact name decides, also with another digest.
            (&list, "Прошивка-7.bin", b, a.map_err(|_| ())),
            // A similar name with another digest, and another name.
            (&list, "Прошивка-7 (1).bin", b, Err(())),
            (&list, "Прошивка-8.bin", a, Err(())),
        ] {
            let found = listed_md5(text, Some(name), md5.ok()).map_err(|_| ());
            assert_eq!(found, expected, "{name} in {text}");
        }
        let unread = listed_md5(&list, Some("Прошивка-7 (1).bin"), None);
        assert_eq!(unread, Err(ChecksumError::NoLineForFile));
    }
}
