//! Who is hit, how fast it goes, and what is asked before. Both languages side by side.

use super::messages;
use upgrade_api::values::Version;

messages! {
    /// See [`Messages`](super::Messages).
    ImpactMessages:
    devices: &'static str,
    rate: &'static str,
    /// Devices on the version, devices in all, per mille of them, the version.
    on_version: fn(&str, &str, &str, Version) -> String,
    /// Devices on the version, where nobody says how many there are in all.
    on_version_alone: fn(&str, Version) -> String,
    /// Devices an hour.
    per_hour: fn(&str) -> String,
    /// About so many minutes are left.
    minutes_left: fn(u64) -> String,
    /// For so many minutes nothing has moved.
    no_progress: fn(u64) -> String,
}

pub(super) const EN: ImpactMessages = ImpactMessages {
    devices: "Devices",
    rate: "Rate",
    on_version: |on, all, share, version| format!("{on} of {all} devices ({share} %) are on version {version}"),
    on_version_alone: |on, version| format!("{on} devices are on version {version}"),
    per_hour: |number| format!("{number} / h"),
    minutes_left: |minutes| match minutes {
        0..=119 => format!("about {minutes} min left"),
        120..=2879 => format!("about {} h left", minutes / 60),
        _ => format!("about {} days left", minutes / 1440),
    },
    no_progress: |minutes| format!("no progress for {minutes} min"),
};

pub(super) const ZH: ImpactMessages = ImpactMessages {
    devices: "设备",
    rate: "速率",
    on_version: |on, all, share, version| format!("{all} 台设备中有 {on} 台（{share} %）处于版本 {version}"),
    on_version_alone: |on, version| format!("{on} 台设备处于版本 {version}"),
    per_hour: |number| format!("{number} / 时"),
    minutes_left: |minutes| match minutes {
        0..=119 => format!("约剩 {minutes} 分钟"),
        120..=2879 => format!("约剩 {} 小时", minutes / 60),
        _ => format!("约剩 {} 天", minutes / 1440),
    },
    no_progress: |minutes| format!("{minutes} 分钟无进展"),
};
