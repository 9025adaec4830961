//! What was done in this tab: kept in memory only, so that an operator can say what they did without anybody else
//! learning of it.

use crate::web;
use leptos::prelude::*;
use upgrade_api::status::Action;
use upgrade_api::values::TaskId;

/// How many entries are kept: older ones make room.
pub const ENTRIES_MAX: usize = 500;

/// Milliseconds in which something was done a moment ago.
const MOMENT_MS: f64 = 10_000.0;

/// What was to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A new task.
    Create,
    /// Something with a task that is there.
    Act(Action),
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The platform did it.
    Done,
    /// The platform said no.
    Refused,
    /// The answer got lost: it may have been done.
    Unknown,
    /// It did not get as far as the platform doing anything.
    NotDone,
}

/// One thing that was done, or tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When it was answered, in milliseconds since 1970.
    pub at_ms: f64,
    /// The same on the steady clock.
    pub steady_ms: f64,
    /// What was to be done.
    pub deed: Operation,
    /// The task's name.
    pub task: String,
    /// The task's id, where there is one by now.
    pub task_id: Option<TaskId>,
    /// What came of it.
    pub outcome: Outcome,
    /// The sentence that was shown, in the language it was shown in.
    pub said: String,
    /// What the platform calls the request, where it says so.
    pub request_id: Option<String>,
}

impl Entry {
    /// Answered just now, without a request's id.
    #[must_use]
    pub fn now(deed: Operation, task: &str, task_id: Option<&TaskId>, outcome: Outcome, said: String) -> Self {
        Self {
            at_ms: web::now_ms(),
            steady_ms: web::steady_ms(),
            deed,
            task: task.to_owned(),
            task_id: task_id.cloned(),
            outcome,
            said,
            request_id: None,
        }
    }
}

/// The log of this tab.
#[derive(Clone, Copy)]
pub struct ActivityLog {
    pub(crate) entries: RwSignal<Vec<Entry>>,
    keeps: StoredValue<bool>,
    open: RwSignal<bool>,
}

impl ActivityLog {
    /// Nothing yet.
    #[must_use]
    pub fn none() -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            keeps: StoredValue::new(true),
            open: RwSignal::new(false),
        }
    }

    /// Writes something down.
    pub fn log(&self, entry: Entry) {
        // What was under way at a sign-out is answered after it.
        if self.keeps.try_get_value() == Some(true) {
            self.entries.update(|entries| {
                if entries.len() == ENTRIES_MAX {
                    entries.remove(0);
                }
                entries.push(entry);
            });
        }
    }

    /// Whether something was done to this task a moment ago.
    #[must_use]
    pub fn just_did(&self, task: &TaskId) -> bool {
        self.has_recent(task, &|_| true)
    }

    /// Whether this task was deleted a moment ago.
    #[must_use]
    pub fn just_deleted(&self, task: &TaskId) -> bool {
        self.has_recent(task, &|entry| entry.deed == Operation::Act(Action::Delete))
    }

    fn has_recent(&self, task: &TaskId, is_meant: &dyn Fn(&Entry) -> bool) -> bool {
        let since = web::steady_ms() - MOMENT_MS;
        self.entries.with_untracked(|entries| {
            let newest = entries.iter().rev().take_while(|entry| entry.steady_ms >= since);
            let mut about = newest.filter(|entry| entry.task_id.as_ref() == Some(task));
            about.any(is_meant)
        })
    }

    /// Shows it.
    pub fn show(&self) {
        self.open.set(true);
    }

    /// Whether it is shown, or should be.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.get()
    }

    /// Shows it no longer.
    pub fn close(&self) {
        self.open.set(false);
    }

    /// Forgets everything, and writes down nothing more until [`begin`](Self::begin): somebody has left.
    pub fn end(&self) {
        self.keeps.set_value(false);
        self.entries.set(Vec::new());
        self.open.set(false);
    }

    /// Writes down what comes: somebody is here.
    pub fn begin(&self) {
        self.keeps.set_value(true);
    }
}
