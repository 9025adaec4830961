//! Texts of search, filters, pages, selection, bulk actions and export.

use crate::i18n::language::Language;
use crate::i18n::messages::{Messages, ViewMessages};
use crate::i18n::zh::Chinese;
use upgrade_api::status::Action;
use upgrade_api::values::Version;

impl ViewMessages for Chinese {
    texts! {
        search: "搜索",
        search_hint: "名称、描述、版本、ID",
        filters: "筛选",
        all: "全部",
        firmware_type_filter: "固件类型",
        all_firmware_types: "全部类型",
        version_filter: "起始或目标版本",
        all_versions: "全部版本",
        nothing_found: "没有匹配的任务",
        nothing_found_hint: "请调整搜索词或清除筛选条件。",
        clear_filters: "清除筛选",
        linked_task_missing: "此链接指向的任务不在列表中：任务已被删除，或属于其他产品。",
        linked_task_unreadable: "部分任务无法读取，因此未找到此链接指向的任务。请刷新列表后重试。",

        columns: "列",
        sort_and_columns: "排序与列",
        devices_on_from: "起始版本设备数",
        unknown: "未知",
        sort_by: "排序",
        platform_order: "默认顺序",
        ascending: "升序",
        descending: "降序",
        previous_page: "上一页",
        next_page: "下一页",
        is_first_page: "已是第一页。",
        is_last_page: "已是最后一页。",
        rows_per_page: "每页行数",
        all_rows: "全部行",
        show_in_list: "在列表中显示",

        duplicate: "复制为新任务",
        next_hop: "创建后续任务",
        replace_draft: "表单中有未提交的草稿，要替换吗？",
        replace: "替换草稿",
        keep_draft: "保留草稿",

        export: "导出",
        export_json: "导出 JSON",
        copy_json: "复制 JSON",

        copy_table_manually: "浏览器不允许此页面复制。仅选中了当前显示的表格：请按 Ctrl+C（Mac 上为 ⌘C）复制，或导出文件。",

        select_all: "选择当前显示的全部任务",
        selected_tasks: "已选任务",
        clear_selection: "取消选择",
        stop_all: "全部停止",
        stop_all_none: "没有运行中的任务。",
        stop_all_unreadable: "部分任务无法读取，不会被停止；其中可能有运行中的任务，请联系管理员。",
        row_missing: "最近一次加载的列表中没有此任务，下次刷新后可能恢复",
        bulk_empty: "所选任务均已跳过，原因见下文。",
        bulk_about: "按此顺序逐个处理。每个结果都显示在此处，并写入操作记录。关闭此窗口后，处理完当前任务就不再继续。",
        bulk_delete: "任务及其计数将被永久删除。已升级的设备停留在目标版本。",
        bulk_affected_unknown: "受影响的设备数未知。",
        bulk_excluded: "已跳过",
        excluded_downgrade: "这是降级任务，请单独启动。",
        excluded_loop: "启动后会形成循环，设备会反复刷写。请先停止循环中的某个任务。",
        excluded_many_devices: "影响的设备较多或占比较高，请单独启动。",
        waiting: "等待中",
        skipped: "操作未发送：轮到此任务之前，批量操作已中止。",
        stop_after_this: "处理完当前任务后中止",
        stopping_after_this: "处理完当前任务后中止…",

        new_task: "新增",
        new_row: "新建",
        deleted_task: "已删除",
        changed_task: "有变化",

        version(version: Version): "版本 {version}",
        pages_of(list: &str): "分页：{list}",
        page_rows(first: &str, last: &str, all: &str): "第 {first}–{last} 行，共 {all} 行",
        linked_task_deleted(name: &str): "“{name}”已被删除。",
        printed_rows(rows: &str, time: &str): "{rows} · 列表读取时间：{time}",
        more_actions(name: &str): "“{name}”的更多操作",
        export_about(count: &str): "将导出符合条件的 {count} 个任务。",
        select(name: &str): "选择“{name}”",
        stop_all_partly(read: &str, all: &str): "目前只加载了 {all} 个任务中的 {read} 个，其余任务不会被停止；列表加载完成后，请再次使用“全部停止”。",
        bulk_affected(devices: &str): "共影响 {devices} 台设备。",
        bulk_affected_at_least(devices: &str): "至少影响 {devices} 台设备；部分任务影响的设备数未知。",
        bulk_type(devices: &str): "此操作影响的设备较多或占比较高。请输入设备数：{devices}",
        bulk_type_reason(devices: &str): "请先输入设备数：{devices}",
        task_change(name: &str, how: &str): "{name}（{how}）",
        upgraded_since(devices: &str, time: &str): "自 {time} 以来已升级 {devices} 台设备。",
        page_size(rows: &str): "{rows} 行",
        bulk_result(done: &str, all: &str): "共 {all} 个任务，操作成功 {done} 个。",
        bulk_stop_all(count: &str): "停止此产品的全部 {count} 个运行中任务？",
        bulk_running(running: &str): "其中 {running} 个任务正在运行。将先逐个停止，待列表显示已停止后再删除。",
    }

    fn selected(&self, count: usize, hidden: usize) -> String {
        match hidden {
            0 => format!("已选 {} 个", number(count)),
            _ => format!("已选 {} 个，其中 {} 个未显示", number(count), number(hidden)),
        }
    }

    fn stop_all_old(&self, seconds: u64) -> String {
        let age = match seconds {
            0..=119 => format!("{seconds} 秒"),
            _ => format!("{} 分钟", Language::Zh.number(seconds / 60)),
        };
        format!("列表是 {age}前更新的，之后刷新失败。此后启动的任务不会被停止，请稍后再查看列表。")
    }

    fn none_applicable(&self, action: Action) -> &'static str {
        match action {
            Action::Start => "所选任务中没有已停止的任务。",
            Action::Stop => "所选任务中没有运行中的任务。",
            Action::Delete => "所选任务均无法删除：其状态未知。",
        }
    }

    fn bulk_none(&self, action: Action) -> &'static str {
        match action {
            Action::Start => "没有可启动的任务",
            Action::Stop => "没有可停止的任务",
            Action::Delete => "没有可删除的任务",
        }
    }

    fn bulk_title(&self, action: Action, count: usize) -> String {
        format!("{}？", self.bulk_confirm(action, count))
    }

    fn bulk_confirm(&self, action: Action, count: usize) -> String {
        format!("{} {} 个任务", self.action(action), number(count))
    }

    fn tasks_changed(&self, tasks: &[String], more: usize) -> String {
        let count = number(tasks.len() + more);
        let tasks = tasks.join("、");
        match more {
            0 => format!("{count} 个任务有变化：{tasks}。"),
            _ => format!("{count} 个任务有变化：{tasks}，另有 {} 个。", number(more)),
        }
    }
}

fn number(number: usize) -> String {
    Language::Zh.number(number as u64)
}
