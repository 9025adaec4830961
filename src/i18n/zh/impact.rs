//! Texts of devices affected, rates and confirmations.

use crate::i18n::language::Language;
use crate::i18n::messages::ImpactMessages;
use crate::i18n::zh::Chinese;
use upgrade_api::values::Version;

impl ImpactMessages for Chinese {
    texts! {
        devices: "设备",
        by_version: "各版本设备数",
        counting_devices: "正在加载各版本设备数…",
        devices_not_counted: "暂无受影响的设备数：该平台不提供各版本的设备数。",
        rate: "速率",
        stop_then_delete: "先停止再删除",
        loop_label: "循环中的版本",
        loop_devices_unknown: "处于这些版本的设备将反复刷写，设备数暂无数据。请先停止循环中的某个任务。",
        loops_unchecked: "无法检查循环：加载期间列表发生了变化，可能缺少正在运行的任务。请刷新列表，或输入目标版本以确认。",

        share_of_all(on: &str, all: &str): "{on} / {all} 台",
        share_on_version(on: &str, all: &str, share: &str, version: Version): "{all} 台设备中有 {on} 台（{share}）处于版本 {version}",
        devices_on_version(on: &str, version: Version): "{on} 台设备处于版本 {version}",
        per_hour(number: &str): "每小时 {number} 台",
        already_upgraded(number: &str): "；{number} 台已升级。",
        type_target(version: Version): "此操作影响大量设备，或占比较大。如要启动，请输入目标版本：{version}",
        type_loop(steps: &str): "如仍要启动，请输入完整的循环：{steps}",
        closes_loop(steps: &str): "与正在运行的任务一起会形成循环：{steps}。",
        loop_devices(devices: &str): "有 {devices} 台设备处于这些版本，将反复刷写。请先停止循环中的某个任务。",
        loop_found(steps: &str): "操作未发送：与正在运行的任务一起会形成循环（{steps}），设备将反复刷写。请先停止循环中的某个任务。",
        type_unchecked(version: Version): "如要跳过检查直接启动，请输入目标版本：{version}",
    }

    fn devices_on_versions(&self, devices: &str, versions: usize) -> String {
        let versions = Language::Zh.number(versions as u64);
        format!("{devices} 台设备，分布在 {versions} 个版本")
    }

    fn no_progress(&self, minutes: u64) -> String {
        format!("{} 分钟无进展", Language::Zh.number(minutes))
    }

    fn chart(&self, first: &str, last: &str, minutes: u64) -> String {
        let minutes = Language::Zh.number(minutes);
        format!("已升级：{minutes} 分钟内从 {first} 台增至 {last} 台（本标签页数据）")
    }

    fn minutes_remaining(&self, minutes: u64) -> String {
        match minutes {
            0..=119 => format!("约剩 {minutes} 分钟"),
            120..=2879 => format!("约剩 {} 小时", minutes / 60),
            _ => format!("约剩 {} 天", Language::Zh.number(minutes / 1440)),
        }
    }
}
