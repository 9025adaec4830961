//! Adding an uploaded file to the firmware library.

use crate::api::ApiResponse;
use crate::components::{Button, FieldMessages, Note, NoteTone, TextField};
use crate::pages::create_task::ids::{UPLOAD, field_id, part_id};
use crate::pages::create_task::state::CreateForm;
use crate::pages::error_text::error_text;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
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
    let TaskContext { m, form, .. } = context;
    let model = RwSignal::new(usual_model(&form.library.page().list).unwrap_or_default().to_owned());
    let is_adding = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let md5 = uploaded.md5;
    let uploaded = StoredValue::new(uploaded);
    let is_typed = RwSignal::new(false);
    let error = move || match model.with(|model| problem(model)) {
        Some(Problem::Required) => Some(m.flow().model_required().to_owned()),
        Some(problem) => Some(m.form().problem(FieldId::Name, problem)),
        None => None,
    };
    // An error only after the operator had a chance to fill it in.
    let messages = move || {
        let (error, hint) = match is_typed.get() {
            true => (error(), None),
            false => (None, error()),
        };
        FieldMessages {
            error,
            hint,
            ..FieldMessages::default()
        }
    };
    let input = move |text| {
        is_typed.set(true);
        model.set(text);
    };
    let disabled_reason = move || {
        let busy = is_adding.get().then(|| m.working().to_owned());
        let version = form
            .version(side)
            .is_none()
            .then(|| m.flow().version_required_first().to_owned());
        busy.or_else(error).or(version).or_else(|| context.read_only())
    };
    let add_now = move |_| {
        // Set before the first await, so that a second press at the same time finds it set.
        if is_adding.get_untracked() {
            return;
        }
        is_adding.set(true);
        failure.set(None);
        let new = untrack(|| new_firmware(form, side, &model.get(), uploaded.get_value()));
        spawn_local(async move {
            let result = add(context, side, new).await;
            let _ = failure.try_set(result.err());
            let _ = is_adding.try_set(false);
        });
    };
    let is_there = move || view! { <p class="field-good">{format!("✓ {}", m.flow().in_library())}</p> };
    view! {
        <Show when=move || !is_in_library(form, side, md5) fallback=is_there>
            <TextField
                id=format!("{}-model", field_id(FieldId::Firmware(side, Part::Version)))
                label=m.flow().model()
                required=true
                value=model
                messages=messages
                on_input=input
            />
            <Button label=m.flow().add_to_library() disabled_reason=disabled_reason on_press=add_now />
            {move || failure.get().map(|text| view! { <Note tone=NoteTone::Error text=text /> })}
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

/// Adds a version to the library. The error is a text.
async fn add(context: TaskContext, side: Side, new: Option<NewFirmware>) -> Result<(), String> {
    let TaskContext { m, form, store, .. } = context;
    // The button requires a version, so the identify number is missing.
    let new = new.ok_or_else(|| m.flow().identify_required().to_owned())?;
    let ApiResponse { result, .. } = store.client.add_firmware(&store.product_id(), &new).await;
    let added = result.map_err(|error| error_text(m, &error))?;
    web::hold_focus(&part_id(side, UPLOAD));
    form.library.add(added);
    Ok(())
}
