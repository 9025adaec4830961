//! One field of the form.

use crate::components::{Button, FieldKind, FieldMessages, TextField, Tone, visible};
use crate::i18n::Messages;
use crate::pages::create_task::ids::field_id;
use crate::pages::create_task::state::{CreateForm, FieldError};
use crate::pages::create_task::view::proposal::proposal;
use crate::pages::create_task::view::texts::{affected_text, warning_text};
use crate::pages::error_text::code_text;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::web;
use leptos::prelude::*;
use upgrade_api::draft::TaskDraft;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::values::{DESCRIPTION_MAX, FileUrl, NAME_MAX, Problem};

/// Text fields of the task as a whole, in the order of the form.
/// The others are beside the choice that needs them, or in the group of their version.
pub(crate) const GENERAL_FIELDS: [FieldId; 2] = [FieldId::Name, FieldId::Description];

/// Kind of text of a field.
fn kind(field: FieldId) -> FieldKind {
    match field {
        FieldId::Name | FieldId::Description | FieldId::Reason => FieldKind::Text,
        FieldId::Identify | FieldId::Firmware(_, Part::Version | Part::Size) => FieldKind::Digits,
        FieldId::Firmware(_, Part::Url) => FieldKind::Address,
        FieldId::Firmware(_, Part::Md5) | FieldId::Id | FieldId::ProductId => FieldKind::Code,
        FieldId::UpgradeCount | FieldId::SurplusCount | FieldId::Status | FieldId::Type | FieldId::Mode => {
            FieldKind::Digits
        }
    }
}

/// A text field of the draft. If its value conflicts with an existing task, a button below it shows that task; another one
/// encodes an address, and a third one fills in a proposed text while the field is empty.
#[component]
pub(crate) fn DraftField(
    /// Field.
    field: FieldId,
) -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, page, .. } = context;
    let conflict = Memo::new(move |_| form.conflicting_task(field).map(|task| (task.id, task.name)));
    let encoded = Memo::new(move |_| match form.error(field)? {
        FieldError::Here(Problem::UrlCharacter(_)) => FileUrl::encoded(&form.text(field)),
        _ => None,
    });
    let proposed = Memo::new(move |_| proposal(context, field));
    view! {
        <div class="field-group">
            <TextField
                id=field_id(field)
                label=m.field(field)
                kind=kind(field)
                first_focus=field == FieldId::Name && form.first_search().is_none()
                required=untrack(|| form.read(|draft| draft.is_required(field, form.profile())))
                value=move || form.text(field)
                messages=move || field_messages(context, field)
                on_input=move |text| form.type_text(field, text)
                on_leave=move |()| form.blur(field)
            />
            {move || {
                conflict
                    .get()
                    .map(|(id, name)| {
                        let label = m.flow().show_task(&visible(&name));
                        let show = move |_| page.show_details(Some(id.clone()));
                        view! { <Button tone=Tone::Quiet label=label on_press=show /> }
                    })
            }}
            {move || {
                proposed
                    .get()
                    .map(|text| {
                        let label = m.form().use_proposal(&visible(&text));
                        let take = move |_| {
                            form.type_text(field, text.clone());
                            web::focus(&field_id(field));
                        };
                        view! { <Button tone=Tone::Quiet label=label on_press=take /> }
                    })
            }}
            {move || {
                encoded
                    .get()
                    .map(|url| {
                        let encode = move |_| {
                            form.set(field, url.as_str().to_owned());
                            web::focus(&field_id(field));
                        };
                        view! { <Button tone=Tone::Quiet label=m.form().encode_address() on_press=encode /> }
                    })
            }}
        </div>
    }
}

fn field_messages(context: TaskContext, field: FieldId) -> FieldMessages {
    let TaskContext { m, form, .. } = context;
    let warning = warning(m, form, field);
    let read_as = || {
        form.read(|draft| draft.read_as(field))
            .map(|value| m.form().read_as(&value))
    };
    FieldMessages {
        error: form.error(field).map(|error| match error {
            FieldError::Here(problem) => m.form().problem(field, problem),
            FieldError::Platform(code) => code_text(m, code),
        }),
        hint: match field {
            FieldId::Name => Some(counted(form.text(field), NAME_MAX)),
            FieldId::Description => Some(counted(form.text(field), DESCRIPTION_MAX)),
            // The description of the task contains the reason.
            FieldId::Reason => Some(counted(form.read(TaskDraft::described), DESCRIPTION_MAX)),
            // A warning says that no device runs the version.
            FieldId::Firmware(Side::From, Part::Version) if warning.is_none() => {
                read_as().or_else(|| affected_text(context))
            }
            FieldId::Identify | FieldId::Firmware(..) => read_as(),
            FieldId::Id | FieldId::ProductId | FieldId::UpgradeCount | FieldId::SurplusCount => None,
            FieldId::Status | FieldId::Type | FieldId::Mode => None,
        },
        warning,
        good: None,
    }
}

fn counted(text: String, max: usize) -> String {
    format!("{} / {max}", text.chars().count())
}

fn warning(m: &dyn Messages, form: CreateForm, field: FieldId) -> Option<String> {
    let mut texts = Vec::new();
    if let FieldId::Firmware(side, Part::Md5) = field
        && let Some(md5) = form.differing_digest(side)
    {
        texts.push(m.form().md5_differs(&md5.to_string()));
    }
    let own = form.warnings().into_iter().filter(|(location, _)| *location == field);
    texts.extend(own.map(|(_, warning)| warning_text(m, warning)));
    (!texts.is_empty()).then(|| m.sentences(&texts.iter().map(String::as_str).collect::<Vec<_>>()))
}
