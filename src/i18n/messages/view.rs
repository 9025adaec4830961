//! Texts of search, filters, selection, bulk actions and export.

use upgrade_api::status::Action;
use upgrade_api::values::Version;

/// Texts of search, filters, selection, bulk actions and export.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct ViewMessages {
    pub search: &'static str,
    pub search_hint: &'static str,
    pub filters: &'static str,
    pub all: &'static str,
    pub kind_filter: &'static str,
    pub all_kinds: &'static str,
    pub version_filter: &'static str,
    pub all_versions: &'static str,
    pub version_word: fn(Version) -> String,
    pub nothing_found: &'static str,
    pub nothing_found_hint: &'static str,
    pub clear_filters: &'static str,
    /// The task of a link is not in the list.
    pub linked_gone: &'static str,
    /// The task whose details are open was deleted. Argument: its name.
    pub linked_deleted: fn(&str) -> String,
    pub linked_unread: &'static str,

    pub columns: &'static str,
    pub on_from: &'static str,
    pub devices_unknown: &'static str,
    pub sort_by: &'static str,
    pub own_order: &'static str,
    pub ascending: &'static str,
    pub descending: &'static str,

    /// Argument: name of the task.
    pub more_actions: fn(&str) -> String,
    pub duplicate: &'static str,
    pub next_hop: &'static str,
    pub replace_draft: &'static str,
    pub replace: &'static str,
    pub keep_draft: &'static str,

    pub export: &'static str,
    /// Argument: number of tasks.
    pub export_about: fn(&str) -> String,
    pub export_json: &'static str,
    pub copy_json: &'static str,

    pub select_all: &'static str,
    pub selected_tasks: &'static str,
    /// Argument: name of the task.
    pub select: fn(&str) -> String,
    /// Arguments: number of selected tasks, number of those that are not visible.
    pub selected: fn(usize, usize) -> String,
    pub clear_selection: &'static str,
    pub stop_all: &'static str,
    pub stop_all_none: &'static str,
    /// Argument: seconds since the last reading of the list.
    pub stop_all_old: fn(u64) -> String,
    /// Reason why an action applies to no selected task.
    pub picked_none: fn(Action) -> &'static str,
    pub row_missing: &'static str,

    /// Arguments: action, number of tasks.
    pub bulk_title: fn(Action, usize) -> String,
    pub bulk_stop_all: fn(usize) -> String,
    pub bulk_none: &'static str,
    pub bulk_about: &'static str,
    pub bulk_delete: &'static str,
    /// Argument: number of affected devices. The next field is for a lower bound.
    pub bulk_hit: fn(&str) -> String,
    pub bulk_hit_at_least: fn(&str) -> String,
    pub bulk_hit_unknown: &'static str,
    pub bulk_running: fn(usize) -> String,
    /// Argument: number of devices that the operator has to type.
    pub bulk_type: fn(&str) -> String,
    pub bulk_type_reason: fn(&str) -> String,
    pub bulk_go: fn(Action, usize) -> String,
    pub bulk_left_out: &'static str,
    pub left_downgrade: &'static str,
    pub left_loop: &'static str,
    pub left_many: &'static str,
    pub waiting: &'static str,
    pub done: &'static str,
    pub not_done: &'static str,
    pub skipped: &'static str,
    pub stop_after_this: &'static str,
    pub stops_after_this: &'static str,
    /// Arguments: number of completed tasks, number of all tasks.
    pub bulk_result: fn(usize, usize) -> String,

    pub was_new: &'static str,
    pub was_deleted: &'static str,
    pub was_changed: &'static str,
    /// Arguments: name of a task, its change.
    pub changed_how: fn(&str, &str) -> String,
    /// Arguments: listed changes, number of further changes.
    pub changed: fn(&[String], usize) -> String,
    /// Arguments: number of upgraded devices, start of the period.
    pub upgraded_since: fn(&str, &str) -> String,
}
