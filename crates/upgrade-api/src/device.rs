//! What devices say (`openapi.yaml`, tag `device`).

use crate::task::FirmwareKind;
use crate::values::{ProductId, Version};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Body of *check*: which running task starts at the version I have?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckUpgrade {
    /// The device's product.
    pub product_id: ProductId,
    /// Which of its firmwares.
    pub kind: FirmwareKind,
    /// The version it runs.
    pub current_version: Version,
}

impl Serialize for CheckUpgrade {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (firmware_type, identify) = self.kind.to_wire();
        let mut out = to.serialize_struct("CheckUpgrade", 4)?;
        out.serialize_field("product_id", &self.product_id)?;
        out.serialize_field("type", &firmware_type)?;
        out.serialize_field("current_version", &self.current_version)?;
        out.serialize_field("identify", &identify)?;
        out.end()
    }
}

/// How an upgrade went: `result`, and on a failure `desc`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 0: the device runs the new version.
    Succeeded,
    /// 1: the device stayed where it was, in its own words, at most 250 characters.
    Failed(String),
}

/// Body of *report*: what a device says after an upgrade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportUpgrade {
    /// Which of its firmwares.
    pub kind: FirmwareKind,
    /// Its hardware model, at most 20 characters (wire name `mod`).
    pub model: String,
    /// The version before.
    pub last_version: Version,
    /// The version after; on a failure the one before.
    pub current_version: Version,
    /// How it went.
    pub outcome: Outcome,
    /// When it began, RFC 3339, where the device says.
    pub start_date: Option<String>,
    /// When it ended, RFC 3339, where the device says.
    pub end_date: Option<String>,
}

impl Serialize for ReportUpgrade {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (firmware_type, identify) = self.kind.to_wire();
        let mut out = to.serialize_struct("ReportUpgrade", 9)?;
        out.serialize_field("type", &firmware_type)?;
        out.serialize_field("mod", &self.model)?;
        out.serialize_field("identify", &identify)?;
        out.serialize_field("last_version", &self.last_version)?;
        out.serialize_field("current_version", &self.current_version)?;
        match &self.outcome {
            Outcome::Succeeded => out.serialize_field("result", &0)?,
            Outcome::Failed(reason) => {
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
