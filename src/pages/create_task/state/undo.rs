//! Undo of a discard.

use crate::pages::create_task::state::discarded::DiscardedInput;
use crate::pages::create_task::state::form::CreateForm;
use crate::pages::create_task::state::uploads::Upload;
use crate::web::scoped;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, PerSide, Side};

/// Discarding and its undo.
impl CreateForm {
    /// Empties the form, until [`Self::undo_discard`] restores it.
    pub fn discard_with_undo(&self) {
        let has_ended = |upload: &Upload| !matches!(upload, Upload::Sending(_));
        let discarded = untrack(|| DiscardedInput {
            draft: self.draft.get(),
            checksums: self.files.checksums(),
            files: PerSide::new(|side| self.files.file(side)),
            uploads: PerSide::new(|side| self.uploads.upload(side).filter(has_ended)),
            models: PerSide::new(|side| self.additions[side].model.get()),
            failure: self.failure.get(),
            unconfirmed_task: self.unconfirmed_task.get(),
            is_restored: self.restored.get(),
        });
        self.discard();
        self.discarded.set(Some(discarded));
    }

    /// Whether discarded input can be restored: until the form has new input. Tracked.
    pub fn can_undo_discard(&self) -> bool {
        scoped(self.discarded).with(Option::is_some) && !self.is_touched()
    }

    /// Whether discarded input of an earlier page load can be restored, and the create form was not opened since. Tracked.
    pub fn can_undo_on_page(&self) -> bool {
        let is_restored = |input: &DiscardedInput| input.is_restored;
        scoped(self.discarded).with(|input| input.as_ref().is_some_and(is_restored)) && self.can_undo_discard()
    }

    /// Restores the discarded input. The chosen files are read again.
    pub fn undo_discard(self) {
        let Some(input) = self.discarded.try_update(Option::take).flatten() else {
            return;
        };
        self.draft.set(input.draft);
        self.files.set_checksums(input.checksums);
        self.failure.set(input.failure);
        self.unconfirmed_task.set(input.unconfirmed_task);
        self.restored.set(input.is_restored);
        for side in Side::ALL {
            self.additions[side].model.set(input.models[side].clone());
            let Some(file) = &input.files[side] else { continue };
            let md5 = FieldId::Firmware(side, Part::Md5);
            match self.draft.with_untracked(|draft| draft.text(md5).is_empty()) {
                // The discard has interrupted the reading.
                true => self.choose_file(side, file),
                false => self.files.read(side, file, |_| {}),
            }
            self.uploads.restore(side, input.uploads[side].clone());
        }
    }
}
