//! What is said around finding, choosing and exporting tasks. Both languages side by side.

use super::en::count;
use super::messages;
use upgrade_api::status::Action;
use upgrade_api::values::Version;

messages! {
    /// See [`Messages`](super::Messages).
    ViewMessages:
    search: &'static str,
    search_hint: &'static str,
    filters: &'static str,
    all: &'static str,
    kind_filter: &'static str,
    all_kinds: &'static str,
    version_filter: &'static str,
    all_versions: &'static str,
    version_word: fn(Version) -> String,
    nothing_found: &'static str,
    nothing_found_hint: &'static str,
    clear_filters: &'static str,
    /// A link leads to a task that is not in the list.
    linked_gone: &'static str,
    /// The task whose details were open, by its name.
    linked_deleted: fn(&str) -> String,
    linked_unread: &'static str,

    columns: &'static str,
    on_from: &'static str,
    devices_unknown: &'static str,
    sort_by: &'static str,
    own_order: &'static str,
    ascending: &'static str,
    descending: &'static str,

    /// The task's name.
    more_actions: fn(&str) -> String,
    duplicate: &'static str,
    next_hop: &'static str,
    replace_draft: &'static str,
    replace: &'static str,
    keep_draft: &'static str,

    export: &'static str,
    /// How many tasks.
    export_about: fn(&str) -> String,
    export_json: &'static str,
    copy_json: &'static str,

    select_all: &'static str,
    selected_tasks: &'static str,
    /// The task's name.
    select: fn(&str) -> String,
    /// How many, and how many of them are not on show.
    selected: fn(usize, usize) -> String,
    clear_selection: &'static str,
    stop_all: &'static str,
    stop_all_none: &'static str,
    /// Seconds since the list was read.
    stop_all_old: fn(u64) -> String,
    /// Why an action applies to none of the selected tasks.
    picked_none: fn(Action) -> &'static str,
    row_missing: &'static str,

    /// What to do, with how many tasks.
    bulk_title: fn(Action, usize) -> String,
    bulk_stop_all: fn(usize) -> String,
    bulk_none: &'static str,
    bulk_about: &'static str,
    bulk_delete: &'static str,
    /// Devices that are hit at least.
    bulk_hit: fn(&str) -> String,
    bulk_hit_at_least: fn(&str) -> String,
    bulk_hit_unknown: &'static str,
    bulk_running: fn(usize) -> String,
    /// The number of devices to type.
    bulk_type: fn(&str) -> String,
    bulk_type_reason: fn(&str) -> String,
    bulk_go: fn(Action, usize) -> String,
    bulk_left_out: &'static str,
    left_downgrade: &'static str,
    left_loop: &'static str,
    left_many: &'static str,
    waiting: &'static str,
    done: &'static str,
    not_done: &'static str,
    skipped: &'static str,
    stop_after_this: &'static str,
    stops_after_this: &'static str,
    /// Done, of how many.
    bulk_result: fn(usize, usize) -> String,

    was_new: &'static str,
    was_deleted: &'static str,
    was_changed: &'static str,
    /// A task's name, and what has happened to it.
    changed_how: fn(&str, &str) -> String,
    /// Changed tasks, in words, and how many there are besides.
    changed: fn(&[String], usize) -> String,
    /// Devices upgraded, and since when.
    upgraded_since: fn(&str, &str) -> String,
}

