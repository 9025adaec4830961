//! Answers of a platform, and anything that comes instead of one.
//!
//! - JSON is what `serde_json` takes for JSON, taken apart at the same places; a doubled field is an error.
//! - Scalars are what `serde_json` reads there, exactly.
//! - What was read, written and read again is the same.
//! - One bad row never hides another, and says where it stood.
//! - Credentials are never in an error.

use crate::oracle;
use serde::Serialize;
use std::fmt::Debug;
use upgrade_api::error::ErrorBody;
use upgrade_api::auth::Credentials;
use upgrade_api::firmware_library::{LibraryFirmware, Uploaded};
use upgrade_api::products::Product;
use upgrade_api::impact::read_statistics;
use upgrade_api::json::{self, Object, ReadError};
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{Row, Task, TaskPage, read_list};

/// Every law for one input.
pub fn check(data: &[u8]) {
    let Some(text) = crate::text(data) else { return };
    json_is_what_serde_says(text);
    scalars_are_what_serde_says(text);
    rows(text);
    if let Ok(task) = Task::read(text) {
        task_again(&task);
    }
    again(text, ErrorBody::read);
    if let Ok(error) = ErrorBody::read(text) {
        assert!((400..600).contains(&error.code.http_status()));
        // Only that it can be asked.
        let _ = error.field();
    }
    again(text, Product::read);
    again(text, Product::read_list);
    again(text, LibraryFirmware::read);
    again(text, Uploaded::read);
    if let Ok(statistics) = read_statistics(text) {
        let pairs = statistics
            .iter()
            .map(|(version, devices)| (version.to_string(), (*devices).into()));
        let object: serde_json::Map<String, serde_json::Value> = pairs.collect();
        assert_eq!(read_statistics(&json_of(&object)), Ok(statistics));
    }
    credentials(text);
}

/// What was read is written and read as the same.
fn again<T: Serialize + PartialEq + Debug>(text: &str, read: impl Fn(&str) -> Result<T, ReadError>) {
    if let Ok(value) = read(text) {
        assert_eq!(read(&json_of(&value)), Ok(value));
    }
}

fn json_of(value: &impl Serialize) -> String {
    // None can fail, and an empty text is read as nothing.
    serde_json::to_string(value).unwrap_or_default()
}

fn task_again(task: &Task) {
    let mut read = Task::read(&json_of(task));
    // An unknown status is cut to 40 characters; cut, it may say something else.
    if let (TaskStatus::Unknown(text), Ok(read)) = (&task.status, &mut read)
        && text.chars().count() == 40
    {
        read.status = task.status.clone();
    }
    assert_eq!(read.as_ref(), Ok(task));
}

fn json_is_what_serde_says(text: &str) {
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
                unreachable!("a doubled field went unseen")
            };
            assert!(fields.iter().filter(|(name, _)| *name == field).count() > 1);
        }
        Some(fields) => {
            let Ok(object) = object else {
                unreachable!("an object was refused")
            };
            assert!(object.names().eq(fields.iter().map(|(name, _)| name)));
            // Looking up is linear; all fields of a long object are not.
            for (name, value) in fields.iter().take(64) {
                assert_eq!(object.raw(name), Some(*value).filter(|value| *value != "null"));
            }
        }
        // A name with half a character in it.
        None if first == Some('{') => assert_eq!(object.err(), Some(ReadError::NotJson)),
        None => assert!(matches!(object.err(), Some(ReadError::Shape { .. }))),
    }
    match oracle::elements(text) {
        Some(expected) => assert_eq!(elements, Ok(expected)),
        None => assert!(matches!(elements.err(), Some(ReadError::Shape { .. }))),
    }
}

fn scalars_are_what_serde_says(text: &str) {
    let raw = text.trim_matches([' ', '\t', '\r', '\n']);
    if !oracle::is_json(raw) {
        return;
    }
    let string = serde_json::from_str::<String>(raw).ok();
    assert_eq!(json::string(raw), string);
    let wrapped = format!(r#"{{"n":{raw}}}"#);
    let Ok(object) = Object::parse(&wrapped) else {
        unreachable!("a value in an object is an object")
    };
    let number = object.number("n");
    if let Ok(exact) = serde_json::from_str::<u64>(raw) {
        assert_eq!(number, Ok(exact));
    }
    if let Ok(number) = number {
        // Whatever it is written as, it is written in digits of its own.
        let said = string.unwrap_or_else(|| raw.replace("true", "1").replace("false", "0"));
        let digits = said.trim().trim_start_matches('0');
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
                task_again(task);
                assert_eq!(read.as_ref(), Ok(&**task));
            }
            (Row::Unreadable { index, error, raw, .. }, read) => {
                assert_eq!((*index, Some(error)), (at, read.as_ref().err()));
                assert!(element.starts_with(raw.as_str()) && raw.chars().count() <= 400);
                assert!(!matches!(error, ReadError::Field { found, .. } if found.chars().count() > 80));
            }
        }
    }
    // The same rows in a page.
    let page = TaskPage::read(&format!(r#"{{"list":{text},"count":"7"}}"#));
    assert_eq!(page, Ok(TaskPage { count: 7, list: rows }));
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
