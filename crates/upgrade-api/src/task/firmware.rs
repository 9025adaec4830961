//! Firmware versions of a task, and the part of a device that a task upgrades.

use crate::field::{FieldValue, Part};
use crate::values::{FileSize, FileUrl, Md5, Version};
use serde::{Serialize, Serializer};

/// Firmware version and the file that devices download.
///
/// The default parameters are checked values, as in [`NewTask`](super::NewTask).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firmware<U = FileUrl, M = Md5, S = FileSize> {
    /// Version.
    pub version: Version,
    /// Address of the file.
    pub url: U,
    /// MD5 digest of the file.
    pub md5: M,
    /// Size of the file in bytes.
    pub size: S,
}

/// Firmware version as reported. Address, digest and size are unchecked: older platforms may have accepted values that
/// break the documented limits.
pub type ReportedFirmware = Firmware<String, String, u64>;

impl Firmware {
    /// Value of a property, as on the wire.
    pub(super) fn value(&self, part: Part) -> FieldValue<'_> {
        match part {
            Part::Version => FieldValue::Number(self.version.get().into()),
            Part::Url => FieldValue::text(self.url.as_str()),
            Part::Md5 => FieldValue::Text(self.md5.to_string().into()),
            Part::Size => FieldValue::Number(self.size.get()),
        }
    }
}

impl ReportedFirmware {
    /// Value of a property, as on the wire.
    pub(super) fn value(&self, part: Part) -> FieldValue<'_> {
        match part {
            Part::Version => FieldValue::Number(self.version.get().into()),
            Part::Url => FieldValue::text(&self.url),
            Part::Md5 => FieldValue::text(&self.md5),
            Part::Size => FieldValue::Number(self.size),
        }
    }
}

/// Type of firmware (`type` on the wire; `platform-api.md`, profile full).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FirmwareType {
    /// 1: the WIFI module.
    #[default]
    Wifi,
    /// 2: an MCU.
    Mcu,
    /// 3: a sub-device.
    SubDevice,
}

impl FirmwareType {
    /// All types, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Wifi, Self::Mcu, Self::SubDevice];

    /// Number on the wire.
    pub fn number(self) -> u8 {
        match self {
            Self::Wifi => 1,
            Self::Mcu => 2,
            Self::SubDevice => 3,
        }
    }

    /// Type with this number; `None` for an undocumented number.
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|known| u64::from(known.number()) == number)
    }

    /// Whether a device can have several parts with firmware of this type, distinguished by `identify`.
    pub fn has_identify(self) -> bool {
        self != Self::Wifi
    }
}

impl Serialize for FirmwareType {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u8(self.number())
    }
}

/// Part of a device that has firmware of its own: `type` and `identify` on the wire (`platform-api.md`, profile full). Sorted
/// by type, then by `identify`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DevicePart {
    /// WIFI module. All tasks of profile core are for it.
    Wifi,
    /// MCU with this `identify`.
    Mcu(u64),
    /// Sub-device with this `identify`.
    SubDevice(u64),
}

impl DevicePart {
    /// Part with this type and `identify`. The WIFI module has no number: its `identify` is ignored.
    pub fn new(firmware_type: FirmwareType, identify: u64) -> Self {
        match firmware_type {
            FirmwareType::Wifi => Self::Wifi,
            FirmwareType::Mcu => Self::Mcu(identify),
            FirmwareType::SubDevice => Self::SubDevice(identify),
        }
    }

    /// Part with this `type` and `identify` on the wire; `None` for an undocumented type.
    pub fn from_wire(firmware_type: u64, identify: u64) -> Option<Self> {
        FirmwareType::from_number(firmware_type).map(|known| Self::new(known, identify))
    }

    /// Type of the part's firmware.
    pub fn firmware_type(self) -> FirmwareType {
        match self {
            Self::Wifi => FirmwareType::Wifi,
            Self::Mcu(_) => FirmwareType::Mcu,
            Self::SubDevice(_) => FirmwareType::SubDevice,
        }
    }

    /// Number of the MCU or sub-device; `None` for the WIFI module.
    pub fn identify(self) -> Option<u64> {
        match self {
            Self::Wifi => None,
            Self::Mcu(identify) | Self::SubDevice(identify) => Some(identify),
        }
    }

    /// `type` and `identify` on the wire. The `identify` of the WIFI module is 0.
    pub fn to_wire(self) -> (u8, u64) {
        (self.firmware_type().number(), self.identify().unwrap_or_default())
    }
}
