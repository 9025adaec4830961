//! Log of the operations of this tab. It is kept in memory only: nothing is stored or sent.

use crate::web;
use leptos::prelude::*;
use upgrade_api::status::Action;
use upgrade_api::values::TaskId;

/// Largest number of entries. A new entry replaces the oldest one.
pub const ENTRIES_MAX: usize = 500;

/// Age in milliseconds up to which an entry is recent.
const RECENT_MS: f64 = 10_000.0;

/// Operation of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Creation of a task.
    Create,
    /// Start, stop or deletion of an existing task.
    Action(Action),
    /// End of a guard without a stop.
    Guard,
}

/// Outcome of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The platform carried out the operation.
    Done,
    /// The platform refused the operation.
    Refused,
    /// The answer was lost; the operation may have been carried out.
    Unknown,
    /// The operation failed before the platform carried it out.
    NotDone,
}

/// An operation and its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Time of the answer, in milliseconds since 1970.
    pub at_ms: f64,
    /// Time of the answer on the steady clock, in milliseconds.
    pub steady_ms: f64,
    /// Operation.
    pub operation: Operation,
    /// Name of the task.
    pub task: String,
    /// Id of the task, if known.
    pub task_id: Option<TaskId>,
    /// Outcome of the operation.
    pub outcome: Outcome,
    /// Message that was shown to the operator, in the language at that time.
    pub message: String,
    /// Request id of the platform, if reported.
    pub request_id: Option<String>,
}

impl Entry {
    /// An entry with the current time.
    pub fn now(
        operation: Operation,
        task: &str,
        task_id: Option<&TaskId>,
        outcome: Outcome,
        message: String,
        request_id: Option<String>,
    ) -> Self {
        Self {
            at_ms: web::now_ms(),
            steady_ms: web::steady_ms(),
            operation,
            task: task.to_owned(),
            task_id: task_id.cloned(),
            outcome,
            message,
            request_id,
        }
    }
}

/// Activity log of this tab.
#[derive(Clone, Copy, Default)]
pub struct ActivityLog {
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// Whether recording has ended, until the next sign-in.
    has_ended: StoredValue<bool>,
    /// Whether the log view is open or requested.
    pub open: RwSignal<bool>,
}

/// The activity log of the tab.
pub fn use_activity_log() -> ActivityLog {
    expect_context()
}

impl ActivityLog {
    /// Adds an entry, unless recording has ended.
    pub fn log(&self, entry: Entry) {
        // Requests in flight at a sign-out finish after it.
        if self.has_ended.try_get_value() == Some(false) {
            self.entries.update(|entries| {
                if entries.len() == ENTRIES_MAX {
                    entries.remove(0);
                }
                entries.push(entry);
            });
        }
    }

    /// Whether the log has an entry of the last 10 seconds about this task.
    pub fn just_did(&self, task: &TaskId) -> bool {
        self.has_recent(task, &|_| true)
    }

    /// Whether the log has a deletion of this task in the last 10 seconds.
    pub fn just_deleted(&self, task: &TaskId) -> bool {
        self.has_recent(task, &|entry| entry.operation == Operation::Action(Action::Delete))
    }

    fn has_recent(&self, task: &TaskId, matches: &dyn Fn(&Entry) -> bool) -> bool {
        let since = web::steady_ms() - RECENT_MS;
        self.entries.with_untracked(|entries| {
            let newest = entries.iter().rev().take_while(|entry| entry.steady_ms >= since);
            let mut of_task = newest.filter(|entry| entry.task_id.as_ref() == Some(task));
            of_task.any(matches)
        })
    }

    /// Deletes all entries and stops recording until [`begin`](Self::begin), for a sign-out.
    pub fn end(&self) {
        self.has_ended.set_value(true);
        self.entries.set(Vec::new());
        self.open.set(false);
    }

    /// Starts recording, for a sign-in.
    pub fn begin(&self) {
        self.has_ended.set_value(false);
    }
}
