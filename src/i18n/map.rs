//! What is said on the upgrade map. Both languages side by side.

use super::en::count;
use super::messages;
use upgrade_api::graph::End;
use upgrade_api::values::Version;

messages! {
    /// See [`Messages`](super::Messages).
    MapMessages:
    upgrade_map: &'static str,
    list: &'static str,
    view: &'static str,
    firmware: &'static str,
    legend: &'static str,
    in_words: &'static str,
    counts_unknown: &'static str,
    /// That so many versions and tasks are too many.
    not_all: fn(&str, &str) -> String,
    some_unreadable: &'static str,
    counts_as_running: &'static str,
    version: fn(Version) -> String,
    devices: fn(&str) -> String,
    /// Where devices end, in two or three words; `None` where they stay.
    ends: fn(&End) -> Option<String>,
    /// Where devices on a version end.
    ends_sentence: fn(Version, &End) -> String,
    no_task_here: &'static str,
    /// A task by its name and versions.
    task: fn(&str, Version, Version) -> String,
    running: &'static str,
    stopped: &'static str,
    upgraded: fn(&str) -> String,
    on_a_loop: &'static str,
    /// Between parts of a sentence.
    comma: &'static str,
    /// Before what is said of something.
    colon: &'static str,
    /// Between sentences.
    full_stop: &'static str,
    /// Between names.
    and: &'static str,
    loop_runs: fn(&str) -> String,
    /// Devices on the versions of a loop, and how many are on their way there, if any.
    loop_devices: fn(&str, Option<&str>) -> String,
    loop_unknown: &'static str,
    stop: fn(&str) -> String,
    show_on_map: &'static str,
    /// A version, and the tasks that start there.
    fork: fn(Version, &str) -> String,
    /// A version, and the stopped tasks that lead on from it.
    dead_end: fn(Version, &str) -> String,
    /// A version, and the stopped tasks that start there.
    unreachable: fn(Version, &str) -> String,
    /// So many loops and forks more than are listed.
    untold: fn(&str) -> String,
    /// So many versions more than are listed.
    untold_ends: fn(&str) -> String,
}

/// Versions, one after the other.
fn joined(versions: &[Version], between: &str) -> String {
    let texts: Vec<_> = versions.iter().map(Version::to_string).collect();
    texts.join(between)
}

pub(super) const EN: MapMessages = MapMessages {
    upgrade_map: "Upgrade map",
    list: "List",
    view: "View",
    firmware: "Firmware",
    legend: "Circles are versions: the more devices, the larger. Arrows are tasks: solid ones run, dashed ones are stopped, dotted ones are in a state this console does not know, ▼ leads to a lower version, ↻ lies on a loop.",
    in_words: "Where devices end",
    counts_unknown: "How many devices run which version is not known here.",
    not_all: |versions, tasks| {
        let versions = count(versions, "version", "versions");
        let tasks = count(tasks, "task", "tasks");
        format!("This is only the beginning: {versions} and {tasks} are too many to draw.")
    },
    some_unreadable: "Tasks that could not be read are missing here.",
    counts_as_running: "A task in a state this console does not know counts as running here.",
    version: |version| format!("Version {version}"),
    devices: |number| count(number, "device", "devices"),
    ends: |end| match end {
        End::Stays => None,
        End::At { version, .. } => Some(format!("end on {version}")),
        End::InLoop(_) => Some("end in a loop".to_owned()),
        End::Forks { .. } => Some("end not certain".to_owned()),
    },
    ends_sentence: |version, end| match end {
        End::Stays => format!("Devices on {version} stay there."),
        End::At { version: last, steps } => {
            let steps = count(steps, "step", "steps");
            format!("Devices on {version} end on {last}, in {steps}.")
        }
        End::InLoop(versions) => format!("Devices on {version} re-flash for ever: {}.", joined(versions, " → ")),
        End::Forks { at, targets } => format!(
            "Where devices on {version} end is not certain: running tasks lead from {at} to {}, and devices take the newest.",
            joined(targets, " and ")
        ),
    },
    no_task_here: "No task starts here.",
    task: |name, from, target| format!("Task “{name}”, version {from} to {target}"),
    running: "running",
    stopped: "stopped",
    upgraded: |count| format!("{count} upgraded"),
    on_a_loop: "on a loop",
    comma: ", ",
    colon: ": ",
    full_stop: ". ",
    and: ", ",
    loop_runs: |steps| format!("Running tasks form a loop: {steps}."),
    loop_devices: |on, coming| {
        let on = count(on, "device re-flashes", "devices re-flash");
        match coming {
            Some(coming) => {
                let coming = count(coming, "more is on its way", "more are on their way");
                format!("{on} for ever, and {coming} there.")
            }
            None => format!("{on} for ever."),
        }
    },
    loop_unknown: "Devices on these versions re-flash for ever; how many there are is not known here.",
    stop: |name| format!("Stop “{name}”"),
    show_on_map: "Show on the map",
    fork: |version, names| {
        format!(
            "Several running tasks start at version {version}: {names}. Devices take the newest; which one that is cannot be told here."
        )
    },
    dead_end: |version, names| {
        format!("Running tasks leave devices on version {version}: what leads on from there is stopped ({names}).")
    },
    unreachable: |version, names| {
        format!(
            "No device is on version {version} and no running task brings one there: started now, {names} would hit nobody."
        )
    },
    untold: |count| format!("Loops and forks not listed here: {count}. Stop some of the tasks above first."),
    untold_ends: |count| format!("Such versions not listed here: {count}."),
};

