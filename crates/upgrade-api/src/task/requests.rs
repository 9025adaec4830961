//! What is asked about tasks that exist.

use super::{Row, read_list};
use crate::json::{Object, ReadError};
use crate::status::RunState;
use crate::values::{ProductId, TaskId};
use serde::Serialize;

/// Body of *start* and *stop*: the wanted state, not a toggle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetTaskStatus {
    /// The product.
    pub product_id: ProductId,
    /// The task.
    pub upgrade_task_id: TaskId,
    /// The wanted state.
    pub status: RunState,
}

/// Body of *delete*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeleteTask {
    /// The task.
    pub id: TaskId,
    /// The product.
    pub product_id: ProductId,
}

/// Body of the paged list (profile full).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryTasks {
    /// The product.
    pub product_id: ProductId,
    /// Tasks to skip.
    pub offset: u64,
    /// Tasks wanted, 1 to 1000; the platform's default is 10.
    pub limit: u64,
    /// Only tasks of this wire type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub firmware_type: Option<u8>,
}

/// One page of tasks and the total (profile full).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskPage {
    /// Tasks in all.
    pub count: u64,
    /// The tasks of this page.
    pub list: Vec<Row>,
}

impl TaskPage {
    /// Reads a page.
    ///
    /// # Errors
    /// Where the whole is not the documented object.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let list = object.raw("list").ok_or(ReadError::Missing { field: "list" })?;
        Ok(Self {
            count: object.number("count")?,
            list: read_list(list)?,
        })
    }
}
