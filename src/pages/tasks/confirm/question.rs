//! The question of the confirmation dialog.

use crate::state::task_store::ActionError;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// An action to confirm, and the task as it was when the operator pressed the button.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// Action.
    pub action: Action,
    /// Task.
    pub task: Task,
    /// Error of an attempt before the dialog opened.
    pub failed: Option<ActionError>,
}

impl Question {
    /// Whether the task is stopped before it is deleted: a running task is never deleted in one step.
    pub fn stops_first(&self) -> bool {
        self.action == Action::Delete && self.task.status.is_running()
    }
}
