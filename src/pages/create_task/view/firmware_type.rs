//! Firmware type, identify number and mode of the task (profile full).

use crate::i18n::use_messages;
use crate::pages::create_task::ids::field_id;
use crate::pages::create_task::state::use_create_form;
use crate::pages::create_task::view::field::DraftField;
use crate::pages::tasks::format::{mode_text, type_text};
use leptos::prelude::*;
use upgrade_api::field::FieldId;
use upgrade_api::task::{FirmwareType, TaskMode};

/// The fields. The identify number is shown for the types that have one.
#[component]
pub(crate) fn FirmwareTypeFields() -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let types = FirmwareType::ALL.map(|firmware_type| type_text(m, firmware_type));
    let modes = TaskMode::ALL.map(|mode| mode_text(m, mode));
    let choose_type = move |at: usize| {
        if let Some(chosen) = FirmwareType::ALL.get(at) {
            form.draft.update(|draft| draft.firmware_type = *chosen);
        }
    };
    let choose_mode = move |at: usize| {
        if let Some(chosen) = TaskMode::ALL.get(at) {
            form.draft.update(|draft| draft.mode = *chosen);
        }
    };
    let firmware_type = move || form.read(|draft| draft.firmware_type);
    view! {
        <div class="firmware-type">
            <SelectField
                field=FieldId::Type
                options=types.to_vec()
                chosen=move || FirmwareType::ALL.iter().position(|known| *known == firmware_type())
                on_choose=choose_type
            />
            <Show when=move || firmware_type().has_identify()>
                <DraftField field=FieldId::Identify />
            </Show>
            <SelectField
                field=FieldId::Mode
                options=modes.to_vec()
                chosen=move || TaskMode::ALL.iter().position(|mode| *mode == form.read(|draft| draft.mode))
                on_choose=choose_mode
            />
        </div>
    }
}

/// A labelled list with one choice.
#[component]
fn SelectField(
    /// Field.
    field: FieldId,
    /// Names of the options.
    options: Vec<&'static str>,
    /// Index of the chosen option.
    #[prop(into)]
    chosen: Signal<Option<usize>>,
    /// Called with the index of the option that the operator chooses.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let (m, id) = (use_messages(), field_id(field));
    let choose = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            on_choose.run(at);
        }
    };
    let option = |(at, name): (usize, &'static str)| view! { <option value=at.to_string()>{name}</option> };
    view! {
        <div class="field">
            <label for=id.clone()>{m.field(field)}</label>
            <select
                id=id
                class="input"
                prop:value=move || chosen.get().unwrap_or_default().to_string()
                on:change=choose
            >
                {options.into_iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}
