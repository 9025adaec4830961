//! Lines of checksum files.

/// A parsed line.
pub(super) struct Line<'a> {
    pub(super) digest: Digest,
    /// Empty if the line has no name.
    pub(super) name: &'a [u8],
    /// Whether `\\`, `\n` and `\r` in the name are escape sequences.
    escaped: bool,
}

/// Digest of a line.
pub(super) enum Digest {
    /// The first digit is the most significant one.
    Md5(u128),
    Other {
        digits: u8,
    },
}

impl Digest {
    /// Reads a word of digits, or pairs of digits with one character between them.
    fn read(word: &[u8]) -> Option<Self> {
        let separator = word.get(2).filter(|byte| is_pair_separator(byte));
        let is_digit = |(at, byte): &(usize, &u8)| separator.is_none() || at % 3 < 2 || Some(*byte) != separator;
        let digits = || word.iter().enumerate().filter(is_digit).map(|(_, digit)| digit);
        let count = digits().count();
        if !matches!(count, 32 | 40 | 56 | 64 | 96 | 128) || !digits().all(u8::is_ascii_hexdigit) {
            return None;
        }
        if count != 32 {
            let digits = count as u8;
            return Some(Self::Other { digits });
        }
        let value = |digit: &u8| match digit {
            b'0'..=b'9' => digit - b'0',
            _ => (digit | 0x20) - b'a' + 10,
        };
        let md5 = digits().fold(0, |sum, digit| sum << 4 | u128::from(value(digit)));
        Some(Self::Md5(md5))
    }
}

/// Parses a line; `None` if it contains no digest.
pub(super) fn read(line: &[u8]) -> Option<Line<'_>> {
    as_printed(line).or_else(|| with_label(line))
}

/// Parses a line that a tool for checksums prints.
fn as_printed(line: &[u8]) -> Option<Line<'_>> {
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

/// Parses a line with one digest after a label, and perhaps a name behind it.
fn with_label(line: &[u8]) -> Option<Line<'_>> {
    let mut found = None;
    let mut at = 0;
    while at < line.len() {
        let end = word_end(line, at);
        if let Some(digest) = Digest::read(&line[at..end]) {
            if found.is_some() {
                return None;
            }
            found = Some((at, end, digest));
        }
        at = end.max(at + 1);
    }
    let (start, end, digest) = found?;
    let (label, rest) = (&line[..start], &line[end..]);
    // A digest as part of a name, and a comment.
    let is_in_name = label.ends_with(b"-") || label.ends_with(b"_") || matches!(rest, [b'.' | b'-' | b'_', ..]);
    if is_in_name || matches!(line, [b'#' | b';', ..]) || (matches!(digest, Digest::Md5(_)) && !is_md5_label(label)) {
        return None;
    }
    let name = trim_quotes(rest);
    Some(Line {
        digest,
        name,
        escaped: false,
    })
}

/// End of the word that starts at `at`: letters and digits, or pairs of digits with one character between them; `at` if
/// no word starts there.
fn word_end(line: &[u8], at: usize) -> usize {
    let end_of_letters = |at: usize| {
        let length = line[at..].iter().position(|byte| !byte.is_ascii_alphanumeric());
        length.map_or(line.len(), |length| at + length)
    };
    let is_pair = |at: usize, end: usize| end == at + 2 && line[at..end].iter().all(u8::is_ascii_hexdigit);
    let mut end = end_of_letters(at);
    if !is_pair(at, end) {
        return end;
    }
    let Some(separator) = line.get(end).filter(|byte| is_pair_separator(byte)) else {
        return end;
    };
    while line.get(end) == Some(separator) {
        let next = end_of_letters(end + 1);
        if !is_pair(end + 1, next) {
            break;
        }
        end = next;
    }
    end
}

const fn is_pair_separator(byte: &u8) -> bool {
    matches!(byte, b' ' | b':' | b'-')
}

/// Whether the text before a digest names MD5, or no other algorithm.
fn is_md5_label(label: &[u8]) -> bool {
    const NEUTRAL: [&[u8]; 4] = [b"hash", b"digest", b"checksum", b"value"];
    if let Some(at) = label.windows(3).position(|word| word.eq_ignore_ascii_case(b"md5")) {
        let before = label[..at].last_chunk::<5>();
        return !before.is_some_and(|before| before.eq_ignore_ascii_case(b"hmac-"));
    }
    let mut words = label.split(|byte| !byte.is_ascii_alphanumeric());
    words.all(|word| word.is_empty() || NEUTRAL.iter().any(|neutral| word.eq_ignore_ascii_case(neutral)))
}

/// Name on a line of its own, as `Path : name` and `"file": "name"`.
pub(super) fn name_of(line: &[u8]) -> Option<&[u8]> {
    const KEYS: [&[u8]; 5] = [b"path", b"file", b"name", b"filename", b"file_name"];
    let colon = line.iter().position(|byte| *byte == b':')?;
    let key = trim_quotes(&line[..colon]);
    let is_name = KEYS.iter().any(|known| key.eq_ignore_ascii_case(known));
    is_name.then(|| trim_quotes(&line[colon + 1..]))
}

/// Text without blanks, quotes, commas and stars around it.
fn trim_quotes(text: &[u8]) -> &[u8] {
    let is_quote = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',' | b'*' | b'`');
    let start = text.iter().position(|byte| !is_quote(byte)).unwrap_or(text.len());
    let end = text
        .iter()
        .rposition(|byte| !is_quote(byte))
        .map_or(start, |last| last + 1);
    &text[start..end]
}

impl Line<'_> {
    /// Whether the last component of the name is `wanted`; false if `wanted` is empty, because no file is chosen.
    pub(super) fn is_named(&self, wanted: &[u8]) -> bool {
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
