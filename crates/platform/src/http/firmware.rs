//! Calls of the firmware library (profile full).

use super::answer::{Answer, json};
use super::auth::Caller;
use super::fields::{Fields, JsonText, date, within};
use super::url::{Parameters, PathId};
use crate::api_error::ApiError;
use crate::secrets;
use crate::service;
use crate::store::firmware;
use axum::http::HeaderMap;
use rusqlite::Connection;
use upgrade_api::{DESCRIPTION_MAX, ErrorCode, Firmware, MODEL_MAX, NewFirmware};

/// *Add a version*: returns the version with its id.
pub(super) async fn create(caller: Caller, id: PathId, JsonText(text): JsonText) -> Answer {
    let (product, new) = (id.product()?, new_firmware(&text)?);
    let (id, now) = (secrets::id()?, caller.state.clock.now());
    let create = move |db: &Connection, product: &_| {
        service::firmware::create(db, product, &id, &new, new.file.url.as_str(), now)
    };
    json(&caller.write(product, create).await?)
}

/// *Library*: returns the versions in the order they were added.
pub(super) async fn list(caller: Caller, id: PathId, parameters: Parameters, headers: HeaderMap) -> Answer {
    let page = parameters.page()?;
    let list = move |db: &Connection, product: &_| Ok(firmware::list(db, product, page)?);
    let mut found = caller.read(id.product()?, list).await?;
    let base_url = caller.state.public_address.base_url_for(&headers);
    for entry in found.iter_mut().filter(|entry| entry.file_url.starts_with('/')) {
        entry.file_url.insert_str(0, &base_url);
    }
    json(&found)
}

fn new_firmware(text: &str) -> Result<NewFirmware, ApiError> {
    let fields = Fields::open(text)?;
    let model = fields.filled("mod")?;
    within("mod", &model, MODEL_MAX)?;
    let file = Firmware {
        version: fields.version("version")?,
        url: fields.url("file_url")?,
        md5: fields.md5("file_md5")?,
        size: fields.size("file_size")?,
    };
    let description = fields.text("description")?;
    within("description", &description, DESCRIPTION_MAX)?;
    let release_date = fields.filled("release_date")?;
    date("release_date", &release_date)?;
    Ok(NewFirmware {
        model,
        file,
        description,
        release_date,
        is_release: fields.boolean("is_release")?,
        device_part: fields.optional_device_part(ErrorCode::UnknownFirmwareType)?,
    })
}
