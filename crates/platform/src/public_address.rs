//! Address under which the platform is reached.

use crate::origin::PublicUrl;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Address under which browsers and devices reach the platform.
#[derive(Clone, Debug)]
pub struct PublicAddress {
    listen: SocketAddr,
    public: Option<PublicUrl>,
}

impl PublicAddress {
    /// Creates the address of a platform that listens on `listen`, with the value of `--public-url`.
    pub fn new(listen: SocketAddr, public: Option<PublicUrl>) -> Self {
        Self { listen, public }
    }

    /// Returns the URL of the platform for a request with these headers, without a slash at the end.
    pub fn base_url_for(&self, headers: &HeaderMap) -> String {
        let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
        self.base_url(host)
    }

    /// Returns the URL of the platform for a request with this `Host`, without a slash at the end.
    pub fn base_url(&self, host: Option<&str>) -> String {
        match (&self.public, host) {
            (Some(public), _) => public.to_string(),
            (None, Some(host)) if self.is_allowed(host) => format!("http://{host}"),
            (None, _) => format!("http://{}", local(self.listen)),
        }
    }

    /// Whether a request may name this host, with any port: a loopback name, the address the platform listens on, or the
    /// host of the public URL. Any other name comes from a page whose name server gives it this address (DNS rebinding), or
    /// from a mistake.
    pub fn is_allowed(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        let name = authority.host();
        // `Authority` also accepts user information before the name and an invalid port after it.
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

/// Returns the address of a listening socket for this machine: loopback, if the socket listens on all interfaces.
pub(crate) fn local(listen: SocketAddr) -> SocketAddr {
    match listen.ip() {
        ip if ip.is_unspecified() => SocketAddr::from((Ipv4Addr::LOCALHOST, listen.port())),
        _ => listen,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn address(listen: &str, public: Option<&str>) -> PublicAddress {
        let public = public.map(|text| PublicUrl::parse(text).unwrap());
        PublicAddress::new(listen.parse().unwrap(), public)
    }

    #[test]
    fn loopback_names_the_listen_address_and_the_public_host_are_allowed() {
        let plain = address("192.0.2.7:8080", None);
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
            assert!(plain.is_allowed(good), "{good}");
            assert_eq!(plain.base_url(Some(good)), format!("http://{good}"));
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
            assert!(!plain.is_allowed(bad), "{bad}");
            assert_eq!(plain.base_url(Some(bad)), "http://192.0.2.7:8080");
        }
        assert!(address("0.0.0.0:80", None).is_allowed("192.0.2.8"));
        assert!(!address("0.0.0.0:80", None).is_allowed("evil.example"));
    }

    #[test]
    fn a_platform_on_all_interfaces_has_a_loopback_address() {
        for listen in ["0.0.0.0:8080", "[::]:8080"] {
            assert_eq!(address(listen, None).base_url(None), "http://127.0.0.1:8080");
        }
    }

    #[test]
    fn the_public_address_replaces_every_host() {
        let proxied = address("127.0.0.1:8080", Some("https://ota.example:8443/iot"));
        assert_eq!(proxied.base_url(None), "https://ota.example:8443/iot");
        for host in ["127.0.0.1:8080", "ota.example:8443", "evil.example"] {
            assert_eq!(proxied.base_url(Some(host)), "https://ota.example:8443/iot");
        }
        assert!(proxied.is_allowed("ota.example:8443"));
        assert!(proxied.is_allowed("localhost:8080"));
        assert!(!proxied.is_allowed("evil.example"));
    }
}
