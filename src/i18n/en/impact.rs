//! Texts of devices affected, rates and confirmations.

use crate::i18n::en::plural::count;
use crate::i18n::messages::ImpactMessages;

pub(crate) const MESSAGES: ImpactMessages = ImpactMessages {
    devices: "Devices",
    by_version: "Devices by version",
    counting: "Reading how many devices run which version…",
    on_versions: |devices, versions| {
        let versions = count(versions, "version", "versions");
        format!("{} on {versions}", count(devices, "device", "devices"))
    },
    of_all: |on, all| format!("{on} of {all}"),
    not_counted: "How many devices a start would hit is not known here: this platform does not say how many run which version.",
    rate: "Rate",
    on_version: |on, all, share, version| {
        let are = if on == "1" { "is" } else { "are" };
        let all = count(all, "device", "devices");
        format!("{on} of {all} ({share} %) {are} on version {version}")
    },
    on_version_alone: |on, version| format!("{} on version {version}", count(on, "device is", "devices are")),
    per_hour: |number| format!("{number} / h"),
    minutes_left: |minutes| match minutes {
        0..=119 => format!("about {minutes} min left"),
        120..=2879 => format!("about {} h left", minutes / 60),
        _ => format!("about {} days left", minutes / 1440),
    },
    no_progress: |minutes| format!("no progress for {minutes} min"),
    chart: |first, last, minutes| format!("Upgraded: {first} to {last} in {minutes} min, as seen by this tab"),
    already_upgraded: |number| format!("; {number} already upgraded."),
    stop_then_delete: "Stop, then delete",
    type_target: |version| {
        format!("This hits many devices, or a large part of them. To start it, type the target version: {version}")
    },
    type_loop: |steps| format!("To start it all the same, type the whole loop: {steps}"),
    loop_label: "Versions of the loop",
    closes_loop: |steps| format!("With the tasks that run now this closes a loop: {steps}."),
    loop_devices: |devices| {
        let who = count(
            devices,
            "device is on these versions: it",
            "devices are on these versions: they",
        );
        format!("{who} would re-flash for ever. Stop a task of the loop first.")
    },
    loop_devices_unknown: "Devices on these versions would re-flash for ever; how many there are is not known here. Stop a task of the loop first.",
    loop_found: |steps| {
        format!(
            "Nothing was sent: with the tasks that run by now this would close a loop, {steps}, and devices would re-flash for ever. Stop a task of the loop first."
        )
    },
    loops_unchecked: "Loops could not be checked: the list changed while it was read, so a running task may be missing. Refresh the list, or confirm by typing the target version.",
    type_unchecked: |version| format!("To start it without that check, type the target version: {version}"),
};
