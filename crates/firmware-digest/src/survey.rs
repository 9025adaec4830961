//! Checks whether the content of a file can be firmware.

/// Why the content of a file is probably not firmware. A reason for a warning, not for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Suspicion {
    /// Every byte is 0x00: an unfinished download, a hole on the disk.
    Zeros = 1,
    /// Every byte is 0xFF: a dump of erased flash.
    Erased = 2,
    /// A web page or other markup: usually an error page that was saved as the download.
    Markup = 3,
    /// JSON: usually the error answer of an API that was saved as the download.
    Json = 4,
    /// Every byte is text.
    Text = 5,
}

impl Suspicion {
    /// All suspicions.
    pub const ALL: [Self; 5] = [Self::Zeros, Self::Erased, Self::Markup, Self::Json, Self::Text];

    /// Code of a suspicion in the messages of the digest worker; 0 means none.
    #[must_use]
    pub const fn code(of: Option<Self>) -> u8 {
        match of {
            None => 0,
            Some(suspicion) => suspicion as u8,
        }
    }

    /// Returns the suspicion with this code.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|suspicion| *suspicion as u8 == code)
    }
}

/// Number of bytes kept from the start: enough for a byte order mark, some white space and the first characters.
const HEAD: usize = 64;

/// Checks a stream of bytes. The cost is not measurable for firmware: each of the two checks ends at the first byte
/// that does not fit, which is usually one of the first few.
#[derive(Clone, Debug)]
pub struct Survey {
    head: [u8; HEAD],
    held: usize,
    uniform: bool,
    text: bool,
}

impl Survey {
    /// Creates a survey of no bytes.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            head: [0; HEAD],
            held: 0,
            uniform: true,
            text: true,
        }
    }

    /// Adds the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        let taken = bytes.len().min(HEAD - self.held);
        self.head[self.held..self.held + taken].copy_from_slice(&bytes[..taken]);
        self.held += taken;
        let first = self.head[0];
        self.uniform = self.uniform && bytes.iter().all(|byte| *byte == first);
        self.text = self.text && bytes.iter().copied().all(is_text);
    }

    /// Returns why the bytes so far are probably not firmware.
    #[must_use]
    pub fn suspicion(&self) -> Option<Suspicion> {
        let head = &self.head[..self.held];
        match (self.uniform, head.first()?) {
            (true, 0x00) => return Some(Suspicion::Zeros),
            (true, 0xff) => return Some(Suspicion::Erased),
            _ if !self.text => return None,
            _ => {}
        }
        let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        match start {
            [b'<', ..] => Some(Suspicion::Markup),
            [b'{', ..] => Some(Suspicion::Json),
            [b'[', rest @ ..] if starts_json_item(rest.trim_ascii_start()) => Some(Suspicion::Json),
            _ if is_hex_record(start) => None,
            _ => Some(Suspicion::Text),
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

/// Whether the text starts like Intel HEX (`:` and a record in digits) or a Motorola S-record (`S`, type, record),
/// which are firmware in the form of text.
fn is_hex_record(start: &[u8]) -> bool {
    let digits = match start {
        [b':', rest @ ..] => rest,
        [b'S', b'0'..=b'9', rest @ ..] => rest,
        _ => return false,
    };
    digits.len() >= 8 && digits[..8].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::{Survey, Suspicion};

    fn suspicion(bytes: &[u8]) -> Option<Suspicion> {
        let mut survey = Survey::new();
        survey.update(bytes);
        survey.suspicion()
    }

    #[test]
    fn suspicious_content_is_distinguished_from_firmware() {
        let page = b"\xef\xbb\xbf \n<!DOCTYPE html><title>502 Bad Gateway</title>".as_slice();
        for (bytes, expected) in [
            (&[0; 200][..], Some(Suspicion::Zeros)),
            (&[0xff; 200], Some(Suspicion::Erased)),
            (&[0x11; 200], None),
            (page, Some(Suspicion::Markup)),
            (b"<?xml version=\"1.0\"?><Error/>", Some(Suspicion::Markup)),
            (b"{\"error\":{\"code\":4031003}}", Some(Suspicion::Json)),
            (b"\r\n[]", Some(Suspicion::Json)),
            (b"[ {}]", Some(Suspicion::Json)),
            (b"[update]\nversion=5", Some(Suspicion::Text)),
            (b"Not found\n", Some(Suspicion::Text)),
            ("升级失败".as_bytes(), Some(Suspicion::Text)),
            (b":10010000214601360121470136007EFE09D2190140", None),
            (b"S00F000068656C6C6F202020202000003C", None),
            (b"Since 2020", Some(Suspicion::Text)),
            (b":-) ", Some(Suspicion::Text)),
            (b"\x7fELF\x01\x01", None),
            (b"#!/bin/sh\nexit\n\x00\x01", None),
            (b"<\x00", None),
            (b"", None),
        ] {
            assert_eq!(suspicion(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_different_last_byte_clears_the_suspicion_whole_and_in_parts() {
        for (fill, other) in [(0, 1), (0xff, 0), (b'a', 0)] {
            let mut bytes = [fill; 300];
            assert!(suspicion(&bytes).is_some());
            bytes[299] = other;
            assert_eq!(suspicion(&bytes), None);
            let mut survey = Survey::new();
            bytes.chunks(7).for_each(|part| survey.update(part));
            assert_eq!(survey.suspicion(), None);
        }
    }

    #[test]
    fn a_code_gives_its_suspicion() {
        for suspicion in Suspicion::ALL {
            assert_eq!(Suspicion::of_code(Suspicion::code(Some(suspicion))), Some(suspicion));
        }
        assert_eq!(
            (Suspicion::code(None), Suspicion::of_code(0), Suspicion::of_code(6)),
            (0, None, None)
        );
    }
}
