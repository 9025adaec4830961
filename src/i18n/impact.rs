//! Who is hit, how fast it goes, and what is asked before. Both languages side by side.

use super::en::count;
use super::messages;
use upgrade_api::values::Version;

messages! {
    /// See [`Messages`](super::Messages).
    ImpactMessages:
    devices: &'static str,
    by_version: &'static str,
    /// Why nothing can be started yet.
    counting: &'static str,
    /// Devices in all, on so many versions.
    on_versions: fn(&str, usize) -> String,
    /// Devices on the version, devices in all: in a column that says so.
    of_all: fn(&str, &str) -> String,
    not_counted: &'static str,
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
    /// Upgraded at first, by now, and minutes between.
    chart: fn(&str, &str, u64) -> String,
    /// Ends the sentence about who is hit: devices upgraded so far.
    already_upgraded: fn(&str) -> String,
    stop_then_delete: &'static str,
    /// What has to be typed: the target version.
    type_target: fn(Version) -> String,
    /// What has to be typed: the versions of the loop.
    type_loop: fn(&str) -> String,
    loop_label: &'static str,
    /// That a start would close this loop.
    closes_loop: fn(&str) -> String,
    /// How many devices are on the versions of the loop.
    loop_devices: fn(&str) -> String,
    loop_devices_unknown: &'static str,
    /// That nothing was sent: meanwhile a start would close this loop.
    loop_found: fn(&str) -> String,
    loops_unchecked: &'static str,
    /// The target version, to be typed where loops could not be checked.
    type_unchecked: fn(Version) -> String,
}

pub(super) const EN: ImpactMessages = ImpactMessages {
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

pub(super) const ZH: ImpactMessages = ImpactMessages {
    devices: "设备",
    by_version: "各版本设备数",
    counting: "正在读取各版本设备数…",
    on_versions: |devices, versions| format!("{devices} 台设备，分布在 {versions} 个版本"),
    of_all: |on, all| format!("{on} / {all} 台"),
    not_counted: "此处无法得知启动任务会影响多少台设备：该平台不提供各版本的设备数量。",
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
    chart: |first, last, minutes| format!("已升级：{minutes} 分钟内从 {first} 到 {last}（本标签页所见）"),
    already_upgraded: |number| format!("；{number} 台已升级。"),
    stop_then_delete: "先停止再删除",
    type_target: |version| format!("此操作涉及大量设备，或其中很大一部分。如要启动，请输入目标版本：{version}"),
    type_loop: |steps| format!("如仍要启动，请输入完整的循环：{steps}"),
    loop_label: "循环中的版本",
    closes_loop: |steps| format!("与正在运行的任务一起会形成循环：{steps}。"),
    loop_devices: |devices| format!("有 {devices} 台设备处于这些版本，将反复刷写。请先停止循环中的某个任务。"),
    loop_devices_unknown: "处于这些版本的设备将反复刷写；此处无法得知其数量。请先停止循环中的某个任务。",
    loop_found: |steps| {
        format!(
            "未发送任何请求：与目前正在运行的任务一起会形成循环 {steps}，设备将反复刷写。请先停止循环中的某个任务。"
        )
    },
    loops_unchecked: "无法检查循环：读取期间列表发生了变化，可能缺少正在运行的任务。请刷新列表，或输入目标版本以确认。",
    type_unchecked: |version| format!("如要在未检查的情况下启动，请输入目标版本：{version}"),
};
