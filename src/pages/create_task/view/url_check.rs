//! Check whether the file at the entered address has the entered digest and size.

use crate::components::{Button, Tone, human_size};
use crate::firmware_file::RemoteFile;
use crate::i18n::{Messages, use_messages};
use crate::pages::create_task::ids::{CHECK, part_id};
use crate::pages::create_task::state::url_check::CheckState;
use crate::pages::create_task::state::use_create_form;
use crate::web;
use leptos::prelude::*;
use upgrade_api::draft::FirmwareDraft;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::values::{FileSize, FileUrl, Md5};

/// Button that checks the address of a side (profile full), with the progress and result of the check.
#[component]
pub(crate) fn UrlCheck(
    /// Side.
    side: Side,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let checks = form.url_checks;
    let state = Memo::new(move |_| checks.check(side, &form.read(|draft| draft.side(side).clone())));
    let start = move |_| {
        // The fields show their values as they are read, and the address its error.
        [Part::Url, Part::Md5, Part::Size]
            .into_iter()
            .for_each(|part| form.show_as_read(FieldId::Firmware(side, part)));
        form.blur(FieldId::Firmware(side, Part::Url));
        let typed = untrack(|| form.read(|draft| draft.side(side).clone()));
        if FileUrl::parse(&typed.url).is_ok() {
            web::hold_focus(&part_id(side, CHECK));
            checks.begin(side, typed);
        }
    };
    let stop = move |_| {
        web::hold_focus(&part_id(side, CHECK));
        checks.stop(side);
    };
    let progress = move || match state.get() {
        Some(CheckState::Reading(bytes)) => format!("{} {}", m.flow().checking_address(), human_size(m, bytes)),
        _ => String::new(),
    };
    let start_button = move || {
        // The button that ends the check is replaced.
        web::hold_focus(&part_id(side, CHECK));
        view! { <Button tone=Tone::Quiet label=m.flow().check_address() on_press=start /> }
    };
    view! {
        <div id=part_id(side, CHECK) tabindex="-1" class="beside">
            <Show when=move || matches!(state.get(), Some(CheckState::Reading(_))) fallback=start_button>
                <span class="hint" prop:textContent=progress />
                <Button tone=Tone::Quiet label=m.cancel() on_press=stop />
            </Show>
            <div role="status">
                {move || match state.get() {
                    Some(CheckState::Done(found)) => {
                        let (class, text) = verdict(m, &form.read(|draft| draft.side(side).clone()), found);
                        Some(view! { <p class=class prop:textContent=text /> }.into_any())
                    }
                    Some(CheckState::Reading(_)) | None => None,
                }}
            </div>
        </div>
    }
}

fn verdict(m: &dyn Messages, entered: &FirmwareDraft, found: RemoteFile) -> (&'static str, String) {
    match (address_error(m, entered, found), found) {
        (Some(error), _) => ("field-error", error),
        (None, RemoteFile::Unreadable) => ("field-warning", m.flow().address_unreadable().to_owned()),
        (None, _) => ("field-good", format!("✓ {}", m.flow().address_matches())),
    }
}

/// Difference between the file at the address and the entered digest and size; `None` if there is none, or if the browser may
/// not read the file.
pub(crate) fn address_error(m: &dyn Messages, entered: &FirmwareDraft, found: RemoteFile) -> Option<String> {
    match found {
        RemoteFile::Unreadable => None,
        RemoteFile::Refused(status) => Some(m.flow().address_refused(status)),
        RemoteFile::File { md5, size } => {
            let same_md5 = Md5::parse(&entered.md5).is_ok_and(|entered| entered == md5);
            let same_size = FileSize::parse(&entered.size).is_ok_and(|entered| entered.get() == size);
            (!(same_md5 && same_size)).then(|| m.flow().address_differs(&md5.to_string(), &m.number(size)))
        }
    }
}
