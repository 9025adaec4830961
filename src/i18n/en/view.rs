//! Texts of search, filters, pages, selection, bulk actions and export.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::messages::{Messages, ViewMessages};
use upgrade_api::status::Action;
use upgrade_api::values::Version;

impl ViewMessages for English {
    texts! {
        search: "Search",
        search_hint: "Name, description, version, id",
        filters: "Filters",
        all: "All",
        firmware_type_filter: "Type of firmware",
        all_firmware_types: "All types",
        version_filter: "From or target version",
        all_versions: "All versions",
        nothing_found: "No task matches",
        nothing_found_hint: "There are tasks, but none is what the search and the filters ask for.",
        clear_filters: "Clear filters",
        linked_task_missing: "The task this link leads to is not in the list: it has been deleted, or it belongs to another product.",
        linked_task_unreadable: "The task this link leads to is not among the tasks that could be read.",

        columns: "Columns",
        devices_on_from: "On from version",
        devices_unknown: "not known",
        sort_by: "Sort by",
        platform_order: "The platform’s order",
        ascending: "ascending",
        descending: "descending",
        previous_page: "Previous page",
        next_page: "Next page",
        is_first_page: "This is the first page.",
        is_last_page: "This is the last page.",
        rows_per_page: "Rows per page",
        all_rows: "All rows",
        show_in_list: "Show in list",

        duplicate: "Duplicate",
        next_hop: "Next hop",
        replace_draft: "The form holds a draft: replace it?",
        replace: "Replace draft",
        keep_draft: "Keep draft",

        export: "Export",
        export_json: "Export JSON",
        copy_json: "Copy JSON",

        select_all: "Select all tasks on show",
        selected_tasks: "Selected tasks",
        clear_selection: "Clear selection",
        stop_all: "Stop all",
        stop_all_none: "No task of this product is known to be running.",
        row_missing: "Not in the last list, which changed while it was read",
        bulk_empty: "Nothing is left to do.",
        bulk_about: "One after another, in this order. Each result is shown here and written to the activity. Closing this stops after the task being worked on.",
        bulk_delete: "The tasks are removed for good, and what they have counted with them. Devices they have upgraded stay on the new version.",
        bulk_affected_unknown: "How many devices are hit is not known.",
        bulk_excluded: "Left out",
        excluded_downgrade: "A downgrade. Start it by itself.",
        excluded_loop: "Starting it would close a loop: devices would be flashed for ever.",
        excluded_many_devices: "It hits many devices, or a large part of them. Start it by itself.",
        waiting: "Waiting",
        done: "Done",
        not_done: "Not done",
        skipped: "Nothing was sent: stopped before its turn.",
        stop_after_this: "Stop after this one",
        stopping_after_this: "Stopping after this one…",

        new_task: "new",
        deleted_task: "deleted",
        changed_task: "changed",

        version(version: Version): "Version {version}",
        pages_of(list: &str): "Pages: {list}",
        page_rows(first: &str, last: &str, all: &str): "Rows {first}–{last} of {all}",
        printed_rows(rows: &str, time: &str): "{rows} · list read {time}",
        page_size(rows: usize): "{rows} rows",
        linked_task_deleted(name: &str): "“{name}” is gone: it has been deleted.",
        more_actions(name: &str): "More actions for {name}",
        select(name: &str): "Select {name}",
        stop_all_old(seconds: u64): "The list is {seconds} s old and could not be read again. A task that another operator has started since is not stopped by this.",
        stop_all_partly(read: &str, all: &str): "Only {read} of {all} tasks are read yet. The others are not stopped.",
        bulk_type(devices: &str): "That is many devices, or a large part of them. Type the number of devices, {devices}",
        bulk_type_reason(devices: &str): "Type {devices} first.",
        bulk_result(done: usize, all: usize): "{done} of {all} done.",
        task_change(name: &str, how: &str): "{name} ({how})",
    }

    fn export_about(&self, tasks: &str) -> String {
        count(tasks, "task matches.", "tasks match.")
    }

    fn selected(&self, count: usize, hidden: usize) -> String {
        match hidden {
            0 => format!("{count} selected"),
            _ => format!("{count} selected, {hidden} of them not on show"),
        }
    }

    fn none_applicable(&self, action: Action) -> &'static str {
        match action {
            Action::Start => "None of the selected tasks is stopped.",
            Action::Stop => "None of the selected tasks is running.",
            Action::Delete => "None of the selected tasks can be deleted: their states are not documented.",
        }
    }

    fn bulk_title(&self, action: Action, tasks: usize) -> String {
        format!("{}?", self.bulk_confirm(action, tasks))
    }

    fn bulk_stop_all(&self, count: usize) -> String {
        match count {
            1 => "Stop the running task of this product?".to_owned(),
            _ => format!("Stop all {count} running tasks of this product?"),
        }
    }

    fn bulk_affected(&self, devices: &str) -> String {
        format!("{} hit.", count(devices, "device in all is", "devices in all are"))
    }

    fn bulk_affected_at_least(&self, devices: &str) -> String {
        let devices = count(devices, "device is", "devices are");
        format!("At least {devices} hit: of some of these tasks it is not known how many they hit.")
    }

    fn bulk_running(&self, running: usize) -> String {
        match running {
            1 => "One of these tasks is running. It is stopped first and deleted once the list shows it stopped."
                .to_owned(),
            _ => format!(
                "{running} of these tasks are running. Each is stopped first and deleted once the list shows it stopped."
            ),
        }
    }

    fn bulk_confirm(&self, action: Action, tasks: usize) -> String {
        let action = self.action(action);
        format!("{action} {}", count(tasks, "task", "tasks"))
    }

    fn tasks_changed(&self, tasks: &[String], more: usize) -> String {
        let start = count(tasks.len() + more, "task changed", "tasks changed");
        let tasks = tasks.join(", ");
        match more {
            0 => format!("{start}: {tasks}."),
            _ => format!("{start}: {tasks}, and {more} more."),
        }
    }

    fn upgraded_since(&self, devices: &str, time: &str) -> String {
        format!("{} upgraded since {time}.", count(devices, "device", "devices"))
    }
}
