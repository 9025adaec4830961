//! Texts of the create form: files, checksums, drafts, errors.

use firmware_digest::{ChecksumError, Suspicion};
use upgrade_api::draft::Field;
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
    /// The digest of the picked file, where another one stands in the field.
    pub differs_from_file: fn(&str) -> String,
    /// The task of this name was created.
    pub created: fn(&str) -> String,
    pub created_found: fn(&str) -> String,
    pub file_empty: &'static str,
    pub file_too_large: &'static str,
    /// Over the configured limit of so many bytes.
    pub file_over_limit: fn(u64) -> String,
    pub file_changed: &'static str,
    pub file_gone: &'static str,
    pub file_unreadable: &'static str,
    pub file_folder: &'static str,
    pub file_several: &'static str,
    /// Why a file is probably not firmware.
    pub suspicion: fn(Suspicion) -> &'static str,
    pub checksum: &'static str,
    pub checksum_hint: &'static str,
    pub checksum_same: &'static str,
    /// The digest of the picked file, which is not the one expected.
    pub checksum_other: fn(&str) -> String,
    /// Why a checksum cannot be read.
    pub checksum_error: fn(ChecksumError) -> String,
    /// What is wrong with a field and what to do about it.
    pub problem: fn(Field, Problem) -> String,
}
