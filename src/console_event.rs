//! Events of the console that a portal can receive.

use upgrade_api::values::TaskId;

/// An event of the console, which `app` forwards to the portal, if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsoleEvent {
    /// A failure: an error code of `docs/embedding.md`, never a message text.
    Error(&'static str),
    /// A task was created, updated or deleted.
    Task(TaskChange, TaskId),
}

/// A change of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskChange {
    /// The task was created.
    Created,
    /// The task was started or stopped.
    Updated,
    /// The task was deleted.
    Deleted,
}

impl TaskChange {
    /// Name of the change in the protocol (`docs/embedding.md`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
        }
    }
}
