//! Storage of the form in this tab, and its restoration after a reload.

use crate::api::{ApiError, Fault, RequestKind};
use crate::pages::create_task::state::draft_storage::{DraftStorage, StoredDraft};
use crate::pages::create_task::state::form::CreateForm;
use crate::pages::create_task::state::submission::SubmitOutcome;
use crate::web::scoped;
use leptos::prelude::*;

/// Storage and restoration.
impl CreateForm {
    /// Restores the stored form of this tab and stores every change, if the browser allows it.
    #[must_use]
    pub fn with_storage(self) -> Self {
        let product = self.store.product_id();
        let Some(storage) = DraftStorage::of(&product) else {
            return self;
        };
        if let Some(stored) = storage.load() {
            let task = stored.draft.checked(product, self.profile(), &[]).ok();
            self.draft.set(stored.draft);
            self.files.set_checksums(stored.checksums);
            self.unconfirmed_task.set(task.filter(|_| stored.sent));
            self.restored.set(true);
        }
        self.storage.set_value(Some(storage));
        self.stored.set(true);
        Effect::new(move |_| self.save());
        self
    }

    /// Stores the form in this tab. Tracks the fields and checksums.
    pub(crate) fn save(&self) {
        let draft = self.draft();
        // A form that was changed after it was sent describes another task, which was not sent.
        let task = draft.checked(self.store.product_id(), self.profile(), &[]).ok();
        let stored = StoredDraft {
            draft,
            checksums: self.files.checksums(),
            sent: scoped(self.unconfirmed_task).with(|sent| sent.is_some() && *sent == task),
        };
        let save = |storage: &Option<DraftStorage>| storage.as_ref().is_some_and(|storage| storage.save(&stored));
        let is_stored = self.storage.with_value(save);
        if self.stored.get_untracked() != is_stored {
            self.stored.set(is_stored);
        }
    }

    /// Whether the form survives a reload. Tracked.
    pub fn is_stored(&self) -> bool {
        scoped(self.stored).get()
    }

    /// Whether the form was restored after a reload, is not empty, and the operator has not continued with it. Tracked.
    pub fn is_restored(&self) -> bool {
        scoped(self.restored).get() && self.is_touched()
    }

    /// Whether the form was sent and it is unknown whether the task was created. Tracked.
    pub fn is_in_doubt(&self) -> bool {
        scoped(self.unconfirmed_task).with(Option::is_some)
    }

    /// Ends the restored state: the operator continues with the form.
    pub fn dismiss_restored(&self) {
        self.restored.set(false);
        self.discarded
            .update(|input| input.iter_mut().for_each(|input| input.is_restored = false));
    }

    /// Empties the form and keeps the stored form of this tab.
    pub fn detach(&self) {
        self.storage.set_value(None);
        self.discard();
        self.files.release();
    }

    /// Searches the list for the task of a create that a reload has interrupted. `None` if there is no such create.
    pub async fn resolve_doubt(self) -> Option<SubmitOutcome> {
        let task = self
            .unconfirmed_task
            .get_untracked()
            .filter(|_| self.restored.get_untracked())?;
        if self.sending.get_untracked() {
            return None;
        }
        self.sending.set(true);
        self.searching.set(true);
        let sent = self.draft.get_untracked();
        let outcome = self
            .store
            .look_for(&task, ApiError::Failed(RequestKind::Write, Fault::PageClosed))
            .await;
        self.searching.set(false);
        self.sending.set(false);
        Some(self.finish(task, &sent, outcome))
    }
}
