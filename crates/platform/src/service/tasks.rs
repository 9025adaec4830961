//! Rules of upgrade tasks.

use crate::api_error::ApiError;
use crate::service::products;
use crate::store::accounts::EnterpriseId;
use crate::store::{Page, tasks};
use rusqlite::Connection;
use upgrade_api::error::ErrorCode;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::rules;
use upgrade_api::status::RunState;
use upgrade_api::task::{DevicePart, FullFields, NewTask, Task, TaskMode};
use upgrade_api::values::{Problem, ProductId, TaskId};

/// Adds a task, stopped and with an upgrade count of zero.
///
/// # Errors
/// 4041005 if the enterprise does not have the product, 4001035 if the name is taken, 4001037 if device part and from version
/// are taken.
pub fn create(
    connection: &Connection,
    enterprise: &EnterpriseId,
    id: &str,
    task: &NewTask,
    now: i64,
) -> Result<Task, ApiError> {
    products::require(connection, enterprise, &task.product_id)?;
    let full = task.full.unwrap_or(FullFields {
        device_part: DevicePart::Wifi,
        mode: TaskMode::Automatic,
    });
    // The indexes find at most two rivals; the shared rules decide.
    let rivals = tasks::rivals(connection, task, full.device_part)?;
    if rules::task_named(task.name.as_str(), &rivals).is_some() {
        return Err(ApiError::problem(FieldId::Name, Problem::NameTaken));
    }
    if rules::task_starting_at(task.from.version, full.device_part, &rivals).is_some() {
        let from_version = FieldId::Firmware(Side::From, Part::Version);
        return Err(ApiError::problem(from_version, Problem::FromVersionTaken));
    }
    tasks::insert(connection, id, task, full, now)?;
    let created = tasks::find(connection, &task.product_id, id)?;
    created.ok_or_else(|| unknown("id"))
}

fn unknown(field: &str) -> ApiError {
    ApiError::field(ErrorCode::TaskNotFound, field, "no such upgrade task in this product")
}

/// Returns the tasks of a product in the order they were created, optionally only those of one wire type.
///
/// # Errors
/// 4041005 if the enterprise does not have the product.
pub fn list(
    connection: &Connection,
    enterprise: &EnterpriseId,
    product: &ProductId,
    firmware_type: Option<u8>,
    page: Page,
) -> Result<Vec<Task>, ApiError> {
    products::require(connection, enterprise, product)?;
    Ok(tasks::list(connection, product, firmware_type, page)?)
}

/// Returns the number of tasks that [`list`] returns without a page.
pub fn count(connection: &Connection, product: &ProductId, firmware_type: Option<u8>) -> Result<u64, ApiError> {
    Ok(tasks::count(connection, product, firmware_type)?)
}

/// Starts or stops a task. Setting the current state again is not an error, because the documents describe a desired
/// state.
///
/// # Errors
/// 4041005 if the enterprise does not have the product, 4041013 if it has no such task.
pub fn set_status(
    connection: &Connection,
    enterprise: &EnterpriseId,
    product: &ProductId,
    task: &TaskId,
    status: RunState,
) -> Result<(), ApiError> {
    products::require(connection, enterprise, product)?;
    let found = tasks::set_status(connection, product, task, status)?;
    found.then_some(()).ok_or_else(|| unknown("upgrade_task_id"))
}

/// Deletes a task in any state.
///
/// # Errors
/// 4041005 if the enterprise does not have the product, 4041013 if it has no such task.
pub fn delete(
    connection: &Connection,
    enterprise: &EnterpriseId,
    product: &ProductId,
    task: &TaskId,
) -> Result<(), ApiError> {
    products::require(connection, enterprise, product)?;
    let found = tasks::delete(connection, product, task)?;
    found.then_some(()).ok_or_else(|| unknown("id"))
}
