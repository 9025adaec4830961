//! JSON text taken apart, strictly (RFC 8259): where each value begins and ends. What a value says is read by whoever
//! asks for it.
//!
//! Of a general reader (`serde_json`) the console would carry what it never asks for: floating-point numbers with their
//! tables, and errors that name line and column.

use std::borrow::Cow;
use std::str::Chars;

/// A text, and how far it has been read.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

/// The parts of the array (`close` is `]`) or object (`}`) that `text` is: each one's text, and before it the text of
/// its name, which is empty in an array.
pub(super) fn parts(text: &str, close: u8) -> Option<Vec<(&str, &str)>> {
    let mut scanner = Scanner { text, at: 0 };
    let mut parts = Vec::new();
    if !scanner.take(opening(close)) {
        return None;
    }
    let mut is_over = scanner.take(close);
    while !is_over {
        let name = if close == b'}' { scanner.name()? } else { "" };
        parts.push((name, scanner.value()?));
        is_over = scanner.take(close);
        if !is_over && !scanner.take(b',') {
            return None;
        }
    }
    scanner.is_at_end().then_some(parts)
}

/// Whether `text` is one value and nothing else.
pub(super) fn is_value(text: &str) -> bool {
    let mut scanner = Scanner { text, at: 0 };
    scanner.value().is_some() && scanner.is_at_end()
}

fn opening(close: u8) -> u8 {
    if close == b'}' { b'{' } else { b'[' }
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Takes one of `bytes`, if it comes next.
    fn take_here(&mut self, bytes: &[u8]) -> bool {
        let is_next = self.peek().is_some_and(|next| bytes.contains(&next));
        self.at += usize::from(is_next);
        is_next
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes this byte, if it comes next but for white space.
    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.at == self.text.len()
    }

    fn since(&self, start: usize) -> Option<&'a str> {
        self.text.get(start..self.at)
    }

    /// Takes a value, however deep it is.
    fn value(&mut self) -> Option<&'a str> {
        self.skip_space();
        let start = self.at;
        // How what is open will close. Not by recursion: who sent this says how deep it goes.
        let mut open = Vec::new();
        loop {
            let close = if self.take(b'{') {
                b'}'
            } else if self.take(b'[') {
                b']'
            } else {
                self.scalar()?;
                0
            };
            if close != 0 && !self.take(close) {
                open.push(close);
            } else {
                // A value has ended, and with it perhaps some of those it stands in.
                while open.last().is_some_and(|close| self.take(*close)) {
                    open.pop();
                }
                if open.is_empty() {
                    return self.since(start);
                }
                if !self.take(b',') {
                    return None;
                }
            }
            if open.last() == Some(&b'}') {
                self.name()?;
            }
        }
    }

    /// Takes a field's name and the colon.
    fn name(&mut self) -> Option<&'a str> {
        let name = self.take(b'"').then(|| self.string())??;
        self.take(b':').then_some(name)
    }

    fn scalar(&mut self) -> Option<()> {
        match self.next()? {
            b'"' => self.string().map(drop),
            b'-' => {
                let first = self.next()?;
                self.number(first)
            }
            b't' => self.rest("rue"),
            b'f' => self.rest("alse"),
            b'n' => self.rest("ull"),
            first => self.number(first),
        }
    }

    fn rest(&mut self, rest: &str) -> Option<()> {
        self.at += rest.len();
        self.since(self.at - rest.len())
            .filter(|found| *found == rest)
            .map(drop)
    }

    /// Takes a string whose first quote has been taken.
    fn string(&mut self) -> Option<&'a str> {
        let start = self.at - 1;
        loop {
            // Most of a long list is plain letters in strings: this is where the time of reading one goes.
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(is_special)?;
            match self.next()? {
                b'"' => return self.since(start),
                b'\\' => match self.next()? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        for _ in 0..4 {
                            self.next().filter(u8::is_ascii_hexdigit)?;
                        }
                    }
                    _ => return None,
                },
                _ => return None,
            }
        }
    }

    /// Takes a number whose first digit has been taken.
    fn number(&mut self, first: u8) -> Option<()> {
        match first {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return None,
        }
        if self.take_here(b".") {
            self.digit()?;
        }
        if self.take_here(b"eE") {
            self.take_here(b"+-");
            self.digit()?;
        }
        Some(())
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
    }

    /// Takes one digit or more.
    fn digit(&mut self) -> Option<()> {
        self.next().filter(u8::is_ascii_digit)?;
        self.digits();
        Some(())
    }
}

/// Whether a byte of a string is not simply a part of its text.
fn is_special(byte: &u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// The text that `raw`, the JSON text of a string without space around it, stands for. There is none where half a character is escaped.
pub(super) fn unescaped(raw: &str) -> Option<Cow<'_, str>> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.as_bytes().iter().any(is_special) {
        return Some(Cow::Borrowed(inner));
    }
    let mut left = inner.chars();
    let mut text = String::with_capacity(raw.len());
    while let Some(next) = left.next() {
        text.push(match next {
            '\\' => escape(&mut left)?,
            '"' | '\0'..' ' => return None,
            plain => plain,
        });
    }
    Some(Cow::Owned(text))
}

/// What comes after a backslash.
fn escape(left: &mut Chars<'_>) -> Option<char> {
    Some(match left.next()? {
        plain @ ('"' | '\\' | '/') => plain,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => match unit(left)? {
            high @ 0xd800..0xdc00 => {
                let low = (left.next()? == '\\' && left.next()? == 'u').then(|| unit(left))??;
                char::from_u32(
                    0x1_0000 + ((high - 0xd800) << 10) + low.checked_sub(0xdc00).filter(|low| *low < 0x400)?,
                )?
            }
            unit => char::from_u32(unit)?,
        },
        _ => return None,
    })
}

/// Four hexadecimal digits.
fn unit(left: &mut Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |unit, _| Some(unit * 16 + left.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests;
