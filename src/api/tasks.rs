//! The four task operations of `upgrade-task-api.zh.md`, named as in `openapi.yaml`.

use crate::api::error::is_page;
use crate::api::task_list::read_whole;
use crate::api::{ApiError, ApiResponse, Beginning, Client, ListAnswer, ListTexts, TaskList};
use crate::web;
use upgrade_api::json::ReadError;
use upgrade_api::paths;
use upgrade_api::status::RunState;
use upgrade_api::task::{DeleteTask, NewTask, SetTaskStatus, Task};
use upgrade_api::values::{ProductId, TaskId};
use web_sys::AbortSignal;

/// Milliseconds after which a stop request is not repeated, because another operator may have restarted the task.
const REPEAT_LIMIT_MS: f64 = 5000.0;

impl Client {
    /// Creates a stopped task. After an error that
    /// [`may_have_been_executed`](ApiError::may_have_been_executed) the task may exist.
    pub async fn create_task(&self, task: &NewTask) -> ApiResponse<Task> {
        self.post(paths::CREATE_TASK, task).await.read(Task::read)
    }

    /// Returns all tasks of a product, unless their texts equal `last`. `on_page` is called after each page that others
    /// follow. Aborted with `owner`.
    ///
    /// # Errors
    /// Any [`ApiError`]. An unreadable task is a row of the list; it is not an error.
    pub async fn list_tasks(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
        last: &ListTexts,
        on_page: &dyn Fn(Beginning<'_>),
    ) -> Result<ListAnswer, ApiError> {
        let pages = self.read_pages(product, owner, last, on_page);
        if let Some(answer) = self.if_paged(pages).await? {
            return Ok(answer);
        }
        let body = self.get(&paths::list_tasks(product), Some(owner)).await?;
        if last.is_whole(&body) {
            return Ok(ListAnswer::Unchanged);
        }
        let list = read_whole(&body, owner).await?;
        Ok(ListAnswer::Read(list, ListTexts::whole(body)))
    }

    /// Returns the tasks of a product up to the page that contains this task. All tasks are returned if it is not found
    /// or the platform does not page.
    ///
    /// # Errors
    /// As [`list_tasks`](Self::list_tasks).
    pub async fn list_tasks_until(
        &self,
        product: &ProductId,
        owner: &AbortSignal,
        task: &TaskId,
    ) -> Result<TaskList, ApiError> {
        let pages = self.read_pages_until(product, owner, task);
        if let Some(list) = self.if_paged(pages).await? {
            return Ok(list);
        }
        let body = self.get(&paths::list_tasks(product), Some(owner)).await?;
        read_whole(&body, owner).await
    }

    /// Starts a task.
    pub async fn start_task(&self, product: &ProductId, task: &TaskId) -> ApiResponse<()> {
        let body = wanted_status(product, task, RunState::Running);
        self.post(paths::TASK_STATUS, &body).await.read(reject_page)
    }

    /// Stops a task with the current token, so that a renewal in progress does not delay it. If the platform refuses
    /// the token and the renewal takes less than 5 seconds, the request is sent once more.
    pub async fn stop_task(&self, product: &ProductId, task: &TaskId) -> ApiResponse<()> {
        let body = wanted_status(product, task, RunState::Stopped);
        let start_ms = web::steady_ms();
        let mut response = self.post_at_once(paths::TASK_STATUS, &body).await;
        if matches!(response.result, Err(ApiError::Renewed)) && web::steady_ms() - start_ms < REPEAT_LIMIT_MS {
            response = self.post_at_once(paths::TASK_STATUS, &body).await;
        }
        response.read(reject_page)
    }

    /// Deletes a task permanently.
    pub async fn delete_task(&self, product: &ProductId, task: &TaskId) -> ApiResponse<()> {
        let body = DeleteTask {
            id: task.clone(),
            product_id: product.clone(),
        };
        self.post(paths::DELETE_TASK, &body).await.read(reject_page)
    }
}

/// Request body that sets the state of a task; repeating the request has no further effect.
fn wanted_status(product: &ProductId, task: &TaskId, status: RunState) -> SetTaskStatus {
    SetTaskStatus {
        product_id: product.clone(),
        upgrade_task_id: task.clone(),
        status,
    }
}

/// Returns an error if a body is a page, such as the sign-in page of a proxy. The documented body is empty, and any
/// JSON is accepted.
fn reject_page(text: &str) -> Result<(), ReadError> {
    match is_page(text) {
        true => Err(ReadError::NotJson),
        false => Ok(()),
    }
}
