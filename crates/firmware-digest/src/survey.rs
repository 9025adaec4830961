//! Checks whether the content of a file can be firmware.

use crate::content::{Content, Format, Suspicion};

/// Number of bytes kept from the start: enough for a byte order mark, some white space and the first characters.
const HEAD: usize = 64;

/// Number of bytes kept from the end: a DFU suffix.
const TAIL: usize = 16;

/// Checks a stream of bytes. The cost is not measurable for firmware: each of the two checks ends at the first byte
/// that does not fit, which is usually one of the first few.
#[derive(Clone, Debug)]
pub struct Survey {
    head: [u8; HEAD],
    held: usize,
    tail: [u8; TAIL],
    uniform: bool,
    text: bool,
}

impl Survey {
    /// Creates a survey of no bytes.
    pub const fn new() -> Self {
        Self {
            head: [0; HEAD],
            held: 0,
            tail: [0; TAIL],
            uniform: true,
            text: true,
        }
    }

    /// Adds the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        let taken = bytes.len().min(HEAD - self.held);
        self.head[self.held..self.held + taken].copy_from_slice(&bytes[..taken]);
        self.held += taken;
        match bytes.last_chunk() {
            Some(last) => self.tail = *last,
            None => {
                self.tail.rotate_left(bytes.len());
                self.tail[TAIL - bytes.len()..].copy_from_slice(bytes);
            }
        }
        let first = self.head[0];
        self.uniform = self.uniform && bytes.iter().all(|byte| *byte == first);
        self.text = self.text && bytes.iter().copied().all(is_text);
    }

    /// Returns what the bytes so far are; `None` if they have no known signature, as most firmware.
    pub fn content(&self) -> Option<Content> {
        let head = &self.head[..self.held];
        match (self.uniform, head.first()?) {
            (true, 0x00) => return Some(Content::Suspect(Suspicion::Zeros)),
            (true, 0xff) => return Some(Content::Suspect(Suspicion::Erased)),
            _ => {}
        }
        if let Some(content) = Content::of_head(head) {
            return Some(content);
        }
        // USB DFU 1.1, appendix B: bcdDFU, "UFD", length of the suffix, CRC.
        if matches!(self.tail, [.., b'U', b'F', b'D', 16, _, _, _, _]) {
            return Some(Content::Firmware(Format::Dfu));
        }
        if !self.text {
            return None;
        }
        let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        match start {
            [b'<', ..] => Some(Content::Suspect(Suspicion::Markup)),
            [b'{', ..] => Some(Content::Suspect(Suspicion::Json)),
            [b'[', rest @ ..] if starts_json_item(rest.trim_ascii_start()) => Some(Content::Suspect(Suspicion::Json)),
            [b':', digits @ ..] if is_hex_record(digits) => Some(Content::Firmware(Format::IntelHex)),
            [b'S', b'0'..=b'9', digits @ ..] if is_hex_record(digits) => Some(Content::Firmware(Format::SRecord)),
            _ => Some(Content::Suspect(Suspicion::Text)),
        }
    }
}

impl Default for Survey {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether the byte can be part of text in ASCII, UTF-8 or GBK: any byte except control characters other than tab, line
/// feed, form feed, carriage return and escape.
const fn is_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b'\x1b' | 0x20..=0x7e | 0x80..=0xff)
}

/// Whether a JSON array can continue with `rest` after its `[`. The `[section]` of a configuration file cannot be JSON.
const fn starts_json_item(rest: &[u8]) -> bool {
    matches!(rest, [b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9', ..])
}

/// Whether the text starts with digits, as Intel HEX after its `:` and a Motorola S-record after its type. Both are
/// firmware in the form of text.
fn is_hex_record(digits: &[u8]) -> bool {
    digits.len() >= 8 && digits[..8].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::Survey;
    use crate::content::{Content, Format, Suspicion};

    fn content(bytes: &[u8]) -> Option<Content> {
        let mut survey = Survey::new();
        survey.update(bytes);
        survey.content()
    }

    #[test]
    fn suspicious_content_is_distinguished_from_firmware() {
        let suspect = |suspicion| Some(Content::Suspect(suspicion));
        let firmware = |format| Some(Content::Firmware(format));
        let page = b"\xef\xbb\xbf \n<!DOCTYPE html><title>502 Bad Gateway</title>".as_slice();
        for (bytes, expected) in [
            (&[0; 200][..], suspect(Suspicion::Zeros)),
            (&[0xff; 200], suspect(Suspicion::Erased)),
            (&[0x11; 200], None),
            (page, suspect(Suspicion::Markup)),
            (b"<?xml version=\"1.0\"?><Error/>", suspect(Suspicion::Markup)),
            (b"{\"error\":{\"code\":4031003}}", suspect(Suspicion::Json)),
            (b"\r\n[]", suspect(Suspicion::Json)),
            (b"[ {}]", suspect(Suspicion::Json)),
            (b"[update]\nversion=5", suspect(Suspicion::Text)),
            (b"Not found\n", suspect(Suspicion::Text)),
            ("升级失败".as_bytes(), suspect(Suspicion::Text)),
            (
                b":10010000214601360121470136007EFE09D2190140",
                firmware(Format::IntelHex),
            ),
            (b"S00F000068656C6C6F202020202000003C", firmware(Format::SRecord)),
            (b"Since 2020", suspect(Suspicion::Text)),
            (b":-) ", suspect(Suspicion::Text)),
            (b"\x7fELF\x01\x01", firmware(Format::Elf)),
            (b"#!/bin/sh\nexit\n\x00\x01", None),
            (b"<\x00", None),
            (b"", None),
        ] {
            assert_eq!(content(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_different_last_byte_clears_the_suspicion_whole_and_in_parts() {
        for (fill, other) in [(0, 1), (0xff, 0), (b'a', 0)] {
            let mut bytes = [fill; 300];
            assert!(content(&bytes).is_some());
            bytes[299] = other;
            assert_eq!(content(&bytes), None);
            let mut survey = Survey::new();
            bytes.chunks(7).for_each(|part| survey.update(part));
            assert_eq!(survey.content(), None);
        }
    }

    #[test]
    fn a_code_gives_its_content() {
        assert_eq!(Content::code(None), 0);
        for code in 1..=22 {
            assert_eq!(Content::code(Content::of_code(code)), code);
        }
        assert_eq!([0, 23].map(Content::of_code), [None, None]);
    }
}
