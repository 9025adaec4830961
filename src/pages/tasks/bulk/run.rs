//! Runs an action on several tasks, one task after another.

use crate::components::{Toasts, visible};
use crate::i18n::Messages;
use crate::pages::tasks::actions::{action_outcome, log_action, reason};
use crate::pages::tasks::bulk::plan::{BulkQuestion, Scope};
use crate::pages::tasks::context::TaskContext;
use crate::state::activity_log::Outcome;
use crate::state::task_store::{ActionResult, ConfirmedRisk, StopRequest, TaskRef, WriteResult};
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::values::TaskId;

/// Id of the button *Cancel*, *Cancel remaining* or *Close*.
pub(crate) const LEAVE: &str = "bulk-leave";

/// State of one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TaskStep {
    /// Not started.
    Waiting,
    /// In progress.
    Working,
    /// The platform accepted the stop; no list has confirmed it yet.
    Accepted,
    /// Done.
    Done,
    /// Not done, or with an unknown outcome; and the reason.
    NotDone(Outcome, String),
    /// The run was stopped before a request for this task.
    Skipped,
}

impl TaskStep {
    /// Step of an action with this outcome.
    pub fn ended(m: &dyn Messages, done: &ActionResult) -> Self {
        match &done.outcome {
            Ok(()) => Self::Done,
            Err(error) => Self::NotDone(action_outcome(error), reason(m, error)),
        }
    }
}

/// State of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Not started.
    Asking,
    /// In progress.
    Running,
    /// Ends after the request in flight.
    Stopping,
    /// Ended.
    Over,
}

/// A run over the tasks of one question. Its signals belong to the dialog. Where the dialog closes, the run ends after the
/// request in flight, and a toast reports the result.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    context: TaskContext,
    /// State of each task.
    pub steps: RwSignal<Vec<TaskStep>>,
    /// State of the run.
    pub phase: RwSignal<Phase>,
    /// Number of devices as the operator typed it.
    pub typed: RwSignal<String>,
}

impl Run {
    /// Run that is not started.
    pub fn new(context: TaskContext, bulk: &BulkQuestion) -> Self {
        Self {
            context,
            steps: RwSignal::new(vec![TaskStep::Waiting; bulk.plan.len()]),
            phase: RwSignal::new(Phase::Asking),
            typed: RwSignal::new(String::new()),
        }
    }

    /// Ends the run after the request in flight; closes the dialog where no task is in progress.
    pub fn leave(self) {
        match self.phase.get_untracked() {
            Phase::Running => self.phase.set(Phase::Stopping),
            Phase::Asking | Phase::Stopping | Phase::Over => close(self.context),
        }
    }

    /// Starts the run. Running tasks are stopped before they are deleted.
    pub fn start(self, bulk: BulkQuestion) {
        // `phase` is set before the first await, so that a second press at once has no effect.
        if self.phase.get_untracked() == Phase::Asking {
            self.phase.set(Phase::Running);
            spawn_local(self.run(bulk));
        }
    }

    /// Whether the run has not been stopped and the dialog is open.
    fn is_wanted(self) -> bool {
        self.phase.try_get_untracked() == Some(Phase::Running)
    }

    async fn run(self, bulk: BulkQuestion) {
        let done = match bulk.action {
            Action::Stop => self.stop_each(&bulk).await,
            Action::Start | Action::Delete => self.perform_each(&bulk).await,
        };
        if !self.context.store.has_user_left() {
            self.finish(&bulk, done);
        }
    }

    /// Sends all stops, then verifies them together: the second stop does not wait for a list after the first. Returns the
    /// number of stopped tasks.
    async fn stop_each(self, bulk: &BulkQuestion) -> usize {
        let context = self.context;
        let targets: Vec<TaskRef> = bulk.plan.targets().collect();
        let (mut sent, mut places) = (Vec::new(), Vec::new());
        for (at, target) in targets.iter().enumerate() {
            if !self.is_wanted() {
                mark(self.steps, at, TaskStep::Skipped);
                continue;
            }
            mark(self.steps, at, TaskStep::Working);
            let WriteResult { outcome, request_id } = context.store.send_stop(&target.id).await;
            if context.store.has_user_left() {
                return 0;
            }
            match outcome {
                Ok(how) => {
                    // After a lost answer the list decides.
                    if how == StopRequest::Accepted {
                        mark(self.steps, at, TaskStep::Accepted);
                    }
                    sent.push((target.id.clone(), how));
                    places.push((at, target, request_id));
                }
                Err(error) => {
                    let outcome = Err(error);
                    self.mark_stop(at, target, &ActionResult { outcome, request_id });
                }
            }
        }
        let outcomes = context.store.verify_stops(&sent).await;
        let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        for ((at, target, request_id), outcome) in places.into_iter().zip(outcomes) {
            self.mark_stop(at, target, &ActionResult { outcome, request_id });
        }
        done
    }

