//! Devices: installed firmware, checks and reports.

use super::accounts::CorpId;
use super::{damaged, execute};
use rusqlite::{Connection, OptionalExtension, Result};
use std::collections::BTreeMap;
use upgrade_api::task::FirmwareKind;
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

/// Report of a device after an upgrade.
#[derive(Clone, Debug)]
pub struct Report {
    /// Upgraded firmware.
    pub kind: FirmwareKind,
    /// Version before the upgrade.
    pub last: Version,
    /// Version after the upgrade; after a failure the version before it.
    pub current: Version,
    /// Outcome; a failure contains the error message of the device.
    pub outcome: Result<(), String>,
}

/// Returns the product of a device.
pub fn product_of(connection: &Connection, device: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT product_id FROM devices WHERE id = ?1")?;
    statement.query_row([device], |row| row.get(0)).optional()
}

/// Whether an enterprise has a device.
pub fn belongs(connection: &Connection, corp: &CorpId, device: &str) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM devices JOIN products ON products.id = product_id WHERE devices.id = ?1 AND corp_id = ?2",
    )?;
    statement.exists((device, &corp.0))
}

/// Changes the installed version. Returns whether the device had the last one.
pub fn upgrade(connection: &Connection, device: &str, report: &Report) -> Result<bool> {
    let (firmware_type, identify) = report.kind.to_wire();
    let (last, current) = (report.last.get(), report.current.get());
    let sql = "UPDATE device_firmware SET version = ?5 \
               WHERE device_id = ?1 AND type = ?2 AND identify = ?3 AND version = ?4 AND version <> ?5";
    let changed = execute(connection, sql, (device, firmware_type, identify, last, current))?;
    Ok(changed > 0)
}

/// Stores the reason of a failed upgrade.
pub fn insert_failure(connection: &Connection, device: &str, report: &Report, reason: &str, now: i64) -> Result<()> {
    let (firmware_type, identify) = report.kind.to_wire();
    let (last, current) = (report.last.get(), report.current.get());
    let sql = "INSERT INTO failures (device_id, type, identify, last_version, current_version, reason, at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let row = (device, firmware_type, identify, last, current, reason, now);
    execute(connection, sql, row).map(drop)
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
            product_id: ProductId::parse(&row.get::<_, String>(0)?).map_err(|_| damaged(0))?,
            kind: FirmwareKind::from_wire(row.get(1)?, row.get(2)?).ok_or_else(|| damaged(1))?,
            version: Version::from_number(row.get(3)?).map_err(|_| damaged(3))?,
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
    firmware: &[(FirmwareKind, u32)],
) -> Result<()> {
    let sql = "INSERT INTO devices (id, product_id, mod) VALUES (?1, ?2, ?3)";
    execute(connection, sql, (device, product.as_str(), model))?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO device_firmware (device_id, type, identify, product_id, version) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (kind, version) in firmware {
        let (firmware_type, identify) = kind.to_wire();
        statement.execute((device, firmware_type, identify, product.as_str(), version))?;
    }
    Ok(())
}
