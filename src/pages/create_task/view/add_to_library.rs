//! Adding an uploaded file to the firmware library.

use crate::components::{Button, FieldMessages, Note, NoteTone, TextField};
use crate::pages::create_task::ids::{UPLOAD, field_id, part_id};
use crate::pages::create_task::state::CreateForm;
use crate::pages::error_text::error_text;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::web;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::firmware_library::{NewFirmware, Uploaded, usual_model};
use upgrade_api::task::Firmware;
use upgrade_api::text::trimmed;
use upgrade_api::values::{DESCRIPTION_MAX, MODEL_MAX, Md5, Problem};

/// Model field and button that add an uploaded file to the library, until the library has it. The file is added with the
/// address, digest and size that the platform has reported, and not those in the fields.
#[component]
pub(crate) fn AddToLibrary(
    /// Side.
    side: Side,
    /// Uploaded file.
    uploaded: Uploaded,
) -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, store, .. } = context;
    let additions = form.additions[side];
    // The usual model is known once the library is read.
    let model = Signal::derive(move || {
        let typed = additions.model.get();
        typed.unwrap_or_else(|| usual_model(&form.library.page().list).unwrap_or_default().to_owned())
    });
    let md5 = uploaded.md5;
    let uploaded = StoredValue::new(uploaded);
    let error = move || match model.with(|model| problem(model)) {
        Some(Problem::Required) => Some(m.flow().model_required().to_owned()),
        Some(problem) => Some(m.form().problem(FieldId::Name, problem)),
        None => None,
    };
    // An error only after the operator had a chance to fill it in.
    let messages = move || {
        let (error, hint) = match additions.model.with(Option::is_some) {
            true => (error(), None),
            false => (None, error()),
        };
        FieldMessages {
            error,
            hint,
            ..FieldMessages::default()
        }
    };
    let disabled_reason = move || {
        let busy = additions.is_sending(md5).then(|| m.working());
        let version = form.version(side).is_none().then(|| m.flow().version_required_first());
        let identify = form.device_part().is_none().then(|| m.flow().identify_required());
        let missing = || version.or(identify).map(str::to_owned);
        busy.map(str::to_owned)
            .or_else(error)
            .or_else(missing)
            .or_else(|| context.read_only())
    };
    let add_now = move |_| {
        if let Some(new) = untrack(|| new_firmware(form, side, &model.get(), uploaded.get_value())) {
            additions.send(form.library, store.client, store.product_id(), new);
        }
    };
    let failure = move || {
        let error = additions.failure(md5);
        error.map(|error| view! { <Note tone=NoteTone::Error text=error_text(m, &error) /> })
    };
    let is_there = move || {
        // The button with the focus is replaced.
        web::hold_focus(&part_id(side, UPLOAD));
        view! { <p class="field-good">{format!("✓ {}", m.flow().in_library())}</p> }
    };
    view! {
        <Show when=move || !is_in_library(form, side, md5) fallback=is_there>
            <TextField
                id=format!("{}-model", field_id(FieldId::Firmware(side, Part::Version)))
                label=m.flow().model()
                required=true
                value=model
                messages=messages
                on_input=move |text| additions.model.set(Some(text))
            />
            <Button label=m.flow().add_to_library() disabled_reason=disabled_reason on_press=add_now />
            {failure}
        </Show>
    }
}

fn problem(model: &str) -> Option<Problem> {
    let len = trimmed(model).chars().count();
    match len {
        0 => Some(Problem::Required),
        len if len > MODEL_MAX => Some(Problem::TooLong { len, max: MODEL_MAX }),
        _ => None,
    }
}

/// Whether the library has the entered version with this digest.
fn is_in_library(form: CreateForm, side: Side, md5: Md5) -> bool {
    let version = form.version(side);
    version.is_some_and(|version| form.library_entry(version, md5).is_some())
}

fn new_firmware(form: CreateForm, side: Side, model: &str, uploaded: Uploaded) -> Option<NewFirmware> {
    let description: String = form.text(FieldId::Description).chars().take(DESCRIPTION_MAX).collect();
    Some(NewFirmware {
        model: trimmed(model).to_owned(),
        file: Firmware {
            version: form.version(side)?,
            url: uploaded.url,
            md5: uploaded.md5,
            size: uploaded.size,
        },
        description,
        release_date: web::iso_time(web::now_ms()),
        is_release: true,
        device_part: form.device_part()?,
    })
}
