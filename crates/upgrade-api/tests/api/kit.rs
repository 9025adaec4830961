//! Values that several tests use.

use serde::Serialize;
use upgrade_api::{
    Description, FieldId, FileSize, FileUrl, Firmware, LibraryFirmware, Md5, Name, NewTask, Part, ProductId, ReadError,
    RunState, Side, Task, TaskId, TaskStatus, Version,
};

/// Task of profile core as the documents show it, in JSON.
pub(crate) const TASK: &str = include_str!("fixtures/task_numbers.json");

/// Digest of the from version of [`TASK`].
pub(crate) const A: &str = "0cc175b9c0f1b6a831c399e269772661";
/// Digest of the target version of [`TASK`].
pub(crate) const B: &str = "92eb5ffee6ae2fec3ad71c777531578f";

pub(crate) const STOPPED: TaskStatus = TaskStatus::Known(RunState::Stopped);
pub(crate) const RUNNING: TaskStatus = TaskStatus::Known(RunState::Running);

pub(crate) const FROM: FieldId = FieldId::Firmware(Side::From, Part::Version);
pub(crate) const TARGET: FieldId = FieldId::Firmware(Side::Target, Part::Version);

pub(crate) fn task() -> Task {
    Task::read(TASK).unwrap()
}

/// Returns the task of [`TASK`] with this number as its id, and these versions.
pub(crate) fn numbered(id: usize, from: u64, target: u64) -> Task {
    let mut task = task();
    task.id = TaskId::parse(&format!("t{id}")).unwrap();
    task.from.version = version(from);
    task.target.version = version(target);
    task
}

/// Request that creates the task of [`TASK`].
pub(crate) fn new_task() -> NewTask {
    let url = |version| format!("https://files.example.com/gateway-{version}.bin");
    NewTask {
        product_id: product_id("160fa2b2ab4a03e9160fa2b2ab4a03e9"),
        name: Name::parse("网关 2 → 3").unwrap(),
        description: Description::parse("修复重连").unwrap(),
        from: firmware(2, &url(2), &A.to_uppercase(), 1_048_576),
        target: firmware(3, &url(3), B, 1_048_577),
        full: None,
    }
}

pub(crate) fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

pub(crate) fn product_id(id: &str) -> ProductId {
    ProductId::parse(id).unwrap()
}

pub(crate) fn firmware(number: u64, url: &str, md5: &str, bytes: u64) -> Firmware {
    Firmware {
        version: version(number),
        url: FileUrl::parse(url).unwrap(),
        md5: Md5::parse(md5).unwrap(),
        size: FileSize::from_bytes(bytes).unwrap(),
    }
}

/// Entry of the firmware library for the WIFI module.
pub(crate) fn library_firmware(number: u64, md5: &str) -> LibraryFirmware {
    LibraryFirmware {
        id: "f1".to_owned(),
        model: "A9".to_owned(),
        version: version(number),
        file_url: "https://h/3".to_owned(),
        file_md5: md5.to_owned(),
        file_size: 9,
        description: String::new(),
        release_date: String::new(),
        is_release: true,
        firmware_type: 1,
        identify: 0,
        create_date: String::new(),
    }
}

pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// Result of reading an object without this field.
pub(crate) fn missing<T>(field: &'static str) -> Result<T, ReadError> {
    Err(ReadError::Missing { field })
}

/// Result of reading an object with this value of a field.
pub(crate) fn wrong<T>(field: &'static str, found: &str) -> Result<T, ReadError> {
    let found = found.to_owned();
    Err(ReadError::Field { field, found })
}
