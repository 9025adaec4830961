//! Devices: installed firmware, checks and reports.

use super::{products, tasks};
use crate::reject::Reject;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use upgrade_api::device::{Outcome, ReportUpgrade};
use upgrade_api::error::ErrorCode;
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::{ProductId, Version};

/// Firmware installed on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Product of the device.
    pub product_id: ProductId,
    /// Kind of the firmware.
    pub kind: FirmwareKind,
    /// Installed version.
    pub version: Version,
}

fn unknown() -> Reject {
    Reject::field(ErrorCode::DeviceNotFound, "device_id", "no such device")
}

fn product_of(connection: &Connection, device: &str) -> Result<String, Reject> {
    let mut statement = connection.prepare_cached("SELECT product_id FROM devices WHERE id = ?1")?;
    let found = statement.query_row([device], |row| row.get(0)).optional()?;
    found.ok_or_else(unknown)
}

/// Returns the newest running task that starts at the version installed on a device.
///
/// # Errors
/// 4041005 if the product does not exist, 4041008 if it has no such device, 4001053 if no running task starts at the
/// version.
pub fn check(
    connection: &Connection,
    device: &str,
    product: &ProductId,
    kind: FirmwareKind,
    version: Version,
) -> Result<Task, Reject> {
    products::require(connection, product)?;
    if product_of(connection, device)? != product.as_str() {
        return Err(unknown());
    }
    tasks::newest_running(connection, product, kind, version)?
        .ok_or_else(|| Reject::new(ErrorCode::AlreadyLatest, "no running task starts at this version"))
}

/// Records a report. A success updates the device and counts on its task only if the device had `last_version`, so a
/// report that arrives twice counts once. It also counts on a stopped task, because a device finishes an upgrade it has
/// started. A failure is stored and changes nothing else.
///
/// # Errors
/// 4041008 if the device does not exist.
pub fn report(connection: &Connection, device: &str, report: &ReportUpgrade, now: i64) -> Result<(), Reject> {
    let product = product_of(connection, device)?;
    let (firmware_type, identify) = report.kind.to_wire();
    let (last, current) = (report.last_version.get(), report.current_version.get());
    match &report.outcome {
        Outcome::Succeeded => {
            let updated = connection
                .prepare_cached(
                    "UPDATE device_firmware SET version = ?5 \
                     WHERE device_id = ?1 AND type = ?2 AND identify = ?3 AND version = ?4 AND version <> ?5",
                )?
                .execute((device, firmware_type, identify, last, current))?;
            if updated > 0 {
                tasks::count_upgrade(
                    connection,
                    &product,
                    report.kind,
                    report.last_version,
                    report.current_version,
                )?;
            }
        }
        Outcome::Failed(reason) => {
            connection
                .prepare_cached(
                    "INSERT INTO failures (device_id, type, identify, last_version, current_version, reason, at) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute((device, firmware_type, identify, last, current, reason, now))?;
        }
    }
    Ok(())
}

/// Returns the number of devices of a product per version of the WIFI firmware, which every device has.
///
/// # Errors
/// 4041005 if the product does not exist.
pub fn statistics(connection: &Connection, product: &ProductId) -> Result<BTreeMap<u32, u64>, Reject> {
    products::require(connection, product)?;
    let mut statement = connection.prepare_cached(
        "SELECT version, count(*) FROM device_firmware WHERE product_id = ?1 AND type = 1 AND identify = 0 \
         GROUP BY version",
    )?;
    let rows = statement.query_map([product.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the ids of all devices.
///
/// # Errors
/// 5031001 if the database fails.
pub fn ids(connection: &Connection) -> Result<Vec<String>, Reject> {
    let mut statement = connection.prepare_cached("SELECT id FROM devices ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the firmware installed on a device.
///
/// # Errors
/// 5031001 if the database fails or a row is invalid.
pub fn installed(connection: &Connection, device: &str) -> Result<Vec<Installed>, Reject> {
    let mut statement = connection
        .prepare_cached("SELECT product_id, type, identify, version FROM device_firmware WHERE device_id = ?1")?;
    let rows: Vec<(String, u64, u64, u64)> = statement
        .query_map([device], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<Result<_, _>>()?;
    let damaged = || Reject::fault(format!("device {device} runs what no device can"));
    rows.into_iter()
        .map(|(product, firmware_type, identify, version)| {
            Ok(Installed {
                product_id: ProductId::parse(&product).map_err(|_| damaged())?,
                kind: FirmwareKind::from_wire(firmware_type, identify).ok_or_else(damaged)?,
                version: Version::from_number(version).map_err(|_| damaged())?,
            })
        })
        .collect()
}

/// Adds a device with its installed firmware.
///
/// # Errors
/// 5031001 if the database fails or the id is taken.
pub fn insert(
    connection: &Connection,
    device: &str,
    product: &ProductId,
    model: &str,
    firmware: &[(FirmwareKind, u32)],
) -> Result<(), Reject> {
    connection
        .prepare_cached("INSERT INTO devices (id, product_id, mod) VALUES (?1, ?2, ?3)")?
        .execute((device, product.as_str(), model))?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO device_firmware (device_id, type, identify, product_id, version) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (kind, version) in firmware {
        let (firmware_type, identify) = kind.to_wire();
        statement.execute((device, firmware_type, identify, product.as_str(), version))?;
    }
    Ok(())
}
