//! Command-line options.

use crate::origin::{Origin, PublicUrl};
use clap::Parser;
use fault_injection::FaultOptions;
use std::net::SocketAddr;
use std::path::PathBuf;
use upgrade_api::Profile;

/// Value of `--portal`: where the demo portal listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoPortal {
    /// Nowhere: there is no demo portal.
    Off,
    /// On the port after the console's, if the platform serves a console.
    NextPort,
    /// On this address; port 0 picks a free port.
    At(SocketAddr),
}

/// Embedded platform: serves the documented interface with a real database and simulated devices.
#[derive(Clone, Debug, Parser)]
#[command(name = "platform", version)]
pub struct Options {
    /// Address and port to listen on; port 0 picks a free port.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Address under which browsers and devices reach the platform through a proxy, such as `https://ota.example/iot`.
    /// Addresses of uploaded files start with it. Without it, requests may name only loopback hosts and the address
    /// of --listen.
    #[arg(long, value_name = "URL", value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,

    /// Directory of the database and the firmware files; created if absent.
    #[arg(long, value_name = "DIR", default_value = "target/platform")]
    pub data: PathBuf,

    /// Directory of the built console, served at `/`.
    #[arg(long, value_name = "DIR")]
    pub console: Option<PathBuf>,

    /// Address and port of the demo portal, `none`, or `next-port`: the port after the console's, if --console is given.
    #[arg(long, value_name = "ADDRESS", default_value = "next-port", value_parser = parse_portal)]
    pub portal: DemoPortal,

    /// Exact origin of your own portal that may embed the console; repeatable.
    #[arg(long = "portal-origin", value_name = "ORIGIN", value_parser = Origin::parse)]
    pub portal_origins: Vec<Origin>,

    /// Exact origin that may frame the console without being one of its portals; repeatable.
    #[arg(long, value_name = "ORIGIN", value_parser = Origin::parse)]
    pub frame_ancestors: Vec<Origin>,

    /// Profile of the interface to serve: `core`, exactly the four operations of `upgrade-task-api.zh.md`, or `full`, all
    /// operations of `openapi.yaml`.
    #[arg(long, value_name = "PROFILE", default_value = Profile::Full.name(), value_parser = parse_profile)]
    pub profile: Profile,

    /// Create a new database without demo data, with only the account and one product.
    #[arg(long)]
    pub empty: bool,

    /// Number of devices created at the first start [default: 1200, or 0 with --empty].
    #[arg(long, value_name = "N")]
    pub devices: Option<u32>,

    /// Largest accepted firmware file, in bytes or with a unit, such as 8MB, 64MiB or 1GiB.
    #[arg(long, value_name = "BYTES", default_value = "1GiB", value_parser = parse_bytes)]
    pub upload_limit: u64,

    /// Number of connections; a further one replaces the connection that has waited longest for a request. With files
    /// open, a connection uses two descriptors (`ulimit -n`).
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u16).range(1..))]
    pub max_connections: u16,

    /// Lifetime of an access token, in seconds.
    #[arg(long, value_name = "N", default_value_t = 7200, value_parser = clap::value_parser!(u32).range(1..))]
    pub token_seconds: u32,

    /// Seed of the demo data, the simulated devices and the random faults.
    #[arg(long, value_name = "N", default_value_t = 2026)]
    pub seed: u64,

    /// Average number of simulated devices that connect per second; 0 disables them.
    #[arg(long, value_name = "F", default_value_t = 5.0, value_parser = parse_rate)]
    pub connects_per_second: f64,

    /// Fault mode.
    #[command(flatten)]
    pub faults: FaultOptions,
}

impl Options {
    /// Returns the number of devices to create at the first start.
    pub fn device_count(&self) -> u32 {
        self.devices.unwrap_or(if self.empty { 0 } else { 1200 })
    }
}

/// Parses a number of bytes: digits with an optional decimal (kB, MB, GB) or binary (KiB, MiB, GiB) unit.
fn parse_bytes(text: &str) -> Result<u64, String> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        other => return Err(format!("{other:?} isn't a unit: use kB, MB, GB, KiB, MiB or GiB")),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| "start with digits, such as 64MiB".to_owned())?;
    let bytes = number.checked_mul(factor).ok_or("too large")?;
    if bytes == 0 {
        return Err("at least 1 byte".to_owned());
    }
    Ok(bytes)
}

fn parse_profile(text: &str) -> Result<Profile, String> {
    let named = Profile::ALL.into_iter().find(|profile| profile.name() == text);
    named.ok_or_else(|| "use core or full".to_owned())
}

fn parse_portal(text: &str) -> Result<DemoPortal, String> {
    match text {
        "none" => Ok(DemoPortal::Off),
        "next-port" => Ok(DemoPortal::NextPort),
        address => address
            .parse()
            .map(DemoPortal::At)
            .map_err(|_| "use an address and a port, such as 127.0.0.1:8081, or none, or next-port".to_owned()),
    }
}

/// Parses a rate per second: a number from 0 to 100,000.
fn parse_rate(text: &str) -> Result<f64, String> {
    let rate: f64 = text.parse().map_err(|_| "use a number, such as 20 or 0.5".to_owned())?;
    if (0.0..=100_000.0).contains(&rate) {
        Ok(rate)
    } else {
        Err("use 0 to 100000".to_owned())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_parsed_with_and_without_units() {
        for (text, expected) in [
            ("1", 1),
            ("8MB", 8_000_000),
            ("64MiB", 64 << 20),
            ("1 gib", 1 << 30),
            ("5kB", 5000),
        ] {
            assert_eq!(parse_bytes(text), Ok(expected), "{text}");
        }
        for bad in ["", "MB", "0", "8XB", "-1", "99999999999GiB"] {
            assert!(parse_bytes(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_command_line_has_the_documented_defaults() {
        let options = Options::try_parse_from(["platform"]).unwrap();
        assert_eq!(options.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(options.profile, Profile::Full);
        assert_eq!(options.device_count(), 1200);
        let empty = Options::try_parse_from(["platform", "--empty", "--profile", "core"]).unwrap();
        assert_eq!(empty.device_count(), 0);
        assert_eq!(empty.profile, Profile::Core);
        assert!(Options::try_parse_from(["platform", "--profile", "Core"]).is_err());
        assert!(Options::try_parse_from(["platform", "--connects-per-second", "NaN"]).is_err());
        assert!(Options::try_parse_from(["platform", "--token-seconds", "0"]).is_err());
    }

    #[test]
    fn portal_addresses_must_be_exact() {
        let parse = |flags: &[&str]| Options::try_parse_from([&["platform"], flags].concat());
        let portal = |text| parse(&["--portal", text]).map(|options| options.portal);
        assert_eq!(portal("none").unwrap(), DemoPortal::Off);
        let address = "127.0.0.1:8081".parse().unwrap();
        assert_eq!(portal("127.0.0.1:8081").unwrap(), DemoPortal::At(address));
        assert_eq!(parse(&[]).unwrap().portal, DemoPortal::NextPort);
        for bad in ["", "None", "localhost:8081", "8081", "http://localhost:8081"] {
            assert!(portal(bad).is_err(), "{bad}");
        }
    }
}
