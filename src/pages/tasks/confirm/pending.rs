//! State of the open confirmation dialog, and the requests it sends.

use crate::components::visible;
use crate::pages::tasks::actions::{log_action, reason, stopped_text};
use crate::pages::tasks::confirm::question::Question;
use crate::pages::tasks::confirm::typed_confirmation::TypedConfirmation;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::guard::fields::GuardDraft;
use crate::pages::tasks::show_row::{focus_next_row, row_of};
use crate::state::task_store::{ActionError, ActionResult, TaskRef};
use crate::web;
use crate::web::after_render;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// Milliseconds after a change of the question in which a press counts as the second half of a double click.
const DOUBLE_CLICK_MS: f64 = 700.0;

/// Whether an action that has failed may take effect later: its request may have reached the platform.
fn may_take_effect(error: &ActionError) -> bool {
    use ActionError::{CannotTell, NotConfirmed, NotDone, NotShown};
    matches!(error, NotDone(_) | CannotTell(_) | NotShown | NotConfirmed(_))
}

/// State of the confirmation dialog while it is open.
#[derive(Clone, Copy)]
pub(crate) struct PendingConfirmation {
    pub(crate) context: TaskContext,
    /// Whether a request is in flight.
    pub(crate) busy: RwSignal<bool>,
    /// Error of the last attempt, and the task as the operator saw it.
    pub(crate) failed: RwSignal<Option<(ActionError, Task)>>,
    /// Time at which the task was last found changed, in milliseconds of the steady clock.
    pub(crate) changed_at: StoredValue<f64>,
    /// Text that confirms a risk.
    pub(crate) typed: TypedConfirmation,
    /// Guard of a start.
    pub(crate) guard: GuardDraft,
}

impl PendingConfirmation {
    pub(crate) fn new(context: TaskContext, question: &Question) -> Self {
        Self {
            context,
            busy: RwSignal::new(false),
            failed: RwSignal::new(question.failed.clone().map(|error| (error, question.task.clone()))),
            changed_at: StoredValue::new(-DOUBLE_CLICK_MS),
            typed: TypedConfirmation::new(context),
            guard: GuardDraft::default(),
        }
    }

    /// Carries out the action. A running task is stopped before it is deleted. A request that is not sent when the operator
    /// cancels is never sent.
    pub(crate) fn confirm(self) {
        // `busy` is set before the first await, so that a second press at once has no effect.
        if self.busy.get_untracked() || web::steady_ms() < self.changed_at.get_value() + DOUBLE_CLICK_MS {
            return;
        }
        let Some(mut question) = self.context.page.question.get_untracked() else {
            return;
        };
        let Ok(limits) = untrack(|| self.guard.limits()) else {
            return;
        };
        let accepted = untrack(|| self.typed.accepted(&question));
        let row = row_of(self.context, &question.task.id);
        self.busy.set(true);
        self.failed.set(None);
        let context = self.context;
        // The guard of an earlier start, which may take effect late.
        let had_guard = untrack(|| context.store.guard_of(&question.task.id)).is_some();
        spawn_local(async move {
            if question.stops_first() {
                let task = TaskRef::from(&question.task);
                let done = context.store.stop(&task.id).await;
                log_action(context, Action::Stop, &task, &done);
                if let Err(error) = done.outcome {
                    self.busy.set(false);
                    return self.fail(question, error);
                }
                if !self.is_open(&question) {
                    if !context.store.has_user_left() {
                        let text = stopped_text(context.m, &task);
                        context.toasts.notify(Some(&context.store.subject(&task.id)), text);
                    }
                    return;
                }
                // The question now is about the stopped task. The delete reads the task first and finds any other change.
                question.task.status = TaskStatus::Known(RunState::Stopped);
                context.page.question.set(Some(question.clone()));
            }
            let is_wanted = |is_allowed| {
                let is_open = self.is_open(&question);
                if is_open && is_allowed && question.action == Action::Start {
                    match limits {
                        Some(limits) => context.store.set_guard(&question.task, limits),
                        None => context.store.remove_guard(&question.task.id),
                    }
                }
                is_open
            };
            let done = context
                .store
                .perform(question.task.clone(), question.action, accepted, is_wanted)
                .await;
            self.busy.set(false);
            let Some(done) = done else { return };
            let has_failed = done.outcome.as_ref().is_err_and(|error| !may_take_effect(error));
            if question.action == Action::Start && has_failed && !had_guard {
                context.store.remove_guard(&question.task.id);
            }
            self.finish(question, row, done);
        });
    }

    /// Reports the result. `row` is the index of the task's row on the page before the request.
    fn finish(self, question: Question, row: Option<usize>, done: ActionResult) {
        let TaskContext { m, page, toasts, .. } = self.context;
        if self.context.store.has_user_left() {
            return;
        }
        log_action(self.context, question.action, &TaskRef::from(&question.task), &done);
        match done.outcome {
            Ok(()) => {
                let text = m.action_done(question.action, &visible(&question.task.name));
                toasts.notify(Some(&self.context.store.subject(&question.task.id)), text);
                if !self.is_open(&question) {
                    return;
                }
                page.question.set(None);
                if question.action == Action::Delete {
                    // The button that opened the dialog is gone with the row.
                    after_render(move || focus_next_row(row));
                }
            }
            Err(error) => self.fail(question, error),
        }
    }

    /// Whether this question is still open.
    fn is_open(self, question: &Question) -> bool {
        let open = self.context.page.question;
        // The console may have been removed from the page.
        open.try_with_untracked(|open| open.as_ref().is_some_and(|open| open.is_same(question))) == Some(true)
    }

    fn fail(self, question: Question, error: ActionError) {
        let TaskContext { m, page, toasts, .. } = self.context;
        if self.context.store.has_user_left() {
            return;
        }
        // An accepted stop is not confirmed here: an open dialog suspends the polls, and only a poll can confirm it.
        let is_accepted = matches!(error, ActionError::NotConfirmed(_));
        let is_open = self.is_open(&question);
        if is_open && is_accepted {
            page.question.set(None);
        }
        if is_accepted || !is_open {
            // The dialog is closed: a toast reports the failure.
            let name = visible(&question.task.name);
            let title = match is_accepted {
                true => m.stopping(&name),
                false => m.confirm_title(question.action, &name),
            };
            let text = m.sentences(&[&title, &reason(m, &error)]);
            return toasts.warn(Some(&self.context.store.subject(&question.task.id)), text);
        }
        if let ActionError::Changed(now) = &error {
            self.changed_at.set_value(web::steady_ms());
            let mut changed = question.clone();
            changed.task = (**now).clone();
            page.question.set(Some(changed));
        }
        self.failed.set(Some((error, question.task)));
    }
}
