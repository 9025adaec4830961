//! Queries of the firmware library. The column `mod` is the hardware model, named as on the wire.

use super::{Page, execute, version};
use crate::clock::rfc3339;
use rusqlite::{Connection, Result, Row, named_params};
use upgrade_api::{DevicePart, LibraryFirmware, ProductId, Version};

pub fn exists(connection: &Connection, product: &ProductId, device_part: DevicePart, version: Version) -> Result<bool> {
    let (firmware_type, identify) = device_part.to_wire();
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM firmware WHERE product_id = ?1 AND type = ?2 AND identify = ?3 AND version = ?4",
    )?;
    statement.exists((product.as_str(), firmware_type, identify, version.get()))
}

pub fn insert(connection: &Connection, product: &ProductId, entry: &LibraryFirmware, now: i64) -> Result<usize> {
    let sql = "INSERT INTO firmware (id, product_id, type, identify, mod, version, file_url, file_md5, file_size, \
               description, release_date, is_release, created) VALUES (:id, :product, :type, :identify, :mod, :version, \
               :url, :md5, :size, :description, :release_date, :is_release, :now)";
    let row = named_params! {
        ":id": entry.id,
        ":product": product.as_str(),
        ":type": entry.firmware_type,
        ":identify": entry.identify,
        ":mod": entry.model,
        ":version": entry.version.get(),
        ":url": entry.file_url,
        ":md5": entry.file_md5,
        ":size": entry.file_size,
        ":description": entry.description,
        ":release_date": entry.release_date,
        ":is_release": entry.is_release,
        ":now": now,
    };
    execute(connection, sql, row)
}

/// Returns the versions of a product, in the order they were added. `file_url` is as stored; a path without a host
/// means this platform.
pub fn list(connection: &Connection, product: &ProductId, page: Page) -> Result<Vec<LibraryFirmware>> {
    let (limit, offset) = page.bounds();
    let mut statement = connection.prepare_cached(
        "SELECT id, mod, version, file_url, file_md5, file_size, description, release_date, is_release, type, identify, \
         created FROM firmware WHERE product_id = ?1 ORDER BY seq LIMIT ?2 OFFSET ?3",
    )?;
    let rows = statement.query_map((product.as_str(), limit, offset), read)?;
    rows.collect()
}

fn read(row: &Row<'_>) -> Result<LibraryFirmware> {
    Ok(LibraryFirmware {
        id: row.get(0)?,
        model: row.get(1)?,
        version: version(row, 2)?,
        file_url: row.get(3)?,
        file_md5: row.get(4)?,
        file_size: row.get(5)?,
        description: row.get(6)?,
        release_date: row.get(7)?,
        is_release: row.get(8)?,
        firmware_type: row.get(9)?,
        identify: row.get(10)?,
        create_date: rfc3339(row.get(11)?),
    })
}
