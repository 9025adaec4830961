//! Who is hit by a task, as far as the platform says.

use crate::full::read_statistics;
use crate::json::ReadError;
use crate::task::{FirmwareKind, Task};
use crate::values::Version;
use serde::de::{Deserialize, Deserializer, Error as _, Unexpected};

/// How many devices of a product run which version of the WIFI firmware (`platform-api.md`: statistics, profile full).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fleet {
    /// Lowest version first, each once.
    versions: Vec<(Version, u64)>,
    total: u64,
}

impl Fleet {
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

    /// Devices in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Devices on a version.
    #[must_use]
    pub fn on(&self, version: Version) -> u64 {
        let place = self.versions.binary_search_by_key(&version, |(version, _)| *version);
        place.map_or(0, |place| self.versions[place].1)
    }

    /// Versions that devices run, lowest first, and on how many.
    pub fn versions(&self) -> impl Iterator<Item = (Version, u64)> {
        self.versions.iter().copied().filter(|(_, devices)| *devices > 0)
    }
}

/// Why nobody here knows how many devices run a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncounted {
    /// The platform counts no devices (profile core).
    Never,
    /// It counts them by their WIFI firmware alone.
    OnlyWifi,
    /// It was asked and has not answered yet.
    NotYet,
    /// It was asked, and what it answered was no count.
    Failed,
}

/// Whom starting a task would hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impact {
    /// Devices on the from version. `None`: the platform does not say.
    pub hit: Option<u64>,
    /// Devices of the product. `None`: the platform does not say.
    pub all: Option<u64>,
}

impl Impact {
    /// Of a task: the count that came with it (`surplus_count`), else the statistics.
    #[must_use]
    pub fn of(task: &Task, fleet: Option<&Fleet>) -> Self {
        let of_start = Self::of_start(task.from.version, task.kind, fleet);
        Self {
            hit: task.surplus_count.or(of_start.hit),
            ..of_start
        }
    }

    /// Of a start version nobody has made a task for yet. Statistics are about WIFI alone.
    #[must_use]
    pub fn of_start(from: Version, kind: FirmwareKind, fleet: Option<&Fleet>) -> Self {
        let fleet = fleet.filter(|_| kind == FirmwareKind::Wifi);
        Self {
            hit: fleet.map(|fleet| fleet.on(from)),
            all: fleet.map(Fleet::total),
        }
    }

    /// The share of all devices that is hit, in thousandths, rounded. Both counts may be from different moments, so
    /// that more seem to be hit than there are: then all are.
    #[must_use]
    pub fn per_mille(&self) -> Option<u64> {
        let (hit, all) = (self.hit?, self.all.filter(|all| *all > 0)?);
        let hit = hit.min(all);
        // Not `hit * 1000`, which need not fit.
        let rounded = match hit.checked_mul(1000).and_then(|n| n.checked_add(all / 2)) {
            Some(thousandfold) => thousandfold / all,
            None => hit / (all / 1000),
        };
        Some(rounded.min(1000))
    }

    /// Whether a start hits so many that a plain question is not enough.
    #[must_use]
    pub fn is_over(&self, limit: Proportion) -> bool {
        let many = self.hit.is_some_and(|hit| hit > limit.devices);
        many || self
            .per_mille()
            .is_some_and(|share| share > limit.percent.saturating_mul(10))
    }
}

/// Limits above which a start has to be confirmed by typing: above either of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Proportion {
    /// Devices that may be hit.
    pub devices: u64,
    /// Percent of all devices that may be hit, at most 100.
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
