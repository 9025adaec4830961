//! The command line.

use crate::faults::{Faults, Rate, Rule};
use crate::origin::Origin;
use clap::{Parser, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Which of the documents the platform speaks (`platform-api.md`, "Profiles").
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// The four operations of `upgrade-task-api.zh.md`, and not one byte more.
    Core,
    /// Core and everything in `openapi.yaml`.
    Full,
}

impl Profile {
    /// The name in `config.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Full => "full",
        }
    }
}

impl From<Profile> for upgrade_api::profile::Profile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Core => Self::Core,
            Profile::Full => Self::Full,
        }
    }
}

/// Where the demo portal listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalAt {
    /// There is none.
    Nowhere,
    /// Here; port 0 picks a free one.
    Address(SocketAddr),
}

/// The embedded platform: the documented interface with a real database and simulated devices.
#[derive(Clone, Debug, Parser)]
#[command(name = "platform", version)]
pub struct Options {
    /// Address and port to listen on; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Directory of the database and the firmware files; made if absent.
    #[arg(long, value_name = "DIR", default_value = "target/platform")]
    pub data: PathBuf,

    /// Directory of the built console, to be served at `/`.
    #[arg(long, value_name = "DIR")]
    pub console: Option<PathBuf>,

    /// Address and port of the demo portal, or `none` [default: the port after the console's].
    #[arg(long, value_name = "ADDRESS", value_parser = portal)]
    pub portal: Option<PortalAt>,

    /// Exact origin of a portal of your own that may embed the console; may be repeated.
    #[arg(long = "portal-origin", value_name = "ORIGIN", value_parser = Origin::parse)]
    pub portal_origins: Vec<Origin>,

    /// Exact origin that may put the console into a frame without being a portal the console knows; may be repeated.
    #[arg(long, value_name = "ORIGIN", value_parser = Origin::parse)]
    pub frame_ancestors: Vec<Origin>,

    /// Which of the documents to speak.
    #[arg(long, value_enum, default_value = "full")]
    pub profile: Profile,

    /// First start without demo data: the account and one product.
    #[arg(long)]
    pub empty: bool,

    /// Devices made at the first start [default: 1200, with --empty 0].
    #[arg(long, value_name = "N")]
    pub devices: Option<u32>,

    /// Largest firmware file taken, in bytes or as 8MB, 64MiB, 1GiB.
    #[arg(long, value_name = "BYTES", default_value = "1GiB", value_parser = bytes)]
    pub upload_limit: u64,

    /// Seconds an access token lives.
    #[arg(long, value_name = "N", default_value_t = 7200, value_parser = clap::value_parser!(u32).range(1..))]
    pub token_seconds: u32,

    /// Seed of the demo data, of the simulated devices and of random faults.
    #[arg(long, value_name = "N", default_value_t = 2026)]
    pub seed: u64,

    /// How many simulated devices connect per second, on average; 0 keeps them off.
    #[arg(long, value_name = "F", default_value_t = 5.0, value_parser = rate)]
    pub connects_per_second: f64,

    /// Fault mode: fail as the rules say that tasks carry (`fault:RULE`), that PUT /faults gives, or the two options
    /// below. See docs/faults.md; never for a platform somebody relies on.
    #[arg(long)]
    pub faults: bool,

    /// Fault mode with this rule, as drop-after@create*1 or delay=2000@list; may be repeated.
    #[arg(long = "fault", value_name = "RULE", value_parser = Rule::parse)]
    pub fault_rules: Vec<Rule>,

    /// Fault mode with a random fault for this share of answers, 0 to 0.5.
    #[arg(long, value_name = "F", value_parser = Rate::parse)]
    pub fault_rate: Option<Rate>,
}

impl Options {
    /// Devices to make at the first start.
    #[must_use]
    pub fn device_count(&self) -> u32 {
        self.devices.unwrap_or(if self.empty { 0 } else { 1200 })
    }

    /// The faults to make; none outside of fault mode.
    #[must_use]
    pub fn faults(&self) -> Option<Faults> {
        let on = self.faults || !self.fault_rules.is_empty() || self.fault_rate.is_some();
        on.then(|| Faults::new(&self.fault_rules, self.fault_rate.unwrap_or(Rate::NEVER), self.seed))
    }
}

/// Bytes: digits with an optional decimal (kB, MB, GB) or binary (KiB, MiB, GiB) unit.
fn bytes(text: &str) -> Result<u64, String> {
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
        other => return Err(format!("{other:?} is no unit: use kB, MB, GB, KiB, MiB or GiB")),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| "start with digits, as in 64MiB".to_owned())?;
    let bytes = number.checked_mul(factor).ok_or("too large")?;
    if bytes == 0 {
        return Err("at least 1 byte".to_owned());
    }
    Ok(bytes)
}

fn portal(text: &str) -> Result<PortalAt, String> {
    if text == "none" {
        return Ok(PortalAt::Nowhere);
    }
    let address = text.parse().map(PortalAt::Address);
    address.map_err(|_| "use an address and a port, as 127.0.0.1:8081, or none".to_owned())
}

fn rate(text: &str) -> Result<f64, String> {
    let rate: f64 = text.parse().map_err(|_| "use a number, as 20 or 0.5".to_owned())?;
    if (0.0..=100_000.0).contains(&rate) {
        Ok(rate)
    } else {
        Err("use 0 to 100000".to_owned())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_and_without_units() {
        for (text, expected) in [
            ("1", 1),
            ("8MB", 8_000_000),
            ("64MiB", 64 << 20),
            ("1 gib", 1 << 30),
            ("5kB", 5000),
        ] {
            assert_eq!(bytes(text), Ok(expected), "{text}");
        }
        for bad in ["", "MB", "0", "8XB", "-1", "99999999999GiB"] {
            assert!(bytes(bad).is_err(), "{bad}");
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
        assert!(Options::try_parse_from(["platform", "--connects-per-second", "NaN"]).is_err());
        assert!(Options::try_parse_from(["platform", "--token-seconds", "0"]).is_err());
    }

    #[test]
    fn portals_are_named_exactly() {
        let read = |flags: &[&str]| Options::try_parse_from([&["platform"], flags].concat());
        let portal = |text| read(&["--portal", text]).map(|options| options.portal);
        assert_eq!(portal("none").unwrap(), Some(PortalAt::Nowhere));
        let address = "127.0.0.1:8081".parse().unwrap();
        assert_eq!(portal("127.0.0.1:8081").unwrap(), Some(PortalAt::Address(address)));
        assert_eq!(read(&[]).unwrap().portal, None);
        for bad in ["", "None", "localhost:8081", "8081", "http://localhost:8081"] {
            assert!(portal(bad).is_err(), "{bad}");
        }
        let two = [
            "--portal-origin",
            "https://a.example",
            "--portal-origin",
            "https://b.example",
        ];
        assert_eq!(read(&two).unwrap().portal_origins.len(), 2);
        for flag in ["--portal-origin", "--frame-ancestors"] {
            assert!(read(&[flag, "https://a.example:8443"]).is_ok());
            for bad in [
                "*",
                "'self'",
                "https://*.example",
                "https://a.example/",
                "https://a.example;",
            ] {
                assert!(read(&[flag, bad]).is_err(), "{bad}");
            }
        }
    }
}
