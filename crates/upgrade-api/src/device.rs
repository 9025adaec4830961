//! Requests of devices (`openapi.yaml`, tag `device`).

use crate::task::DevicePart;
use crate::values::{ProductId, Version};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Body of *check*: the request for the running task that upgrades the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckUpgrade {
    /// Product of the device.
    pub product_id: ProductId,
    /// Part of the device to upgrade.
    pub device_part: DevicePart,
    /// Version that the device runs.
    pub current_version: Version,
}

impl Serialize for CheckUpgrade {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (firmware_type, identify) = self.device_part.to_wire();
        let mut out = to.serialize_struct("CheckUpgrade", 4)?;
        out.serialize_field("product_id", &self.product_id)?;
        out.serialize_field("type", &firmware_type)?;
        out.serialize_field("current_version", &self.current_version)?;
        out.serialize_field("identify", &identify)?;
        out.end()
    }
}

/// Result of an upgrade: `result` and, after a failure, `desc`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpgradeResult {
    /// 0: the device runs the new version.
    Succeeded,
    /// 1: the device runs the old version. Contains its error message, at most 250 characters.
    Failed(String),
}

/// Body of *report*, sent after an upgrade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportUpgrade {
    /// Upgraded part of the device.
    pub device_part: DevicePart,
    /// Hardware model of the device, at most 20 characters (`mod` on the wire).
    pub model: String,
    /// Version before the upgrade.
    pub last_version: Version,
    /// Version after the upgrade; after a failure the version before it.
    pub current_version: Version,
    /// Result.
    pub result: UpgradeResult,
    /// Start of the upgrade, RFC 3339; optional.
    pub start_date: Option<String>,
    /// End of the upgrade, RFC 3339; optional.
    pub end_date: Option<String>,
}

impl Serialize for ReportUpgrade {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (firmware_type, identify) = self.device_part.to_wire();
        let mut out = to.serialize_struct("ReportUpgrade", 9)?;
        out.serialize_field("type", &firmware_type)?;
        out.serialize_field("mod", &self.model)?;
        out.serialize_field("identify", &identify)?;
        out.serialize_field("last_version", &self.last_version)?;
        out.serialize_field("current_version", &self.current_version)?;
        match &self.result {
            UpgradeResult::Succeeded => out.serialize_field("result", &0)?,
            UpgradeResult::Failed(reason) => {
                out.serialize_field("result", &1)?;
                out.serialize_field("desc", reason)?;
            }
        }
        if let Some(date) = &self.start_date {
            out.serialize_field("start_date", date)?;
        }
        if let Some(date) = &self.end_date {
            out.serialize_field("end_date", date)?;
        }
        out.end()
    }
}
