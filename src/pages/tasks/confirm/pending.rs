//! A question that is being answered.

use crate::builder::visible;
use crate::pages::tasks::actions::{note, reason};
use crate::pages::tasks::confirm::question::Question;
use crate::pages::tasks::confirm::typed_confirmation::TypedConfirmation;
use crate::pages::tasks::context::TaskContext;
use crate::state::task_store::{ActionError, ConfirmedRisk, TaskRef, WriteResult};
use crate::web;
use crate::web::after_closing;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// Milliseconds after the question has changed in which a press is still the second half of a double click.
const DOUBLE_CLICK_MS: f64 = 700.0;

/// A question being answered.
#[derive(Clone, Copy)]
pub(crate) struct PendingConfirmation {
    pub(crate) cx: TaskContext,
    pub(crate) busy: RwSignal<bool>,
    /// Why it was not done, and the task as it was asked about.
    pub(crate) failed: RwSignal<Option<(ActionError, Task)>>,
    /// When the task was last found to be another than asked about, in milliseconds on the steady clock.
    pub(crate) changed_at: StoredValue<f64>,
    pub(crate) typed: TypedConfirmation,
}

impl PendingConfirmation {
    pub(crate) fn new(cx: TaskContext, asked: &Question) -> Self {
        Self {
            cx,
            busy: RwSignal::new(false),
            failed: RwSignal::new(asked.failed.clone().map(|error| (error, asked.task.clone()))),
            changed_at: StoredValue::new(-DOUBLE_CLICK_MS),
            typed: TypedConfirmation::new(cx),
        }
    }

    /// Does it. A running task is stopped before it is deleted.
    pub(crate) fn confirm(self) {
        // Set before the first await: a second press in the same moment finds it set.
        if self.busy.get_untracked() || web::steady_ms() < self.changed_at.get_value() + DOUBLE_CLICK_MS {
            return;
        }
        let Some(mut asked) = self.cx.dialogs.question.get_untracked() else {
            return;
        };
        let accepted = untrack(|| self.typed.accepted(&asked));
        let first = asked.stops_first().then_some(Action::Stop);
        self.busy.set(true);
        self.failed.set(None);
        let cx = self.cx;
        spawn_local(async move {
            if let Some(first) = first {
                let WriteResult { end, request_id } =
                    cx.store.act(asked.task.clone(), first, ConfirmedRisk::Nothing).await;
                note(cx, first, &TaskRef::from(&asked.task), &end, request_id);
                if let Err(error) = end {
                    self.busy.set(false);
                    return self.not_done(asked, error);
                }
                // What is asked about from here on is the same task, stopped: anything else about it that has changed
                // meanwhile is found by the look before the next step.
                asked.task.status = TaskStatus::Known(RunState::Stopped);
                if cx.dialogs.question.get_untracked().is_some() {
                    cx.dialogs.question.set(Some(asked.clone()));
                }
            }
            let done = cx.store.act(asked.task.clone(), asked.action, accepted).await;
            self.busy.set(false);
            self.answered(asked, done);
        });
    }

    fn answered(self, asked: Question, WriteResult { end, request_id }: WriteResult<Result<(), ActionError>>) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if self.cx.store.is_over() {
            return;
        }
        note(self.cx, asked.action, &TaskRef::from(&asked.task), &end, request_id);
        match end {
            Ok(()) => {
                let said = (m.done)(asked.action, &visible(&asked.task.name));
                toasts.notify(Some(asked.task.id.as_str()), said);
                if !self.is_open(&asked) {
                    return;
                }
                dialogs.question.set(None);
                if asked.action == Action::Delete {
                    // Its button is gone: the focus goes on to the page's title instead of nowhere.
                    after_closing(|| web::focus("page-title"));
                }
            }
            Err(error) => self.not_done(asked, error),
        }
    }

    /// Closed meanwhile, or another one is being asked?
    fn is_open(self, asked: &Question) -> bool {
        self.cx.dialogs.question.get_untracked().as_ref() == Some(asked)
    }

    fn not_done(self, asked: Question, error: ActionError) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if self.cx.store.is_over() {
            return;
        }
        if !self.is_open(&asked) {
            // Nobody may miss it.
            let title = (m.ask_title)(asked.action, &visible(&asked.task.name));
            let said = format!("{title} {}", reason(m, &error));
            return toasts.warn(Some(asked.task.id.as_str()), said);
        }
        if let ActionError::Changed(now) = &error {
            self.changed_at.set_value(web::steady_ms());
            let task = (**now).clone();
            dialogs.question.set(Some(Question { task, ..asked.clone() }));
        }
        self.failed.set(Some((error, asked.task)));
    }
}
