//! Texts of devices affected, rates and confirmations.

use upgrade_api::values::Version;

/// Texts of devices affected, rates and confirmations.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct ImpactMessages {
    pub devices: &'static str,
    pub by_version: &'static str,
    /// A start waits for the device statistics.
    pub counting: &'static str,
    /// Arguments: number of all devices, number of versions.
    pub on_versions: fn(&str, usize) -> String,
    /// Column text. Arguments: number of devices on the version, number of all devices.
    pub of_all: fn(&str, &str) -> String,
    pub not_counted: &'static str,
    pub rate: &'static str,
    /// Arguments: number of devices on the version, number of all devices, percentage, version.
    pub on_version: fn(&str, &str, &str, Version) -> String,
    /// Argument: number of devices on the version. For an unknown number of all devices.
    pub on_version_alone: fn(&str, Version) -> String,
    /// Argument: upgraded devices per hour.
    pub per_hour: fn(&str) -> String,
    /// Argument: estimated minutes left.
    pub minutes_left: fn(u64) -> String,
    /// Argument: minutes without an upgraded device.
    pub no_progress: fn(u64) -> String,
    /// Arguments: first and last number of upgraded devices, minutes between them.
    pub chart: fn(&str, &str, u64) -> String,
    /// End of the sentence about affected devices. Argument: number of upgraded devices.
    pub already_upgraded: fn(&str) -> String,
    pub stop_then_delete: &'static str,
    /// Asks the operator to type the target version.
    pub type_target: fn(Version) -> String,
    /// Asks the operator to type the versions of the loop.
    pub type_loop: fn(&str) -> String,
    pub loop_label: &'static str,
    /// The start would close this loop.
    pub closes_loop: fn(&str) -> String,
    /// Argument: number of devices on the versions of the loop.
    pub loop_devices: fn(&str) -> String,
    pub loop_devices_unknown: &'static str,
    /// Nothing was sent: together with the running tasks, the start would close this loop.
    pub loop_found: fn(&str) -> String,
    pub loops_unchecked: &'static str,
    /// Asks the operator to type the target version, because loops could not be checked.
    pub type_unchecked: fn(Version) -> String,
}
