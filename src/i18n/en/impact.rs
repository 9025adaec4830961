//! Texts of devices affected, rates and confirmations.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::language::Language;
use crate::i18n::messages::ImpactMessages;
use upgrade_api::values::Version;

impl ImpactMessages for English {
    texts! {
        devices: "Devices",
        by_version: "Devices by version",
        counting_devices: "Loading device counts by version…",
        devices_not_counted: "The number of affected devices isn’t available: this platform doesn’t report devices by version.",
        rate: "Rate",
        stop_then_delete: "Stop, then delete",
        loop_label: "Versions of the loop",
        loop_devices_unknown: "Devices on these versions would keep reflashing in a loop. Their number isn’t available. Stop a task of the loop first.",
        start_unchecked: "Nothing was sent: loops couldn’t be checked, because the list changed while it was loading. Refresh the list first.",
        loops_unchecked: "Loops couldn’t be checked: the list changed while it was loading, so a running task may be missing. Refresh the list first.",
        loops_unread: "Some tasks couldn’t be read, so a loop with one of them can’t be detected. They may be running. Tell your administrator.",

        share_of_all(on: &str, all: &str): "{on} of {all}",
        per_hour(number: &str): "{number} per hour",
        already_upgraded(number: &str): "; this task has already upgraded {number}.",
        type_target(version: Version): "This affects many devices or a large share of them. To start, type the target version: {version}",
        type_loop(steps: &str): "To start anyway, type the loop: {steps}",
        closes_loop(steps: &str): "Together with the running tasks, this closes a loop: {steps}.",
        loop_found(steps: &str): "Nothing was sent: together with the running tasks, this would close a loop ({steps}), and devices would keep reflashing. Stop a task of the loop first.",
        type_unchecked(version: Version): "To start without this check, type the target version: {version}",
        no_progress(minutes: &str): "no progress for {minutes} min",
        chart(first: &str, last: &str, minutes: &str): "Upgraded: {first} to {last} in {minutes} min, in this tab",
    }

    fn devices_on_versions(&self, devices: &str, versions: &str) -> String {
        let versions = count(versions, "version", "versions");
        format!("{} on {versions}", count(devices, "device", "devices"))
    }

    fn share_on_version(&self, on: &str, all: &str, share: &str, version: Version) -> String {
        let are = if on == "1" { "is" } else { "are" };
        let all = count(all, "device", "devices");
        format!("{on} of {all} ({share}) {are} on version {version}")
    }

    fn devices_on_version(&self, on: &str, version: Version) -> String {
        format!("{} on version {version}", count(on, "device is", "devices are"))
    }

    fn minutes_remaining(&self, minutes: u64) -> String {
        match minutes {
            0..=119 => format!("about {minutes} min left"),
            120..=2879 => format!("about {} h left", minutes / 60),
            _ => format!("about {} days left", Language::En.number(minutes / 1440)),
        }
    }

    fn loop_devices(&self, devices: &str) -> String {
        let who = count(devices, "device is", "devices are");
        format!("{who} on these versions and would keep reflashing in a loop. Stop a task of the loop first.")
    }
}
