//! Queries of devices and their installed firmware, and of failed upgrades.

use super::accounts::EnterpriseId;
use super::{execute, invalid_column, product_id, version};
use rusqlite::{Connection, OptionalExtension, Result};
use std::collections::BTreeMap;
use upgrade_api::{DevicePart, ProductId, Version};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    pub product_id: ProductId,
    pub device_part: DevicePart,
    pub version: Version,
}

/// Report of a device after an upgrade.
#[derive(Clone, Debug)]
pub struct Report {
    pub device_part: DevicePart,
    pub last: Version,
    /// Version after the upgrade; after a failure the version before it.
    pub current: Version,
    /// Error message of the device if the upgrade failed.
    pub result: Result<(), String>,
}

/// Returns the product of a device; `None` if there is no such device.
pub fn product_of(connection: &Connection, device: &str) -> Result<Option<ProductId>> {
    let mut statement = connection.prepare_cached("SELECT product_id FROM devices WHERE id = ?1")?;
    let product = statement.query_row([device], |row| product_id(row, 0));
    product.optional()
}

pub fn is_owned_by(connection: &Connection, device: &str, enterprise: &EnterpriseId) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM devices JOIN products ON products.id = product_id WHERE devices.id = ?1 AND corp_id = ?2",
    )?;
    statement.exists((device, &enterprise.0))
}

/// Installs the reported version. Returns whether the device had the last version and now has another one.
pub fn upgrade(connection: &Connection, device: &str, report: &Report) -> Result<bool> {
    let (firmware_type, identify) = report.device_part.to_wire();
    let (last, current) = (report.last.get(), report.current.get());
    let sql = "UPDATE device_firmware SET version = ?5 \
               WHERE device_id = ?1 AND type = ?2 AND identify = ?3 AND version = ?4 AND version <> ?5";
    let changed = execute(connection, sql, (device, firmware_type, identify, last, current))?;
    Ok(changed > 0)
}

/// Stores a failure, in place of the last one of the device part.
pub fn replace_failure(connection: &Connection, device: &str, report: &Report, reason: &str, now: i64) -> Result<()> {
    let (firmware_type, identify) = report.device_part.to_wire();
    let (last, current) = (report.last.get(), report.current.get());
    let sql = "REPLACE INTO failures (device_id, type, identify, last_version, current_version, reason, at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let row = (device, firmware_type, identify, last, current, reason, now);
    execute(connection, sql, row).map(drop)
}

/// Returns the number of devices of a product per version of the WIFI firmware.
pub fn count_by_version(connection: &Connection, product: &ProductId) -> Result<BTreeMap<Version, u64>> {
    let (firmware_type, identify) = DevicePart::Wifi.to_wire();
    let mut statement = connection.prepare_cached(
        "SELECT version, count(*) FROM device_firmware WHERE product_id = ?1 AND type = ?2 AND identify = ?3 \
         GROUP BY version",
    )?;
    let rows = statement.query_map((product.as_str(), firmware_type, identify), |row| {
        Ok((version(row, 0)?, row.get(1)?))
    })?;
    rows.collect()
}

pub fn ids(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT id FROM devices ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}

pub fn installed(connection: &Connection, device: &str) -> Result<Vec<Installed>> {
    let mut statement = connection
        .prepare_cached("SELECT product_id, type, identify, version FROM device_firmware WHERE device_id = ?1")?;
    let rows = statement.query_map([device], |row| {
        Ok(Installed {
            product_id: product_id(row, 0)?,
            device_part: DevicePart::from_wire(row.get(1)?, row.get(2)?).ok_or_else(|| invalid_column(1))?,
            version: version(row, 3)?,
        })
    })?;
    rows.collect()
}

/// Adds a device with its installed firmware. The column `mod` is the hardware model, named as on the wire.
pub fn insert(
    connection: &Connection,
    device: &str,
    product: &ProductId,
    model: &str,
    firmware: &[(DevicePart, Version)],
) -> Result<()> {
    let sql = "INSERT INTO devices (id, product_id, mod) VALUES (?1, ?2, ?3)";
    execute(connection, sql, (device, product.as_str(), model))?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO device_firmware (device_id, type, identify, product_id, version) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (device_part, version) in firmware {
        let (firmware_type, identify) = device_part.to_wire();
        statement.execute((device, firmware_type, identify, product.as_str(), version.get()))?;
    }
    Ok(())
}
