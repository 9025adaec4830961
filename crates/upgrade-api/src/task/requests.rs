//! Requests about existing tasks.

use super::firmware::FirmwareType;
use crate::status::RunState;
use crate::values::{ProductId, TaskId};
use serde::Serialize;

/// Body of *start* and *stop*. Sets a state; it does not toggle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetTaskStatus {
    /// Product of the task.
    pub product_id: ProductId,
    /// Task.
    pub upgrade_task_id: TaskId,
    /// Requested state.
    pub status: RunState,
}

/// Body of *delete*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeleteTask {
    /// Task.
    pub id: TaskId,
    /// Product of the task.
    pub product_id: ProductId,
}

/// Body of the paged list (profile full).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryTasks {
    /// Product of the tasks.
    pub product_id: ProductId,
    /// Number of tasks to skip.
    pub offset: u64,
    /// Largest number of tasks in the answer, 1 to 1000; the platform's default is 10.
    pub limit: u64,
    /// Firmware type of the tasks; `None` for all types.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub firmware_type: Option<FirmwareType>,
}
