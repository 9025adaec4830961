//! Rules of devices: checks, reports and statistics.

use crate::api_error::ApiError;
use crate::service::products;
use crate::store::accounts::CorpId;
use crate::store::devices::{self, Report};
use crate::store::tasks;
use rusqlite::Connection;
use std::collections::BTreeMap;
use upgrade_api::error::ErrorCode;
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::{ProductId, Version};

fn unknown() -> ApiError {
    ApiError::field(ErrorCode::DeviceNotFound, "device_id", "no such device")
}

/// Checks that an enterprise has a device.
///
/// # Errors
/// 4041008 if it does not, also if another enterprise has it.
pub fn require(connection: &Connection, corp: &CorpId, device: &str) -> Result<(), ApiError> {
    let found = devices::belongs(connection, corp, device)?;
    found.then_some(()).ok_or_else(unknown)
}

/// Returns the newest running task that starts at the version installed on a device.
///
/// # Errors
/// 4041008 if the product has no such device, 4001053 if no running task starts at the version.
pub fn check(
    connection: &Connection,
    device: &str,
    product: &ProductId,
    kind: FirmwareKind,
    version: Version,
) -> Result<Task, ApiError> {
    if devices::product_of(connection, device)?.as_deref() != Some(product.as_str()) {
        return Err(unknown());
    }
    tasks::newest_running(connection, product, kind, version)?
        .ok_or_else(|| ApiError::new(ErrorCode::AlreadyLatest, "no running task starts at this version"))
}

/// Records a report. A success updates the device and counts on its task only if the device had `last_version`, so a
/// report that arrives twice counts once. It also counts on a stopped task, because a device finishes an upgrade it has
/// started. A failure is stored and changes nothing else.
///
/// # Errors
/// 4041008 if the device does not exist.
pub fn report(connection: &Connection, device: &str, report: &Report, now: i64) -> Result<(), ApiError> {
    let product = devices::product_of(connection, device)?.ok_or_else(unknown)?;
    if let Err(reason) = &report.outcome {
        devices::insert_failure(connection, device, report, reason, now)?;
    } else if devices::upgrade(connection, device, report)? {
        tasks::count_upgrade(connection, &product, report)?;
    }
    Ok(())
}

/// Returns the number of devices of a product per version of the WIFI firmware, which every device has.
///
/// # Errors
/// 4041005 if the enterprise does not have the product.
pub fn statistics(connection: &Connection, corp: &CorpId, product: &ProductId) -> Result<BTreeMap<u32, u64>, ApiError> {
    products::require(connection, corp, product)?;
    Ok(devices::count_by_version(connection, product)?)
}
