//! A task: as it is created, and as a platform reports it.

mod fields;
mod requests;

pub use fields::{FULL_FIELDS, NEW_TASK_FIELDS, TASK_FIELDS};
pub use requests::{DeleteTask, QueryTasks, SetTaskStatus, TaskPage};

use crate::json::{Object, ReadError, elements, number_of, text_of, wrong};
use crate::status::{RunState, TaskStatus};
use crate::values::{Description, FileSize, FileUrl, Md5, Name, ProductId, TaskId, Version};
use fields::{FROM_FIELDS, FirmwareFields, TARGET_FIELDS, put_firmware};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use std::borrow::Cow;

/// One firmware version of a task: what devices download, and how they check it. Of a new task nothing in it can be
/// wrong; of a reported one see [`ReportedFirmware`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firmware<U = FileUrl, M = Md5, S = FileSize> {
    /// The version devices report.
    pub version: Version,
    /// Where the file is.
    pub url: U,
    /// The file's digest.
    pub md5: M,
    /// The file's size in bytes.
    pub size: S,
}

/// One firmware version of a task as reported: address, digest and size shown as they came, whatever an older
/// platform let through.
pub type ReportedFirmware = Firmware<String, String, u64>;

/// Which firmware of a device a task is about (`platform-api.md`; profile full).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FirmwareKind {
    /// The WIFI module, wire type 1; its `identify` is 0. What every task of profile core is about.
    Wifi,
    /// MCU number `identify`, wire type 2.
    Mcu(u64),
    /// Sub-device number `identify`, wire type 3.
    SubDevice(u64),
}

impl FirmwareKind {
    /// The kind with this wire type and `identify`; none for a type that is not documented.
    #[must_use]
    pub fn from_wire(firmware_type: u64, identify: u64) -> Option<Self> {
        match firmware_type {
            1 => Some(Self::Wifi),
            2 => Some(Self::Mcu(identify)),
            3 => Some(Self::SubDevice(identify)),
            _ => None,
        }
    }

    /// The wire's `type` and `identify`.
    #[must_use]
    pub fn to_wire(self) -> (u8, u64) {
        match self {
            Self::Wifi => (1, 0),
            Self::Mcu(identify) => (2, identify),
            Self::SubDevice(identify) => (3, identify),
        }
    }
}

/// How devices take an upgrade (`task_type`; profile full).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskMode {
    /// 0: when they connect.
    #[default]
    Automatic,
    /// 1: when their user says so.
    Manual,
}

impl TaskMode {
    /// The number on the wire.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Automatic => 0,
            Self::Manual => 1,
        }
    }

    /// The mode with this number, if there is one.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::Automatic),
            1 => Some(Self::Manual),
            _ => None,
        }
    }
}

/// The fields that only profile full knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullFields {
    /// Which firmware.
    pub kind: FirmwareKind,
    /// Automatic or manual.
    pub mode: TaskMode,
}

/// A task to be created: nothing in it can be wrong. Serialises to the documented body, integers as integers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// The product whose devices it is about.
    pub product_id: ProductId,
    /// Its name, unique in the product.
    pub name: Name,
    /// What it is for.
    pub description: Description,
    /// The version devices come from.
    pub from: Firmware,
    /// The version they go to.
    pub target: Firmware,
    /// Profile full only: `None` sends exactly the documented core fields.
    pub full: Option<FullFields>,
}

impl Serialize for NewTask {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("NewTask", if self.full.is_some() { 14 } else { 11 })?;
        out.serialize_field("product_id", &self.product_id)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("description", &self.description)?;
        put_firmware(&mut out, FROM_FIELDS, &self.from)?;
        put_firmware(&mut out, TARGET_FIELDS, &self.target)?;
        if let Some(full) = self.full {
            let (firmware_type, identify) = full.kind.to_wire();
            out.serialize_field("type", &firmware_type)?;
            out.serialize_field("identify", &identify)?;
            out.serialize_field("task_type", &full.mode.number())?;
        }
        out.end()
    }
}

/// A task as a platform reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The product whose devices it is about.
    pub product_id: ProductId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The version devices come from.
    pub from: ReportedFirmware,
    /// The version they go to.
    pub target: ReportedFirmware,
    /// Devices it has upgraded.
    pub upgrade_count: u64,
    /// Its state.
    pub status: TaskStatus,
    /// Which firmware; WIFI where the platform does not say.
    pub kind: FirmwareKind,
    /// Automatic or manual, where the platform says.
    pub mode: Option<TaskMode>,
    /// Devices still on the from version. Full and WIFI only; without it there is no denominator.
    pub surplus_count: Option<u64>,
}

