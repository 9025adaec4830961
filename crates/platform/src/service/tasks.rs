//! Rules of upgrade tasks.

use crate::api_error::ApiError;
use crate::store::tasks;
use rusqlite::Connection;
use upgrade_api::{DevicePart, FieldId, FullFields, NewTask, Part, Problem, Side, Task, TaskMode, rules};

/// Adds a task to a product, stopped and with an upgrade count of zero.
///
/// # Errors
/// 4001035 if the name is taken, 4001037 if device part and from version are taken.
pub fn create(connection: &Connection, id: &str, task: &NewTask, now: i64) -> Result<Task, ApiError> {
    let full = task.full.unwrap_or(FullFields {
        device_part: DevicePart::Wifi,
        mode: TaskMode::Automatic,
    });
    // The indexes find at most two rivals; the shared rules decide.
    let rivals = tasks::rivals(connection, task, full.device_part)?;
    if rules::task_named(task.name.as_str(), &rivals).is_some() {
        return Err(ApiError::problem(FieldId::Name, Problem::NameTaken));
    }
    if rules::task_from(task.from.version, full.device_part, &rivals).is_some() {
        let from_version = FieldId::Firmware(Side::From, Part::Version);
        return Err(ApiError::problem(from_version, Problem::FromVersionTaken));
    }
    tasks::insert(connection, id, task, full, now)?;
    let created = tasks::find(connection, &task.product_id, id)?;
    created.ok_or_else(|| ApiError::fault("a task was not inserted"))
}
