//! Strict parsing of JSON bodies.
//!
//! Types are those of `openapi.yaml`: an integer is a JSON number without a fraction, a text is a JSON string.
//! `upgrade-api` checks the values, so that form and server apply the same rules.

use crate::api_error::{ApiError, sentence};
use crate::clock::is_rfc3339;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use serde_json::Number;
use upgrade_api::{
    DevicePart, ErrorCode, FileSize, FileUrl, Md5, Object, Problem, ProductId, ReadError, SIZE_MAX, TaskId,
    VERSION_MAX, Version,
};

pub(super) struct JsonText(pub(super) String);

impl<S: Send + Sync> FromRequest<S> for JsonText {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        require_type(&request, "application/json")?;
        let text = String::from_request(request, state).await;
        text.map(Self)
            .map_err(|refusal| ApiError::invalid("body", refusal.body_text()))
    }
}

/// Refuses a body of another content type.
pub(super) fn require_type(request: &Request<Body>, wanted: &str) -> Result<(), ApiError> {
    let value = request.headers().get(header::CONTENT_TYPE);
    let found = value.and_then(|v| v.to_str().ok()).unwrap_or_default();
    let essence = found.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(wanted) {
        return Ok(());
    }
    Err(ApiError::invalid("Content-Type", format!("send {wanted}")))
}

pub(super) struct Fields<'a>(Object<'a>);

impl<'a> Fields<'a> {
    /// Parses an object that may contain undocumented fields.
    pub(super) fn open(text: &'a str) -> Result<Self, ApiError> {
        Object::parse(text).map(Self).map_err(|error| match error {
            ReadError::NotJson => ApiError::invalid("body", "not JSON"),
            ReadError::Duplicate { field } => ApiError::invalid(&shortened(&field), "given twice"),
            _ => ApiError::invalid("body", "not a JSON object"),
        })
    }

    /// Parses an object with these fields and no others (`additionalProperties: false`).
    pub(super) fn closed(text: &'a str, known: &[&str]) -> Result<Self, ApiError> {
        let fields = Self::open(text)?;
        if let Some(extra) = fields.0.names().find(|name| !known.contains(name)) {
            return Err(ApiError::invalid(&shortened(extra), "not a documented field"));
        }
        Ok(fields)
    }

