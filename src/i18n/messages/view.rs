//! Texts of search, filters, pages, selection, bulk actions and export.

use upgrade_api::status::Action;
use upgrade_api::values::Version;

pub trait ViewMessages: Sync {
    texts! {
        search, search_hint, filters, all, firmware_type_filter, all_firmware_types, version_filter, all_versions,
        nothing_found, nothing_found_hint, clear_filters,
        /// The task of a link is not in the list.
        linked_task_missing,
        linked_task_unreadable,

        columns, sort_and_columns, devices_on_from, unknown, sort_by, platform_order, ascending, descending,

        previous_page, next_page, is_first_page, is_last_page, rows_per_page, all_rows, show_in_list,

        duplicate, next_hop, replace_draft, replace, keep_draft,

        export, export_json, copy_json, copy_table_manually,

        select_all, selected_tasks, clear_selection, stop_all, stop_all_none, stop_all_unreadable, row_missing,

        bulk_empty, bulk_about, bulk_delete, bulk_affected_unknown, bulk_excluded, excluded_downgrade, excluded_loop,
        excluded_many_devices, waiting, skipped, stop_after_this, stopping_after_this,

        new_task, deleted_task, changed_task,
        /// Mark of a row whose task was just created.
        new_row,
    }

    fn version(&self, version: Version) -> String;
    /// Accessible name of the pager of a list.
    fn pages_of(&self, list: &str) -> String;
    /// `first` and `last`: numbers of the rows on the page.
    fn page_rows(&self, first: &str, last: &str, all: &str) -> String;
    /// `rows`: the rows on a printed list; `time`: when the list was read.
    fn printed_rows(&self, rows: &str, time: &str) -> String;
    fn page_size(&self, rows: &str) -> String;
    /// The task whose details are open was deleted.
    fn linked_task_deleted(&self, name: &str) -> String;
    fn more_actions(&self, name: &str) -> String;
    /// Number of tasks to export.
    fn export_about(&self, tasks: &str) -> String;
    fn select(&self, name: &str) -> String;
    /// `hidden`: number of selected tasks that are not visible.
    fn selected(&self, count: usize, hidden: usize) -> String;
    /// Time since the last reading of the list.
    fn stop_all_old(&self, seconds: u64) -> String;
    fn stop_all_partly(&self, read: &str, all: &str) -> String;
    /// Reason why an action applies to no selected task.
    fn none_applicable(&self, action: Action) -> &'static str;
    /// Title where every selected task is skipped.
    fn bulk_none(&self, action: Action) -> &'static str;
    fn bulk_title(&self, action: Action, tasks: usize) -> String;
    fn bulk_stop_all(&self, count: &str) -> String;
    fn bulk_affected(&self, devices: &str) -> String;
    fn bulk_affected_at_least(&self, devices: &str) -> String;
    fn bulk_running(&self, running: &str) -> String;
    /// Asks the operator to type the number of devices.
    fn bulk_type(&self, devices: &str) -> String;
    fn bulk_type_reason(&self, devices: &str) -> String;
    fn bulk_confirm(&self, action: Action, tasks: usize) -> String;
    fn bulk_result(&self, done: &str, all: &str) -> String;
    fn task_change(&self, name: &str, how: &str) -> String;
    /// `more`: number of changes that are not listed.
    fn tasks_changed(&self, tasks: &[String], more: usize) -> String;
    fn upgraded_since(&self, devices: &str, time: &str) -> String;
}
