//! Calls of devices, and the number of devices per version (profile full).

use super::answer::{Answer, done, json};
use super::auth::Enterprise;
use super::fields::{Fields, JsonText, within};
use super::tasks::shown;
use super::url::PathId;
use crate::api_error::ApiError;
use crate::clock::is_rfc3339;
use crate::service::{devices, products};
use crate::state::AppState;
use axum::Extension;
use axum::extract::State;
use std::sync::Arc;
use upgrade_api::device::{ReportUpgrade, UpgradeResult};
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

fn read(text: &str) -> Result<ReportUpgrade, ApiError> {
    let fields = Fields::open(text)?;
    let device_part = fields.device_part()?;
    let model = fields.text("mod")?;
    within("mod", &model, MODEL_MAX)?;
    let date = |name| {
        let given = fields.optional_text(name, 40)?;
        match given {
            Some(text) if !is_rfc3339(&text) => {
                Err(ApiError::invalid(name, "use RFC 3339, such as 2026-11-22T13:00:00Z"))
            }
            given => Ok(given),
        }
    };
    let reason = fields.optional_text("desc", DESCRIPTION_MAX)?;
    Ok(ReportUpgrade {
        device_part,
        model,
        last_version: fields.version("last_version")?,
        current_version: fields.version("current_version")?,
        result: match fields.integer_within("result", 0, 1)? {
            0 => UpgradeResult::Succeeded,
            _ => UpgradeResult::Failed(reason.unwrap_or_default()),
        },
        start_date: date("start_date")?,
        end_date: date("end_date")?,
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
