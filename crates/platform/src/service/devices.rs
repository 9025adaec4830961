//! Rules of devices: checks and reports.

use crate::api_error::ApiError;
use crate::store::accounts::EnterpriseId;
use crate::store::devices::{self, Report};
use crate::store::tasks;
use rusqlite::Connection;
use upgrade_api::{DevicePart, ErrorCode, ProductId, Task, Version};

fn no_such_device() -> ApiError {
    ApiError::field(ErrorCode::DeviceNotFound, "device_id", "no such device")
}

/// Checks that an enterprise has a device.
///
/// # Errors
/// 4041008 if it does not, also if another enterprise has it.
pub fn require(connection: &Connection, enterprise: &EnterpriseId, device: &str) -> Result<(), ApiError> {
    let found = devices::is_owned_by(connection, device, enterprise)?;
    found.then_some(()).ok_or_else(no_such_device)
}

/// Returns the newest running task that starts at the version installed on a device.
///
/// # Errors
/// 4041008 if the product has no such device, 4001053 if no running task starts at the version.
pub fn check(
    connection: &Connection,
    device: &str,
    product: &ProductId,
    device_part: DevicePart,
    version: Version,
) -> Result<Task, ApiError> {
    if devices::product_of(connection, device)?.as_ref() != Some(product) {
        return Err(no_such_device());
    }
    tasks::newest_running(connection, product, device_part, version)?
        .ok_or_else(|| ApiError::new(ErrorCode::AlreadyLatest, "no running task starts at this version"))
}

/// Records a report. A success updates the device and counts on its task only if the device had `last_version`, so a
/// report that arrives twice counts once. It also counts on a stopped task, because a device finishes an upgrade it has
/// started. A failure is stored in place of the last one of its device part and changes nothing else.
///
/// # Errors
/// 4041008 if the device does not exist.
pub fn report(connection: &Connection, device: &str, report: &Report, now: i64) -> Result<(), ApiError> {
    let product = devices::product_of(connection, device)?.ok_or_else(no_such_device)?;
    if let Err(reason) = &report.result {
        devices::replace_failure(connection, device, report, reason, now)?;
    } else if devices::upgrade(connection, device, report)? {
        tasks::count_upgrade(connection, &product, report)?;
    }
    Ok(())
}
