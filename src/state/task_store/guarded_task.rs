//! A task with a guard.

use upgrade_api::guard::{GuardEnd, StartGuard, StopReason};
use upgrade_api::values::TaskId;

/// A task and its guard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardedTask {
    /// Id of the task.
    pub id: TaskId,
    /// Name of the task.
    pub name: String,
    /// Guard.
    pub guard: StartGuard,
    /// Phase of the guard.
    pub phase: GuardPhase,
}

/// Phase of a guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuardPhase {
    /// The guard decides at each reading.
    Watching,
    /// The guard has decided to stop the task, and no stop is sent yet.
    Due(StopReason),
    /// Stops are sent until one is confirmed.
    Stopping(StopReason),
    /// The guard has ended without a stop, which is not logged yet.
    Ended(GuardEnd),
}
