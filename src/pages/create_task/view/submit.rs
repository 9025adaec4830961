//! From the form to the review and to the created task, with the reports of the outcome.

use crate::components::visible;
use crate::i18n::Messages;
use crate::pages::create_task::ids::{REVIEW_ID, location_id};
use crate::pages::create_task::state::{CreateForm, Step, SubmitOutcome};
use crate::pages::error_text::{cause_text, error_text};
use crate::pages::tasks::actions::outcome_of;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::show_row::lead_to_new;
use crate::pages::tasks::toolbar::change_view::is_in_address;
use crate::state::activity_log::{Entry, Operation, Outcome};
use crate::state::task_store::{CreateFailure, CreatedTask, WriteResult};
use crate::web;
use crate::web::after_render;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::field::FieldId;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// Step after the task is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterCreate {
    /// None: the task stays stopped.
    Stay,
    /// Asks whether to start the task.
    Start,
}

/// Reason why no task can be sent. Tracked.
pub(crate) fn cannot_send(context: TaskContext) -> Option<String> {
    let TaskContext { m, form, .. } = context;
    let reading = form.files.is_reading().then(|| m.form().wait_for_file().to_owned());
    let sending = form.uploads.is_sending().then(|| m.flow().wait_for_upload().to_owned());
    reading.or(sending).or_else(|| context.read_only())
}

/// Reason why no create can begin: one is in flight, or no task can be sent. Tracked.
pub(crate) fn cannot_begin(context: TaskContext) -> Option<String> {
    let sending = context.form.is_sending().then(|| context.m.working().to_owned());
    sending.or_else(|| cannot_send(context))
}

/// Opens the review, or focuses the first error.
pub(crate) fn go_to_review(context: TaskContext) {
    if untrack(|| cannot_begin(context).is_some()) {
        return;
    }
    match context.form.review() {
        Ok(()) => after_render(|| web::focus(REVIEW_ID)),
        Err(Some(location)) => return_to(context.form, location_id(location)),
        Err(None) => context.form.go_back(),
    }
}

/// Returns to the form and focuses the element with this id.
pub(crate) fn return_to(form: CreateForm, id: String) {
    form.go_back();
    // The element is visible, and its error is shown, once the pending changes are rendered.
    after_render(move || web::focus(&id));
}

/// Creates the reviewed task.
pub(crate) fn submit(context: TaskContext, then: AfterCreate) {
    let form = context.form;
    if untrack(|| cannot_send(context).is_some() || form.step() != Step::Review) {
        return;
    }
    let name = untrack(|| form.text(FieldId::Name));
    spawn_local(async move {
        let Some(done) = form.submit().await else { return };
        show_outcome(context, &name, then, done);
    });
}

/// Reports the outcome of a create: in a toast, in the activity log and at the location of an error.
pub(crate) fn show_outcome(
    context: TaskContext,
    name: &str,
    then: AfterCreate,
    WriteResult { outcome, request_id }: WriteResult<SubmitOutcome>,
) {
    let TaskContext {
        m, form, page, toasts, ..
    } = context;
    if context.store.has_user_left() {
        return;
    }
    let log = |id, (outcome, text)| {
        let entry = Entry::now(Operation::Create, name, id, outcome, text, request_id);
        context.activity.log(entry);
    };
    let location = match outcome {
        SubmitOutcome::Created(CreatedTask { task, is_found }) => {
            let name = visible(&task.name);
            let text = match is_found {
                true => m.form().created_found(&name),
                false => m.form().created(&name),
            };
            log(Some(&task.id), (Outcome::Done, text.clone()));
            toasts.notify(Some(&context.store.subject(&task.id)), text);
            let is_closed = close(context);
            lead_to_new(context, &task.id, is_closed);
            match (is_closed, then) {
                (true, AfterCreate::Start) => ask_to_start(context, task),
                _ if !is_found => {}
                (true, AfterCreate::Stay) => after_render(move || page.show_details(Some(task.id))),
                // The toast names the task; its details would take the focus from what the operator does.
                (false, _) if page.is_deciding() => {}
                (false, _) if is_in_address(context.store) => page.show_details(Some(task.id)),
                (false, _) => page.details.set(Some(task.id)),
            }
            return;
        }
        SubmitOutcome::Invalid(location) => location,
        SubmitOutcome::Failed(failure, location) => {
            let text = failure_text(m, &failure);
            let is_open = page.creating.get_untracked();
            // A closed dialog does not show the failure, and is not opened again.
            if !is_open && !untrack(|| form.is_restored()) {
                let title = format!("{} “{}”", m.create_task(), visible(name));
                toasts.warn(None, format!("{title}{}{text}", m.colon()));
            }
            let outcome = match &failure {
                CreateFailure::Refused(error) => outcome_of(error),
                CreateFailure::NotThere(_) => Outcome::NotDone,
                CreateFailure::CannotTell(_) => Outcome::Unknown,
            };
            log(None, (outcome, text));
            location.filter(|_| is_open)
        }
    };
    if let Some(location) = location {
        return_to(form, location_id(location));
    }
}

/// Asks whether to start the created task.
fn ask_to_start(context: TaskContext, task: Task) {
    // The list may have a newer state of the task.
    let task = untrack(|| context.store.task(&task.id)).unwrap_or(task);
    after_render(move || context.page.ask(Action::Start, task));
}

/// A failure of a create as text.
pub(crate) fn failure_text(m: &dyn Messages, failure: &CreateFailure) -> String {
    let (error, then) = match failure {
        CreateFailure::Refused(error) => return error_text(m, error),
        CreateFailure::NotThere(error) => (error, m.form().task_not_created()),
        CreateFailure::CannotTell(error) => (error, m.form().creation_unknown()),
    };
    m.sentences(&[&cause_text(m, error), then])
}

/// Subject of the toast about the draft.
const DRAFT: &str = "draft";

/// Closes the dialog, and reports that it keeps the input.
pub(crate) fn close_form(context: TaskContext) {
    let TaskContext { m, form, .. } = context;
    context.page.creating.set(false);
    if untrack(|| form.is_touched() && !form.is_sending()) {
        let text = match untrack(|| form.is_stored()) {
            true => m.form().closed_kept_in_tab(),
            false => m.form().closed_kept_on_page(),
        };
        context.toasts.notify(Some(DRAFT), text.to_owned());
    }
}

/// Closes the dialog after the task is created, unless the form has new input. Returns whether the dialog was open and is
/// closed now.
fn close(context: TaskContext) -> bool {
    let creating = context.page.creating;
    if untrack(|| context.form.is_touched() || !creating.get()) {
        return false;
    }
    creating.set(false);
    true
}
