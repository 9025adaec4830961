//! From the form to the review, from there to the task, and what is said where that fails.

use crate::builder::visible;
use crate::i18n::Messages;
use crate::pages::create_task::ids::REVIEW_ID;
use crate::pages::create_task::ids::spot_id;
use crate::pages::create_task::state::{FormLocation, Step, SubmitFailure, SubmitOutcome};
use crate::pages::tasks::actions::outcome_of;
use crate::pages::tasks::context::TaskContext;
use crate::state::activity_log::{Operation, Outcome};
use crate::state::task_store::WriteResult;
use crate::web;
use crate::web::after_closing;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::field::FieldId;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// What comes after the task is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterCreate {
    /// Nothing: it stays stopped.
    Stay,
    /// The question whether to start it.
    Start,
}

/// Why nothing can be sent just now, if that is so.
pub(crate) fn cannot_send(cx: TaskContext) -> Option<String> {
    let TaskContext { m, form, .. } = cx;
    let reading = form.picks().is_reading().then(|| m.form().wait_for_file.to_owned());
    let sending = form.uploads().is_sending().then(|| m.flow().wait_for_upload.to_owned());
    reading.or(sending).or_else(|| cx.read_only())
}

/// Goes on to the review, or to what is wrong.
pub(crate) fn review(cx: TaskContext) {
    if untrack(|| cannot_send(cx).is_some() || cx.form.is_sending()) {
        return;
    }
    match cx.form.review() {
        Ok(()) => after_closing(|| web::focus(REVIEW_ID)),
        Err(spot) => go_to(cx, spot),
    }
}

/// Goes back to the form, there.
pub(crate) fn go_to(cx: TaskContext, spot: Option<FormLocation>) {
    cx.form.go_back();
    // The error is beside its field by now.
    if let Some(spot) = spot {
        after_closing(move || web::focus(&spot_id(spot)));
    }
}

/// Creates the task.
pub(crate) fn submit(cx: TaskContext, then: AfterCreate) {
    let form = cx.form;
    // Only what somebody has looked at once more is sent.
    if untrack(|| cannot_send(cx).is_some() || form.step() != Step::Review) {
        return;
    }
    let name = untrack(|| form.text(FieldId::Name));
    spawn_local(async move {
        let Some(done) = form.submit().await else { return };
        show_outcome(cx, &name, then, done);
    });
}

pub(crate) fn show_outcome(
    cx: TaskContext,
    name: &str,
    then: AfterCreate,
    WriteResult { end, request_id }: WriteResult<SubmitOutcome>,
) {
    let TaskContext { m, dialogs, toasts, .. } = cx;
    if cx.store.is_over() {
        return;
    }
    let note = |id, came_of_it| cx.log(Operation::Create, name, id, came_of_it, request_id);
    let spot = match end {
        SubmitOutcome::Made(task) => {
            let said = (m.form().created)(&visible(&task.name));
            note(Some(&task.id), (Outcome::Done, said.clone()));
            toasts.notify(Some(task.id.as_str()), said);
            if close(cx) && then == AfterCreate::Start {
                ask_to_start(cx, task);
            }
            return;
        }
        SubmitOutcome::Found(task) => {
            let said = (m.form().created_found)(&visible(&task.name));
            note(Some(&task.id), (Outcome::Done, said.clone()));
            toasts.notify(Some(task.id.as_str()), said);
            return match (close(cx), then) {
                (true, AfterCreate::Start) => ask_to_start(cx, task),
                // Here it is.
                _ => dialogs.show_details(Some(task.id)),
            };
        }
        SubmitOutcome::Wrong(spot) => spot,
        SubmitOutcome::Failed(failure, spot) => {
            let said = failure_text(m, &failure);
            if !dialogs.creating.get_untracked() && !untrack(|| cx.form.is_restored()) {
                // Closed meanwhile: nobody may miss it, and nobody is thrown back into the form.
                toasts.warn(
                    None,
                    format!("{} “{}”{}{said}", m.create_task, visible(name), m.map.colon),
                );
            }
            note(None, (outcome(&failure), said));
            spot.filter(|_| dialogs.creating.get_untracked())
        }
    };
    if spot.is_some() {
        go_to(cx, spot);
    }
}

/// The task is there and stopped: now the question that always stands before a start.
fn ask_to_start(cx: TaskContext, task: Task) {
    // As the list has it: the question is about what is there.
    let task = untrack(|| cx.store.task(&task.id)).unwrap_or(task);
    after_closing(move || cx.dialogs.ask(Action::Start, task));
}

fn outcome(failure: &SubmitFailure) -> Outcome {
    match failure {
        SubmitFailure::Refused(error) => outcome_of(error),
        SubmitFailure::NotThere(_) => Outcome::NotDone,
        SubmitFailure::CannotTell(_) => Outcome::Unknown,
    }
}

pub(crate) fn failure_text(m: &Messages, failure: &SubmitFailure) -> String {
    let (error, then) = match failure {
        SubmitFailure::Refused(error) => return error.text(m),
        SubmitFailure::NotThere(error) => (error, m.form().task_not_there),
        SubmitFailure::CannotTell(error) => (error, m.form().create_in_doubt),
    };
    format!("{} {then}", error.text(m))
}

/// Closes the dialog once the task exists, unless the next one is being typed. Says whether it was open and is closed.
fn close(cx: TaskContext) -> bool {
    let creating = cx.dialogs.creating;
    if untrack(|| cx.form.is_touched() || !creating.get()) {
        return false;
    }
    creating.set(false);
    true
}
