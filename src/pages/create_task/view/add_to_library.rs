//! Adding an uploaded file to the firmware library.

use crate::api::ApiResponse;
use crate::builder::{
    FieldKind, FieldMessages, NoteTone, TextField, Tone, dynamic, el, guarded_button, note, nothing, several,
};
use crate::pages::create_task::ids::field_id;
use crate::pages::create_task::ids::upload_id;
use crate::pages::create_task::state::CreateForm;
use crate::pages::tasks::context::TaskContext;
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::firmware_library::usual_model;
use upgrade_api::firmware_library::{LibraryFirmware, NewFirmware, Uploaded};
use upgrade_api::task::Firmware;
use upgrade_api::values::{DESCRIPTION_MAX, MODEL_MAX, Md5, Problem};

/// How adding went.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Adding {
    Not,
    Sending,
    Failed(String),
}

/// There once a file is uploaded, until the library has it. What is added is the file the platform has, whatever is
/// typed into the fields by then: others pick it later without looking at its bytes again.
pub(crate) fn add_to_library(cx: TaskContext, side: Side, uploaded: Uploaded) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let page = untrack(|| form.library().page());
    let model = RwSignal::new(usual_model(&page.list).unwrap_or_default().to_owned());
    let adding = RwSignal::new(Adding::Not);
    let md5 = uploaded.md5;
    let is_there = Memo::new(move |_| is_in_library(form, side, md5));
    let wrong = move || match model.with(|model| problem(model)) {
        Some(Problem::Required) => Some(m.flow().model_required.to_owned()),
        Some(problem) => Some((m.form().problem)(FieldId::Name, problem)),
        None => None,
    };
    let uploaded = StoredValue::new(uploaded);
    let press = move || {
        let new = untrack(|| new_firmware(form, side, &model.get(), uploaded.get_value()));
        add(cx, side, new, adding);
    };
    dynamic(move || {
        if is_there.get() {
            return el("p")
                .class("field-good")
                .child(format!("✓ {}", m.flow().is_in_library))
                .view();
        }
        let field = TextField {
            id: format!("{}-model", field_id(FieldId::Firmware(side, Part::Version))),
            label: m.flow().model,
            kind: FieldKind::Text,
            autocomplete: "off",
            first_focus: false,
            required: false,
        };
        let says = move || FieldMessages {
            error: wrong(),
            ..FieldMessages::default()
        };
        let field = field.view(move || model.get(), says, move |text| model.set(text), || {});
        let reason = move || {
            let busy = (adding.get() == Adding::Sending).then(|| m.working.to_owned());
            let version = form.version(side).is_none().then(|| m.flow().version_first.to_owned());
            busy.or_else(wrong).or(version).or_else(|| cx.read_only())
        };
        let go = guarded_button(Tone::Plain, m.flow().add_to_library, reason, press);
        let failed = dynamic(move || match adding.get() {
            Adding::Failed(text) => note(NoteTone::Error, text).view(),
            Adding::Not | Adding::Sending => nothing(),
        });
        several(vec![field, go.view(), failed])
    })
}

fn problem(model: &str) -> Option<Problem> {
    let len = model.trim().chars().count();
    match len {
        0 => Some(Problem::Required),
        len if len > MODEL_MAX => Some(Problem::TooLong { len, max: MODEL_MAX }),
        _ => None,
    }
}

/// Whether the library has this version with these bytes.
fn is_in_library(form: CreateForm, side: Side, md5: Md5) -> bool {
    let version = form.version(side);
    let kind = form.firmware_kind();
    let is_it = |entry: &LibraryFirmware| {
        Some(entry.version) == version && Md5::parse(&entry.file_md5).ok() == Some(md5) && entry.kind() == kind
    };
    version.is_some() && form.library().page().list.iter().any(is_it)
}

fn new_firmware(form: CreateForm, side: Side, model: &str, uploaded: Uploaded) -> Option<NewFirmware> {
    let description: String = form.text(FieldId::Description).chars().take(DESCRIPTION_MAX).collect();
    Some(NewFirmware {
        model: model.trim().to_owned(),
        file: Firmware {
            version: form.version(side)?,
            url: uploaded.url,
            md5: uploaded.md5,
            size: uploaded.size,
        },
        description,
        release_date: web::iso_time(web::now_ms()),
        is_release: true,
        kind: form.firmware_kind()?,
    })
}

fn add(cx: TaskContext, side: Side, new: Option<NewFirmware>, adding: RwSignal<Adding>) {
    let TaskContext { m, form, store, .. } = cx;
    // Set before the first await: a second press in the same moment finds it set.
    if adding.get_untracked() == Adding::Sending {
        return;
    }
    // The button waits for a version: what is missing is the number of the part.
    let Some(new) = new else {
        return adding.set(Adding::Failed(m.flow().identify_required.to_owned()));
    };
    adding.set(Adding::Sending);
    spawn_local(async move {
        let ApiResponse { result, .. } = store.client().add_firmware(&store.product().id, &new).await;
        let _ = match result {
            Ok(added) => {
                web::hold_focus(upload_id(side));
                form.library().add(added);
                adding.try_set(Adding::Not)
            }
            Err(error) => adding.try_set(Adding::Failed(error.text(m))),
        };
    });
}
