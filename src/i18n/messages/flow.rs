//! Texts of the create flow (library, upload, review), of a task's timeline, of the guard of a start and of notices.

use upgrade_api::values::{Problem, Version};

/// Texts of the create flow (library, upload, review), of a task's timeline and of the guard of a start.
pub trait FlowMessages: Sync {
    texts! {
        review, review_title, back, create_and_start, change,

        identify, mode, automatic, manual, identify_required,

        allow_downgrade, reason, reason_required, downgrade_refused,

        firmware_library, search_library, loading_library, manual_entry, not_in_library, not_released,
        no_versions_found,

        file_hint, upload, upload_again, uploading, stop_upload, wait_for_upload, model, model_required,
        version_required_first, add_to_library, in_library,

        check_address, checking_address, address_matches, address_unreadable,

        sizes_differ,

        seen_here, seen_about, seen_nothing, created_here, started_here, stopped_here,
        /// The task was running when it was first read.
        seen_running,
        /// A reading shows the task running, which did not run at the reading before.
        seen_started,
        /// The number of upgraded devices has one more digit.
        more_upgraded,
        complete_no_more, upgrading_again,

        /// When the shortcuts work.
        shortcut_scope,
        shortcut_search, shortcut_create, shortcut_escape, shortcut_list,
        /// Check box.
        single_keys,

        guard, guard_start, guard_devices, guard_devices_hint, guard_minutes, guard_minutes_hint,
        /// Reason against a start with an invalid limit.
        guard_invalid,
        remove_guard, guard_removed,
        /// The guard has sent a stop, which may take effect.
        guard_removed_stopping, sign_out_title,

        notices_on, notices_off, notices_about, notices_are_on, notices_not_allowed, notices_denied,
    }

    /// Where the guard works. `seconds`: time between two readings.
    fn guard_about(&self, seconds: u32) -> String;
    fn guard_limits(&self, devices: Option<&str>, minutes: Option<&str>) -> String;
    /// Question before a sign-out.
    fn ends_at_sign_out(&self, guards: usize) -> String;
    /// Problem of a limit and how to solve it.
    fn guard_problem(&self, problem: Problem) -> String;

    fn percent_upgraded(&self, percent: &str) -> String;
    /// Time since the start seen by this tab, or since the first reading.
    fn running_for(&self, minutes: u64, has_seen_start: bool) -> String;

    /// Label of a button that returns to a group of the form.
    fn change_group(&self, what: &str) -> String;
    /// Label of a button that opens a task.
    fn show_task(&self, name: &str) -> String;
    /// Number of versions that are not shown.
    fn more_versions(&self, more: &str) -> String;
    fn unreadable_versions(&self, unread: &str) -> String;
    fn uploaded(&self, is_filled_in: bool) -> &'static str;
    /// Digest and size in bytes that the platform has measured.
    fn upload_differs(&self, md5: &str, size: &str) -> String;
    fn seconds_remaining(&self, seconds: u64) -> String;
    /// Digest and size in bytes of the file at the address.
    fn address_differs(&self, md5: &str, size: &str) -> String;
    fn address_refused(&self, status: u16) -> String;
    fn file_name_version(&self, version: Version) -> String;
    fn no_devices_on(&self, version: Version) -> String;
    /// `md5`: digest of this version in the library.
    fn library_md5_differs(&self, md5: &str) -> String;
    fn library_version(&self, version: Version) -> String;
}
