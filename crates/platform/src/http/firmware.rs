//! Calls of the firmware library (profile full).

use super::answer::{Answer, json};
use super::auth::Enterprise;
use super::fields::{Fields, JsonText, date, within};
use super::url::{Parameters, PathId};
use crate::api_error::ApiError;
use crate::secrets;
use crate::service::firmware;
use crate::state::AppState;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use std::sync::Arc;
use upgrade_api::error::ErrorCode;
use upgrade_api::firmware_library::{LibraryFirmware, NewFirmware};
use upgrade_api::task::Firmware;
use upgrade_api::values::{DESCRIPTION_MAX, MODEL_MAX};

/// *Add a version*: returns the version with its id.
pub(super) async fn create(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    id: PathId,
    JsonText(text): JsonText,
) -> Answer {
    let product = id.product()?;
    let new = new_firmware(&text)?;
    let (id, now) = (secrets::id()?, state.clock.now());
    let created = state
        .store
        .write(move |db| firmware::create(db, &enterprise, &product, &id, &new, new.file.url.as_str(), now))
        .await?;
    json(&created)
}

/// *Library*: returns the versions in the order they were added.
pub(super) async fn list(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    id: PathId,
    parameters: Parameters,
    headers: HeaderMap,
) -> Answer {
    let (product, page) = (id.product()?, parameters.page()?);
    let found = state
        .store
        .run(move |db| firmware::list(db, &enterprise, &product, page))
        .await?;
    let base_url = state.public_address.base_url_for(&headers);
    let absolute = |mut entry: LibraryFirmware| {
        if entry.file_url.starts_with('/') {
            entry.file_url.insert_str(0, &base_url);
        }
        entry
    };
    json(&found.into_iter().map(absolute).collect::<Vec<_>>())
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
