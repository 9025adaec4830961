//! Rules of the firmware library.

use crate::api_error::ApiError;
use crate::clock::rfc3339;
use crate::service::products;
use crate::store::accounts::EnterpriseId;
use crate::store::{Page, firmware};
use rusqlite::Connection;
use upgrade_api::error::ErrorCode;
use upgrade_api::firmware_library::{LibraryFirmware, NewFirmware};
use upgrade_api::values::ProductId;

/// Adds a version. `file_url` is the address to store; a path without a host means this platform, at any address.
///
/// # Errors
/// 4041005 if the enterprise does not have the product, 4001017 if it already has this version for this device part.
pub fn create(
    connection: &Connection,
    enterprise: &EnterpriseId,
    product: &ProductId,
    id: &str,
    new: &NewFirmware,
    file_url: &str,
    now: i64,
) -> Result<LibraryFirmware, ApiError> {
    products::require(connection, enterprise, product)?;
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

/// Returns the versions of a product, in the order they were added. `file_url` is as stored.
///
/// # Errors
/// 4041005 if the enterprise does not have the product.
pub fn list(
    connection: &Connection,
    enterprise: &EnterpriseId,
    product: &ProductId,
    page: Page,
) -> Result<Vec<LibraryFirmware>, ApiError> {
    products::require(connection, enterprise, product)?;
    Ok(firmware::list(connection, product, page)?)
}
