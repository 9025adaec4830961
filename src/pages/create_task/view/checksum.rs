//! Expected checksum of a picked file.

use crate::components::{FieldKind, FieldMessages, TextField};
use crate::i18n::use_messages;
use crate::pages::create_task::ids::checksum_id;
use crate::pages::create_task::state::file_selection::Comparison;
use crate::pages::create_task::state::use_create_form;
use leptos::prelude::*;
use upgrade_api::field::Side;

/// FieldId for the published checksum that the picked file is compared with. Shown while a file or a checksum is present.
#[component]
pub(crate) fn Checksum(
    /// Side.
    side: Side,
) -> impl IntoView {
    let (m, files) = (use_messages(), use_create_form().files());
    let is_shown = move || files.selected(side).is_some() || !files.checksum(side).is_empty();
    let messages = move || {
        let mut messages = FieldMessages::default();
        match files.comparison(side) {
            None | Some(Comparison::Waiting) => messages.hint = Some(m.form().checksum_hint().to_owned()),
            Some(Comparison::Same) => messages.good = Some(format!("✓ {}", m.form().checksum_matches())),
            Some(Comparison::Different(md5)) => messages.error = Some(m.form().checksum_differs(&md5.to_string())),
            Some(Comparison::Unreadable(error)) => messages.error = Some(m.form().checksum_error(error).to_owned()),
        }
        messages
    };
    view! {
        <Show when=is_shown>
            <TextField
                id=checksum_id(side)
                label=m.form().checksum()
                kind=FieldKind::CodeLines
                value=Signal::derive(move || files.checksum(side))
                messages=Signal::derive(messages)
                on_input=move |text| files.set_checksum(side, text)
            />
        </Show>
    }
}
