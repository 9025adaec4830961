//! Texts of the create form: files, checksums, drafts, errors.

use firmware_digest::{ChecksumError, Suspicion};
use upgrade_api::field::FieldId;
use upgrade_api::values::Problem;

/// Texts of the create form: files, checksums, drafts, errors.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct FormMessages {
    pub create_effect: &'static str,
    pub firmware_file: &'static str,
    pub choose_file: &'static str,
    pub computing: &'static str,
    pub computed: &'static str,
    pub remove_file: &'static str,
    pub wait_for_file: &'static str,
    pub draft_kept: &'static str,
    pub draft_on_page: &'static str,
    pub draft_restored: fn(&str) -> String,
    pub go_on: &'static str,
    pub discard: &'static str,
    pub create_in_doubt: &'static str,
    pub task_not_there: &'static str,
    pub looking_for_task: &'static str,
    pub same_bytes_warning: &'static str,
    /// The field contains another digest. Argument: digest of the picked file.
    pub differs_from_file: fn(&str) -> String,
    /// Argument: name of the created task.
    pub created: fn(&str) -> String,
    pub created_found: fn(&str) -> String,
    pub file_empty: &'static str,
    pub file_too_large: &'static str,
    /// Argument: configured limit in bytes.
    pub file_over_limit: fn(u64) -> String,
    pub file_changed: &'static str,
    pub file_gone: &'static str,
    pub file_unreadable: &'static str,
    pub file_folder: &'static str,
    pub file_several: &'static str,
    /// Reason why a file is probably not firmware.
    pub suspicion: fn(Suspicion) -> &'static str,
    pub checksum: &'static str,
    pub checksum_hint: &'static str,
    pub checksum_same: &'static str,
    /// The file has another digest than expected. Argument: digest of the file.
    pub checksum_other: fn(&str) -> String,
    /// Reason why a checksum is unreadable.
    pub checksum_error: fn(ChecksumError) -> String,
    /// Problem of a field and how to solve it.
    pub problem: fn(FieldId, Problem) -> String,
}
