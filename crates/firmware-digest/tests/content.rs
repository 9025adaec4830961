//! Kinds of content: suspicious files, and the formats that firmware comes in.

use firmware_digest::Suspicion::{ArchivedPage, Document, Image, Pdf, Program, WideText};
use firmware_digest::{Content, Format, Survey};

fn of(bytes: &[u8]) -> Option<Content> {
    let mut survey = Survey::new();
    survey.update(bytes);
    survey.content()
}

/// Bytes followed by others that are no text.
fn with_rest(start: &[u8]) -> Vec<u8> {
    [start, &[0, 1, 2, 3].repeat(100)].concat()
}

/// Zip file whose first entry has this name and stored content.
fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let length = (name.len() as u16).to_le_bytes();
    let header = [b"PK\x03\x04\x14\0\0\0\0\0", &[0; 16][..], &length, &[0, 0]].concat();
    with_rest(&[&header, name.as_bytes(), content].concat())
}

/// Start of a program with a PE header at this offset.
fn program(offset: u32) -> Vec<u8> {
    let mut head = [0; 0x40];
    head[..2].copy_from_slice(b"MZ");
    head[0x3c..].copy_from_slice(&offset.to_le_bytes());
    with_rest(&head)
}

/// Text in UTF-16 with a byte order mark.
fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(bytes).collect()
}

#[test]
fn a_file_that_is_no_firmware_is_recognised() {
    let long = "Прошивка 7 исправляет часы; 固件七修复时钟。\r\n".repeat(9);
    for (bytes, expected) in [
        (with_rest(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), Pdf),
        (b"%PDF-1.4\nonly text".to_vec(), Pdf),
        (with_rest(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Image),
        (with_rest(b"\xff\xd8\xff\xe0\0\x10JFIF\0"), Image),
        (with_rest(b"\xff\xd8\xff\xe1\0\x10Exif\0"), Image),
        (with_rest(b"GIF89a"), Image),
        (with_rest(b"RIFF\x10\0\0\0WEBPVP8 "), Image),
        (program(0x80), Program),
        (program(0x108), Program),
        (with_rest(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Document),
        (zip("[Content_Types].xml", b""), Document),
        (zip("_rels/.rels", b""), Document),
        (zip("word/document.xml", b""), Document),
        (zip("mimetype", b"application/vnd.oasis.opendocument"), Document),
        (utf16("Not found", u16::to_le_bytes), WideText),
        (utf16("Not found", u16::to_be_bytes), WideText),
        (utf16(&long, u16::to_le_bytes), WideText),
        (utf16(&long, u16::to_be_bytes), WideText),
        (zip("502.html", b""), ArchivedPage),
        (zip("error/INDEX.HTM", b""), ArchivedPage),
        (with_rest(b"\x1f\x8b\x08\x08\0\0\0\0\0\x03index.html\0"), ArchivedPage),
    ] {
        let start = bytes[..bytes.len().min(64)].escape_ascii();
        assert_eq!(of(&bytes), Some(Content::Suspect(expected)), "{start}");
    }
}

#[test]
fn formats_of_firmware_are_named() {
    let suffix = b"\xff\xff\x11\xdf\x83\x04\x00\x01UFD\x10\x12\x34\x56\x78";
    let dfu = [&[1, 2, 3].repeat(50)[..], suffix].concat();
    let hex = b":10010000214601360121470136007EFE09D2190140\r\n:00000001FF\r\n";
    let s_record = b"S00F000068656C6C6F202020202020003C\nS9030000FC\n";
    for (bytes, name) in [
        (with_rest(b"\x1f\x8b\x08\0\0\0\0\0\0\x03"), "gzip"),
        (with_rest(b"\x1f\x8b\x08\x08\0\0\0\0\0\x03fw.bin\0"), "gzip"),
        (zip("fw.bin", b""), "zip"),
        (zip("mimetype", b"text/plain"), "zip"),
        (zip("META-INF/", b""), "zip"),
        (with_rest(b"\xfd7zXZ\0"), "xz"),
        (with_rest(b"7z\xbc\xaf\x27\x1c"), "7z"),
        (with_rest(b"\x7fELF\x01\x01\x01"), "ELF"),
        (with_rest(b"UF2\nWQ]\x9e"), "UF2"),
        (hex.to_vec(), "Intel HEX"),
        (s_record.to_vec(), "Motorola S-record"),
        (with_rest(b"DfuSe\x01"), "DFU"),
        (dfu, "DFU"),
        (with_rest(b"\x27\x05\x19\x56"), "U-Boot image"),
        (with_rest(b"\xd0\x0d\xfe\xed"), "FIT"),
    ] {
        let found = of(&bytes).map(|content| match content {
            Content::Firmware(format) => format.name(),
            Content::Suspect(_) => "suspect",
        });
        assert_eq!(found, Some(name));
    }
}

#[test]
fn bytes_that_only_resemble_a_signature_are_firmware() {
    let random_units = (0..100_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8);
    let random_units: Vec<u8> = random_units.collect();
    for bytes in [
        program(0),
        program(0x20),
        program(0x4000_0000),
        with_rest(b"MZ"),
        b"MZ\0".to_vec(),
        with_rest(b"PK\x05\x06"),
        with_rest(b"RIFF\x10\0\0\0WAVE"),
        with_rest(b"\xff\xd8\x00"),
        with_rest(b"\x1f\x8b\x09"),
        // A byte order mark before bytes that are no text.
        with_rest(b"\xff\xfe"),
        [&[0xff, 0xfe][..], &random_units].concat(),
        with_rest(b"\xe9\x07\x02\x20"),
        // The suffix of a DFU file elsewhere than at its end.
        with_rest(b"\x00\x01UFD\x10\x12\x34\x56\x78"),
    ] {
        assert_eq!(of(&bytes), None, "{}", bytes[..bytes.len().min(64)].escape_ascii());
    }
}

#[test]
fn the_end_of_a_file_is_found_in_parts_of_any_length() {
    let bytes = [&[1, 2, 3].repeat(50)[..], b"\x00\x01UFD\x10\x12\x34\x56\x78"].concat();
    for length in 1..bytes.len() {
        let mut survey = Survey::new();
        bytes.chunks(length).for_each(|part| survey.update(part));
        assert_eq!(survey.content(), Some(Content::Firmware(Format::Dfu)), "{length}");
    }
}
