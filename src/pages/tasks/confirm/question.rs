//! The question of the confirmation dialog.

use crate::state::task_store::ActionError;
use std::sync::atomic::{AtomicU32, Ordering};
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// Id of the dialog that asks.
pub(crate) const DIALOG: &str = "confirm";

/// Number of the next question.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// An action to confirm, and the task as it was when the operator pressed the button.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// Action.
    pub action: Action,
    /// Task.
    pub task: Task,
    /// Error of an attempt before the dialog opened.
    pub failed: Option<ActionError>,
    /// Number of the question. It tells the question from one about the same action that is opened after a cancel.
    number: u32,
}

impl Question {
    /// New question.
    pub fn new(action: Action, task: Task, failed: Option<ActionError>) -> Self {
        Self {
            action,
            task,
            failed,
            number: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// Whether this is the other question, whose task may have changed since.
    pub fn is_same(&self, other: &Self) -> bool {
        self.number == other.number
    }

    /// Whether the task is stopped before it is deleted: a running task is never deleted in one step.
    pub fn stops_first(&self) -> bool {
        self.action == Action::Delete && self.task.status.is_running()
    }
}
