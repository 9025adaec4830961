//! Events that a portal around the console can hear.

use upgrade_api::values::TaskId;

/// An event of the console. The state emits it; `app` forwards it to the portal, if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsoleEvent {
    /// A failure: a short code of `docs/embedding.md`, never a text.
    Error(&'static str),
    /// A task was created, updated or deleted.
    Task(TaskChange, TaskId),
}

/// A change of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskChange {
    /// The task is new.
    Created,
    /// The task was started or stopped.
    Updated,
    /// The task is gone.
    Deleted,
}

impl TaskChange {
    /// The word of the protocol.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
        }
    }
}
