//! Doing it, one task after another.

use crate::builder::visible;
use crate::pages::tasks::actions::{note, outcome, reason};
use crate::pages::tasks::bulk::plan::{BulkQuestion, Scope, is_running};
use crate::pages::tasks::context::TaskContext;
use crate::state::activity_log::Outcome;
use crate::state::task_store::{ActionError, ConfirmedRisk, StopRequest, TaskRef, WriteResult};
use crate::web;
use crate::web::after_closing;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::status::{Action, RunState, TaskStatus};

/// The id of the button that leaves: *Cancel*, *Stop after this one*, *Close*.
pub(crate) const LEAVE: &str = "bulk-leave";

/// How far one task is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TaskStep {
    Waiting,
    Working,
    /// The platform accepted the stop; no list has confirmed it yet.
    Accepted,
    Done,
    /// Not, or not for certain, and why.
    NotDone(Outcome, String),
    /// It was stopped before its turn.
    Skipped,
}

/// How far all of it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Asking,
    Running,
    /// The task being worked on is the last one.
    Stopping,
    Over,
}

/// The tasks of one question, one after another. It goes with the dialog; the task being worked on is then the last one,
/// and what comes of it is told elsewhere.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub cx: TaskContext,
    pub steps: RwSignal<Vec<TaskStep>>,
    pub phase: RwSignal<Phase>,
    pub typed: RwSignal<String>,
}

impl Run {
    pub fn new(cx: TaskContext, bulk: &BulkQuestion) -> Self {
        Self {
            cx,
            steps: RwSignal::new(vec![TaskStep::Waiting; bulk.plan.len()]),
            phase: RwSignal::new(Phase::Asking),
            typed: RwSignal::new(String::new()),
        }
    }

    /// Stops after the task being worked on; closes where nothing is.
    pub fn leave(self) {
        match self.phase.get_untracked() {
            Phase::Running => self.phase.set(Phase::Stopping),
            Phase::Asking | Phase::Stopping | Phase::Over => close(self.cx),
        }
    }

    /// Does it. Running tasks are stopped before they are deleted.
    pub fn start(self, bulk: BulkQuestion) {
        // Set before the first await: a second press in the same moment finds it set.
        if self.phase.get_untracked() == Phase::Asking {
            self.phase.set(Phase::Running);
            spawn_local(self.run(bulk));
        }
    }

    async fn run(self, bulk: BulkQuestion) {
        let done = match bulk.action {
            Action::Stop => self.stop_each(&bulk).await,
            Action::Start | Action::Delete => self.act_on_each(&bulk).await,
        };
        if !self.cx.store.is_over() {
            self.ended(&bulk, done);
        }
    }

    /// Sends all stops, then verifies them together: the second stop never waits for the list after the first. Returns how
    /// many are done.
    async fn stop_each(self, bulk: &BulkQuestion) -> usize {
        let cx = self.cx;
        let targets: Vec<TaskRef> = bulk.plan.targets().collect();
        let (mut sent, mut places) = (Vec::new(), Vec::new());
        for (at, target) in targets.iter().enumerate() {
            if self.phase.try_get_untracked() != Some(Phase::Running) {
                self.mark(at, TaskStep::Skipped);
                continue;
            }
            self.mark(at, TaskStep::Working);
            let WriteResult { end, request_id } = cx.store.send_stop(&target.id).await;
            if cx.store.is_over() {
                return 0;
            }
            match end {
                Ok(how) => {
                    // Of a lost answer nothing is said before a list shows more.
                    if how == StopRequest::Accepted {
                        self.mark(at, TaskStep::Accepted);
                    }
                    sent.push((target.id.clone(), how));
                    places.push((at, target, request_id));
                }
                Err(error) => self.stopped(at, target, Err(error), request_id),
            }
        }
        let ends = cx.store.verify_stops(&sent).await;
        let done = ends.iter().filter(|end| end.is_ok()).count();
        for ((at, target, request_id), end) in places.into_iter().zip(ends) {
            self.stopped(at, target, end, request_id);
        }
        done
    }

    fn stopped(self, at: usize, target: &TaskRef, end: Result<(), ActionError>, request_id: Option<String>) {
        note(self.cx, Action::Stop, target, &end, request_id);
        self.mark(
            at,
            match end {
                Ok(()) => TaskStep::Done,
                Err(error) => TaskStep::NotDone(outcome(&error), reason(self.cx.m, &error)),
            },
        );
    }

    /// Starts or deletes one task after another. Returns how many are done.
    async fn act_on_each(self, bulk: &BulkQuestion) -> usize {
        let cx = self.cx;
        let mut done = 0;
        for (at, (task, _)) in bulk.plan.todo.iter().enumerate() {
            if self.phase.try_get_untracked() != Some(Phase::Running) {
                self.mark(at, TaskStep::Skipped);
                continue;
            }
            self.mark(at, TaskStep::Working);
            let mut task = task.clone();
            let mut said = String::new();
            let mut actions = vec![bulk.action];
            if bulk.action == Action::Delete && is_running(&task) {
                actions.insert(0, Action::Stop);
            }
            let mut step = TaskStep::Done;
            for action in actions {
                let WriteResult { end, request_id } = cx.store.act(task.clone(), action, ConfirmedRisk::Nothing).await;
                if cx.store.is_over() {
                    return done;
                }
                note(cx, action, &TaskRef::from(&task), &end, request_id);
                if let Err(error) = end {
                    step = TaskStep::NotDone(outcome(&error), said + &reason(cx.m, &error));
                    break;
                }
                if action != bulk.action {
                    // It is stopped by now, whatever comes of the rest: that is said, and is what is asked about.
                    task.status = TaskStatus::Known(RunState::Stopped);
                    said = format!("{} ", (cx.m.done)(action, &visible(&task.name)));
                }
            }
            done += usize::from(step == TaskStep::Done);
            self.mark(at, step);
        }
        done
    }

    fn ended(self, bulk: &BulkQuestion, done: usize) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if bulk.scope == Scope::Picked {
            let _ = dialogs.picked.try_set(Vec::new());
        }
        match self.phase.try_set(Phase::Over) {
            None => web::focus(LEAVE),
            // Closed meanwhile.
            Some(_) => toasts.notify(None, (m.view.bulk_result)(done, bulk.plan.len())),
        }
    }

    fn mark(self, at: usize, step: TaskStep) {
        let _ = self.steps.try_update(|steps| {
            if let Some(place) = steps.get_mut(at) {
                *place = step;
            }
        });
    }
}

/// Where what it was opened from is gone meanwhile, the focus goes on to the page's title instead of nowhere.
pub(crate) fn close(cx: TaskContext) {
    cx.dialogs.bulk.set(None);
    after_closing(|| {
        if web::is_focus_lost() {
            web::focus("page-title");
        }
    });
}
