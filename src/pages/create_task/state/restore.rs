//! Keeping the form in this tab's storage, and what happens to it after a reload.

use crate::api::{ApiError, Fault, RequestKind};
use crate::pages::create_task::state::draft_storage::{DraftStorage, StoredDraft};
use crate::pages::create_task::state::form::CreateForm;
use crate::pages::create_task::state::submission::SubmitOutcome;
use leptos::prelude::*;

/// Across reloads.
impl CreateForm {
    /// From now on the form is kept in this tab, if the browser lets it; what is kept there comes back.
    #[must_use]
    pub fn with_storage(self) -> Self {
        let product = self.store.product().id;
        let Some(place) = DraftStorage::of(&product) else {
            return self;
        };
        if let Some(kept) = place.kept() {
            let task = kept.draft.checked(product, self.extent(), &[]).ok();
            self.draft.set(kept.draft);
            self.picks.set_checksums(kept.checksums);
            self.doubtful.set(task.filter(|_| kept.sent));
            self.restored.set(true);
        }
        self.place.set_value(Some(place));
        Effect::new(move |_| self.save());
        self
    }

    pub(crate) fn save(&self) {
        let draft = self.draft.get();
        // What was changed after it was sent is another task, and nobody has sent that one.
        let task = draft.checked(self.store.product().id, self.extent(), &[]).ok();
        let kept = StoredDraft {
            draft,
            checksums: self.picks.checksums(),
            sent: self.doubtful.with(|doubtful| doubtful.is_some() && *doubtful == task),
        };
        self.place
            .with_value(|place| place.iter().for_each(|place| place.keep(&kept)));
    }

    /// Whether it survives a reload.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.place.with_value(Option::is_some)
    }

    /// Whether what stands in it was typed before the page was loaded, and nobody has gone on with it yet.
    #[must_use]
    pub fn is_restored(&self) -> bool {
        self.restored.get() && self.is_touched()
    }

    /// Whether it was sent and nobody knows whether it was created.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.doubtful.with(Option::is_some)
    }

    /// Somebody goes on with it.
    pub fn dismiss_restored(&self) {
        self.restored.set(false);
    }

    /// Empties the form, and leaves what is kept in this tab where it is.
    pub fn detach(&self) {
        self.place.set_value(None);
        self.discard();
    }

    /// Looks whether a create whose answer came to a page that was gone has been done. `None`: there was none.
    pub async fn resolve_doubt(self) -> Option<SubmitOutcome> {
        let task = self
            .doubtful
            .get_untracked()
            .filter(|_| self.restored.get_untracked())?;
        if self.sending.get_untracked() {
            return None;
        }
        self.sending.set(true);
        self.looking.set(true);
        let sent = self.draft.get_untracked();
        let end = self
            .store
            .look_for(&task, ApiError::Failed(RequestKind::Write, Fault::Left))
            .await;
        self.looking.set(false);
        self.sending.set(false);
        Some(self.finish(task, &sent, end))
    }
}
