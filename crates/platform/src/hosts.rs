//! Host names under which the platform is reached, and the address that it gives to devices.

use crate::origin::PublicUrl;
use axum::http::uri::Authority;
use std::net::{IpAddr, SocketAddr};

/// Host names that a request may name: loopback names, the address the platform listens on, and the public address.
/// Any other name comes from a page that a foreign name server directs here (DNS rebinding), or from a mistake.
#[derive(Clone, Debug)]
pub struct Hosts {
    listen: SocketAddr,
    public: Option<PublicUrl>,
}

impl Hosts {
    /// Creates the names of a platform that listens here, with the value of `--public-url`.
    #[must_use]
    pub fn new(listen: SocketAddr, public: Option<PublicUrl>) -> Self {
        Self { listen, public }
    }

    /// Returns the platform's address for a request with this `Host`, without a slash at the end.
    #[must_use]
    pub fn base(&self, host: Option<&str>) -> String {
        match (&self.public, host) {
            (Some(public), _) => public.to_string(),
            (None, Some(host)) if self.allow(host) => format!("http://{host}"),
            (None, _) => format!("http://{}", self.listen),
        }
    }

    /// Whether a request may name this host, with any port.
    #[must_use]
    pub fn allow(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        let name = authority.host();
        // Neither user information before the name nor anything but a port after it.
        let is_plain = host == name || host.starts_with(&format!("{name}:")) && authority.port_u16().is_some();
        if !is_plain {
            return false;
        }
        let public = self.public.as_ref().map(PublicUrl::host);
        if public.is_some_and(|public| public.eq_ignore_ascii_case(name)) {
            return true;
        }
        match name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            Ok(address) => {
                // On all interfaces, every address of the machine is one it listens on.
                let listen = self.listen.ip();
                address.to_canonical().is_loopback() || address == listen || listen.is_unspecified()
            }
            Err(_) => {
                let name = name.to_ascii_lowercase();
                name == "localhost" || name.ends_with(".localhost")
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn hosts(listen: &str, public: Option<&str>) -> Hosts {
        let public = public.map(|text| PublicUrl::parse(text).unwrap());
        Hosts::new(listen.parse().unwrap(), public)
    }

    #[test]
    fn loopback_names_the_listen_address_and_the_public_host_are_allowed() {
        let plain = hosts("192.0.2.7:8080", None);
        for good in [
            "localhost",
            "LOCALHOST:8080",
            "portal.localhost:1",
            "127.0.0.1:8080",
            "127.8.9.1",
            "[::1]:80",
            "192.0.2.7:8080",
            "192.0.2.7",
        ] {
            assert!(plain.allow(good), "{good}");
            assert_eq!(plain.base(Some(good)), format!("http://{good}"));
        }
        for bad in [
            "",
            "evil.example",
            "localhost.evil.example",
            "evillocalhost",
            "192.0.2.8",
            "localhost@evil.example",
            "evil.example/x?",
            "localhost:8080/x",
            "localhost:x",
            "localhost localhost",
            "127.0.0.1.evil.example",
        ] {
            assert!(!plain.allow(bad), "{bad}");
            assert_eq!(plain.base(Some(bad)), "http://192.0.2.7:8080");
        }
        assert!(hosts("0.0.0.0:80", None).allow("192.0.2.8"));
        assert!(!hosts("0.0.0.0:80", None).allow("evil.example"));
    }

    #[test]
    fn the_public_address_replaces_every_host() {
        let proxied = hosts("127.0.0.1:8080", Some("https://ota.example:8443/iot"));
        assert_eq!(proxied.base(None), "https://ota.example:8443/iot");
        for host in ["127.0.0.1:8080", "ota.example:8443", "evil.example"] {
            assert_eq!(proxied.base(Some(host)), "https://ota.example:8443/iot");
        }
        assert!(proxied.allow("ota.example:8443"));
        assert!(proxied.allow("localhost:8080"));
        assert!(!proxied.allow("evil.example"));
    }
}
