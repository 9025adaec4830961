//! A form that does not begin empty.

use super::CreateForm;
use upgrade_api::draft::TaskDraft;

impl CreateForm {
    /// Begins anew with these texts. What stood in it is gone: whoever calls this has asked.
    pub fn prefill(&self, draft: TaskDraft) {
        self.discard();
        self.draft.set(draft);
    }
}
