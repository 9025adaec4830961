//! Files of the create form: choosing, dropping and uploading.

use crate::firmware_file::Dropped;
use crate::pages::create_task::state::form::CreateForm;
use crate::pages::create_task::state::uploads::Upload;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use web_sys::File;

/// Chosen, dropped and uploaded files.
impl CreateForm {
    /// Removes the upload of a side, and its address from the form, because another file replaces the uploaded one.
    fn forget_upload(&self, side: Side) {
        let url = FieldId::Firmware(side, Part::Url);
        if let Some(Upload::Same(uploaded)) = untrack(|| self.uploads.upload(side))
            && untrack(|| self.text(url)) == uploaded.url.as_str()
        {
            self.set(url, String::new());
        }
        self.uploads.stop(side);
        self.additions[side].forget_failures();
    }

    /// Removes the file of a side and cancels its reading and upload. The fields keep their texts.
    pub fn drop_file(&self, side: Side) {
        self.uploads.stop(side);
        self.additions[side].forget_failures();
        self.files.drop(side);
    }

    /// Uploads the file of a side. Its address is filled in if the platform has measured the digest and size of the
    /// file.
    pub fn upload(self, side: Side) {
        let chosen = untrack(|| self.files.file(side).zip(self.files.digest(side)));
        let Some(chosen) = chosen else { return };
        let platform = (self.store.client, self.store.product_id());
        let fill_in = self.unless_typed(FieldId::Firmware(side, Part::Url));
        self.uploads
            .begin(side, platform, chosen, move |uploaded| fill_in(uploaded.url.as_str()));
    }

    /// Handles files dropped on a side.
    pub(crate) fn take(self, side: Side, dropped: Dropped) {
        if dropped.firmware.is_some() {
            self.forget_upload(side);
        }
        match dropped.firmware {
            Some(Ok(file)) => self.choose_file(side, &file),
            Some(Err(error)) => self.files.refuse(side, error),
            None => {}
        }
        if let Some(file) = dropped.checksums {
            self.files.read_checksums(side, file);
        }
    }

    /// Reads a file of a side and fills in its digest and size. It replaces an earlier file of the side.
    pub fn choose_file(self, side: Side, file: &File) {
        self.forget_upload(side);
        let [md5, size] = [Part::Md5, Part::Size].map(|part| self.unless_typed(FieldId::Firmware(side, part)));
        self.files.read(side, file, move |digest| {
            md5(&digest.md5.to_string());
            size(&digest.size.get().to_string());
        });
    }

    /// Returns a function that fills in a field, unless the operator types another value into it until then. A warning names
    /// the difference between the typed value and the file.
    fn unless_typed(self, field: FieldId) -> impl Fn(&str) {
        let value = move || self.draft.try_with_untracked(|draft| draft.text_as_read(field));
        let before = value();
        move |value_of_file| {
            if before.is_some() && value() == before {
                self.set(field, value_of_file.to_owned());
            }
        }
    }
}
