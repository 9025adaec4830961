//! Upgrade tasks: new tasks, and tasks as a platform reports them.

mod fields;
mod firmware;
mod list;
mod requests;

pub(crate) use fields::{FROM_FIELDS, TARGET_FIELDS};
pub use fields::{FULL_FIELDS, NEW_TASK_FIELDS, TASK_FIELDS};
pub use firmware::{Firmware, FirmwareKind, FirmwareType, ReportedFirmware};
pub use list::{Row, TaskPage, read_list};
pub use requests::{DeleteTask, QueryTasks, SetTaskStatus};

use crate::json::{Object, ReadError, number_of, text_of};
use crate::status::{RunState, TaskStatus};
use crate::values::{Description, Name, ProductId, TaskId};
use fields::{read_firmware, write_firmware};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use std::borrow::Cow;

/// When a device installs an upgrade (`task_type`; profile full).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskMode {
    /// 0: when it connects.
    #[default]
    Automatic,
    /// 1: when its user confirms.
    Manual,
}

impl TaskMode {
    /// Number on the wire.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Automatic => 0,
            Self::Manual => 1,
        }
    }

    /// Mode with this number; `None` for an undocumented number.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::Automatic),
            1 => Some(Self::Manual),
            _ => None,
        }
    }
}

/// Fields of a new task that exist in profile full only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullFields {
    /// Firmware of a device that the task is for.
    pub kind: FirmwareKind,
    /// Installation mode.
    pub mode: TaskMode,
}

/// New task, valid by construction. Serialises to the documented body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// Product of the devices.
    pub product_id: ProductId,
    /// Name, unique in the product.
    pub name: Name,
    /// Description.
    pub description: Description,
    /// Version that devices upgrade from.
    pub from: Firmware,
    /// Version that devices upgrade to.
    pub target: Firmware,
    /// Fields of profile full; `None` in profile core.
    pub full: Option<FullFields>,
}

impl Serialize for NewTask {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("NewTask", if self.full.is_some() { 14 } else { 11 })?;
        out.serialize_field("product_id", &self.product_id)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("description", &self.description)?;
        write_firmware(&mut out, FROM_FIELDS, &self.from)?;
        write_firmware(&mut out, TARGET_FIELDS, &self.target)?;
        if let Some(full) = self.full {
            let (firmware_type, identify) = full.kind.to_wire();
            out.serialize_field("type", &firmware_type)?;
            out.serialize_field("identify", &identify)?;
            out.serialize_field("task_type", &full.mode.number())?;
        }
        out.end()
    }
}

/// Task as a platform reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Id.
    pub id: TaskId,
    /// Product of the devices.
    pub product_id: ProductId,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Version that devices upgrade from.
    pub from: ReportedFirmware,
    /// Version that devices upgrade to.
    pub target: ReportedFirmware,
    /// Number of upgraded devices.
    pub upgrade_count: u64,
    /// State.
    pub status: TaskStatus,
    /// Firmware of a device that the task is for; WIFI in profile core.
    pub kind: FirmwareKind,
    /// Installation mode; `None` if the platform does not report it.
    pub mode: Option<TaskMode>,
    /// Number of devices on the from version. Reported in profile full for WIFI tasks only.
    pub surplus_count: Option<u64>,
}

impl Task {
    /// Reads a task leniently: see [`json`](crate::json).
    ///
    /// # Errors
    /// The first field that is missing or not as documented.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let firmware_type = object.optional_number("type")?.unwrap_or(1);
        let identify = object.optional_number("identify")?.unwrap_or(0);
        Ok(Self {
            id: object.parsed("id", TaskId::parse)?,
            product_id: object.parsed("product_id", ProductId::parse)?,
            name: object.text("name")?,
            description: object.text("description")?,
            from: read_firmware(&object, FROM_FIELDS)?,
            target: read_firmware(&object, TARGET_FIELDS)?,
            upgrade_count: object.number("upgrade_count")?,
            status: read_status(&object)?,
            kind: FirmwareKind::from_wire(firmware_type, identify).ok_or_else(|| object.invalid("type"))?,
            mode: object.optional_number("task_type")?.and_then(TaskMode::from_number),
            surplus_count: object.optional_number("surplus_count")?,
        })
    }
}

/// Reads the status. An unknown status is cut to 40 characters.
fn read_status(object: &Object<'_>) -> Result<TaskStatus, ReadError> {
    let raw = object.raw("status").ok_or(ReadError::Missing { field: "status" })?;
    Ok(match number_of(raw).and_then(RunState::from_number) {
        Some(state) => TaskStatus::Known(state),
        None => {
            let text = text_of(raw).unwrap_or(Cow::Borrowed(raw));
            TaskStatus::Unknown(text.chars().take(40).collect())
        }
    })
}

/// Writes the fields in the documented order. Fields of profile full come last and are left out if unknown.
impl Serialize for Task {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("Task", TASK_FIELDS.len())?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("product_id", &self.product_id)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("description", &self.description)?;
        write_firmware(&mut out, FROM_FIELDS, &self.from)?;
        write_firmware(&mut out, TARGET_FIELDS, &self.target)?;
        out.serialize_field("upgrade_count", &self.upgrade_count)?;
        match &self.status {
            TaskStatus::Known(state) => out.serialize_field("status", state)?,
            TaskStatus::Unknown(text) => out.serialize_field("status", text)?,
        }
        // A WIFI task without a mode comes from profile core, which has neither `type` nor `identify`.
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
