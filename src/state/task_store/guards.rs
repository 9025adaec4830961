//! Guards of started tasks. Each reading of the list lets them decide; `pages::tasks::guard` carries the decisions out. They
//! live in this page, and in the storage of the tab across a reload.

use crate::state::task_store::guard_storage::GuardStorage;
use crate::state::task_store::guarded_task::{GuardPhase, GuardedTask};
use crate::state::task_store::{Snapshot, TaskStore};
use crate::web::{scoped, steady_ms};
use leptos::prelude::*;
use upgrade_api::guard::{Decision, GuardEnd, GuardLimits, StartGuard, StopReason};
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// Guards.
impl TaskStore {
    /// All guards. Tracked.
    pub fn guards(&self) -> Vec<GuardedTask> {
        scoped(self.guards).try_get().unwrap_or_default()
    }

    /// Guard of a task. Tracked.
    pub fn guard_of(&self, id: &TaskId) -> Option<GuardedTask> {
        scoped(self.guards).with(|guards| guards.iter().find(|guarded| guarded.id == *id).cloned())
    }

    /// Whether any task has a guard.
    pub fn is_guarding(&self) -> bool {
        self.has_guard(|_| true)
    }

    /// Whether a guard cannot decide: the list could not be read, or its task is not in a readable row. Tracked.
    pub fn has_blind_guard(&self) -> bool {
        let (guards, is_outdated, snapshot) = (self.guards(), self.is_outdated(), self.snapshot());
        let is_blind = |guarded: &GuardedTask| {
            is_outdated || snapshot.is_missing(&guarded.id) || snapshot.task(&guarded.id).is_none()
        };
        guards.iter().any(is_blind)
    }

    /// Sets the guard of a task that is about to start. It exists before the start is sent, which may take effect although its
    /// answer is lost.
    pub fn set_guard(&self, task: &Task, limits: GuardLimits) {
        let guarded = GuardedTask {
            id: task.id.clone(),
            name: task.name.clone(),
            guard: StartGuard::new(limits, task.upgrade_count, steady_ms() as u64),
            phase: GuardPhase::Watching,
        };
        self.update_guards(|guards| {
            guards.retain(|other| other.id != task.id);
            guards.push(guarded);
        });
    }

    /// Removes the guard of a task.
    pub fn remove_guard(&self, id: &TaskId) {
        if self.has_guard(|guarded| guarded.id == *id) {
            self.update_guards(|guards| guards.retain(|guarded| guarded.id != *id));
        }
    }

    /// Marks a stop that is due as being sent. `None` if it is not due, so that it is sent once.
    pub fn begin_guard_stop(&self, id: &TaskId) -> Option<StopReason> {
        let mut begun = None;
        self.update_guards(|guards| {
            let guarded = guards.iter_mut().find(|guarded| guarded.id == *id);
            if let Some(GuardedTask { phase, .. }) = guarded
                && let GuardPhase::Due(reason) = *phase
            {
                *phase = GuardPhase::Stopping(reason);
                begun = Some(reason);
            }
        });
        begun
    }

    /// Whether the guard of a task is stopping it.
    pub fn is_guard_stopping(&self, id: &TaskId) -> bool {
        self.has_guard(|guarded| guarded.id == *id && matches!(guarded.phase, GuardPhase::Stopping(_)))
    }

    /// Ends all guards: the product does not exist any more.
    pub fn end_guards(&self) {
        self.update_guards(|guards| {
            for guarded in guards {
                guarded.phase = GuardPhase::Ended(GuardEnd::Gone);
            }
        });
    }

    /// Resumes the guards that an earlier page has stored in this tab.
    pub(crate) fn restore_guards(&self) {
        let product = self.product.with_value(|product| product.id.clone());
        let stored = GuardStorage::of(&product).load(steady_ms() as u64);
        if !stored.is_empty() {
            self.guards.set(stored);
        }
    }

    /// Lets the guards decide about a list that was just read. A task whose row is unreadable or missing is not decided about.
    pub(crate) fn see_guards(&self, snapshot: &Snapshot) {
        if !self.is_guarding() {
            return;
        }
        let at = steady_ms() as u64;
        let mut guards = self.guards.get_untracked();
        for GuardedTask { id, name, guard, phase } in &mut guards {
            if *phase != GuardPhase::Watching || snapshot.is_missing(id) {
                continue;
            }
            let decision = match snapshot.task(id) {
                Some(current) => {
                    name.clone_from(&current.name);
                    guard.decide(Some(current), untrack(|| self.idle(current)), at)
                }
                None if snapshot.is_gone(id) => guard.decide(None, None, at),
                None => continue,
            };
            *phase = match decision {
                Decision::Keep => GuardPhase::Watching,
                Decision::Stop(reason) => GuardPhase::Due(reason),
                Decision::End(end) => GuardPhase::Ended(end),
            };
        }
        self.update_guards(|current| *current = guards);
    }

    fn has_guard(&self, is_it: impl Fn(&GuardedTask) -> bool) -> bool {
        self.guards.try_with_untracked(|guards| guards.iter().any(is_it)) == Some(true)
    }

    /// Changes and stores the guards.
    fn update_guards(&self, change: impl FnOnce(&mut Vec<GuardedTask>)) {
        let Some(mut guards) = self.guards.try_get_untracked() else {
            return;
        };
        change(&mut guards);
        let product = self.product.get_value();
        GuardStorage::of(&product.id).save(&product.name, &guards);
        if self.guards.with_untracked(|before| *before != guards) {
            self.guards.set(guards);
        }
    }
}
