//! Address of a firmware file.

use super::{Problem, URL_MAX, text_within};
use serde::{Serialize, Serializer};

/// Address of a firmware file: an absolute `http` or `https` URL of at most [`URL_MAX`] ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUrl(String);

impl FileUrl {
    /// Parses an address. Surrounding blanks are removed; the rest is unchanged.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::TooLong`], [`Problem::UrlScheme`], [`Problem::UrlHost`] or
    /// [`Problem::UrlCharacter`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        text_within(text, URL_MAX)?;
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or(Problem::UrlScheme)?;
        // RFC 3986, appendix A: all other characters have to be percent-encoded.
        if let Some(wrong) = text
            .chars()
            .find(|c| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(*c))
        {
            return Err(Problem::UrlCharacter(wrong));
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host_and_port = authority.rsplit('@').next().unwrap_or_default();
        if !is_host_and_port(host_and_port) {
            return Err(Problem::UrlHost);
        }
        Ok(Self(text.to_owned()))
    }

    /// Text of the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
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

impl Serialize for FileUrl {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}
