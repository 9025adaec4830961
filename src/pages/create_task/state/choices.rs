//! Choices of the create form: firmware type, mode, downgrade and firmware library.

use crate::pages::create_task::state::form::CreateForm;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::firmware_library::{Choice, LibraryFirmware};
use upgrade_api::profile::Profile;
use upgrade_api::task::DevicePart;
use upgrade_api::values::{Md5, Version};

/// Choices that are not typed.
impl CreateForm {
    /// Profile of the platform, which decides which fields the form has.
    pub fn profile(&self) -> Profile {
        self.store.client.profile
    }

    /// Part of a device that the task upgrades; `None` while `identify` is required and not valid. Tracked.
    pub fn device_part(&self) -> Option<DevicePart> {
        let profile = self.profile();
        self.read(|draft| draft.device_part(profile))
    }
}

/// Firmware library.
impl CreateForm {
    /// Reads the firmware library, if the platform has one.
    pub(crate) fn read_library(&self) {
        if self.store.is_full() {
            self.library.read(self.store.client, self.store.product_id());
        }
    }

    /// Version of the library with this number and digest, for the chosen device part. Tracked.
    pub(crate) fn library_entry(&self, version: Version, md5: Md5) -> Option<LibraryFirmware> {
        let device_part = self.device_part();
        let is_it = |entry: &&LibraryFirmware| {
            entry.version == version
                && entry.device_part() == device_part
                && Md5::parse(&entry.file_md5).ok() == Some(md5)
        };
        self.library.page().list.iter().find(is_it).cloned()
    }

    /// Whether the library of a side is open when the dialog opens: the platform has one, and the version is not chosen yet.
    pub(crate) fn opens_library(&self, side: Side) -> bool {
        let version = FieldId::Firmware(side, Part::Version);
        self.store.is_full() && untrack(|| self.text(version)).is_empty()
    }

    /// Side whose library search has the focus when the dialog opens; `None` if no library is open.
    pub(crate) fn first_search(&self) -> Option<Side> {
        Side::ALL.into_iter().find(|side| self.opens_library(*side))
    }

    /// Fills in a version of the library: its number and, if the library has one, its file.
    pub(crate) fn choose(&self, side: Side, choice: &Choice) {
        let set = |part, text: String| self.set(FieldId::Firmware(side, part), text);
        set(Part::Version, choice.version.to_string());
        let Some(firmware) = &choice.firmware else { return };
        // The file of the library replaces the chosen file.
        self.drop_file(side);
        set(Part::Url, firmware.file_url.clone());
        set(Part::Md5, firmware.file_md5.clone());
        set(Part::Size, firmware.file_size.to_string());
    }
}
