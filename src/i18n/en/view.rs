//! Texts of search, filters, pages, selection, bulk actions and export.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::language::Language;
use crate::i18n::messages::{Messages, ViewMessages};
use upgrade_api::status::Action;
use upgrade_api::values::Version;

impl ViewMessages for English {
    texts! {
        search: "Search",
        search_hint: "Name, description, version, ID",
        filters: "Filters",
        all: "All",
        firmware_type_filter: "Firmware type",
        all_firmware_types: "All types",
        version_filter: "From or target version",
        all_versions: "All versions",
        nothing_found: "No tasks match",
        nothing_found_hint: "Change the search or clear the filters.",
        clear_filters: "Clear filters",
        linked_task_missing: "The task of this link isn’t in the list: it has been deleted, or it belongs to another product.",
        linked_task_unreadable: "This task can’t be shown: part of the list couldn’t be read. Refresh, then try again.",

        columns: "Columns",
        sort_and_columns: "Sort and columns",
        devices_on_from: "Devices on from version",
        unknown: "unknown",
        sort_by: "Sort by",
        platform_order: "Default order",
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
        next_hop: "Create follow-up task",
        replace_draft: "The form contains a draft. Replace it?",
        replace: "Replace draft",
        keep_draft: "Keep draft",

        export: "Export",
        export_json: "Export JSON",
        copy_json: "Copy JSON",

        copy_table_manually: "The browser doesn’t allow this page to copy. Only the table on screen is selected: press Ctrl+C (⌘C on a Mac) to copy it, or export a file.",

        select_all: "Select all tasks shown",
        selected_tasks: "Selected tasks",
        clear_selection: "Clear selection",
        stop_all: "Stop all",
        stop_all_none: "No running tasks.",
        stop_all_unreadable: "Some tasks couldn’t be read and won’t be stopped. They may be running. Tell your administrator.",
        row_missing: "Missing from the latest list; it may reappear at the next refresh",
        bulk_empty: "All selected tasks were skipped, for the reasons below.",
        bulk_about: "Tasks are handled one after another, in this order. Each result is shown here and recorded in the activity. Closing this dialog cancels the remaining tasks.",
        bulk_delete: "The tasks and their counts are deleted permanently. Devices they have upgraded stay on the new version.",
        bulk_affected_unknown: "The number of affected devices is unknown.",
        bulk_excluded: "Skipped",
        excluded_downgrade: "This is a downgrade. Start it separately.",
        excluded_loop: "Starting it would close a loop, and devices would keep reflashing. Stop a task of the loop first.",
        excluded_many_devices: "It affects many devices or a large share of them. Start it separately.",
        waiting: "Waiting",
        skipped: "Nothing was sent: you canceled before this task.",
        stop_after_this: "Cancel remaining",
        stopping_after_this: "Finishing the current task…",

        new_task: "new",
        new_row: "New",
        deleted_task: "deleted",
        changed_task: "changed",

        version(version: Version): "Version {version}",
        pages_of(list: &str): "Pages: {list}",
        page_rows(first: &str, last: &str, all: &str): "Rows {first}–{last} of {all}",
        linked_task_deleted(name: &str): "“{name}” no longer exists: it was deleted.",
        printed_rows(rows: &str, time: &str): "{rows} · list read {time}",
        more_actions(name: &str): "More actions for {name}",
        select(name: &str): "Select {name}",
        stop_all_partly(read: &str, all: &str): "Only {read} of {all} tasks are loaded. The others won’t be stopped; use Stop all again when the list is complete.",
        bulk_type(devices: &str): "This affects many devices or a large share of them. Type the number of devices: {devices}",
        bulk_type_reason(devices: &str): "Type the number of devices first: {devices}",
        task_change(name: &str, how: &str): "{name} ({how})",
        page_size(rows: &str): "{rows} rows",
        bulk_result(done: &str, all: &str): "{done} of {all} done.",
    }

    fn export_about(&self, tasks: &str) -> String {
        format!("Exports {}.", count(tasks, "matching task", "matching tasks"))
    }

    fn selected(&self, count: usize, hidden: usize) -> String {
        match hidden {
            0 => format!("{} selected", number(count)),
            _ => format!("{} selected, {} of them not shown", number(count), number(hidden)),
        }
    }

    fn stop_all_old(&self, seconds: u64) -> String {
        let age = match seconds {
            0..=119 => format!("{seconds} s"),
            _ => format!("{} min", Language::En.number(seconds / 60)),
        };
        format!(
            "The list is {age} old and couldn’t be refreshed. Tasks started since then won’t be stopped. Check the list afterwards."
        )
    }

    fn none_applicable(&self, action: Action) -> &'static str {
        match action {
            Action::Start => "None of the selected tasks is stopped.",
            Action::Stop => "None of the selected tasks is running.",
            Action::Delete => "None of the selected tasks can be deleted: their status is unknown.",
        }
    }

    fn bulk_none(&self, action: Action) -> &'static str {
        match action {
            Action::Start => "No tasks to start",
            Action::Stop => "No tasks to stop",
            Action::Delete => "No tasks to delete",
        }
    }

    fn bulk_title(&self, action: Action, tasks: usize) -> String {
        format!("{}?", self.bulk_confirm(action, tasks))
    }

    fn bulk_stop_all(&self, count: &str) -> String {
        match count {
            "1" => "Stop the running task of this product?".to_owned(),
            _ => format!("Stop all {count} running tasks of this product?"),
        }
    }

    fn bulk_affected(&self, devices: &str) -> String {
        format!("{} affected in total.", count(devices, "device is", "devices are"))
    }

    fn bulk_affected_at_least(&self, devices: &str) -> String {
        let devices = count(devices, "device is", "devices are");
        format!("At least {devices} affected. For some of these tasks the number is unknown.")
    }

    fn bulk_running(&self, running: &str) -> String {
        match running {
            "1" => "One of these tasks is running. It is stopped first, and deleted once the list shows it stopped."
                .to_owned(),
            _ => format!(
                "{running} of these tasks are running. Each is stopped first, and deleted once the list shows it stopped."
            ),
        }
    }

    fn bulk_confirm(&self, action: Action, tasks: usize) -> String {
        let action = self.action(action);
        format!("{action} {}", count(number(tasks), "task", "tasks"))
    }

    fn tasks_changed(&self, tasks: &[String], more: usize) -> String {
        let start = count(number(tasks.len() + more), "task changed", "tasks changed");
        let tasks = tasks.join(", ");
        match more {
            0 => format!("{start}: {tasks}."),
            _ => format!("{start}: {tasks}, and {} more.", number(more)),
        }
    }

    fn upgraded_since(&self, devices: &str, time: &str) -> String {
        format!("{} upgraded since {time}.", count(devices, "device", "devices"))
    }
}

fn number(number: usize) -> String {
    Language::En.number(number as u64)
}
