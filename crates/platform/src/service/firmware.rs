//! Rules of the firmware library.

use crate::api_error::ApiError;
use crate::clock::rfc3339;
use crate::store::firmware;
use rusqlite::Connection;
use upgrade_api::{ErrorCode, LibraryFirmware, NewFirmware, ProductId};

/// Adds a version to a product. `file_url` is the address to store; a path without a host means this platform, at any
/// address.
///
/// # Errors
/// 4001017 if the product already has this version for this device part.
pub fn create(
    connection: &Connection,
    product: &ProductId,
    id: &str,
    new: &NewFirmware,
    file_url: &str,
    now: i64,
) -> Result<LibraryFirmware, ApiError> {
    if firmware::exists(connection, product, new.device_part, new.file.version)? {
        return Err(ApiError::field(
            ErrorCode::FirmwareVersionExists,
            "version",
            "already in the library of this product",
        ));
    }
    let (firmware_type, identify) = new.device_part.to_wire();
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
    firmware::insert(connection, product, &entry, now)?;
    Ok(entry)
}