    fn required(&self, field: &str) -> Result<&'a str, ApiError> {
        self.0.raw(field).ok_or_else(|| ApiError::missing(field))
    }

    /// Whether the object has this field. `null` is refused: an optional field has to be omitted instead.
    fn given(&self, field: &str) -> Result<bool, ApiError> {
        if !self.0.names().any(|name| name == field) {
            return Ok(false);
        }
        let raw = self.0.raw(field);
        raw.map(|_| true)
            .ok_or_else(|| ApiError::invalid(field, "null: leave it out instead"))
    }

    /// Returns a required text, which may be empty.
    pub(super) fn text(&self, field: &str) -> Result<String, ApiError> {
        let raw = self.required(field)?;
        serde_json::from_str(raw).map_err(|_| ApiError::invalid(field, "use a text (a JSON string)"))
    }

    /// Returns a required text, which must not be blank.
    pub(super) fn filled(&self, field: &str) -> Result<String, ApiError> {
        let text = self.text(field)?;
        if text.trim().is_empty() {
            return Err(ApiError::missing(field));
        }
        Ok(text)
    }

    /// Returns an optional text of at most `max` characters.
    pub(super) fn optional_text(&self, field: &str, max: usize) -> Result<Option<String>, ApiError> {
        if !self.given(field)? {
            return Ok(None);
        }
        let text = self.text(field)?;
        within(field, &text, max)?;
        Ok(Some(text))
    }

    /// Returns a required integer of any size; one that does not fit becomes the nearest `i128`.
    pub(super) fn integer(&self, field: &str) -> Result<i128, ApiError> {
        let raw = self.required(field)?;
        if raw == "\"\"" {
            return Err(ApiError::missing(field));
        }
        integer_of(raw).ok_or_else(|| ApiError::invalid(field, "use an integer (a JSON number without a fraction)"))
    }

    pub(super) fn optional_integer(&self, field: &str) -> Result<Option<i128>, ApiError> {
        if !self.given(field)? {
            return Ok(None);
        }
        self.integer(field).map(Some)
    }

    pub(super) fn integer_within(&self, field: &str, least: u64, most: u64) -> Result<u64, ApiError> {
        in_range(field, self.integer(field)?, least, most)
    }

    pub(super) fn optional_within(&self, field: &str, least: u64, most: u64) -> Result<Option<u64>, ApiError> {
        let number = self.optional_integer(field)?;
        number.map(|n| in_range(field, n, least, most)).transpose()
    }

    pub(super) fn boolean(&self, field: &str) -> Result<bool, ApiError> {
        match self.required(field)? {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(ApiError::invalid(field, "use true or false")),
        }
    }

    pub(super) fn version(&self, field: &str) -> Result<Version, ApiError> {
        let number = self.integer_within(field, 0, u64::from(VERSION_MAX))?;
        Version::from_number(number).map_err(|problem| ApiError::invalid(field, sentence(problem)))
    }

    pub(super) fn size(&self, field: &str) -> Result<FileSize, ApiError> {
        let number = self.integer_within(field, 1, SIZE_MAX)?;
        FileSize::from_bytes(number).map_err(|problem| ApiError::invalid(field, sentence(problem)))
    }

    /// Returns a required file address, which must be given exactly as it is stored.
    pub(super) fn url(&self, field: &str) -> Result<FileUrl, ApiError> {
        let text = self.filled(field)?;
        let refused = |what: &str| ApiError::field(ErrorCode::InvalidUrl, field, what);
        let url = FileUrl::parse(&text).map_err(|problem| refused(&sentence(problem)))?;
        // The parser accepts pasted text for the form; a request has to be exact.
        (url.as_str() == text)
            .then_some(url)
            .ok_or_else(|| refused("write it without spaces around it, and its scheme in lower case"))
    }

    /// Returns a required MD5 digest, which must be in lower case (`openapi.yaml`). The form accepts both cases.
    pub(super) fn md5(&self, field: &str) -> Result<Md5, ApiError> {
        let text = self.filled(field)?;
        let md5 = Md5::parse(&text).map_err(|problem| ApiError::invalid(field, sentence(problem)))?;
        let exact = md5.to_string() == text;
        exact
            .then_some(md5)
            .ok_or_else(|| ApiError::invalid(field, "32 digits in lower case and nothing else"))
    }

    pub(super) fn product_id(&self) -> Result<ProductId, ApiError> {
        product_id(&self.text("product_id")?)
    }

    pub(super) fn task_id(&self, field: &str) -> Result<TaskId, ApiError> {
        TaskId::parse(&self.text(field)?).map_err(|problem| id_problem(field, problem))
    }

    /// Returns the device part from a required `type` and `identify`, as device calls send them.
    pub(super) fn device_part(&self) -> Result<DevicePart, ApiError> {
        let firmware_type = self.integer("type")?;
        let identify = self.integer_within("identify", 0, IDENTIFY_MAX)?;
        device_part_of(firmware_type, Some(identify), ErrorCode::UnknownFirmwareType)
    }

    /// Returns the device part from an optional `type` (default WIFI) and the `identify` that the type requires.
    pub(super) fn optional_device_part(&self, unknown: ErrorCode) -> Result<DevicePart, ApiError> {
        let firmware_type = self.optional_integer("type")?.unwrap_or(1);
        let identify = self.optional_within("identify", 0, IDENTIFY_MAX)?;
        device_part_of(firmware_type, identify, unknown)
    }
}

