//! One of the two versions of the create form: number, file, address, digest, size.

use super::DraftField;
use super::form::{CreateForm, Pick, PickState};
use crate::browser;
use crate::i18n::messages;
use crate::ui::{Button, FieldKind, Tone, human_size};
use leptos::ev;
use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side};
use web_sys::HtmlInputElement;

/// The group.
#[component]
pub fn FirmwareGroup(
    /// Which of the two.
    side: Side,
) -> impl IntoView {
    let m = messages();
    let legend = match side {
        Side::From => m.from_version,
        Side::Target => m.target_version,
    };
    let field = move |part| Field::Firmware(side, part);
    view! {
        <fieldset class="group">
            <legend>{legend}</legend>
            <DraftField field=field(Part::Version) label=m.version kind=FieldKind::Digits />
            <FilePicker side=side />
            <DraftField field=field(Part::Url) label=m.file_address kind=FieldKind::Address />
            <DraftField field=field(Part::Md5) label=m.md5 kind=FieldKind::Code />
            <DraftField field=field(Part::Size) label=m.size kind=FieldKind::Digits />
        </fieldset>
    }
}

fn picker_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-file",
        Side::Target => "create-target-file",
    }
}

#[component]
fn FilePicker(
    /// For which of the two.
    side: Side,
) -> impl IntoView {
    let m = messages();
    let form: CreateForm = expect_context();
    let id = picker_id(side);
    let picked = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // Emptied, so that picking the same file again is a change too.
        input.set_value("");
        if let Some(file) = file {
            form.pick_file(side, file);
        }
    };
    view! {
        <div class="field">
            <label for=id>{m.firmware_file}</label>
            <div class="picker">
                <input id=id type="file" class="picker-input" aria-describedby=format!("{id}-says") on:change=picked />
                <div id=format!("{id}-says") class="picker-says" role="status">
                    {move || match form.pick(side) {
                        None => view! { <p class="field-hint">{m.file_hint}</p> }.into_any(),
                        Some(pick) => view! { <Picked side=side pick=pick /> }.into_any(),
                    }}
                </div>
            </div>
        </div>
    }
}

#[component]
fn Picked(
    /// For which of the two.
    side: Side,
    /// The file.
    pick: Pick,
) -> impl IntoView {
    let m = messages();
    let form: CreateForm = expect_context();
    let reading = matches!(pick.state, PickState::Reading(_));
    let state = match pick.state {
        PickState::Reading(done) => view! {
            <progress class="bar" max=pick.size.to_string() value=done.to_string() aria-label=m.computing></progress>
            <p class="field-hint">{m.computing} " " {percent(done, pick.size)} " %"</p>
        }
        .into_any(),
        PickState::Done(_) => view! { <p class="field-good">"✓ " {m.computed}</p> }.into_any(),
        PickState::Failed(error) => view! { <p class="field-error">{error.text(m)}</p> }.into_any(),
    };
    let drop = Callback::new(move |()| {
        form.drop_pick(side);
        browser::focus(picker_id(side));
    });
    view! {
        <div class="picked">
            <span class="picked-name"><bdi>{pick.name}</bdi> <span class="hint">{human_size(pick.size)}</span></span>
            <Button
                label=if reading { m.cancel } else { m.remove_file }.to_owned()
                tone=Tone::Quiet
                on_press=drop
            />
        </div>
        {state}
    }
}

fn percent(done: u64, all: u64) -> u64 {
    if all == 0 {
        0
    } else {
        (u128::from(done) * 100 / u128::from(all)).try_into().unwrap_or(100)
    }
}
