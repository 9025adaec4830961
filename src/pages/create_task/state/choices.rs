//! What is chosen rather than typed.

use crate::pages::create_task::state::form::CreateForm;
use crate::pages::create_task::state::library::Library;
use leptos::prelude::*;
use upgrade_api::draft::{Downgrade, Extent, Field, KindChoice, Part, Side};
use upgrade_api::library::Choice;
use upgrade_api::task::{FirmwareKind, TaskMode};

/// What is chosen rather than typed.
impl CreateForm {
    /// Which fields the platform knows.
    #[must_use]
    pub fn extent(&self) -> Extent {
        match self.store.is_full() {
            true => Extent::Full,
            false => Extent::Core,
        }
    }

    /// Which firmware was chosen.
    #[must_use]
    pub fn kind(&self) -> KindChoice {
        self.draft.with(|draft| draft.kind)
    }

    /// Which firmware the task is about; `None` while nobody can tell.
    #[must_use]
    pub fn firmware_kind(&self) -> Option<FirmwareKind> {
        let extent = self.extent();
        self.draft.with(|draft| draft.firmware_kind(extent))
    }

    /// Chooses which firmware.
    pub fn set_kind(&self, kind: KindChoice) {
        self.draft.update(|draft| draft.kind = kind);
    }

    /// How devices take it.
    #[must_use]
    pub fn mode(&self) -> TaskMode {
        self.draft.with(|draft| draft.mode)
    }

    /// Chooses how devices take it.
    pub fn set_mode(&self, mode: TaskMode) {
        self.draft.update(|draft| draft.mode = mode);
    }

    /// Whether the target may be below the from version.
    #[must_use]
    pub fn downgrade(&self) -> Downgrade {
        self.draft.with(|draft| draft.downgrade)
    }

    /// Says whether it may.
    pub fn set_downgrade(&self, downgrade: Downgrade) {
        self.draft.update(|draft| draft.downgrade = downgrade);
    }
}

/// The firmware library.
impl CreateForm {
    /// The firmware library.
    #[must_use]
    pub(crate) fn library(&self) -> Library {
        self.library
    }

    /// Reads it, where there is one.
    pub(crate) fn read_library(&self) {
        if self.store.is_full() {
            self.library.read(self.store.client(), self.store.product().id);
        }
    }

    /// Takes a version of the library: its number, and where the library has its file, that file.
    pub(crate) fn choose(&self, side: Side, choice: &Choice) {
        let set = |part, text: String| self.set(Field::Firmware(side, part), text);
        set(Part::Version, choice.version.to_string());
        let Some(firmware) = &choice.firmware else { return };
        // In place of whatever was picked before.
        self.drop_file(side);
        set(Part::Url, firmware.file_url.clone());
        set(Part::Md5, firmware.file_md5.clone());
        set(Part::Size, firmware.file_size.to_string());
    }
}
