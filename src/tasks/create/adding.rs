//! Adding an uploaded file to the firmware library.

use super::field::field_id;
use super::form::CreateForm;
use crate::api::Answer;
use crate::browser;
use crate::reactive::{RwSignal, memo, signal, spawn};
use crate::tasks::TaskContext;
use crate::ui::{FieldKind, NoteTone, Says, TextField, Tone, dynamic, el, guarded_button, note, nothing, several};
use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side};
use upgrade_api::full::{LibraryFirmware, NewFirmware};
use upgrade_api::library::usual_model;
use upgrade_api::task::Firmware;
use upgrade_api::values::{DESCRIPTION_MAX, FileSize, FileUrl, MODEL_MAX, Md5, Problem, Version};

/// How adding went.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Adding {
    Not,
    Sending,
    Failed(String),
}

/// There once a file is uploaded, until the library has it.
pub(super) fn add_to_library(cx: TaskContext, side: Side) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let page = untrack(|| form.library().page());
    let model = signal(usual_model(&page.list).unwrap_or_default().to_owned());
    let adding = signal(Adding::Not);
    let is_there = memo(move || is_in_library(form, side));
    let wrong = move || match model.with(|model| problem(model)) {
        Some(Problem::Required) => Some(m.flow.model_required.to_owned()),
        Some(problem) => Some((m.problem)(Field::Name, problem)),
        None => None,
    };
    let press = move || add(cx, side, model.get_untracked(), adding);
    dynamic(move || {
        if is_there.get() {
            return el("p")
                .class("field-good")
                .child(format!("✓ {}", m.flow.is_in_library))
                .view();
        }
        let field = TextField {
            id: format!("{}-model", field_id(Field::Firmware(side, Part::Version))),
            label: m.flow.model,
            kind: FieldKind::Text,
            autocomplete: "off",
            first_focus: false,
            required: false,
        };
        let says = move || Says {
            error: wrong(),
            ..Says::default()
        };
        let field = field.view(move || model.get(), says, move |text| model.set(text), || {});
        let reason = move || {
            let busy = (adding.get() == Adding::Sending).then(|| m.working.to_owned());
            let version = form.version(side).is_none().then(|| m.flow.version_first.to_owned());
            busy.or_else(wrong).or(version).or_else(|| cx.read_only())
        };
        let go = guarded_button(Tone::Plain, m.flow.add_to_library, reason, press);
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
fn is_in_library(form: CreateForm, side: Side) -> bool {
    let typed = form.side(side);
    let (version, md5) = (Version::parse(&typed.version).ok(), Md5::parse(&typed.md5).ok());
    let kind = form.firmware_kind();
    let is_it = |entry: &LibraryFirmware| {
        Some(entry.version) == version && Md5::parse(&entry.file_md5).ok() == md5 && entry.kind() == kind
    };
    version.is_some() && md5.is_some() && form.library().page().list.iter().any(is_it)
}

fn new_firmware(form: CreateForm, side: Side, model: &str) -> Option<NewFirmware> {
    let typed = form.side(side);
    let description: String = form.text(Field::Description).chars().take(DESCRIPTION_MAX).collect();
    Some(NewFirmware {
        model: model.trim().to_owned(),
        file: Firmware {
            version: Version::parse(&typed.version).ok()?,
            url: FileUrl::parse(&typed.url).ok()?,
            md5: Md5::parse(&typed.md5).ok()?,
            size: FileSize::parse(&typed.size).ok()?,
        },
        description,
        release_date: browser::iso_time(browser::now_ms()),
        is_release: true,
        kind: form.firmware_kind()?,
    })
}

fn add(cx: TaskContext, side: Side, model: String, adding: RwSignal<Adding>) {
    let TaskContext { m, form, store, .. } = cx;
    // Set before the first await: a second press in the same moment finds it set.
    if adding.get_untracked() == Adding::Sending {
        return;
    }
    let Some(new) = untrack(|| new_firmware(form, side, &model)) else {
        return adding.set(Adding::Failed(m.flow.fields_first.to_owned()));
    };
    adding.set(Adding::Sending);
    spawn(async move {
        let Answer { result, .. } = store.client().add_firmware(&store.product().id, &new).await;
        let _ = match result {
            Ok(added) => {
                form.library().add(added);
                adding.try_set(Adding::Not)
            }
            Err(error) => adding.try_set(Adding::Failed(error.text(m))),
        };
    });
}
