//! The four documented operations (`upgrade-task-api.zh.md`), named as in `openapi.yaml`.

use super::error::is_page;
use super::{Answer, ApiError, Call, Client};
use upgrade_api::json::ReadError;
use upgrade_api::paths;
use upgrade_api::status::RunState;
use upgrade_api::task::{DeleteTask, NewTask, Row, SetTaskStatus, Task, read_list};
use upgrade_api::values::{ProductId, TaskId};
use web_sys::AbortSignal;

impl Client {
    /// Creates a task; it is stopped. After an error that [`leaves_doubt`](ApiError::leaves_doubt) it may exist.
    pub async fn create_task(&self, task: &NewTask) -> Answer<Task> {
        let answer = self.post(paths::CREATE_TASK, task).await;
        answer.read(|text| Task::read(text).map_err(|error| ApiError::unreadable(Call::Write, &error, text)))
    }

    /// All tasks of a product, unless `owner` ends first.
    ///
    /// # Errors
    /// As [`ApiError`]; a single unreadable task is a row, not an error.
    pub async fn list_tasks(&self, product: &ProductId, owner: &AbortSignal) -> Result<Vec<Row>, ApiError> {
        if let Some(rows) = self.list_by_pages(product, owner).await? {
            return Ok(rows);
        }
        let answer = self.get(&paths::list_tasks(product), Some(owner)).await?;
        read_list(&answer).map_err(|error| ApiError::unreadable(Call::Read, &error, &answer))
    }

    /// Starts or stops a task: says the wanted state, so that saying it twice does no harm.
    pub async fn set_task_status(&self, product: &ProductId, task: &TaskId, wanted: RunState) -> Answer<()> {
        let body = SetTaskStatus {
            product_id: product.clone(),
            upgrade_task_id: task.clone(),
            status: wanted,
        };
        self.post(paths::TASK_STATUS, &body).await.read(nothing)
    }

    /// Deletes a task for good.
    pub async fn delete_task(&self, product: &ProductId, task: &TaskId) -> Answer<()> {
        let body = DeleteTask {
            id: task.clone(),
            product_id: product.clone(),
        };
        self.post(paths::DELETE_TASK, &body).await.read(nothing)
    }
}

/// Documented is an empty body, and any JSON will do; the sign-in page of a proxy is not a yes.
fn nothing(text: &str) -> Result<(), ApiError> {
    match is_page(text) {
        true => Err(ApiError::unreadable(Call::Write, &ReadError::NotJson, text)),
        false => Ok(()),
    }
}
