//! Products of the demo data with their versions and tasks, from `content.json`.

use crate::api_error::ApiError;
use rand::Rng;
use rand::seq::IndexedRandom;
use serde::Deserialize;
use upgrade_api::task::DevicePart;
use upgrade_api::values::Version;

/// Product id of the lamps.
pub const LAMP: &str = "160fa2b0a91c4e5d8f6b7a3c2d1e0f91";
/// Product id of the thermostats.
pub const THERMOSTAT: &str = "160fa2b0b72d4f6e9a8c1b5d4e3f2a07";

/// Product id of the locks, which belong to the second enterprise.
pub const LOCK: &str = "160fa2b0c83e4a7f9b2d5e6c1f0a4b18";

/// Versions, each with the percentage of devices that run it.
type Shares = Vec<(u64, u8)>;

#[derive(Deserialize)]
pub(super) struct DemoProduct {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) model: String,
    /// Prefix of the device ids.
    pub(super) prefix: String,
    wifi: Shares,
    /// Empty if the devices have no MCU.
    mcu: Shares,
    pub(super) library: Vec<DemoVersion>,
    pub(super) tasks: Vec<DemoTask>,
}

impl DemoProduct {
    /// Returns the firmware of a device, drawn by the shares.
    pub(super) fn installed(&self, random: &mut impl Rng) -> Vec<(DevicePart, Version)> {
        let device_parts = [(DevicePart::Wifi, &self.wifi), (DevicePart::Mcu(1), &self.mcu)];
        device_parts
            .into_iter()
            .filter_map(|(device_part, shares)| {
                let (version, _) = shares.choose_weighted(random, |share| share.1).ok()?;
                Some((device_part, Version::from_number(*version).ok()?))
            })
            .collect()
    }
}

#[derive(Deserialize)]
pub(super) struct DemoVersion {
    r#type: u8,
    pub(super) version: u32,
    /// Size of the file in bytes.
    pub(super) size: usize,
    pub(super) released: String,
    pub(super) notes: String,
}

impl DemoVersion {
    pub(super) fn device_part(&self) -> DevicePart {
        device_part(self.r#type)
    }
}

#[derive(Deserialize)]
pub(super) struct DemoTask {
    r#type: u8,
    pub(super) mode: u64,
    pub(super) from: u32,
    pub(super) target: u32,
    pub(super) status: u64,
    pub(super) name: String,
    pub(super) description: String,
}

impl DemoTask {
    pub(super) fn device_part(&self) -> DevicePart {
        device_part(self.r#type)
    }
}

fn device_part(number: u8) -> DevicePart {
    match number {
        1 => DevicePart::Wifi,
        _ => DevicePart::Mcu(1),
    }
}

/// Returns the products of the demo data.
pub(super) fn products() -> Result<Vec<DemoProduct>, ApiError> {
    serde_json::from_str(include_str!("content.json")).map_err(ApiError::fault)
}
