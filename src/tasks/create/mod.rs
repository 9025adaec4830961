//! The create dialog.

mod firmware;
pub mod form;

pub mod picks;

use super::parts::version_path;
use super::store::Done;
use super::{TaskContext, after_closing, outcome_of};
use crate::activity::{Deed, Outcome};
use crate::api::code_text;
use crate::browser;
use crate::i18n::Messages;
use crate::reactive::{effect, memo, spawn};
use crate::ui::{
    Dialog, El, FieldKind, NoteTone, Says, TextField, Tone, button, dynamic, el, guarded_button, note, nothing,
    several, visible,
};
use firmware::firmware_group;
pub use form::forget_all;
use form::{CreateForm, Failure, FieldError, Spot, Submitted};

use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side};
use upgrade_api::rules::Warning;
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
            cx.form.go_on();
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
    let TaskContext { m, form, .. } = cx;
    let failure = dynamic(move || {
        if form.is_looking() {
            return note(NoteTone::Warning, m.looking_for_task).view();
        }
        match form.failure() {
            Some(failure) => note(NoteTone::Error, said(m, &failure)).view(),
            None => nothing(),
        }
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
    let kept = if form.is_kept() { m.draft_kept } else { m.draft_on_page };
    let start = el("span")
        .class("dialog-foot-start")
        .dynamic(move || {
            pair.get()
                .map_or_else(nothing, |(from, target)| version_path(m, from, target).view())
        })
        .dynamic(move || match touched.get() {
            true => several(vec![
                el("span").class("hint").child(kept).view(),
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
    let form = cx.form;
    if untrack(|| form.picks().is_reading() || cx.read_only().is_some()) {
        return;
    }
    let name = untrack(|| form.text(Field::Name));
    spawn(async move {
        let Some(done) = form.submit().await else { return };
        ended(cx, &name, done);
    });
}

fn ended(cx: TaskContext, name: &str, Done { end, request_id }: Done<Submitted>) {
    let TaskContext { m, dialogs, toasts, .. } = cx;
    if cx.store.is_over() {
        return;
    }
    let note = |id, came_of_it| cx.note(Deed::Create, name, id, came_of_it, request_id);
    let spot = match end {
        Submitted::Made(task) => {
            close(cx);
            let said = (m.created)(&visible(&task.name));
            note(Some(&task.id), (Outcome::Done, said.clone()));
            return toasts.tell(said);
        }
        Submitted::Found(task) => {
            close(cx);
            let said = (m.created_found)(&visible(&task.name));
            note(Some(&task.id), (Outcome::Done, said.clone()));
            toasts.tell(said);
            // Here it is.
            return dialogs.show_details(Some(task.id));
        }
        Submitted::Wrong(spot) => spot,
        Submitted::Failed(failure, spot) => {
            let said = said(m, &failure);
            if !dialogs.creating.get_untracked() && !untrack(|| cx.form.is_restored()) {
                // Closed meanwhile: nobody may miss it, and nobody is thrown back into the form.
                toasts.warn(format!("{} “{}”: {said}", m.create_task, visible(name)));
            }
            note(None, (outcome(&failure), said));
            spot.filter(|_| dialogs.creating.get_untracked())
        }
    };
    // The error is beside its field by now: go there.
    if let Some(spot) = spot {
        after_closing(move || browser::focus(&spot_id(spot)));
    }
}

fn outcome(failure: &Failure) -> Outcome {
    match failure {
        Failure::Refused(error) => outcome_of(error),
        Failure::NotThere(_) => Outcome::NotDone,
        Failure::CannotTell(_) => Outcome::Unknown,
    }
}

fn said(m: &Messages, failure: &Failure) -> String {
    let (error, then) = match failure {
        Failure::Refused(error) => return error.text(m),
        Failure::NotThere(error) => (error, m.task_not_there),
        Failure::CannotTell(error) => (error, m.create_in_doubt),
    };
    format!("{} {then}", error.text(m))
}

/// What was begun before the page was loaded: what it is, and the ways to go on with it or to discard it.
pub fn restored_draft(cx: TaskContext) -> AnyView {
    let TaskContext { m, form, dialogs, .. } = cx;
    spawn(async move {
        let name = untrack(|| form.text(Field::Name));
        if let Some(end) = form.look_again().await {
            let request_id = None;
            ended(cx, &name, Done { end, request_id });
        }
    });
    let is_here = memo(move || form.is_restored() && !dialogs.creating.get());
    dynamic(move || {
        if !is_here.get() {
            return nothing();
        }
        let name = move || visible(&form.text(Field::Name));
        let go_on = button(Tone::Plain, m.go_on, move || dialogs.creating.set(true));
        let discard = button(Tone::Quiet, m.discard, move || {
            form.discard();
            browser::focus("create-task");
        });
        let text = el("p").text_with(move || (m.draft_restored)(&name()));
        let doubt = el("p").text_with(move || match form.failure() {
            _ if form.is_looking() => m.looking_for_task.to_owned(),
            Some(failure) => said(m, &failure),
            None => String::new(),
        });
        note(NoteTone::Warning, vec![text, doubt, go_on, discard]).view()
    })
}

/// Closes the dialog once the task exists, unless the next one is being typed.
fn close(cx: TaskContext) {
    if untrack(|| !cx.form.is_touched()) {
        cx.dialogs.creating.set(false);
    }
}
