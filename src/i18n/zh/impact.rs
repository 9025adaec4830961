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
        devices_not_counted: "受影响的设备数暂无数据：该平台不提供各版本的设备数。",
        rate: "速率",
        stop_then_delete: "先停止再删除",
        loop_label: "循环中的版本",
        loop_devices_unknown: "启动后，处于这些版本的设备会反复刷写；设备数暂无数据。请先停止循环中的某个任务。",
        start_unchecked: "操作未发送：加载期间列表有变化，无法检查启动后是否会形成循环。请先刷新列表。",
        loops_unchecked: "无法检查启动后是否会形成循环：加载期间列表有变化，可能漏掉运行中的任务。请先刷新列表。",
        loops_unread: "部分任务无法读取，无法检查启动后是否会与其形成循环；其中可能有运行中的任务，请联系管理员。",

        share_of_all(on: &str, all: &str): "{on} / {all} 台",
        share_on_version(on: &str, all: &str, share: &str, version: Version): "{all} 台设备中有 {on} 台（{share}）处于版本 {version}",
        devices_on_version(on: &str, version: Version): "{on} 台设备处于版本 {version}",
        per_hour(number: &str): "每小时 {number} 台",
        already_upgraded(number: &str): "；此任务已升级 {number} 台。",
        type_target(version: Version): "此操作影响的设备较多或占比较高。如要启动，请输入目标版本：{version}",
        type_loop(steps: &str): "如仍要启动，请输入完整的循环：{steps}",
        closes_loop(steps: &str): "启动后，会与运行中的任务形成循环：{steps}。",
        loop_devices(devices: &str): "启动后，处于这些版本的 {devices} 台设备会反复刷写。请先停止循环中的某个任务。",
        loop_found(steps: &str): "操作未发送：启动后会与运行中的任务形成循环（{steps}），设备会反复刷写。请先停止循环中的某个任务。",
        type_unchecked(version: Version): "如要跳过检查直接启动，请输入目标版本：{version}",
        no_progress(minutes: &str): "{minutes} 分钟无进展",
        chart(first: &str, last: &str, minutes: &str): "已升级：{minutes} 分钟内从 {first} 台增至 {last} 台（本标签页数据）",
        devices_on_versions(devices: &str, versions: &str): "{devices} 台设备，分布在 {versions} 个版本",
    }

    fn minutes_remaining(&self, minutes: u64) -> String {
        match minutes {
            0..=119 => format!("约剩 {minutes} 分钟"),
            120..=2879 => format!("约剩 {} 小时", minutes / 60),
            _ => format!("约剩 {} 天", Language::Zh.number(minutes / 1440)),
        }
    }
}
