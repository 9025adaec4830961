//! Texts of devices affected, rates and confirmations.

use upgrade_api::values::Version;

/// Texts of devices affected, rates and confirmations.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct ImpactMessages {
    pub devices: &'static str,
    pub by_version: &'static str,
    /// Why nothing can be started yet.
    pub counting: &'static str,
    /// Devices in all, on so many versions.
    pub on_versions: fn(&str, usize) -> String,
    /// Devices on the version, devices in all: in a column that says so.
    pub of_all: fn(&str, &str) -> String,
    pub not_counted: &'static str,
    pub rate: &'static str,
    /// Devices on the version, devices in all, per mille of them, the version.
    pub on_version: fn(&str, &str, &str, Version) -> String,
    /// Devices on the version, where nobody says how many there are in all.
    pub on_version_alone: fn(&str, Version) -> String,
    /// Devices an hour.
    pub per_hour: fn(&str) -> String,
    /// About so many minutes are left.
    pub minutes_left: fn(u64) -> String,
    /// For so many minutes nothing has moved.
    pub no_progress: fn(u64) -> String,
    /// Upgraded at first, by now, and minutes between.
    pub chart: fn(&str, &str, u64) -> String,
    /// Ends the sentence about who is hit: devices upgraded so far.
    pub already_upgraded: fn(&str) -> String,
    pub stop_then_delete: &'static str,
    /// What has to be typed: the target version.
    pub type_target: fn(Version) -> String,
    /// What has to be typed: the versions of the loop.
    pub type_loop: fn(&str) -> String,
    pub loop_label: &'static str,
    /// That a start would close this loop.
    pub closes_loop: fn(&str) -> String,
    /// How many devices are on the versions of the loop.
    pub loop_devices: fn(&str) -> String,
    pub loop_devices_unknown: &'static str,
    /// That nothing was sent: meanwhile a start would close this loop.
    pub loop_found: fn(&str) -> String,
    pub loops_unchecked: &'static str,
    /// The target version, to be typed where loops could not be checked.
    pub type_unchecked: fn(Version) -> String,
}
