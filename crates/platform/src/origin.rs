//! Origins of pages, in the form that browsers use, so that origins compare as strings, and the public address.

use std::fmt;
use url::Url;

/// Longest public address, in characters. A file address has at most 250, and its path takes up to 70.
const PUBLIC_MAX: usize = 150;

/// `http://host[:port]` or `https://host[:port]`: in lower case, without the scheme's default port and without a path.
/// It contains no character with a meaning in a `Content-Security-Policy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Parses an exact origin.
    ///
    /// # Errors
    /// A message for the user that states what to correct.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|error| error.to_string())?;
        // A `Content-Security-Policy` cannot name an IPv6 address, and a pattern would admit unknown hosts.
        let is_plain = |name: &str| {
            let bytes = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            bytes && !name.is_empty() && !name.starts_with('-')
        };
        let names_one_host = url.host_str().is_some_and(|host| host.split('.').all(is_plain));
        let is_exact = matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text;
        match names_one_host && is_exact && url.port() != Some(0) {
            true => Ok(Self(text.to_owned())),
            false => Err("write the origin of one host as browsers do, such as https://portal.example:8443".to_owned()),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Address under which browsers and devices reach the platform, as through a proxy: an origin with an optional path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: Origin,
    /// Empty, or a path without a slash at the end.
    path: String,
}

impl PublicUrl {
    /// Parses an address. A slash at the end has no meaning.
    ///
    /// # Errors
    /// A message for the user that states what to correct.
    pub fn parse(text: &str) -> Result<Self, String> {
        let host = text.find("://").map_or(0, |at| at + 3);
        let path = text[host..].find('/').map_or(text.len(), |at| host + at);
        let (origin, path) = (Origin::parse(&text[..path])?, text[path..].trim_end_matches('/'));
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
        if !path.bytes().all(plain) || path.contains("//") || path.split('/').any(|name| matches!(name, "." | "..")) {
            return Err("the path consists of plain names, such as /ota".to_owned());
        }
        if text.len() > PUBLIC_MAX {
            return Err(format!("at most {PUBLIC_MAX} characters"));
        }
        let path = path.to_owned();
        Ok(Self { origin, path })
    }

    pub fn host(&self) -> &str {
        let (_, rest) = self.origin.0.split_once("://").unwrap_or_default();
        rest.split_once(':').map_or(rest, |(host, _)| host)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_origins_are_accepted() {
        for good in [
            "http://localhost:8081",
            "https://portal.example",
            "https://a-b.c1.example:8443",
            "http://127.0.0.1:65535",
        ] {
            assert_eq!(Origin::parse(good).map(|o| o.to_string()), Ok(good.to_owned()));
        }
        for bad in [
            "",
            "*",
            "null",
            "'self'",
            "portal.example",
            "//portal.example",
            "ftp://portal.example",
            "HTTPS://portal.example",
            "https://",
            "https://*.example",
            "https://portal.example/",
            "https://portal.example?x",
            "https://portal.example#x",
            "https://user@portal.example",
            "https://user:pw@portal.example",
            "https://Portal.example",
            "https://pörtal.example",
            "https://portal..example",
            "https://-portal.example",
            "https://portal.example:",
            "https://portal.example:0",
            "https://portal.example:08",
            "https://portal.example:65536",
            "https://portal.example:443",
            "http://portal.example:80",
            "https://portal.example; script-src *",
            "https://portal.example *",
            "https://[::1]:8080",
            " https://portal.example",
            "https://portal.example\n",
        ] {
            assert!(Origin::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_public_address_may_have_a_path() {
        for (text, shown, host) in [
            ("https://ota.example", "https://ota.example", "ota.example"),
            ("https://ota.example/", "https://ota.example", "ota.example"),
            (
                "http://10.0.0.7:8080/iot/ota/",
                "http://10.0.0.7:8080/iot/ota",
                "10.0.0.7",
            ),
        ] {
            let url = PublicUrl::parse(text);
            assert_eq!(url.as_ref().map(ToString::to_string), Ok(shown.to_owned()));
            assert_eq!(url.as_ref().map(PublicUrl::host), Ok(host));
        }
        let long = format!("https://ota.example/{}", "x".repeat(150));
        for bad in [
            "",
            "ota.example",
            "ftp://ota.example",
            "https://",
            "https://ota.example/a?b",
            "https://ota.example/a#b",
            "https://ota.example/a b",
            "https://ota.example//a",
            "https://ota.example/../a",
            "https://u@ota.example/",
            "https://ota.example:443/a",
            &long,
        ] {
            assert!(PublicUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
