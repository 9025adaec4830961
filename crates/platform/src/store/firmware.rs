//! Firmware library.

use super::{Page, products};
use crate::clock::rfc3339;
use crate::reject::Reject;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use upgrade_api::error::ErrorCode;
use upgrade_api::firmware_library::{LibraryFirmware, NewFirmware};
use upgrade_api::task::FirmwareKind;
use upgrade_api::values::{ProductId, Version};

/// Adds a version. `file_url` is the address to store; a path without a host means this platform, at any address.
///
/// # Errors
/// 4041005 if the product does not exist, 4001017 if it already has this version of this kind.
pub fn create(
    connection: &Connection,
    product: &ProductId,
    id: &str,
    new: &NewFirmware,
    file_url: &str,
    now: i64,
) -> Result<LibraryFirmware, Reject> {
    products::require(connection, product)?;
    if exists(connection, product, new.kind, new.file.version)? {
        return Err(Reject::field(
            ErrorCode::FirmwareVersionExists,
            "version",
            "already in the library of this product",
        ));
    }
    let (firmware_type, identify) = new.kind.to_wire();
    let entry = LibraryFirmware {
        id: id.to_owned(),
        model: new.model.clone(),
        version: new.file.version,
        file_url: file_url.to_owned(),
        file_md5: new.file.md5.to_string(),
        file_size: new.file.size.get(),
        description: new.description.clone(),
        release_date: new.release_date.clone(),
        is_release: new.is_release,
        firmware_type,
        identify,
        create_date: rfc3339(now),
    };
    insert(connection, product, &entry, now)?;
    Ok(entry)
}

fn exists(connection: &Connection, product: &ProductId, kind: FirmwareKind, version: Version) -> Result<bool, Reject> {
    let (firmware_type, identify) = kind.to_wire();
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM firmware WHERE product_id = ?1 AND type = ?2 AND identify = ?3 AND version = ?4",
    )?;
    let key = (product.as_str(), firmware_type, identify, version.get());
    Ok(statement.query_row(key, |_| Ok(())).optional()?.is_some())
}

fn insert(connection: &Connection, product: &ProductId, entry: &LibraryFirmware, now: i64) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "INSERT INTO firmware (id, product_id, type, identify, mod, version, file_url, file_md5, file_size, \
             description, release_date, is_release, created) VALUES (:id, :product, :type, :identify, :mod, :version, \
             :url, :md5, :size, :description, :release_date, :is_release, :now)",
        )?
        .execute(named_params! {
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
        })
}

/// Returns the versions of a product, in the order they were added. `file_url` is as stored; a path without a host
/// means this platform.
///
/// # Errors
/// 4041005 if the product does not exist.
pub fn list(connection: &Connection, product: &ProductId, page: Page) -> Result<Vec<LibraryFirmware>, Reject> {
    products::require(connection, product)?;
    let (limit, offset) = page.bounds();
    let mut statement = connection.prepare_cached(
        "SELECT id, mod, version, file_url, file_md5, file_size, description, release_date, is_release, type, identify, \
         created FROM firmware WHERE product_id = ?1 ORDER BY seq LIMIT ?2 OFFSET ?3",
    )?;
    let rows = statement.query_map((product.as_str(), limit, offset), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<LibraryFirmware> {
    let version = Version::from_number(row.get(2)?);
    Ok(LibraryFirmware {
        id: row.get(0)?,
        model: row.get(1)?,
        version: version.map_err(|_| rusqlite::Error::InvalidColumnName("version".to_owned()))?,
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
