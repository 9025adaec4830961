//! Texts of search, filters, selection, bulk actions and export.

use crate::i18n::en::actions::action as label;
use crate::i18n::en::plural::count;
use crate::i18n::messages::ViewMessages;
use upgrade_api::status::Action;

pub(crate) const MESSAGES: ViewMessages = ViewMessages {
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

/// Label of a bulk button: action and number of tasks.
fn go(action: Action, tasks: usize) -> String {
    let action = label(action);
    format!("{action} {}", count(tasks, "task", "tasks"))
}
