//! Calls of devices, and the number of devices per version (profile full).

use super::answer::{Answer, done, json};
use super::auth::Enterprise;
use super::fields::{Fields, JsonText, date, within};
use super::tasks::shown;
use super::url::PathId;
use crate::api_error::ApiError;
use crate::service::{devices, products};
use crate::state::AppState;
use crate::store::devices::Report;
use axum::Extension;
use axum::extract::State;
use std::sync::Arc;
use upgrade_api::values::{DESCRIPTION_MAX, MODEL_MAX};

/// *Check*: returns the newest running task that starts at the device's version.
pub(super) async fn check(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    device: PathId,
    JsonText(text): JsonText,
) -> Answer {
    let fields = Fields::open(&text)?;
    let (product, device_part) = (fields.product_id()?, fields.device_part()?);
    let version = fields.version("current_version")?;
    let task = state
        .store
        .run(move |db| {
            products::require(db, &enterprise, &product)?;
            devices::check(db, &device.0, &product, device_part, version)
        })
        .await?;
    json(&shown(task, &state))
}

/// *Report*: returns an empty 200.
pub(super) async fn report(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    device: PathId,
    JsonText(text): JsonText,
) -> Answer {
    let report = read(&text)?;
    let now = state.clock.now();
    state
        .store
        .write(move |db| {
            devices::require(db, &enterprise, &device.0)?;
            devices::report(db, &device.0, &report, now)
        })
        .await?;
    done()
}

fn read(text: &str) -> Result<Report, ApiError> {
    let fields = Fields::open(text)?;
    let device_part = fields.device_part()?;
    within("mod", &fields.text("mod")?, MODEL_MAX)?;
    let reason = fields.optional_text("desc", DESCRIPTION_MAX)?;
    for field in ["start_date", "end_date"] {
        if let Some(text) = fields.optional_text(field, 40)? {
            date(field, &text)?;
        }
    }
    Ok(Report {
        device_part,
        last: fields.version("last_version")?,
        current: fields.version("current_version")?,
        result: match fields.integer_within("result", 0, 1)? {
            0 => Ok(()),
            _ => Err(reason.unwrap_or_default()),
        },
    })
}

/// *Statistics*: returns `{"<version>": devices, ...}`.
pub(super) async fn statistics(
    State(state): State<Arc<AppState>>,
    Extension(enterprise): Enterprise,
    id: PathId,
) -> Answer {
    let product = id.product()?;
    let counts = state
        .store
        .run(move |db| devices::statistics(db, &enterprise, &product))
        .await?;
    json(&counts)
}
