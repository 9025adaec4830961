//! Text fields of the create form with their errors, warnings and hints.

use crate::api::code_text;
use crate::builder::{FieldKind, FieldMessages, TextField, Tone, button, dynamic, el, nothing, visible};
use crate::i18n::Messages;
use crate::pages::create_task::ids::field_id;
use crate::pages::create_task::state::{CreateForm, FieldError};
use crate::pages::create_task::view::texts::hit_text;
use crate::pages::create_task::view::texts::warning_text;
use crate::pages::tasks::context::TaskContext;
use leptos::prelude::*;
use upgrade_api::field::FieldId::{Id, Mode, ProductId, Status, SurplusCount, Type, UpgradeCount};
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::values::{DESCRIPTION_MAX, NAME_MAX};

/// Text fields about the task as a whole, in the order of the form.
pub(crate) fn general_fields() -> impl Iterator<Item = FieldId> {
    FieldId::TYPED.into_iter().filter(|field| match field {
        FieldId::Name | FieldId::Description => true,
        // Shown beside the choice that needs them, or in the group of their version.
        FieldId::Identify | FieldId::Reason | FieldId::Firmware(..) => false,
        Id | ProductId | UpgradeCount | Status | Type | Mode | SurplusCount => false,
    })
}

/// Kind of text of a field.
fn kind(field: FieldId) -> FieldKind {
    match field {
        FieldId::Name | FieldId::Description | FieldId::Reason => FieldKind::Text,
        FieldId::Identify | FieldId::Firmware(_, Part::Version | Part::Size) => FieldKind::Digits,
        FieldId::Firmware(_, Part::Url) => FieldKind::Address,
        FieldId::Firmware(_, Part::Md5) | Id | ProductId => FieldKind::Code,
        UpgradeCount | Status | Type | Mode | SurplusCount => FieldKind::Digits,
    }
}

/// Text field of the form, bound to the draft.
pub(crate) fn draft_field(cx: TaskContext, field: FieldId) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let input = TextField {
        id: field_id(field),
        label: m.field(field),
        kind: kind(field),
        autocomplete: "off",
        first_focus: field == FieldId::Name,
        required: untrack(|| form.draft().is_required(field, form.profile())),
    };
    let says = move || {
        let warning = warning(m, form, field);
        FieldMessages {
            error: form.error(field).map(|error| match error {
                FieldError::Here(problem) => (m.form().problem)(field, problem),
                FieldError::Platform(code) => code_text(m, code),
            }),
            hint: match field {
                FieldId::Name => Some(counted(form.text(field), NAME_MAX)),
                FieldId::Description => Some(counted(form.text(field), DESCRIPTION_MAX)),
                // The description contains the reason.
                FieldId::Reason => Some(counted(form.draft().described(), DESCRIPTION_MAX)),
                // A warning replaces the hint if there are no devices.
                FieldId::Firmware(Side::From, Part::Version) if warning.is_none() => hit_text(cx),
                FieldId::Identify | FieldId::Firmware(..) => None,
                Id | ProductId | UpgradeCount | Status | Type | Mode | SurplusCount => None,
            },
            warning,
            good: None,
        }
    };
    let view = input.view(
        move || form.text(field),
        says,
        move |text| form.set(field, text),
        move || form.leave(field),
    );
    el("div")
        .class("field-group")
        .child(view)
        .child(in_the_way(cx, field))
        .view()
}

/// Button that shows the task with the same name or from version.
fn in_the_way(cx: TaskContext, field: FieldId) -> AnyView {
    let TaskContext { m, form, dialogs, .. } = cx;
    let task = Memo::new(move |_| form.in_the_way(field).map(|task| (task.id, task.name)));
    dynamic(move || match task.get() {
        Some((id, name)) => {
            let show = move || dialogs.show_details(Some(id.clone()));
            button(Tone::Quiet, &(m.flow().show_task)(&visible(&name)), show).view()
        }
        None => nothing(),
    })
}

fn counted(text: String, most: usize) -> String {
    format!("{} / {most}", text.chars().count())
}

fn warning(m: &Messages, form: CreateForm, field: FieldId) -> Option<String> {
    let mut texts = Vec::new();
    if let FieldId::Firmware(side, Part::Md5) = field
        && let Some(md5) = form.differing_digest(side)
    {
        texts.push((m.form().differs_from_file)(&md5.to_string()));
    }
    let here = form.warnings().into_iter().filter(|(place, _)| *place == field);
    texts.extend(here.map(|(_, warning)| warning_text(m, warning)));
    (!texts.is_empty()).then(|| texts.join(" "))
}