    fn mark_stop(self, at: usize, target: &TaskRef, done: &ActionResult) {
        log_action(self.context, Action::Stop, target, done);
        mark(self.steps, at, TaskStep::ended(self.context.m, done));
    }

    /// Starts or deletes one task after another. Returns the number of tasks done.
    async fn perform_each(self, bulk: &BulkQuestion) -> usize {
        let context = self.context;
        let mut done = 0;
        for (at, (task, _)) in bulk.plan.todo.iter().enumerate() {
            if !self.is_wanted() {
                mark(self.steps, at, TaskStep::Skipped);
                continue;
            }
            mark(self.steps, at, TaskStep::Working);
            let mut task = task.clone();
            let mut stopped = String::new();
            let mut actions = vec![bulk.action];
            if bulk.action == Action::Delete && task.status.is_running() {
                actions.insert(0, Action::Stop);
            }
            let mut step = TaskStep::Done;
            for action in actions {
                let is_here = || !context.store.has_user_left();
                let is_wanted = |_| is_here() && self.is_wanted();
                let result = context
                    .store
                    .perform(task.clone(), action, ConfirmedRisk::Nothing, is_wanted)
                    .await;
                if !is_here() {
                    return done;
                }
                let Some(result) = result else {
                    // The run was stopped before the request. A running task may be stopped already.
                    step = match stopped.is_empty() {
                        true => TaskStep::Skipped,
                        false => TaskStep::NotDone(Outcome::NotDone, stopped),
                    };
                    break;
                };
                log_action(context, action, &TaskRef::from(&task), &result);
                if let Err(error) = result.outcome {
                    step = TaskStep::NotDone(action_outcome(&error), stopped + &reason(context.m, &error));
                    break;
                }
                if action != bulk.action {
                    // The task is stopped now: the delete expects that, and the reason of a failure says so.
                    task.status = TaskStatus::Known(RunState::Stopped);
                    stopped = format!("{} ", context.m.action_done(action, &visible(&task.name)));
                }
            }
            done += usize::from(step == TaskStep::Done);
            mark(self.steps, at, step);
        }
        done
    }

    fn finish(self, bulk: &BulkQuestion, done: usize) {
        let TaskContext { m, page, toasts, .. } = self.context;
        if bulk.scope == Scope::Selected {
            // A task may have been selected during the run.
            let asked: HashSet<TaskId> = bulk.plan.asked().cloned().collect();
            let _ = page
                .selected
                .try_update(|selected| selected.retain(|id| !asked.contains(id)));
        }
        match self.phase.try_set(Phase::Over) {
            None => web::focus(LEAVE),
            // The dialog is closed.
            Some(_) => report(m, toasts, done, bulk.plan.len()),
        }
    }
}

/// Closes the dialog. Where the button that opened it is gone, the title of the page gets the focus.
pub(crate) fn close(context: TaskContext) {
    context.page.bulk.set(None);
    web::focus_if_lost(web::PAGE_TITLE);
}

/// Sets the state of the task at a position, unless the dialog is closed.
pub(crate) fn mark(steps: RwSignal<Vec<TaskStep>>, at: usize, step: TaskStep) {
    let _ = steps.try_update(|steps| {
        if let Some(place) = steps.get_mut(at) {
            *place = step;
        }
    });
}

/// Reports the number of done tasks of all. The report stays unless all are done.
pub(crate) fn report(m: &dyn Messages, toasts: Toasts, done: usize, all: usize) {
    let text = result_text(m, done, all);
    match done == all {
        true => toasts.notify(None, text),
        false => toasts.warn(None, text),
    }
}

/// Number of done tasks of all.
pub(crate) fn result_text(m: &dyn Messages, done: usize, all: usize) -> String {
    m.view().bulk_result(&m.number(done as u64), &m.number(all as u64))
}
