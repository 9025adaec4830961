//! Stopping a task with one press, and texts for the result of an action.

use crate::api::ApiError;
use crate::components::{Button, Tone, visible};
use crate::i18n::Messages;
use crate::pages::error_text::{cause_text, error_text};
use crate::pages::tasks::confirm::question::{DIALOG, Question};
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::toolbar::change_view::is_in_address;
use crate::pages::tasks::version_path::version_steps;
use crate::state::activity_log::{Entry, Operation, Outcome};
use crate::state::task_store::{ActionError, ActionResult, TaskRef};
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::status::Action;
use upgrade_api::values::TaskId;

/// Stops a task, also where the list shows it as stopped, and reports the effect. After a failure the confirmation dialog
/// offers a second attempt.
pub(crate) fn stop(context: TaskContext, task: TaskRef) {
    let TaskContext {
        m, store, page, toasts, ..
    } = context;
    if untrack(|| store.is_acting(&task.id)) {
        return;
    }
    let stopping = store.stop(&task.id);
    spawn_local(async move {
        let done = stopping.await;
        if store.has_user_left() {
            return;
        }
        log_action(context, Action::Stop, &task, &done);
        let name = visible(&task.name);
        let error = match done.outcome {
            Ok(()) => return toasts.notify(Some(&store.subject(&task.id)), stopped_text(m, &task)),
            Err(error) => error,
        };
        // An open dialog suspends the polls, and only a poll can confirm an accepted stop.
        let is_accepted = matches!(error, ActionError::NotConfirmed(_));
        // Without the dialog a toast reports the failure: another page is on show, or the second module is not loaded.
        let can_ask = is_in_address(store) && web::element(DIALOG).is_some() && !page.is_deciding();
        match untrack(|| store.task(&task.id)).filter(|_| !is_accepted && can_ask) {
            Some(now) => page.question.set(Some(Question::new(Action::Stop, now, Some(error)))),
            None => {
                let text = m.sentences(&[&m.stopping(&name), &reason(m, &error)]);
                toasts.warn(Some(&store.subject(&task.id)), text);
            }
        }
    });
}

/// Report of a stop.
pub(crate) fn stopped_text(m: &dyn Messages, task: &TaskRef) -> String {
    m.sentences(&[&m.action_done(Action::Stop, &visible(&task.name)), m.stop_effect()])
}

/// A button that stops a task at once. Only a missing right or a stop in flight disables it, never the state of the list.
#[component]
pub(crate) fn StopButton(
    /// Task.
    task: TaskRef,
    /// Label.
    #[prop(into)]
    label: String,
    /// Appearance.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    let context = use_task_context();
    let id = task.id.clone();
    view! {
        <Button
            tone=tone
            label=label
            disabled_reason=move || stop_refusal(context, &id)
            on_press=move |_| stop(context, task.clone())
        />
    }
}

/// Reason why a task cannot be stopped now.
pub(crate) fn stop_refusal(context: TaskContext, id: &TaskId) -> Option<String> {
    let is_acting = context.store.is_acting(id).then(|| context.m.working().to_owned());
    context.read_only().or(is_acting)
}

/// Writes an action and its result to the activity log.
pub(crate) fn log_action(context: TaskContext, action: Action, task: &TaskRef, done: &ActionResult) {
    if !context.store.has_user_left() {
        context.activity.log(action_entry(context.m, action, task, done));
    }
}

/// Entry of the activity log about an action and its result.
pub(crate) fn action_entry(m: &dyn Messages, action: Action, task: &TaskRef, done: &ActionResult) -> Entry {
    let (result, message) = match &done.outcome {
        Ok(()) => (Outcome::Done, m.action_done(action, &visible(&task.name))),
        Err(error) => (action_outcome(error), reason(m, error)),
    };
    let (operation, request_id) = (Operation::Action(action), done.request_id.clone());
    Entry::now(operation, &task.name, Some(&task.id), result, message, request_id)
}

/// Outcome of a request that ended with this error.
pub(crate) fn outcome_of(error: &ApiError) -> Outcome {
    match error {
        ApiError::Refused(_) => Outcome::Refused,
        _ => Outcome::NotDone,
    }
}

/// Outcome of an action that ended with this error, for the activity log.
pub(crate) fn action_outcome(error: &ActionError) -> Outcome {
    match error {
        ActionError::Unread(_)
        | ActionError::Changed(_)
        | ActionError::Gone
        | ActionError::ClosesLoop(_)
        | ActionError::LoopsUnchecked
        | ActionError::NotDone(_) => Outcome::NotDone,
        ActionError::Refused(error) => outcome_of(error),
        ActionError::CannotTell(_) | ActionError::NotShown | ActionError::NotConfirmed(_) => Outcome::Unknown,
    }
}

/// Sentence that tells why an action was not done, or why its outcome is unknown.
pub(crate) fn reason(m: &dyn Messages, error: &ActionError) -> String {
    let join = |error: &ApiError, text: &str| m.sentences(&[&cause_text(m, error), text]);
    match error {
        ActionError::Unread(None) => m.nothing_sent().to_owned(),
        ActionError::Unread(Some(error)) => m.sentences(&[m.nothing_sent(), &error_text(m, error)]),
        ActionError::Changed(_) => m.task_changed().to_owned(),
        ActionError::Gone => m.task_gone().to_owned(),
        ActionError::ClosesLoop(versions) => m.impact().loop_found(&version_steps(versions)),
        ActionError::Refused(error) => error_text(m, error),
        ActionError::NotDone(error) => join(error, m.action_not_done()),
        ActionError::CannotTell(error) => join(error, m.action_outcome_unknown()),
        ActionError::NotShown => m.action_not_shown().to_owned(),
        ActionError::LoopsUnchecked => m.impact().start_unchecked().to_owned(),
        ActionError::NotConfirmed(error) => {
            let cause = error.as_ref().map(|error| cause_text(m, error));
            let accepted = format!("{}{}", m.stop_unconfirmed(), m.full_stop());
            // Without an error the list was read, but its row is missing or unreadable, or the list changed in each reading.
            let why = match cause {
                Some(_) => m.stop_unconfirmed_why(),
                None => m.stop_unconfirmed_row(),
            };
            let why = [Some(why), cause.as_deref()];
            accepted + &m.sentences(&why.into_iter().flatten().collect::<Vec<_>>())
        }
    }
}
