//! Devices: installed firmware, checks and reports.

use super::accounts::EnterpriseId;
use super::invalid_column;
use rusqlite::{Connection, OptionalExtension, Result};
use std::collections::BTreeMap;
use upgrade_api::device::ReportUpgrade;
use upgrade_api::task::DevicePart;
use upgrade_api::values::{ProductId, Version};

/// Firmware installed on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Product of the device.
    pub product_id: ProductId,
    /// Part of the device that runs the firmware.
    pub device_part: DevicePart,
    /// Installed version.
    pub version: Version,
}

/// Returns the product of a device.
pub fn product_of(connection: &Connection, device: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT product_id FROM devices WHERE id = ?1")?;
    statement.query_row([device], |row| row.get(0)).optional()
}

/// Whether an enterprise has a device.
pub fn is_owned_by(connection: &Connection, enterprise: &EnterpriseId, device: &str) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM devices JOIN products ON products.id = product_id WHERE devices.id = ?1 AND corp_id = ?2",
    )?;
    statement.exists((device, &enterprise.0))
}

/// Changes the installed version. Returns whether the device had `last`.
pub fn upgrade(
    connection: &Connection,
    device: &str,
    device_part: DevicePart,
    last: Version,
    current: Version,
) -> Result<bool> {
    let (firmware_type, identify) = device_part.to_wire();
    let changed = connection
        .prepare_cached(
            "UPDATE device_firmware SET version = ?5 \
             WHERE device_id = ?1 AND type = ?2 AND identify = ?3 AND version = ?4 AND version <> ?5",
        )?
        .execute((device, firmware_type, identify, last.get(), current.get()))?;
    Ok(changed > 0)
}

/// Stores the reason of a failed upgrade.
pub fn insert_failure(
    connection: &Connection,
    device: &str,
    report: &ReportUpgrade,
    reason: &str,
    now: i64,
) -> Result<()> {
    let (firmware_type, identify) = report.device_part.to_wire();
    let (last, current) = (report.last_version.get(), report.current_version.get());
    connection
        .prepare_cached(
            "INSERT INTO failures (device_id, type, identify, last_version, current_version, reason, at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((device, firmware_type, identify, last, current, reason, now))?;
    Ok(())
}

/// Returns the number of devices of a product per version of the WIFI firmware.
pub fn count_by_version(connection: &Connection, product: &ProductId) -> Result<BTreeMap<u32, u64>> {
    let mut statement = connection.prepare_cached(
        "SELECT version, count(*) FROM device_firmware WHERE product_id = ?1 AND type = 1 AND identify = 0 \
         GROUP BY version",
    )?;
    let rows = statement.query_map([product.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Returns the ids of all devices.
pub fn ids(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT id FROM devices ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}

/// Returns the firmware installed on a device.
pub fn installed(connection: &Connection, device: &str) -> Result<Vec<Installed>> {
    let mut statement = connection
        .prepare_cached("SELECT product_id, type, identify, version FROM device_firmware WHERE device_id = ?1")?;
    let rows = statement.query_map([device], |row| {
        Ok(Installed {
            product_id: ProductId::parse(&row.get::<_, String>(0)?).map_err(|_| invalid_column(0))?,
            device_part: DevicePart::from_wire(row.get(1)?, row.get(2)?).ok_or_else(|| invalid_column(1))?,
            version: Version::from_number(row.get(3)?).map_err(|_| invalid_column(3))?,
        })
    })?;
    rows.collect()
}

/// Adds a device with its installed firmware.
pub fn insert(
    connection: &Connection,
    device: &str,
    product: &ProductId,
    model: &str,
    firmware: &[(DevicePart, u32)],
) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO devices (id, product_id, mod) VALUES (?1, ?2, ?3)")?
        .execute((device, product.as_str(), model))?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO device_firmware (device_id, type, identify, product_id, version) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (device_part, version) in firmware {
        let (firmware_type, identify) = device_part.to_wire();
        statement.execute((device, firmware_type, identify, product.as_str(), version))?;
    }
    Ok(())
}
