//! Products of the demo data with their versions and tasks, from `content.json`.

use crate::api_error::ApiError;
use rand::Rng;
use rand::seq::IndexedRandom;
use serde::{Deserialize, Deserializer};
use upgrade_api::{DevicePart, Version};

/// Product id of the lamps.
pub const LAMP: &str = "160fa2b0a91c4e5d8f6b7a3c2d1e0f91";
/// Product id of the thermostats.
pub const THERMOSTAT: &str = "160fa2b0b72d4f6e9a8c1b5d4e3f2a07";
/// Product id of the locks, which belong to the second enterprise.
pub const LOCK: &str = "160fa2b0c83e4a7f9b2d5e6c1f0a4b18";
/// Product id of `--empty`. Its devices, if `--devices` asks for any, all run version 1.
pub const EMPTY_PRODUCT: &str = "160fa2b000000000000000000000e000";

/// Versions, each with the percentage of devices that run it.
type Shares = Vec<(u64, u8)>;

#[derive(Deserialize)]
pub(super) struct DemoProduct {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) model: String,
    /// Index of the account whose enterprise has the product.
    #[serde(default)]
    pub(super) owner: usize,
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
    #[serde(rename = "type", deserialize_with = "device_part")]
    pub(super) device_part: DevicePart,
    pub(super) version: u32,
    /// Size of the file in bytes.
    pub(super) size: usize,
    pub(super) released: String,
    pub(super) notes: String,
}

#[derive(Deserialize)]
pub(super) struct DemoTask {
    #[serde(rename = "type", deserialize_with = "device_part")]
    pub(super) device_part: DevicePart,
    pub(super) mode: u64,
    pub(super) from: u32,
    pub(super) target: u32,
    pub(super) status: u64,
    pub(super) name: String,
    pub(super) description: String,
}

fn device_part<'de, D: Deserializer<'de>>(number: D) -> Result<DevicePart, D::Error> {
    Ok(match u8::deserialize(number)? {
        1 => DevicePart::Wifi,
        _ => DevicePart::Mcu(1),
    })
}

pub(super) fn products(empty: bool) -> Result<Vec<DemoProduct>, ApiError> {
    let content = if empty {
        include_str!("empty.json")
    } else {
        include_str!("content.json")
    };
    serde_json::from_str(content).map_err(ApiError::fault)
}
