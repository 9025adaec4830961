//! Stops the tasks of a question, with a result for each.

use crate::components::{Toasts, use_toasts};
use crate::i18n::{Messages, use_messages};
use crate::pages::overview::context::OverviewPage;
use crate::pages::overview::question::{StopQuestion, StopTarget};
use crate::pages::tasks::actions::action_entry;
use crate::pages::tasks::bulk::run::{Phase, TaskStep, mark, report};
use crate::state::activity_log::{ActivityLog, use_activity_log};
use crate::state::stop_run::{StopStep, stop_tasks};
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::sync::Arc;
use upgrade_api::status::Action;

/// Id of the button *Cancel* or *Close*.
pub(crate) const LEAVE: &str = "stop-all-leave";

/// A run over the tasks of a question. Its signals belong to the dialog. Where the dialog closes, the run continues, and a
/// toast reports the result.
#[derive(Clone)]
pub(crate) struct StopRun {
    page: OverviewPage,
    m: &'static dyn Messages,
    toasts: Toasts,
    activity: ActivityLog,
    /// Tasks.
    pub targets: Arc<Vec<StopTarget>>,
    /// State of each task.
    pub steps: RwSignal<Vec<TaskStep>>,
    /// State of the run.
    pub phase: RwSignal<Phase>,
}

impl StopRun {
    /// Run that is not started.
    pub fn new(page: OverviewPage, question: &StopQuestion) -> Self {
        let targets = Arc::clone(&question.targets);
        Self {
            page,
            m: use_messages(),
            toasts: use_toasts(),
            activity: use_activity_log(),
            steps: RwSignal::new(vec![TaskStep::Waiting; targets.len()]),
            phase: RwSignal::new(Phase::Asking),
            targets,
        }
    }

    /// Stops all tasks.
    pub fn start(&self) {
        if self.phase.get_untracked() == Phase::Asking {
            self.stop((0..self.targets.len()).collect());
        }
    }

    /// Stops one task again after the run.
    pub fn retry(&self, at: usize) {
        if self.phase.get_untracked() == Phase::Over {
            self.stop(vec![at]);
        }
    }

    /// Stops the tasks at these positions.
    fn stop(&self, places: Vec<usize>) {
        // Set before the first await, so that a second press at once has no effect.
        self.phase.set(Phase::Running);
        let run = self.clone();
        spawn_local(async move {
            let task = |at: &usize| {
                run.targets
                    .get(*at)
                    .map(|target| (target.store, target.task.id.clone()))
            };
            let tasks: Vec<_> = places.iter().filter_map(task).collect();
            let done = Cell::new(0);
            let report = |at: usize, step| {
                let step = run.step(places[at], step);
                done.set(done.get() + usize::from(step == TaskStep::Done));
                mark(run.steps, places[at], step);
            };
            stop_tasks(run.page.overview, &tasks, report).await;
            if !run.has_user_left() {
                run.finish(done.get(), places.len());
            }
        });
    }

    /// State of the task at a position. An outcome is written to the activity log.
    fn step(&self, at: usize, step: StopStep) -> TaskStep {
        match step {
            StopStep::Sending => TaskStep::Working,
            StopStep::Accepted => TaskStep::Accepted,
            StopStep::Ended(done) => {
                if let Some(target) = self.targets.get(at).filter(|_| !self.has_user_left()) {
                    self.activity
                        .log(action_entry(self.m, Action::Stop, &target.task, &done));
                }
                TaskStep::ended(self.m, &done)
            }
        }
    }

    fn finish(&self, done: usize, all: usize) {
        match self.phase.try_set(Phase::Over) {
            None => web::focus(LEAVE),
            // The dialog is closed.
            Some(_) => report(self.m, self.toasts, done, all),
        }
    }

    fn has_user_left(&self) -> bool {
        self.targets.first().is_some_and(|target| target.store.has_user_left())
    }
}
