//! The four documented operations (`upgrade-task-api.zh.md`), named as in `openapi.yaml`.

use crate::api::error::is_page;
use crate::api::{ApiError, ApiResponse, Client, RequestKind, TaskList};
use crate::web;
use upgrade_api::json::ReadError;
use upgrade_api::paths;
use upgrade_api::status::RunState;
use upgrade_api::task::{DeleteTask, NewTask, SetTaskStatus, Task, read_list};
use upgrade_api::values::{ProductId, TaskId};
use web_sys::AbortSignal;

/// Milliseconds after which a stop is not sent a second time: by then another operator may have started the task again.
const RESEND_MS: f64 = 5000.0;

impl Client {
    /// Creates a task; it is stopped. After an error that [`leaves_doubt`](ApiError::leaves_doubt) it may exist.
    pub async fn create_task(&self, task: &NewTask) -> ApiResponse<Task> {
        let answer = self.post(paths::CREATE_TASK, task).await;
        answer.read(|text| Task::read(text).map_err(|error| ApiError::unreadable(RequestKind::Write, &error, text)))
    }

    /// All tasks of a product, unless `owner` ends first.
    ///
    /// # Errors
    /// As [`ApiError`]; a single unreadable task is a row, not an error.
    pub async fn list_tasks(&self, product: &ProductId, owner: &AbortSignal) -> Result<TaskList, ApiError> {
        self.list_tasks_until(product, owner, None).await
    }

    /// Tasks of a product up to the page with the task `until`, or all of them.
    ///
    /// # Errors
    /// As [`list_tasks`](Self::list_tasks).
    pub async fn list_tasks_until(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
        until: Option<&TaskId>,
    ) -> Result<TaskList, ApiError> {
        if let Some(list) = self.list_by_pages(product, owner, until).await? {
            return Ok(list);
        }
        let answer = self.get(&paths::list_tasks(product), Some(owner)).await?;
        let rows = read_list(&answer).map_err(|error| ApiError::unreadable(RequestKind::Read, &error, &answer))?;
        Ok(TaskList {
            rows,
            changed_while_read: false,
        })
    }

    /// Starts a task.
    pub async fn start_task(&self, product: &ProductId, task: &TaskId) -> ApiResponse<()> {
        let body = wanted_status(product, task, RunState::Running);
        self.post(paths::TASK_STATUS, &body).await.read(nothing)
    }

    /// Stops a task, with the token at hand: not even a renewal that hangs keeps it back. The request is sent once more where
    /// the token had to be renewed instead, unless that took longer than 5 seconds.
    pub async fn stop_task(&self, product: &ProductId, task: &TaskId) -> ApiResponse<()> {
        let body = wanted_status(product, task, RunState::Stopped);
        let began = web::steady_ms();
        let mut answer = self.post_at_once(paths::TASK_STATUS, &body).await;
        if matches!(answer.result, Err(ApiError::Renewed)) && web::steady_ms() - began < RESEND_MS {
            answer = self.post_at_once(paths::TASK_STATUS, &body).await;
        }
        answer.read(nothing)
    }

    /// Deletes a task for good.
    pub async fn delete_task(&self, product: &ProductId, task: &TaskId) -> ApiResponse<()> {
        let body = DeleteTask {
            id: task.clone(),
            product_id: product.clone(),
        };
        self.post(paths::DELETE_TASK, &body).await.read(nothing)
    }
}

/// The wanted state of a task, so that a second request changes nothing.
fn wanted_status(product: &ProductId, task: &TaskId, status: RunState) -> SetTaskStatus {
    SetTaskStatus {
        product_id: product.clone(),
        upgrade_task_id: task.clone(),
        status,
    }
}

/// Documented is an empty body, and any JSON will do; the sign-in page of a proxy is not a yes.
fn nothing(text: &str) -> Result<(), ApiError> {
    match is_page(text) {
        true => Err(ApiError::unreadable(RequestKind::Write, &ReadError::NotJson, text)),
        false => Ok(()),
    }
}
