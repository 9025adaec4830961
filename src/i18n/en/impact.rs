//! Texts of devices affected, rates and confirmations.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::messages::ImpactMessages;
use upgrade_api::values::Version;

impl ImpactMessages for English {
    texts! {
        devices: "Devices",
        by_version: "Devices by version",
        counting_devices: "Reading how many devices run which version…",
        devices_not_counted: "How many devices a start would hit is not known here: this platform does not say how many run which version.",
        rate: "Rate",
        stop_then_delete: "Stop, then delete",
        loop_label: "Versions of the loop",
        loop_devices_unknown: "Devices on these versions would re-flash for ever; how many there are is not known here. Stop a task of the loop first.",
        loops_unchecked: "Loops could not be checked: the list changed while it was read, so a running task may be missing. Refresh the list, or confirm by typing the target version.",

        share_of_all(on: &str, all: &str): "{on} of {all}",
        per_hour(number: &str): "{number} / h",
        no_progress(minutes: u64): "no progress for {minutes} min",
        chart(first: &str, last: &str, minutes: u64): "Upgraded: {first} to {last} in {minutes} min, as seen by this tab",
        already_upgraded(number: &str): "; {number} already upgraded.",
        type_target(version: Version): "This hits many devices, or a large part of them. To start it, type the target version: {version}",
        type_loop(steps: &str): "To start it all the same, type the whole loop: {steps}",
        closes_loop(steps: &str): "With the tasks that run now this closes a loop: {steps}.",
        loop_found(steps: &str): "Nothing was sent: with the tasks that run by now this would close a loop, {steps}, and devices would re-flash for ever. Stop a task of the loop first.",
        type_unchecked(version: Version): "To start it without that check, type the target version: {version}",
    }

    fn devices_on_versions(&self, devices: &str, versions: usize) -> String {
        let versions = count(versions, "version", "versions");
        format!("{} on {versions}", count(devices, "device", "devices"))
    }

    fn share_on_version(&self, on: &str, all: &str, share: &str, version: Version) -> String {
        let are = if on == "1" { "is" } else { "are" };
        let all = count(all, "device", "devices");
        format!("{on} of {all} ({share} %) {are} on version {version}")
    }

    fn devices_on_version(&self, on: &str, version: Version) -> String {
        format!("{} on version {version}", count(on, "device is", "devices are"))
    }

    fn minutes_remaining(&self, minutes: u64) -> String {
        match minutes {
            0..=119 => format!("about {minutes} min left"),
            120..=2879 => format!("about {} h left", minutes / 60),
            _ => format!("about {} days left", minutes / 1440),
        }
    }

    fn loop_devices(&self, devices: &str) -> String {
        let who = count(
            devices,
            "device is on these versions: it",
            "devices are on these versions: they",
        );
        format!("{who} would re-flash for ever. Stop a task of the loop first.")
    }
}
