//! One of the two firmware versions of the form.

use crate::firmware_file::{drags_files, dropped};
use crate::i18n::use_messages;
use crate::pages::create_task::ids::group_id;
use crate::pages::create_task::state::use_create_form;
use crate::pages::create_task::view::checksum::Checksum;
use crate::pages::create_task::view::downgrade::DowngradeChoice;
use crate::pages::create_task::view::field::DraftField;
use crate::pages::create_task::view::file_picker::FilePicker;
use crate::pages::create_task::view::library::LibraryPicker;
use crate::pages::create_task::view::url_check::UrlCheck;
use leptos::ev;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;

/// One version: library, file and the typed fields. A file can be dropped anywhere on it.
#[component]
pub(crate) fn FirmwareGroup(
    /// Side.
    side: Side,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let is_full = form.profile() == Profile::Full;

    // Without this, the browser opens a dropped file in place of the page.
    let drag_over = |event: ev::DragEvent| {
        if drags_files(&event) {
            event.prevent_default();
        }
    };
    let drop = move |event: ev::DragEvent| {
        if let Some(dropped) = dropped(&event) {
            form.take(side, dropped);
        }
    };
    let field = |part| FieldId::Firmware(side, part);
    view! {
        <fieldset id=group_id(side) class="group" tabindex="-1" on:dragover=drag_over on:drop=drop>
            <legend>{m.side(side)}</legend>
            {is_full.then(|| view! { <LibraryPicker side=side /> })}
            <FilePicker side=side />
            <Checksum side=side />
            <DraftField field=field(Part::Version) />
            {(side == Side::Target).then(|| view! { <DowngradeChoice /> })}
            <div class="field-group">
                <DraftField field=field(Part::Url) />
                {is_full.then(|| view! { <UrlCheck side=side /> })}
            </div>
            <div class="two-uneven">
                <DraftField field=field(Part::Md5) />
                <DraftField field=field(Part::Size) />
            </div>
        </fieldset>
    }
}