pub(super) const EN: ViewMessages = ViewMessages {
    search: "Search",
    search_hint: "Name, description, version, id",
    filters: "Filters",
    all: "All",
    kind_filter: "Type of firmware",
    all_kinds: "All types",
    version_filter: "From or target version",
    all_versions: "All versions",
    version_word: |version| format!("Version {version}"),
    nothing_found: "No task matches",
    nothing_found_hint: "There are tasks, but none is what the search and the filters ask for.",
    clear_filters: "Clear filters",
    linked_gone: "The task this link leads to is not in the list: it has been deleted, or it belongs to another product.",
    linked_deleted: |name| format!("“{name}” is gone: it has been deleted."),
    linked_unread: "The task this link leads to is not among the tasks that could be read.",

    columns: "Columns",
    on_from: "On from version",
    devices_unknown: "not known",
    sort_by: "Sort by",
    own_order: "The platform’s order",
    ascending: "ascending",
    descending: "descending",

    more_actions: |name| format!("More actions for {name}"),
    duplicate: "Duplicate",
    next_hop: "Next hop",
    replace_draft: "The form holds a draft: replace it?",
    replace: "Replace draft",
    keep_draft: "Keep draft",

    export: "Export",
    export_about: |tasks| count(tasks, "task matches.", "tasks match."),
    export_json: "Export JSON",
    copy_json: "Copy JSON",

    select_all: "Select all tasks on show",
    selected_tasks: "Selected tasks",
    select: |name| format!("Select {name}"),
    selected: |count, hidden| match hidden {
        0 => format!("{count} selected"),
        _ => format!("{count} selected, {hidden} of them not on show"),
    },
    clear_selection: "Clear selection",
    stop_all: "Stop all",
    stop_all_none: "No task of this product is known to be running.",
    stop_all_old: |seconds| {
        format!(
            "The list is {seconds} s old and could not be read again. A task that another operator has started since is not stopped by this."
        )
    },
    picked_none: |action| match action {
        Action::Start => "None of the selected tasks is stopped.",
        Action::Stop => "None of the selected tasks is running.",
        Action::Delete => "None of the selected tasks can be deleted: their states are not documented.",
    },
    row_missing: "Not in the last list, which changed while it was read",

    bulk_title: |action, tasks| format!("{}?", go(action, tasks)),
    bulk_stop_all: |count| match count {
        1 => "Stop the running task of this product?".to_owned(),
        _ => format!("Stop all {count} running tasks of this product?"),
    },
    bulk_none: "Nothing is left to do.",
    bulk_about: "One after another, in this order. Each result is shown here and written to the activity. Closing this stops after the task being worked on.",
    bulk_delete: "The tasks are removed for good, and what they have counted with them. Devices they have upgraded stay on the new version.",
    bulk_hit: |devices| format!("{} hit.", count(devices, "device in all is", "devices in all are")),
    bulk_hit_at_least: |devices| {
        let devices = count(devices, "device is", "devices are");
        format!("At least {devices} hit: of some of these tasks it is not known how many they hit.")
    },
    bulk_hit_unknown: "How many devices are hit is not known.",
    bulk_running: |running| match running {
        1 => {
            "One of these tasks is running. It is stopped first and deleted once the list shows it stopped.".to_owned()
        }
        _ => format!(
            "{running} of these tasks are running. Each is stopped first and deleted once the list shows it stopped."
        ),
    },
    bulk_type: |devices| {
        format!("That is many devices, or a large part of them. Type the number of devices, {devices}")
    },
    bulk_type_reason: |devices| format!("Type {devices} first."),
    bulk_go: go,
    bulk_left_out: "Left out",
    left_downgrade: "A downgrade. Start it by itself.",
    left_loop: "Starting it would close a loop: devices would be flashed for ever.",
    left_many: "It hits many devices, or a large part of them. Start it by itself.",
    waiting: "Waiting",
    done: "Done",
    not_done: "Not done",
    skipped: "Nothing was sent: stopped before its turn.",
    stop_after_this: "Stop after this one",
    stops_after_this: "Stopping after this one…",
    bulk_result: |done, all| format!("{done} of {all} done."),

    was_new: "new",
    was_deleted: "deleted",
    was_changed: "changed",
    changed_how: |name, how| format!("{name} ({how})"),
    changed: |tasks, more| {
        let start = count(tasks.len() + more, "task changed", "tasks changed");
        let tasks = tasks.join(", ");
        match more {
            0 => format!("{start}: {tasks}."),
            _ => format!("{start}: {tasks}, and {more} more."),
        }
    },
    upgraded_since: |devices, time| format!("{} upgraded since {time}.", count(devices, "device", "devices")),
};

/// What a button does, with how many tasks.
fn go(action: Action, tasks: usize) -> String {
    let action = (super::en::MESSAGES.action)(action);
    format!("{action} {}", count(tasks, "task", "tasks"))
}

