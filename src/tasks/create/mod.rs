//! The create dialog.

mod firmware;
pub mod form;
pub mod picks;

use super::parts::version_path;
use super::store::ListState;
use super::{TaskContext, after_closing};
use crate::activity::Deed;
use crate::api::{ApiError, code_text};
use crate::browser;
use crate::i18n::Messages;
use crate::reactive::{effect, memo, spawn};
use crate::ui::{
    Dialog, El, FieldKind, NoteTone, Says, TextField, Tone, button, dynamic, el, guarded_button, note, nothing,
    several, visible,
};
use firmware::firmware_group;
use form::{CreateForm, FieldError, Spot};
use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side};
use upgrade_api::rules::Warning;
use upgrade_api::task::Task;
use upgrade_api::values::{DESCRIPTION_MAX, NAME_MAX};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// The id of a field's input.
fn field_id(field: Field) -> String {
    format!("create-{}", field.wire_name())
}

fn spot_id(spot: Spot) -> String {
    match spot {
        Spot::Field(field) => field_id(field),
        Spot::Checksum(side) => firmware::checksum_id(side).to_owned(),
    }
}

/// One field of the form, tied to the draft.
fn draft_field(cx: TaskContext, field: Field, label: &'static str, kind: FieldKind) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let input = TextField {
        id: field_id(field),
        label,
        kind,
        autocomplete: "off",
        first_focus: field == Field::Name,
        required: true,
    };
    let says = move || Says {
        error: form.error(field).map(|error| match error {
            FieldError::Here(problem) => (m.problem)(field, problem),
            FieldError::Platform(code) => code_text(m, code),
        }),
        warning: warning(m, form, field),
        hint: match field {
            Field::Name => Some(counted(form, field, NAME_MAX)),
            Field::Description => Some(counted(form, field, DESCRIPTION_MAX)),
            Field::Firmware(..) => None,
        },
        good: None,
    };
    input.view(
        move || form.text(field),
        says,
        move |text| form.set(field, text),
        move || form.leave(field),
    )
}

fn counted(form: CreateForm, field: Field, most: usize) -> String {
    format!("{} / {most}", form.text(field).chars().count())
}

fn warning(m: &Messages, form: CreateForm, field: Field) -> Option<String> {
    if let Field::Firmware(side, Part::Md5) = field
        && let Some(md5) = form.differing_digest(side)
    {
        return Some((m.differs_from_file)(&md5.to_string()));
    }
    let text = match form.warning(field)? {
        Warning::Downgrade => m.downgrade_warning,
        Warning::SameBytes => m.same_bytes_warning,
    };
    Some(text.to_owned())
}

/// The dialog.
pub fn create_dialog(cx: TaskContext) -> AnyView {
    let TaskContext { m, dialogs, .. } = cx;
    let dialog = Dialog {
        id: "create",
        wide: true,
        open: memo(move || dialogs.creating.get()),
        close_label: m.close,
        on_close: Callback::new(move |()| dialogs.creating.set(false)),
    };
    effect(move || {
        let picks = cx.form.picks();
        if dialogs.creating.get() {
            picks.warm_up();
        } else {
            picks.rest();
        }
    });
    let submit = Callback::new(move |()| submit(cx));
    dialog.view(
        move || m.create_task.to_owned(),
        move || several(vec![body(cx, submit).view(), foot(cx, submit).view()]),
    )
}

fn body(cx: TaskContext, submit: Callback<()>) -> El {
    let TaskContext { m, form, store, .. } = cx;
    let failure = dynamic(move || match form.failure() {
        Some(error) => {
            let doubt = match store.state() {
                ListState::Ready => m.create_in_doubt,
                ListState::Loading | ListState::Failed(_) => m.create_in_doubt_unread,
            };
            let doubt = error.leaves_doubt().then(|| format!(" {doubt}"));
            note(NoteTone::Error, vec![Some(error.text(m)), doubt]).view()
        }
        None => nothing(),
    });
    let two = || el("div").class("two");
    el("div")
        .class("dialog-body")
        .on("keydown", move |event| {
            if is_enter_in_field(&event) {
                event.prevent_default();
                submit.run(());
            }
        })
        .child(el("p").class("hint").child(m.create_effect))
        .child(
            two()
                .child(draft_field(cx, Field::Name, m.name, FieldKind::Text))
                .child(draft_field(cx, Field::Description, m.description, FieldKind::Text)),
        )
        .child(
            two()
                .child(firmware_group(cx, Side::From))
                .child(firmware_group(cx, Side::Target)),
        )
        .child(failure)
}

/// Enter in a text field submits, as in any form; it creates a stopped task, which harms nobody.
fn is_enter_in_field(event: &Event) -> bool {
    let key = event.unchecked_ref::<KeyboardEvent>();
    let in_field = event_target::<web_sys::Element>(event).class_list().contains("input");
    in_field && key.key() == "Enter" && !key.is_composing()
}

fn foot(cx: TaskContext, submit: Callback<()>) -> El {
    let TaskContext { m, form, dialogs, .. } = cx;
    let pair = move || Some((form.version(Side::From)?, form.version(Side::Target)?));
    let pair = memo(pair);
    let touched = memo(move || form.is_touched());
    let discard = move || {
        form.discard();
        browser::focus(&field_id(Field::Name));
    };
    let start = el("span")
        .class("dialog-foot-start")
        .dynamic(move || {
            pair.get()
                .map_or_else(nothing, |(from, target)| version_path(m, from, target).view())
        })
        .dynamic(move || match touched.get() {
            true => several(vec![
                el("span").class("hint").child(m.draft_kept).view(),
                button(Tone::Quiet, m.discard, discard).view(),
            ]),
            false => nothing(),
        });
    let reason = move || {
        let waiting = form.picks().is_reading().then(|| m.wait_for_file.to_owned());
        waiting.or_else(|| cx.read_only())
    };
    let create = guarded_button(Tone::Primary, "", reason, move || submit.run(()))
        .text_with(move || if form.is_sending() { m.working } else { m.create_task }.to_owned());
    el("footer")
        .class("dialog-foot")
        .child(start)
        .child(button(Tone::Plain, m.cancel, move || dialogs.creating.set(false)))
        .child(create)
}

fn submit(cx: TaskContext) {
    let TaskContext {
        m,
        form,
        dialogs,
        toasts,
        ..
    } = cx;
    if untrack(|| form.picks().is_reading() || cx.read_only().is_some()) {
        return;
    }
    spawn(async move {
        let name = untrack(|| form.text(Field::Name));
        let note = move |answer: Result<&Task, &ApiError>| {
            let created = answer.map(|_| (m.created)(&visible(&name)));
            cx.note(Deed::Create, &name, answer.ok().map(|task| &task.id), created);
        };
        match form.submit(note).await {
            Ok(name) => {
                dialogs.creating.set(false);
                toasts.tell((m.created)(&visible(&name)));
            }
            // The error is beside its field by now: go there.
            Err(Some(spot)) => after_closing(move || browser::focus(&spot_id(spot))),
            Err(None) => {}
        }
    });
}
