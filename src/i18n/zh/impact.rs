//! Texts of devices affected, rates and confirmations.

use crate::i18n::messages::ImpactMessages;

pub(crate) const MESSAGES: ImpactMessages = ImpactMessages {
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