/// Largest page, in rows (`openapi.yaml`).
pub(super) const LIMIT_MAX: u64 = 1000;
/// Largest `offset`. The documents set no maximum, so this is the largest integer of the database.
pub(super) const OFFSET_MAX: u64 = i64::MAX as u64;

/// Largest `identify`. The documents set no maximum, so this is the largest integer of the database.
const IDENTIFY_MAX: u64 = i64::MAX as u64;

fn device_part_of(firmware_type: i128, identify: Option<u64>, unknown: ErrorCode) -> Result<DevicePart, ApiError> {
    let device_part = u64::try_from(firmware_type)
        .ok()
        .and_then(|number| DevicePart::from_wire(number, identify.unwrap_or(0)))
        .ok_or_else(|| ApiError::field(unknown, "type", "use 1 (Wi-Fi), 2 (MCU) or 3 (sub-device)"))?;
    match (device_part, identify) {
        (DevicePart::Wifi, Some(1..)) => Err(ApiError::invalid("identify", "0 for type 1 (Wi-Fi)")),
        (DevicePart::Mcu(_) | DevicePart::SubDevice(_), None) => Err(ApiError::missing("identify")),
        _ => Ok(device_part),
    }
}

/// Parses the text of a JSON number as an integer; one that does not fit becomes the nearest `i128`. `5.0` and `5e0`
/// are the integer 5 (JSON Schema 2020-12, 6.1.1); `5.5` is not an integer.
fn integer_of(raw: &str) -> Option<i128> {
    let number: Number = serde_json::from_str(raw).ok()?;
    let whole = || number.as_f64().filter(|n| n.fract() == 0.0).map(|n| n as i128);
    number.as_i128().or_else(whole)
}

/// Refuses a text of more than `max` characters.
pub(super) fn within(field: &str, text: &str, max: usize) -> Result<(), ApiError> {
    let len = text.chars().count();
    if len <= max {
        return Ok(());
    }
    Err(ApiError::invalid(field, sentence(Problem::TooLong { len, max })))
}

/// Refuses a text that is not an RFC 3339 date-time.
pub(super) fn date(field: &str, text: &str) -> Result<(), ApiError> {
    let what = "use RFC 3339, such as 2026-11-22T13:00:00Z";
    is_rfc3339(text)
        .then_some(())
        .ok_or_else(|| ApiError::invalid(field, what))
}

/// Returns the number if it is from `least` to `most`, or else 4001001.
pub(super) fn in_range(field: &str, number: i128, least: u64, most: u64) -> Result<u64, ApiError> {
    u64::try_from(number)
        .ok()
        .filter(|n| (least..=most).contains(n))
        .ok_or_else(|| ApiError::invalid(field, format!("{least} to {most}")))
}

pub(super) fn product_id(text: &str) -> Result<ProductId, ApiError> {
    ProductId::parse(text).map_err(|problem| id_problem("product_id", problem))
}

fn id_problem(field: &str, problem: Problem) -> ApiError {
    match problem {
        Problem::Required => ApiError::missing(field),
        other => ApiError::invalid(field, sentence(other)),
    }
}

/// Shortens a name from the request so that an answer can repeat it safely.
pub(super) fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_a_number_without_a_fraction_in_any_notation() {
        for (raw, expected) in [
            ("0", Some(0)),
            ("-0.0", Some(0)),
            ("5", Some(5)),
            ("5.0", Some(5)),
            ("5e0", Some(5)),
            ("0.5e1", Some(5)),
            ("50E-1", Some(5)),
            ("1.25e2", Some(125)),
            ("-3", Some(-3)),
            ("9007199254740993", Some(9_007_199_254_740_993)),
            ("1e300", Some(i128::MAX)),
            ("1e99999999999999999999", None),
            ("5.5", None),
            ("5e-1", None),
            ("\"5\"", None),
            ("true", None),
            ("[5]", None),
        ] {
            assert_eq!(integer_of(raw), expected, "{raw}");
        }
    }
}
