//! Texts of devices affected, rates and confirmations.

use upgrade_api::values::Version;

pub trait ImpactMessages: Sync {
    texts! {
        devices, by_version,
        /// A start waits for the device statistics.
        counting_devices,
        devices_not_counted, rate, stop_then_delete, loop_label, loop_devices_unknown, loops_unchecked,
        /// Some rows are unreadable.
        loops_unread,
        /// A start was not sent.
        start_unchecked,
    }

    fn devices_on_versions(&self, devices: &str, versions: &str) -> String;
    /// Column text: number of devices on the version and in all.
    fn share_of_all(&self, on: &str, all: &str) -> String;
    /// `share`: formatted percentage.
    fn share_on_version(&self, on: &str, all: &str, share: &str, version: Version) -> String;
    /// For an unknown number of all devices.
    fn devices_on_version(&self, on: &str, version: Version) -> String;
    /// Upgraded devices per hour.
    fn per_hour(&self, number: &str) -> String;
    /// Estimated time left.
    fn minutes_remaining(&self, minutes: u64) -> String;
    /// Time without an upgraded device.
    fn no_progress(&self, minutes: &str) -> String;
    /// First and last number of upgraded devices and the minutes between them.
    fn chart(&self, first: &str, last: &str, minutes: &str) -> String;
    /// End of the sentence about affected devices.
    fn already_upgraded(&self, number: &str) -> String;
    /// Asks the operator to type the target version.
    fn type_target(&self, version: Version) -> String;
    /// Asks the operator to type the versions of the loop.
    fn type_loop(&self, steps: &str) -> String;
    /// The start would close this loop.
    fn closes_loop(&self, steps: &str) -> String;
    fn loop_devices(&self, devices: &str) -> String;
    /// Nothing was sent: together with the running tasks, the start would close this loop.
    fn loop_found(&self, steps: &str) -> String;
    /// Asks the operator to type the target version, because loops could not be checked.
    fn type_unchecked(&self, version: Version) -> String;
}
