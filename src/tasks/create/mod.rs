//! The create dialog.

mod firmware;
pub mod form;

use super::parts::VersionPath;
use super::{TaskDialogs, after_closing};
use crate::api::code_text;
use crate::browser;
use crate::i18n::messages;
use crate::ui::{Button, Dialog, FieldKind, Note, NoteTone, TextField, Toasts, Tone};
use firmware::FirmwareGroup;
use form::{CreateForm, FieldError};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::draft::{Field, Part, Side};
use upgrade_api::rules::Warning;
use upgrade_api::values::{DESCRIPTION_MAX, NAME_MAX};

/// The id of a field's input.
fn field_id(field: Field) -> String {
    format!("create-{}", field.wire_name())
}

/// One field of the form, tied to the draft.
#[component]
fn DraftField(
    /// Which.
    field: Field,
    /// Its label.
    label: &'static str,
    /// What is typed into it.
    #[prop(optional)]
    kind: FieldKind,
    /// The most characters, where they are counted.
    #[prop(optional)]
    most: Option<usize>,
) -> impl IntoView {
    let m = messages();
    let form: CreateForm = expect_context();
    let error = move || {
        form.error(field).map(|error| match error {
            FieldError::Here(problem) => (m.problem)(field, problem),
            FieldError::Platform(code) => code_text(m, code),
        })
    };
    let warning = move || {
        let differing = match field {
            Field::Firmware(side, Part::Md5) => form.differing_digest(side),
            _ => None,
        };
        match differing {
            Some(md5) => Some((m.differs_from_file)(&md5.to_string())),
            None => form.warning(field).map(|warning| match warning {
                Warning::Downgrade => m.downgrade_warning.to_owned(),
                Warning::SameBytes => m.same_bytes_warning.to_owned(),
            }),
        }
    };
    let hint = move || most.map(|most| format!("{} / {most}", form.text(field).chars().count()));
    view! {
        <TextField
            id=field_id(field)
            label=label
            kind=kind
            value=Signal::derive(move || form.text(field))
            hint=Signal::derive(hint)
            warning=Signal::derive(warning)
            error=Signal::derive(error)
            on_input=Callback::new(move |text| form.set(field, text))
            on_leave=Callback::new(move |()| form.leave(field))
        />
    }
}

/// The dialog.
#[component]
pub fn CreateDialog() -> impl IntoView {
    let m = messages();
    let dialogs: TaskDialogs = expect_context();
    view! {
        <Dialog
            id="create"
            open=dialogs.creating
            title=m.create_task.to_owned()
            close_label=m.close
            wide=true
            on_close=Callback::new(move |()| dialogs.creating.set(false))
        >
            <CreateBody />
        </Dialog>
    }
}

#[component]
fn CreateBody() -> impl IntoView {
    let m = messages();
    let form: CreateForm = expect_context();
    let submit = submitter();
    // Enter in a text field submits, as in any form; it creates a stopped task, which harms nobody.
    let on_key = move |event: ev::KeyboardEvent| {
        let in_field = event_target::<web_sys::Element>(&event).class_list().contains("input");
        if event.key() == "Enter" && in_field && !event.is_composing() {
            event.prevent_default();
            submit.run(());
        }
    };
    view! {
        <div class="dialog-body" on:keydown=on_key>
            <p class="hint">{m.create_effect}</p>
            <div class="two">
                <DraftField field=Field::Name label=m.name most=NAME_MAX />
                <DraftField field=Field::Description label=m.description most=DESCRIPTION_MAX />
            </div>
            <div class="two">
                <FirmwareGroup side=Side::From />
                <FirmwareGroup side=Side::Target />
            </div>
            {move || form.failure().map(|error| {
                let doubt = error.leaves_doubt().then_some(m.create_in_doubt);
                view! { <Note tone=NoteTone::Error>{error.text(m)} " " {doubt}</Note> }
            })}
        </div>
        <CreateFoot submit=submit />
    }
}

#[component]
fn CreateFoot(
    /// Creates the task.
    submit: Callback<()>,
) -> impl IntoView {
    let m = messages();
    let form: CreateForm = expect_context();
    let dialogs: TaskDialogs = expect_context();
    let pair = move || Some((form.version(Side::From)?, form.version(Side::Target)?));
    let label = move || {
        if form.is_sending() {
            m.working.to_owned()
        } else {
            m.create_task.to_owned()
        }
    };
    view! {
        <footer class="dialog-foot">
            <span class="dialog-foot-start">
                {move || pair().map(|(from, target)| view! { <VersionPath from=from target=target /> })}
                <Show when=move || form.is_touched()>
                    <span class="hint">{m.draft_kept}</span>
                    <Button
                        label=m.discard.to_owned()
                        tone=Tone::Quiet
                        on_press=Callback::new(move |()| {
                            form.discard();
                            browser::focus(&field_id(Field::Name));
                        })
                    />
                </Show>
            </span>
            <Button label=m.cancel.to_owned() on_press=Callback::new(move |()| dialogs.creating.set(false)) />
            <Button
                label=Signal::derive(label)
                tone=Tone::Primary
                disabled_reason=Signal::derive(move || form.is_reading().then(|| m.wait_for_file.to_owned()))
                on_press=submit
            />
        </footer>
    }
}

fn submitter() -> Callback<()> {
    let m = messages();
    let form: CreateForm = expect_context();
    let dialogs: TaskDialogs = expect_context();
    let toasts = Toasts::expect();
    Callback::new(move |()| {
        if form.is_reading() {
            return;
        }
        spawn_local(async move {
            match form.submit().await {
                Ok(name) => {
                    dialogs.creating.set(false);
                    toasts.tell((m.created)(&name));
                }
                // The error is beside its field by now: go there.
                Err(Some(field)) => after_closing(move || browser::focus(&field_id(field))),
                Err(None) => {}
            }
        });
    })
}
