//! The question of the confirmation dialog.

use crate::state::task_store::ActionError;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// What is asked, about the task as it was when the button was pressed.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// What to do.
    pub action: Action,
    /// To which task.
    pub task: Task,
    /// What came of trying already, where that was before it was asked about.
    pub failed: Option<ActionError>,
}

impl Question {
    /// Whether the task is stopped before it is deleted: a running task is never deleted in one step.
    #[must_use]
    pub fn stops_first(&self) -> bool {
        self.action == Action::Delete && self.task.status == TaskStatus::Known(RunState::Running)
    }
}
