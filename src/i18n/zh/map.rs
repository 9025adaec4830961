//! Texts of the upgrade map.

use crate::i18n::language::Language;
use crate::i18n::messages::MapMessages;
use crate::i18n::number::joined;
use crate::i18n::zh::Chinese;
use upgrade_api::graph::End;
use upgrade_api::values::Version;

impl MapMessages for Chinese {
    texts! {
        upgrade_map: "升级路径图",
        list: "列表",
        view: "视图",
        firmware: "固件",
        legend: "圆表示版本，设备越多圆越大；箭头表示任务：实线为运行中，虚线为已停止，点线为未知状态。▼ 表示降级，↻ 表示处于循环中。",
        final_versions: "设备最终停在哪里",
        counts_unknown: "各版本的设备数暂无数据。",
        some_unreadable: "无法读取的任务未显示在此处。",
        counts_as_running: "状态未知的任务在此按运行中处理。",
        no_task_here: "没有以此版本为起始版本的任务。",
        on_loop: "处于循环中",
        loop_devices_unknown: "处于这些版本的设备会反复刷写，设备数暂无数据。",
        show_on_map: "在路径图中查看",
        draw_more: "显示更多",
        list_more: "列出更多",

        not_drawn(versions: &str, tasks: &str): "未显示：{versions} 个版本、{tasks} 个任务。优先显示循环中的任务，其次是运行中的任务；列表包含全部任务。",
        hidden_tasks(count: &str): "以此版本为起始版本的任务中，有 {count} 个未显示。",
        devices(count: &str): "{count} 台设备",
        task(name: &str, from: Version, target: Version): "任务“{name}”，版本 {from} 到 {target}",
        upgraded(count: &str): "已升级 {count}",
        loop_runs(steps: &str): "运行中的任务形成循环：{steps}。",
        stop(name: &str): "停止“{name}”",
        fork(version: Version, names: &str): "版本 {version} 是多个运行中任务的起始版本：{names}。设备会执行其中最新的任务，但无法确定是哪一个。请只保留一个，停止其余任务。",
        dead_end(version: Version, names: &str): "设备升级到版本 {version} 后会停在该版本：后续任务已停止（{names}）。",
        unreachable(version: Version, names: &str): "没有设备处于版本 {version}，也没有运行中的任务以其为目标版本。现在启动{names}不会影响任何设备。",
        loops(count: &str): "运行中的任务形成 {count} 个循环",
        forks(count: &str): "{count} 个版本各有多个以其为起始版本的运行中任务",
        dead_ends(count: &str): "设备会停在 {count} 个版本：后续任务已停止",
        unreachable_versions(count: &str): "{count} 个版本没有设备，也没有运行中的任务以其为目标版本",
        more_warnings(count: &str): "还有 {count} 项",
    }

    fn final_version(&self, end: &End) -> Option<String> {
        match end {
            End::Stays => None,
            End::At { version, .. } => Some(format!("最终停在 {version}")),
            End::InLoop(_) => Some("陷入循环".to_owned()),
            End::Forks { .. } => Some("去向不确定".to_owned()),
        }
    }

    fn final_version_sentence(&self, version: Version, end: &End) -> String {
        match end {
            End::Stays => format!("版本 {version} 的设备停留在原版本。"),
            End::At { version: last, steps } => format!(
                "版本 {version} 的设备最终停在版本 {last}，共升级 {} 次。",
                Language::Zh.number(*steps as u64)
            ),
            End::InLoop(versions) => format!(
                "版本 {version} 的设备会陷入循环，反复刷写：{}。",
                joined(versions, " → ")
            ),
            End::Forks { at, targets } => format!(
                "版本 {version} 的设备去向不确定：以 {at} 为起始版本的运行中任务通向 {}，设备会执行其中最新的任务。",
                joined(targets, "、")
            ),
        }
    }

    fn loop_devices(&self, on: &str, coming: Option<&str>) -> String {
        match coming {
            Some(coming) => format!("{on} 台设备会反复刷写，另有 {coming} 台之后也会进入循环。"),
            None => format!("{on} 台设备会反复刷写。"),
        }
    }
}
