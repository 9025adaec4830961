//! The four documented operations (`upgrade-task-api.zh.md`), named as in `openapi.yaml`.

use super::{ApiError, Client};
use upgrade_api::paths;
use upgrade_api::status::RunState;
use upgrade_api::task::{DeleteTask, NewTask, Row, SetTaskStatus, Task, read_list};
use upgrade_api::values::{ProductId, TaskId};

impl Client {
    /// Creates a task; it is stopped.
    ///
    /// # Errors
    /// As [`ApiError`]; after one that [`leaves_doubt`](ApiError::leaves_doubt) the task may exist.
    pub async fn create_task(&self, task: &NewTask) -> Result<Task, ApiError> {
        let answer = self.post(paths::CREATE_TASK, task).await?;
        Task::read(&answer).map_err(|error| ApiError::unreadable(&error))
    }

    /// All tasks of a product.
    ///
    /// # Errors
    /// As [`ApiError`]; a single unreadable task is a row, not an error.
    pub async fn list_tasks(&self, product: &ProductId) -> Result<Vec<Row>, ApiError> {
        let answer = self.get(&paths::list_tasks(product)).await?;
        read_list(&answer).map_err(|error| ApiError::unreadable(&error))
    }

    /// Starts or stops a task: says the wanted state, so that saying it twice does no harm.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn set_task_status(&self, product: &ProductId, task: &TaskId, wanted: RunState) -> Result<(), ApiError> {
        let body = SetTaskStatus {
            product_id: product.clone(),
            upgrade_task_id: task.clone(),
            status: wanted,
        };
        self.post(paths::TASK_STATUS, &body).await.map(drop)
    }

    /// Deletes a task for good.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn delete_task(&self, product: &ProductId, task: &TaskId) -> Result<(), ApiError> {
        let body = DeleteTask {
            id: task.clone(),
            product_id: product.clone(),
        };
        self.post(paths::DELETE_TASK, &body).await.map(drop)
    }
}
