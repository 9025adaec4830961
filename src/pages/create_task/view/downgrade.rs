//! Permission for a downgrade, with the required reason.

use crate::i18n::use_messages;
use crate::pages::create_task::state::use_create_form;
use crate::pages::create_task::view::field::DraftField;
use leptos::prelude::*;
use upgrade_api::draft::Downgrade;
use upgrade_api::field::{FieldId, Side};
use upgrade_api::rules::is_downgrade;

/// Checkbox that allows a downgrade, and the field for the reason. Shown while the target version is below the from version.
#[component]
pub(crate) fn DowngradeChoice() -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let is_down = move || {
        let versions = form.version(Side::From).zip(form.version(Side::Target));
        versions.is_some_and(|(from, target)| is_downgrade(from, target))
    };
    let is_allowed = Memo::new(move |_| form.read(|draft| draft.downgrade) == Downgrade::Allowed);
    let choose = move |event| {
        let downgrade = match event_target_checked(&event) {
            true => Downgrade::Allowed,
            false => Downgrade::Refused,
        };
        form.draft.update(|draft| draft.downgrade = downgrade);
    };
    view! {
        <Show when=is_down>
            <label class="check">
                <input type="checkbox" prop:checked=move || is_allowed.get() on:change=choose />
                <span>{m.flow().allow_downgrade()}</span>
            </label>
            <Show when=move || is_allowed.get()>
                <DraftField field=FieldId::Reason />
            </Show>
        </Show>
    }
}
