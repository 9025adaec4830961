//! Texts of the create form: files, checksums, drafts, errors.

use firmware_digest::{ChecksumError, Suspicion};
use upgrade_api::field::FieldId;
use upgrade_api::values::{Problem, Version};

pub trait FormMessages: Sync {
    texts! {
        create_effect, firmware_file, choose_file, computing, computed, computed_differs, remove_file, wait_for_file,
        draft_kept_in_tab, draft_kept_on_page, continue_draft, discard_draft, creation_unknown, task_not_created,
        looking_for_task, same_bytes_warning, file_empty, file_too_large, file_changed, file_gone, file_unreadable,
        file_folder, file_several, checksum, checksum_hint, checksum_matches, checksum_is_md5, checksum_is_not_md5, dismiss_checksum, encode_address,
        required_mark, closed_kept_in_tab, closed_kept_on_page, draft_discarded, undo,
    }

    fn draft_restored(&self, name: &str) -> String;
    /// Label of a button that fills in a proposed text.
    fn use_proposal(&self, text: &str) -> String;
    fn proposed_name(&self, from: Version, target: Version) -> String;
    fn proposed_description(&self, from: Version, target: Version) -> String;
    /// Search and filters hide the row of a task that was just created.
    fn new_task_hidden(&self, name: &str) -> String;
    /// The map is shown in place of the list with the row of a task that was just created.
    fn new_task_in_list(&self, name: &str) -> String;
    /// The field contains another digest than the picked file.
    fn md5_differs(&self, md5: &str) -> String;
    fn created(&self, name: &str) -> String;
    fn created_found(&self, name: &str) -> String;
    fn file_over_limit(&self, limit: &str) -> String;
    /// Value that a field is read as, beside the pasted text.
    fn read_as(&self, value: &str) -> String;
    /// Another task has a name that looks like the typed one.
    fn similar_name(&self, name: &str) -> String;
    /// Reason why a file is probably not firmware; `None` for a format that firmware comes in.
    fn suspicion(&self, suspicion: Suspicion) -> &'static str;
    /// The file has another digest than expected.
    fn checksum_differs(&self, md5: &str) -> String;
    /// Reason why nothing is compared with a checksum.
    fn checksum_error(&self, error: ChecksumError) -> String;
    /// Problem of a field and how to solve it.
    fn problem(&self, field: FieldId, problem: Problem) -> String;
}
