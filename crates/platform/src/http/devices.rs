//! Calls of devices, and the number of devices per version (profile full).

use super::answer::{Answer, done, json};
use super::auth::Caller;
use super::fields::{Fields, JsonText, date, within};
use super::tasks::shown;
use super::url::PathId;
use crate::api_error::ApiError;
use crate::service;
use crate::store::devices::{self, Report};
use rusqlite::Connection;
use upgrade_api::{DESCRIPTION_MAX, MODEL_MAX};

/// *Check*: returns the newest running task that starts at the device's version.
pub(super) async fn check(caller: Caller, device: PathId, JsonText(text): JsonText) -> Answer {
    let fields = Fields::open(&text)?;
    let (product, device_part) = (fields.product_id()?, fields.device_part()?);
    let version = fields.version("current_version")?;
    let check =
        move |db: &Connection, product: &_| service::devices::check(db, &device.0, product, device_part, version);
    json(&shown(caller.read(product, check).await?, &caller.state))
}

/// *Report*: returns an empty 200.
pub(super) async fn report(Caller { state, enterprise }: Caller, device: PathId, JsonText(text): JsonText) -> Answer {
    let (report, now) = (read(&text)?, state.clock.now());
    let write = move |db: &Connection| {
        service::devices::require(db, &enterprise, &device.0)?;
        service::devices::report(db, &device.0, &report, now)
    };
    state.store.write(write).await?;
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

/// *Statistics*: returns the number of devices per version of the WIFI firmware, which every device has.
pub(super) async fn statistics(caller: Caller, id: PathId) -> Answer {
    let count = |db: &Connection, product: &_| Ok(devices::count_by_version(db, product)?);
    json(&caller.read(id.product()?, count).await?)
}