pub(super) const ZH: MapMessages = MapMessages {
    upgrade_map: "升级图谱",
    list: "列表",
    view: "视图",
    firmware: "固件",
    legend: "圆表示版本，设备越多圆越大；箭头表示任务：实线为运行中，虚线为已停止，点线为未知状态，▼ 表示降级，↻ 表示处于循环中。",
    in_words: "设备最终停在哪里",
    counts_unknown: "此处无法得知各版本的设备数量。",
    not_all: |versions, tasks| format!("此处只显示开头部分：共有 {versions} 个版本、{tasks} 个任务，无法全部画出。"),
    some_unreadable: "无法读取的任务未显示在此处。",
    counts_as_running: "状态未知的任务在此处按运行中处理。",
    version: |version| format!("版本 {version}"),
    devices: |count| format!("{count} 台设备"),
    ends: |end| match end {
        End::Stays => None,
        End::At { version, .. } => Some(format!("最终停在 {version}")),
        End::InLoop(_) => Some("陷入循环".to_owned()),
        End::Forks { .. } => Some("去向不确定".to_owned()),
    },
    ends_sentence: |version, end| match end {
        End::Stays => format!("版本 {version} 的设备停留在原版本。"),
        End::At { version: last, steps } => format!("版本 {version} 的设备最终停在 {last}，共 {steps} 步。"),
        End::InLoop(versions) => format!("版本 {version} 的设备会无休止地反复刷写：{}。", joined(versions, " → ")),
        End::Forks { at, targets } => format!(
            "版本 {version} 的设备去向不确定：从 {at} 出发的运行中任务通向 {}，设备执行其中最新的一个。",
            joined(targets, " 和 ")
        ),
    },
    no_task_here: "没有从此版本出发的任务。",
    task: |name, from, target| format!("任务“{name}”，版本 {from} 到 {target}"),
    running: "运行中",
    stopped: "已停止",
    upgraded: |count| format!("已升级 {count}"),
    on_a_loop: "处于循环中",
    comma: "，",
    colon: "：",
    full_stop: "。",
    and: "、",
    loop_runs: |steps| format!("运行中的任务形成循环：{steps}。"),
    loop_devices: |on, coming| match coming {
        Some(coming) => format!("{on} 台设备会无休止地反复刷写，另有 {coming} 台正在前往。"),
        None => format!("{on} 台设备会无休止地反复刷写。"),
    },
    loop_unknown: "处于这些版本的设备会无休止地反复刷写，此处无法得知数量。",
    stop: |name| format!("停止“{name}”"),
    show_on_map: "在图谱中查看",
    fork: |version, names| {
        format!("有多个运行中的任务从版本 {version} 出发：{names}。设备执行其中最新的一个，此处无法得知是哪一个。")
    },
    dead_end: |version, names| format!("运行中的任务使设备停在版本 {version}，而后续任务已停止（{names}）。"),
    unreachable: |version, names| {
        format!("没有设备处于版本 {version}，也没有运行中的任务会把设备带到该版本：现在启动{names}不会影响任何设备。")
    },
    untold: |count| format!("此处未列出的循环和分叉：{count} 处。请先停止上面的部分任务。"),
    untold_ends: |count| format!("此处未列出的类似版本：{count} 个。"),
};
