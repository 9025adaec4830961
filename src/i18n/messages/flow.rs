//! Texts of the create flow: library, upload, review.

use upgrade_api::values::Version;

/// Texts of the create flow: library, upload, review.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct FlowMessages {
    pub firmware: &'static str,
    pub review: &'static str,
    pub review_title: &'static str,
    pub back: &'static str,
    pub create_and_start: &'static str,
    pub change: &'static str,
    /// Label of a button that returns to a field. Argument: name of the field.
    pub change_what: fn(&str) -> String,
    /// Label of a button that opens a task. Argument: name of the task.
    pub show_task: fn(&str) -> String,

    pub identify: &'static str,
    pub mode: &'static str,
    pub automatic: &'static str,
    pub manual: &'static str,
    pub identify_required: &'static str,

    pub allow_downgrade: &'static str,
    pub reason: &'static str,
    pub reason_required: &'static str,
    pub downgrade_refused: &'static str,

    pub firmware_library: &'static str,
    pub search_library: &'static str,
    pub loading_library: &'static str,
    pub by_hand: &'static str,
    pub not_in_library: &'static str,
    pub not_released: &'static str,
    pub none_found: &'static str,
    /// Argument: number of versions that are not shown.
    pub more_versions: fn(usize) -> String,
    /// Argument: number of unreadable versions.
    pub unread_versions: fn(usize) -> String,

    pub file_hint: &'static str,
    pub upload: &'static str,
    pub upload_again: &'static str,
    pub uploading: &'static str,
    pub stop_upload: &'static str,
    pub wait_for_upload: &'static str,
    /// Argument: whether the address is filled in.
    pub uploaded: fn(bool) -> &'static str,
    /// Arguments: digest and size in bytes that the platform has measured.
    pub upload_differs: fn(&str, u64) -> String,
    pub seconds_left: fn(u64) -> String,
    pub model: &'static str,
    pub model_required: &'static str,
    pub version_first: &'static str,
    pub add_to_library: &'static str,
    pub is_in_library: &'static str,

    pub check_address: &'static str,
    pub checking_address: &'static str,
    pub address_same: &'static str,
    /// Arguments: digest and size in bytes of the file at the address.
    pub address_other: fn(&str, u64) -> String,
    pub address_refused: fn(u16) -> String,
    pub address_unreadable: &'static str,

    pub size_jump: &'static str,
    pub file_named: fn(Version) -> String,
    pub nobody_on: fn(Version) -> String,
    /// Argument: digest of this version in the library.
    pub other_in_library: fn(&str) -> String,
    pub in_library_as: fn(Version) -> String,
}
