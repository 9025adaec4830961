//! Devices per firmware version, and the devices that a task affects.

use crate::json::{Object, ReadError, number_of, wrong};
use crate::task::{DevicePart, Task};
use crate::values::Version;
use serde::de::{Deserialize, Deserializer, Error as _, Unexpected};

/// Reads the statistics of a product: pairs of a version and its number of devices, lowest version first
/// (`platform-api.md`, profile full).
///
/// # Errors
/// [`ReadError::Field`] for a version or a count that is not a number, [`ReadError::Duplicate`] for a version that
/// occurs twice (`7` and `07` are the same version).
pub fn read_statistics(text: &str) -> Result<Vec<(Version, u64)>, ReadError> {
    let object = Object::parse(text)?;
    let mut statistics = Vec::new();
    for (name, devices) in object.fields() {
        let version = Version::parse(name).map_err(|_| wrong("version", name))?;
        let devices = number_of(devices).ok_or_else(|| wrong("count", name))?;
        statistics.push((version, devices));
    }
    statistics.sort_by_key(|(version, _)| *version);
    match statistics.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(ReadError::Duplicate {
            field: pair[0].0.to_string(),
        }),
        None => Ok(statistics),
    }
}

/// Number of devices of a product per version of the WIFI firmware. The platform has no statistics for other firmware.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceCounts {
    /// Sorted by version, without duplicates.
    versions: Vec<(Version, u64)>,
    total: u64,
}

impl DeviceCounts {
    /// Reads the statistics of a product.
    ///
    /// # Errors
    /// As [`read_statistics`].
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let versions = read_statistics(text)?;
        let devices = versions.iter().map(|(_, devices)| *devices);
        Ok(Self {
            total: devices.fold(0, u64::saturating_add),
            versions,
        })
    }

    /// Number of devices of the product.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Number of devices on a version.
    pub fn on(&self, version: Version) -> u64 {
        let position = self.versions.binary_search_by_key(&version, |(version, _)| *version);
        position.map_or(0, |position| self.versions[position].1)
    }

    /// Versions with at least one device and their number of devices, lowest version first.
    pub fn versions(&self) -> impl Iterator<Item = (Version, u64)> {
        self.versions.iter().copied().filter(|(_, devices)| *devices > 0)
    }
}

/// Reason why the number of devices on a version is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncounted {
    /// The platform counts no devices (profile core).
    Never,
    /// The platform counts devices by their WIFI firmware only.
    OnlyWifi,
    /// The platform has not answered yet.
    NotYet,
    /// The request failed, or the answer is not readable.
    Failed,
}

/// Devices that starting a task affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impact {
    /// Devices on the from version; `None` if unknown.
    pub affected: Option<u64>,
    /// Devices of the product; `None` if unknown.
    pub all: Option<u64>,
}

impl Impact {
    /// Impact of a task. The count reported with the task (`surplus_count`) takes precedence over the statistics.
    pub fn of(task: &Task, device_counts: Option<&DeviceCounts>) -> Self {
        let of_start = Self::of_start(task.from.version, task.device_part, device_counts);
        Self {
            affected: task.surplus_count.or(of_start.affected),
            ..of_start
        }
    }

    /// Impact of a from version without a task.
    pub fn of_start(from: Version, device_part: DevicePart, device_counts: Option<&DeviceCounts>) -> Self {
        let device_counts = device_counts.filter(|_| device_part == DevicePart::Wifi);
        Self {
            affected: device_counts.map(|counts| counts.on(from)),
            all: device_counts.map(DeviceCounts::total),
        }
    }

    /// Affected share of all devices in thousandths, rounded, at most 1000: the two counts may have been read at
    /// different times. `None` if a count is unknown or the product has no devices.
    pub fn per_mille(&self) -> Option<u64> {
        let (affected, all) = (self.affected?, self.all.filter(|all| *all > 0)?);
        let (affected, all) = (u128::from(affected.min(all)), u128::from(all));
        Some(((affected * 1000 + all / 2) / all) as u64)
    }

    /// Whether the start exceeds one of the limits and needs a typed confirmation.
    pub fn exceeds(&self, limit: Proportion) -> bool {
        let Some(affected) = self.affected else {
            return false;
        };
        // The share is not rounded.
        let exceeds_share =
            |all: u64| u128::from(affected.min(all)) * 100 > u128::from(limit.percent) * u128::from(all);
        affected > limit.devices || self.all.is_some_and(exceeds_share)
    }
}

/// Limits above which a start needs a typed confirmation. Exceeding one of them is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Proportion {
    /// Largest number of affected devices.
    pub devices: u64,
    /// Largest share of all devices in percent, 0 to 100.
    #[serde(deserialize_with = "percent")]
    pub percent: u64,
}

fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let percent = u64::deserialize(deserializer)?;
    let in_range = (percent <= 100).then_some(percent);
    in_range.ok_or_else(|| D::Error::invalid_value(Unexpected::Unsigned(percent), &"0 to 100"))
}

impl Default for Proportion {
    fn default() -> Self {
        Self {
            devices: 1000,
            percent: 50,
        }
    }
}
