//! Origins of pages, in the form that browsers use, so that origins compare as strings.

use std::fmt;

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
        let (default_port, rest) = match text.split_once("://") {
            Some(("http", rest)) => ("80", rest),
            Some(("https", rest)) => ("443", rest),
            _ => return Err("start with http:// or https://".to_owned()),
        };
        if rest.contains(['/', '?', '#']) {
            return Err("only scheme, host and port: no path, not even a slash".to_owned());
        }
        let (host, port) = rest.split_once(':').map_or((rest, None), |(h, p)| (h, Some(p)));
        let plain = |part: &str| !part.is_empty() && !part.starts_with('-') && part.bytes().all(is_plain);
        if !host.split('.').all(plain) {
            // A `Content-Security-Policy` cannot name an IPv6 address, and a pattern would admit unknown hosts.
            return Err("name one host, in lower case: a name or an IPv4 address, no pattern".to_owned());
        }
        if port.is_some_and(|port| !is_port(port)) {
            return Err("the port is a number from 1 to 65535".to_owned());
        }
        if port == Some(default_port) {
            return Err(format!("leave out :{default_port}: browsers do"));
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the origin as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn is_port(text: &str) -> bool {
    let digits = !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    digits && text.parse::<u16>().is_ok()
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
}