pub(super) const ZH: ViewMessages = ViewMessages {
    search: "搜索",
    search_hint: "名称、描述、版本、ID",
    filters: "筛选",
    all: "全部",
    kind_filter: "固件类型",
    all_kinds: "全部类型",
    version_filter: "起始或目标版本",
    all_versions: "全部版本",
    version_word: |version| format!("版本 {version}"),
    nothing_found: "没有符合条件的任务",
    nothing_found_hint: "有任务，但没有一个符合当前的搜索和筛选条件。",
    clear_filters: "清除筛选",
    linked_gone: "此链接指向的任务不在列表中：任务已被删除，或属于其他产品。",
    linked_deleted: |name| format!("“{name}”已不存在：任务已被删除。"),
    linked_unread: "此链接指向的任务不在可读取的任务之中。",

    columns: "列",
    on_from: "起始版本设备",
    devices_unknown: "未知",
    sort_by: "排序",
    own_order: "平台顺序",
    ascending: "升序",
    descending: "降序",

    more_actions: |name| format!("{name} 的更多操作"),
    duplicate: "复制为新任务",
    next_hop: "下一跳",
    replace_draft: "表单中有未提交的草稿，要替换吗？",
    replace: "替换草稿",
    keep_draft: "保留草稿",

    export: "导出",
    export_about: |count| format!("{count} 个任务符合条件。"),
    export_json: "导出 JSON",
    copy_json: "复制 JSON",

    select_all: "选择当前显示的全部任务",
    selected_tasks: "已选任务",
    select: |name| format!("选择 {name}"),
    selected: |count, hidden| match hidden {
        0 => format!("已选 {count} 个"),
        _ => format!("已选 {count} 个，其中 {hidden} 个未显示"),
    },
    clear_selection: "取消选择",
    stop_all: "全部停止",
    stop_all_none: "此产品没有已知在运行的任务。",
    stop_all_old: |seconds| {
        format!("列表是 {seconds} 秒前读取的，之后未能重新读取。他人在此之后启动的任务不会被停止。")
    },
    picked_none: |action| match action {
        Action::Start => "所选任务中没有已停止的任务。",
        Action::Stop => "所选任务中没有运行中的任务。",
        Action::Delete => "所选任务均无法删除：其状态未在接口文档中定义。",
    },
    row_missing: "上次列表在读取期间发生变化，其中没有此任务",

    bulk_title: |action, count| match action {
        Action::Start => format!("启动 {count} 个任务？"),
        Action::Stop => format!("停止 {count} 个任务？"),
        Action::Delete => format!("删除 {count} 个任务？"),
    },
    bulk_stop_all: |count| format!("停止此产品的全部 {count} 个运行中任务？"),
    bulk_none: "没有可执行的任务。",
    bulk_about: "按此顺序逐个执行。每个结果都显示在这里，并写入操作记录。关闭此窗口，将在完成当前任务后停止。",
    bulk_delete: "任务及其计数将被永久删除。已升级的设备保持新版本。",
    bulk_hit: |devices| format!("共影响 {devices} 台设备。"),
    bulk_hit_at_least: |devices| format!("至少影响 {devices} 台设备：其中部分任务影响的设备数未知。"),
    bulk_hit_unknown: "受影响的设备数未知。",
    bulk_running: |count| format!("其中 {count} 个任务正在运行。将先逐个停止，待列表显示已停止后再删除。"),
    bulk_type: |devices| format!("涉及大量设备，或其中很大一部分。请输入设备数 {devices}"),
    bulk_type_reason: |devices| format!("请先输入 {devices}。"),
    bulk_go: |action, count| match action {
        Action::Start => format!("启动 {count} 个任务"),
        Action::Stop => format!("停止 {count} 个任务"),
        Action::Delete => format!("删除 {count} 个任务"),
    },
    bulk_left_out: "不执行",
    left_downgrade: "这是降级任务，请单独启动。",
    left_loop: "启动后会形成循环：设备会反复刷写。",
    left_many: "涉及大量设备，或其中很大一部分，请单独启动。",
    waiting: "等待中",
    done: "完成",
    not_done: "未完成",
    skipped: "未发送：轮到之前已停止。",
    stop_after_this: "完成当前任务后停止",
    stops_after_this: "完成当前任务后将停止…",
    bulk_result: |done, all| format!("{all} 个中完成 {done} 个。"),

    was_new: "新增",
    was_deleted: "已删除",
    was_changed: "有变化",
    changed_how: |name, how| format!("{name}（{how}）"),
    changed: |tasks, more| {
        let count = tasks.len() + more;
        let tasks = tasks.join("、");
        match more {
            0 => format!("{count} 个任务有变化：{tasks}。"),
            _ => format!("{count} 个任务有变化：{tasks}，另有 {more} 个。"),
        }
    },
    upgraded_since: |devices, time| format!("自 {time} 以来已升级 {devices} 台设备。"),
};
