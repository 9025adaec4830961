//! Answers of a platform, and any other text in place of an answer.
//!
//! - A text is JSON exactly if it is JSON for `serde_json`, and has the same parts; a duplicate field is an error.
//! - Scalars have exactly the value that `serde_json` reads.
//! - Reading, writing and reading again gives the same value.
//! - An unreadable row does not hide other rows, and its error contains its index.
//! - Errors contain no credentials.

use crate::oracle;
use serde::Serialize;
use std::fmt::Debug;
use upgrade_api::auth::Credentials;
use upgrade_api::error::ErrorBody;
use upgrade_api::firmware_library::{LibraryFirmware, Uploaded};
use upgrade_api::impact::read_statistics;
use upgrade_api::json::{self, Object, ReadError};
use upgrade_api::products::Product;
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{Row, Task, TaskListPage, read_list};

/// Asserts all properties for one input.
pub fn check(data: &[u8]) {
    let Some(text) = crate::text(data) else { return };
    json_agrees_with_serde(text);
    scalars_agree_with_serde(text);
    rows(text);
    if let Ok(task) = Task::read(text) {
        assert_task_round_trip(&task);
    }
    assert_round_trip(text, ErrorBody::read);
    if let Ok(error) = ErrorBody::read(text) {
        assert!((400..600).contains(&error.code.http_status()));
        // Must not panic.
        let _ = error.field();
    }
    assert_round_trip(text, Product::read);
    assert_round_trip(text, Product::read_list);
    assert_round_trip(text, LibraryFirmware::read);
    assert_round_trip(text, Uploaded::read);
    if let Ok(statistics) = read_statistics(text) {
        let pairs = statistics
            .iter()
            .map(|(version, devices)| (version.to_string(), (*devices).into()));
        let object: serde_json::Map<String, serde_json::Value> = pairs.collect();
        assert_eq!(read_statistics(&json_of(&object)), Ok(statistics));
    }
    credentials(text);
}

/// Asserts that writing and reading a value gives the same value.
fn assert_round_trip<T: Serialize + PartialEq + Debug>(text: &str, read: impl Fn(&str) -> Result<T, ReadError>) {
    if let Ok(value) = read(text) {
        assert_eq!(read(&json_of(&value)), Ok(value));
    }
}

fn json_of(value: &impl Serialize) -> String {
    // Serialising these types cannot fail, and no reader accepts an empty text.
    serde_json::to_string(value).unwrap_or_default()
}

fn assert_task_round_trip(task: &Task) {
    let mut read = Task::read(&json_of(task));
    // An unknown status is truncated to 40 characters, and may be another status then.
    if let (TaskStatus::Unknown(text), Ok(read)) = (&task.status, &mut read)
        && text.chars().count() == 40
    {
        read.status = task.status.clone();
    }
    assert_eq!(read.as_ref(), Ok(task));
}

fn json_agrees_with_serde(text: &str) {
    let (object, elements) = (Object::parse(text), json::elements(text));
    if !oracle::is_json(text) {
        assert_eq!(object.err(), Some(ReadError::NotJson));
        assert_eq!(elements.err(), Some(ReadError::NotJson));
        return;
    }
    let first = text.trim_start().chars().next();
    match oracle::fields(text) {
        Some(fields) if oracle::has_twins(&fields) => {
            let Err(ReadError::Duplicate { field }) = object else {
                unreachable!("a duplicate field was not detected")
            };
            assert!(fields.iter().filter(|(name, _)| *name == field).count() > 1);
        }
        Some(fields) => {
            let Ok(object) = object else {
                unreachable!("an object was rejected")
            };
            assert!(object.names().eq(fields.iter().map(|(name, _)| name)));
            // A lookup is linear, so that looking up all fields of a long object would be quadratic.
            for (name, value) in fields.iter().take(64) {
                assert_eq!(object.raw(name), Some(*value).filter(|value| *value != "null"));
            }
        }
        // A name with a lone surrogate.
        None if first == Some('{') => assert_eq!(object.err(), Some(ReadError::NotJson)),
        None => assert!(matches!(object.err(), Some(ReadError::Shape { .. }))),
    }
    match oracle::elements(text) {
        Some(expected) => assert_eq!(elements, Ok(expected)),
        None => assert!(matches!(elements.err(), Some(ReadError::Shape { .. }))),
    }
}

fn scalars_agree_with_serde(text: &str) {
    let raw = text.trim_matches([' ', '\t', '\r', '\n']);
    if !oracle::is_json(raw) {
        return;
    }
    let string = serde_json::from_str::<String>(raw).ok();
    assert_eq!(json::string(raw), string);
    let wrapped = format!(r#"{{"n":{raw}}}"#);
    let Ok(object) = Object::parse(&wrapped) else {
        unreachable!("an object with one field was rejected")
    };
    let number = object.number("n");
    if let Ok(exact) = serde_json::from_str::<u64>(raw) {
        assert_eq!(number, Ok(exact));
    }
    if let Ok(number) = number {
        // A number, a text or a boolean: its integer part has the digits of the number that was read.
        let written = string.unwrap_or_else(|| raw.replace("true", "1").replace("false", "0"));
        let digits = written.trim().trim_start_matches('0');
        let digits = if digits.is_empty() || digits.starts_with('.') {
            "0"
        } else {
            digits
        };
        assert_eq!(digits.split('.').next(), Some(number.to_string().as_str()));
    }
    if let Ok(text) = object.text("n") {
        assert!(string_or_number(raw, &text));
    }
}

/// Whether `text` is the JSON number or the content of the JSON string in `raw`.
fn string_or_number(raw: &str, text: &str) -> bool {
    raw == text || json::string(raw).as_deref() == Some(text)
}

fn rows(text: &str) {
    let Ok(rows) = read_list(text) else { return };
    let elements = json::elements(text).unwrap_or_default();
    assert_eq!(rows.len(), elements.len());
    for (at, (row, element)) in rows.iter().zip(elements).enumerate() {
        match (row, Task::read(element)) {
            (Row::Task(task), read) => {
                assert_task_round_trip(task);
                assert_eq!(read.as_ref(), Ok(&**task));
            }
            (Row::Unreadable { index, error, raw, .. }, read) => {
                assert_eq!((*index, Some(error)), (at, read.as_ref().err()));
                assert!(element.starts_with(raw.as_str()) && raw.chars().count() <= 400);
                assert!(!matches!(error, ReadError::Field { found, .. } if found.chars().count() > 80));
            }
        }
    }
    // A page gives the same rows.
    let page = TaskListPage::read(&format!(r#"{{"list":{text},"count":"7"}}"#));
    assert_eq!(page, Ok(TaskListPage { count: 7, list: rows }));
}

fn credentials(text: &str) {
    match Credentials::read(text) {
        Ok(read) => {
            let fields = oracle::fields(text).unwrap_or_default();
            let value = |field| fields.iter().find(|(name, _)| name == field).map(|(_, value)| *value);
            for (field, secret) in [
                ("access_token", read.access_token),
                ("refresh_token", read.refresh_token),
            ] {
                assert!(value(field).is_some_and(|raw| string_or_number(raw, &secret)));
            }
        }
        Err(error) => assert!(!matches!(error, ReadError::Field { .. })),
    }
}
