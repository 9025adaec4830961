//! Texts of devices affected, rates and confirmations.

use crate::i18n::messages::ImpactMessages;
use crate::i18n::zh::Chinese;
use upgrade_api::values::Version;

impl ImpactMessages for Chinese {
    texts! {
        devices: "设备",
        by_version: "各版本设备数",
        counting_devices: "正在读取各版本设备数…",
        devices_not_counted: "此处无法得知启动任务会影响多少台设备：该平台不提供各版本的设备数量。",
        rate: "速率",
        stop_then_delete: "先停止再删除",
        loop_label: "循环中的版本",
        loop_devices_unknown: "处于这些版本的设备将反复刷写；此处无法得知其数量。请先停止循环中的某个任务。",
        loops_unchecked: "无法检查循环：读取期间列表发生了变化，可能缺少正在运行的任务。请刷新列表，或输入目标版本以确认。",

        devices_on_versions(devices: &str, versions: usize): "{devices} 台设备，分布在 {versions} 个版本",
        share_of_all(on: &str, all: &str): "{on} / {all} 台",
        share_on_version(on: &str, all: &str, share: &str, version: Version): "{all} 台设备中有 {on} 台（{share} %）处于版本 {version}",
        devices_on_version(on: &str, version: Version): "{on} 台设备处于版本 {version}",
        per_hour(number: &str): "{number} / 时",
        no_progress(minutes: u64): "{minutes} 分钟无进展",
        chart(first: &str, last: &str, minutes: u64): "已升级：{minutes} 分钟内从 {first} 到 {last}（本标签页所见）",
        already_upgraded(number: &str): "；{number} 台已升级。",
        type_target(version: Version): "此操作涉及大量设备，或其中很大一部分。如要启动，请输入目标版本：{version}",
        type_loop(steps: &str): "如仍要启动，请输入完整的循环：{steps}",
        closes_loop(steps: &str): "与正在运行的任务一起会形成循环：{steps}。",
        loop_devices(devices: &str): "有 {devices} 台设备处于这些版本，将反复刷写。请先停止循环中的某个任务。",
        loop_found(steps: &str): "未发送任何请求：与目前正在运行的任务一起会形成循环 {steps}，设备将反复刷写。请先停止循环中的某个任务。",
        type_unchecked(version: Version): "如要在未检查的情况下启动，请输入目标版本：{version}",
    }

    fn minutes_remaining(&self, minutes: u64) -> String {
        match minutes {
            0..=119 => format!("约剩 {minutes} 分钟"),
            120..=2879 => format!("约剩 {} 小时", minutes / 60),
            _ => format!("约剩 {} 天", minutes / 1440),
        }
    }
}