impl Task {
    /// Reads one task, leniently.
    ///
    /// # Errors
    /// Which field could not be read.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let firmware_type = object.optional_number("type")?.unwrap_or(1);
        let identify = object.optional_number("identify")?.unwrap_or(0);
        Ok(Self {
            id: object.parsed("id", TaskId::parse)?,
            product_id: object.parsed("product_id", ProductId::parse)?,
            name: object.text("name")?,
            description: object.text("description")?,
            from: reported_firmware(&object, FROM_FIELDS)?,
            target: reported_firmware(&object, TARGET_FIELDS)?,
            upgrade_count: object.number("upgrade_count")?,
            status: status(&object)?,
            kind: FirmwareKind::from_wire(firmware_type, identify)
                .ok_or_else(|| wrong("type", object.raw("type").unwrap_or_default()))?,
            mode: object.optional_number("task_type")?.and_then(TaskMode::from_number),
            surplus_count: object.optional_number("surplus_count")?,
        })
    }
}

fn reported_firmware(
    object: &Object<'_>,
    [version, url, md5, size]: FirmwareFields,
) -> Result<ReportedFirmware, ReadError> {
    let number = object.number(version)?;
    Ok(Firmware {
        version: Version::from_number(number).map_err(|_| wrong(version, object.raw(version).unwrap_or_default()))?,
        url: object.text(url)?,
        md5: object.text(md5)?,
        size: object.number(size)?,
    })
}

fn status(object: &Object<'_>) -> Result<TaskStatus, ReadError> {
    let raw = object.raw("status").ok_or(ReadError::Missing { field: "status" })?;
    Ok(match number_of(raw).and_then(RunState::from_number) {
        Some(state) => TaskStatus::Known(state),
        None => {
            let text = text_of(raw).unwrap_or(Cow::Borrowed(raw));
            TaskStatus::Unknown(text.chars().take(40).collect())
        }
    })
}

/// Fields in the documented order, full fields last and only where known.
impl Serialize for Task {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("Task", 18)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("product_id", &self.product_id)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("description", &self.description)?;
        put_firmware(&mut out, FROM_FIELDS, &self.from)?;
        put_firmware(&mut out, TARGET_FIELDS, &self.target)?;
        out.serialize_field("upgrade_count", &self.upgrade_count)?;
        match &self.status {
            TaskStatus::Known(state) => out.serialize_field("status", state)?,
            TaskStatus::Unknown(text) => out.serialize_field("status", text)?,
        }
        // WIFI without a mode is a task of profile core, which has neither field.
        if self.mode.is_some() || self.kind != FirmwareKind::Wifi {
            let (firmware_type, identify) = self.kind.to_wire();
            out.serialize_field("type", &firmware_type)?;
            out.serialize_field("identify", &identify)?;
        }
        if let Some(mode) = self.mode {
            out.serialize_field("task_type", &mode.number())?;
        }
        if let Some(surplus) = self.surplus_count {
            out.serialize_field("surplus_count", &surplus)?;
        }
        out.end()
    }
}

/// A row of a task list: a task, or what came instead, so that one bad row never hides the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A task.
    Task(Box<Task>),
    /// Something that could not be read as a task.
    Unreadable {
        /// Its place in the list, from 0.
        index: usize,
        /// Its id, where that much of it can be read.
        id: Option<TaskId>,
        /// Why.
        error: ReadError,
        /// What came, cut to 400 characters.
        raw: String,
    },
}

impl Row {
    /// The id of the task, where it can be read.
    #[must_use]
    pub fn id(&self) -> Option<&TaskId> {
        match self {
            Self::Task(task) => Some(&task.id),
            Self::Unreadable { id, .. } => id.as_ref(),
        }
    }
}

/// Reads a task list row by row.
///
/// # Errors
/// Only where the whole is not a JSON array.
pub fn read_list(text: &str) -> Result<Vec<Row>, ReadError> {
    let rows = elements(text)?.into_iter().enumerate();
    Ok(rows
        .map(|(index, raw)| match Task::read(raw) {
            Ok(task) => Row::Task(Box::new(task)),
            Err(error) => Row::Unreadable {
                index,
                id: Object::parse(raw)
                    .and_then(|object| object.parsed("id", TaskId::parse))
                    .ok(),
                error,
                raw: raw.chars().take(400).collect(),
            },
        })
        .collect())
}
