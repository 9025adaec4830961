//! The firmware library (full).

use super::fields::{Fields, InPath, JsonText, Parameters, within};
use super::reject::{Answer, json};
use super::upload::base_url;
use crate::clock::is_rfc3339;
use crate::reject::{Reject, sentence};
use crate::secrets;
use crate::state::Here;
use crate::store::firmware::{self, NewFirmware};
use axum::extract::State;
use axum::http::HeaderMap;
use upgrade_api::error::ErrorCode;
use upgrade_api::full::LibraryFirmware;
use upgrade_api::task::Firmware;
use upgrade_api::values::{DESCRIPTION_MAX, FileSize, FileUrl, Md5, Problem, SIZE_MAX};

/// Longest hardware model, in characters (`openapi.yaml`).
const MODEL_MAX: usize = 20;

/// *Add a version*: answers it with its id.
pub(super) async fn create(State(shared): Here, id: InPath, JsonText(text): JsonText) -> Answer {
    let product = id.product()?;
    let new = new_firmware(&text)?;
    let (id, now) = (secrets::id()?, shared.clock.now());
    let made = shared
        .store
        .run(move |db| firmware::create(db, &product, &id, &new, new.file.url.as_str(), now))
        .await?;
    json(&made)
}

/// *The library*: versions in the order they were added.
pub(super) async fn list(State(shared): Here, id: InPath, parameters: Parameters, headers: HeaderMap) -> Answer {
    let (product, page) = (id.product()?, parameters.page()?);
    let found = shared.store.run(move |db| firmware::list(db, &product, page)).await?;
    let base = base_url(&headers, &shared);
    let absolute = |mut entry: LibraryFirmware| {
        if entry.file_url.starts_with('/') {
            entry.file_url.insert_str(0, &base);
        }
        entry
    };
    json(&found.into_iter().map(absolute).collect::<Vec<_>>())
}

fn new_firmware(text: &str) -> Result<NewFirmware, Reject> {
    let fields = Fields::open(text)?;
    let model = fields.filled("mod")?;
    within("mod", &model, MODEL_MAX)?;
    let file = Firmware {
        version: fields.version("version")?,
        url: checked(&fields, "file_url", FileUrl::parse, ErrorCode::InvalidUrl, |url| {
            url.as_str().to_owned()
        })?,
        md5: checked(
            &fields,
            "file_md5",
            Md5::parse,
            ErrorCode::ValidationFailed,
            Md5::to_string,
        )?,
        size: FileSize::from_bytes(fields.integer_within("file_size", 1, SIZE_MAX)?)
            .map_err(|problem| Reject::invalid("file_size", sentence(problem)))?,
    };
    let description = fields.text("description")?;
    within("description", &description, DESCRIPTION_MAX)?;
    let release_date = fields.filled("release_date")?;
    if !is_rfc3339(&release_date) {
        return Err(Reject::invalid("release_date", "use RFC 3339, as 2026-11-22T13:00:00Z"));
    }
    Ok(NewFirmware {
        model,
        file,
        description,
        release_date,
        is_release: fields.boolean("is_release")?,
        kind: fields.optional_kind(ErrorCode::UnknownFirmwareType)?,
    })
}

fn checked<T>(
    fields: &Fields<'_>,
    field: &str,
    parse: fn(&str) -> Result<T, Problem>,
    code: ErrorCode,
    written: fn(&T) -> String,
) -> Result<T, Reject> {
    let text = fields.filled(field)?;
    let parsed = parse(&text).map_err(|problem| Reject::field(code, field, sentence(problem)))?;
    if written(&parsed) != text {
        return Err(Reject::field(code, field, "lower case and without blanks"));
    }
    Ok(parsed)
}
