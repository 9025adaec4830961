//! Input that the operator has discarded.

use crate::pages::create_task::state::uploads::Upload;
use crate::state::task_store::CreateFailure;
use upgrade_api::draft::TaskDraft;
use upgrade_api::field::PerSide;
use upgrade_api::task::NewTask;
use web_sys::File;

/// Discarded input of the create form.
#[derive(Clone)]
pub(crate) struct DiscardedInput {
    /// Texts and choices.
    pub draft: TaskDraft,
    /// Expected checksums of both sides.
    pub checksums: PerSide<String>,
    /// Chosen files of both sides.
    pub files: PerSide<Option<File>>,
    /// Uploads that had ended. A discard cancels the others.
    pub uploads: PerSide<Option<Upload>>,
    /// Hardware models of both sides as typed.
    pub models: PerSide<Option<String>>,
    /// Failure of the last create.
    pub failure: Option<CreateFailure>,
    /// Task that was sent with an unknown outcome.
    pub unconfirmed_task: Option<NewTask>,
    /// Whether the input came from an earlier page load and the operator had not continued with it.
    pub is_restored: bool,
}
