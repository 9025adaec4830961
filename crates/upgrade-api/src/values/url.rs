//! Address of a firmware file.

use super::{Problem, URL_MAX, text_within};
use crate::text::{narrow, pasted};
use serde::Serialize;

/// Address of a firmware file: an absolute `http` or `https` URL of at most [`URL_MAX`] ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileUrl(String);

impl FileUrl {
    /// Parses an address. The scheme may be in capitals or full-width characters; the rest is unchanged.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::TooLong`], [`Problem::UrlScheme`], [`Problem::UrlHost`] or
    /// [`Problem::UrlCharacter`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = with_scheme(&pasted(text));
        text_within(&text, URL_MAX)?;
        let rest = SCHEMES
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .ok_or(Problem::UrlScheme)?;
        if let Some((_, wrong)) = text.char_indices().find(|(at, _)| !is_allowed(&text[*at..])) {
            return Err(Problem::UrlCharacter(wrong));
        }
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        let host_and_port = authority.rsplit('@').next().unwrap_or_default();
        if !is_host_and_port(host_and_port) {
            return Err(Problem::UrlHost);
        }
        Ok(Self(text))
    }

    /// Address with percent-encoding for the characters of its path and query that need it; `None` if that does not make
    /// the text an address.
    pub fn encoded(text: &str) -> Option<Self> {
        let text = with_scheme(&pasted(text));
        let host = SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?.len();
        let path = host + text[host..].find('/')?;
        let mut encoded = text[..path].to_owned();
        for (at, c) in text[path..].char_indices() {
            match c {
                c if is_allowed(&text[path + at..]) => encoded.push(c),
                // A no-break space is a copied blank.
                c if c.is_whitespace() => encoded.push_str("%20"),
                c => c
                    .encode_utf8(&mut [0; 4])
                    .bytes()
                    .for_each(|byte| encoded.push_str(&format!("%{byte:02X}"))),
            }
        }
        Self::parse(&encoded).ok()
    }

    /// Text of the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Text with the scheme in lower case and ASCII.
fn with_scheme(text: &str) -> String {
    for scheme in SCHEMES {
        let start: String = text.chars().take(scheme.len()).map(narrow).collect();
        if start.eq_ignore_ascii_case(scheme) {
            return scheme.chars().chain(text.chars().skip(scheme.len())).collect();
        }
    }
    text.to_owned()
}

/// Whether an address may contain the first character of `rest` (RFC 3986, appendix A). A fragment is no part of an
/// address: no device sends it to the server, so a `#` belongs to the name of the file.
fn is_allowed(rest: &str) -> bool {
    match rest.as_bytes() {
        [b'%', first, second, ..] => first.is_ascii_hexdigit() && second.is_ascii_hexdigit(),
        [b'%', ..] => false,
        [first, ..] => first.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(first),
        [] => true,
    }
}

fn is_host_and_port(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((v6, rest)) => {
            let v6_shaped = v6.contains(':') && v6.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.');
            if !v6_shaped || !(rest.is_empty() || rest.starts_with(':')) {
                return false;
            }
            (v6, rest.strip_prefix(':'))
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let port_ok =
        port.is_none_or(|p| p.is_empty() || (p.bytes().all(|b| b.is_ascii_digit()) && p.parse::<u16>().is_ok()));
    let dots_ok = !host.starts_with('.') && !host.as_bytes().windows(2).any(|pair| pair == b"..");
    port_ok && dots_ok && !host.is_empty() && !host.contains(['[', ']', '@'])
}
