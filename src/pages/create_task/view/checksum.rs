//! Expected checksum of a chosen file.

use crate::components::{Button, FieldKind, FieldMessages, TextField, Tone};
use crate::i18n::use_messages;
use crate::pages::create_task::ids::{CHECKSUM, FILE, part_id};
use crate::pages::create_task::state::chosen_files::Comparison;
use crate::pages::create_task::state::use_create_form;
use crate::web;
use leptos::prelude::*;
use upgrade_api::field::Side;

/// Field for the published checksum that the chosen file is compared with. Shown while a file or a checksum is present. A
/// text that gives no MD5 for the file can be dismissed.
#[component]
pub(crate) fn Checksum(
    /// Side.
    side: Side,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let files = form.files;
    let is_shown = move || files.chosen(side).is_some() || !files.checksum(side).is_empty();
    // The text of a checksum file may be long.
    let comparison = Memo::new(move |_| form.comparison(side));
    let has_digest = move || files.digest(side).is_some();
    let messages = move || {
        let mut messages = FieldMessages::default();
        match comparison.get() {
            None | Some(Comparison::Waiting) => messages.hint = Some(m.form().checksum_hint().to_owned()),
            Some(Comparison::Same) => {
                let text = if has_digest() {
                    m.form().checksum_matches()
                } else {
                    m.form().checksum_is_md5()
                };
                messages.good = Some(format!("✓ {text}"));
            }
            Some(Comparison::Different(md5)) => {
                messages.error = Some(match has_digest() {
                    true => m.form().checksum_differs(&md5.to_string()),
                    false => m.form().checksum_is_not_md5().to_owned(),
                });
            }
            Some(Comparison::Unreadable(error)) => messages.warning = Some(m.form().checksum_error(error)),
        }
        messages
    };
    let is_unreadable = move || comparison.with(|found| matches!(found, Some(Comparison::Unreadable(_))));
    let dismiss = move |_| {
        files.set_checksum(side, String::new());
        // Without a file, the field is gone.
        let has_file = untrack(|| files.chosen(side)).is_some();
        web::focus(&part_id(side, if has_file { CHECKSUM } else { FILE }));
    };
    view! {
        <Show when=is_shown>
            <TextField
                id=part_id(side, CHECKSUM)
                label=m.form().checksum()
                kind=FieldKind::CodeLines
                value=move || files.checksum(side)
                messages=messages
                on_input=move |text| files.set_checksum(side, text)
            />
            <Show when=is_unreadable>
                <Button tone=Tone::Quiet label=m.form().dismiss_checksum() on_press=dismiss />
            </Show>
        </Show>
    }
}
