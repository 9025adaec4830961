//! One field of the form.

use crate::api::code_text;
use crate::components::{Button, FieldKind, FieldMessages, TextField, Tone, visible};
use crate::i18n::Messages;
use crate::pages::create_task::ids::field_id;
use crate::pages::create_task::state::{CreateForm, FieldError};
use crate::pages::create_task::view::texts::{hit_text, warning_text};
use crate::pages::tasks::context::{TaskContext, use_task_context};
use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side};
use upgrade_api::values::{DESCRIPTION_MAX, NAME_MAX};

/// A text field of the draft. If its value conflicts with an existing task, a button below it shows that task.
#[component]
pub(crate) fn DraftField(
    /// Field.
    field: Field,
    /// Label.
    label: &'static str,
    /// Kind of text.
    #[prop(optional)]
    kind: FieldKind,
) -> impl IntoView {
    let cx = use_task_context();
    let TaskContext { m, form, dialogs, .. } = cx;
    let conflict = Memo::new(move |_| form.conflicting_task(field).map(|task| (task.id, task.name)));
    view! {
        <div class="field-group">
            <TextField
                id=field_id(field)
                label=label
                kind=kind
                first_focus=field == Field::Name
                required=true
                value=Signal::derive(move || form.text(field))
                messages=Signal::derive(move || field_messages(cx, field))
                on_input=move |text| form.set(field, text)
                on_leave=move |()| form.leave(field)
            />
            {move || {
                conflict
                    .get()
                    .map(|(id, name)| {
                        let label = (m.flow().show_task)(&visible(&name));
                        let show = move |()| dialogs.show_details(Some(id.clone()));
                        view! { <Button tone=Tone::Quiet label=label on_press=show/> }.into_any()
                    })
            }}
        </div>
    }
}

fn field_messages(cx: TaskContext, field: Field) -> FieldMessages {
    let TaskContext { m, form, .. } = cx;
    let warning = warning(m, form, field);
    FieldMessages {
        error: form.error(field).map(|error| match error {
            FieldError::Here(problem) => (m.form().problem)(field, problem),
            FieldError::Platform(code) => code_text(m, code),
        }),
        hint: match field {
            Field::Name => Some(counted(form.text(field), NAME_MAX)),
            Field::Description => Some(counted(form.text(field), DESCRIPTION_MAX)),
            // The description of the task contains the reason.
            Field::Reason => Some(counted(form.draft().described(), DESCRIPTION_MAX)),
            // A warning says that no device runs the version.
            Field::Firmware(Side::From, Part::Version) if warning.is_none() => hit_text(cx),
            Field::Identify | Field::Firmware(..) => None,
        },
        warning,
        good: None,
    }
}

fn counted(text: String, max: usize) -> String {
    format!("{} / {max}", text.chars().count())
}

fn warning(m: &Messages, form: CreateForm, field: Field) -> Option<String> {
    let mut texts = Vec::new();
    if let Field::Firmware(side, Part::Md5) = field
        && let Some(md5) = form.differing_digest(side)
    {
        texts.push((m.form().differs_from_file)(&md5.to_string()));
    }
    let own = form.warnings().into_iter().filter(|(location, _)| *location == field);
    texts.extend(own.map(|(_, warning)| warning_text(m, warning)));
    (!texts.is_empty()).then(|| texts.join(" "))
}
