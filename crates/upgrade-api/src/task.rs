//! Upgrade tasks: new tasks, and tasks as a platform reports them.

mod firmware;
mod list;
mod requests;

pub use firmware::{DevicePart, Firmware, FirmwareType, ReportedFirmware};
pub use list::{Row, TaskListPage, read_list, rows};
pub use requests::{DeleteTask, QueryTasks, SetTaskStatus};

use crate::field::{FieldId, FieldValue, Part, Side};
use crate::json::{Object, ReadError, number_of, text_of};
use crate::status::{RunState, TaskStatus};
use crate::values::{Description, Name, ProductId, TaskId, Version};
use serde::{Serialize, Serializer};
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
    /// All modes, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Automatic, Self::Manual];

    /// Number on the wire.
    pub fn number(self) -> u8 {
        match self {
            Self::Automatic => 0,
            Self::Manual => 1,
        }
    }

    /// Mode with this number; `None` for an undocumented number.
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|known| u64::from(known.number()) == number)
    }
}

/// Fields of a new task that exist in profile full only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullFields {
    /// Part of a device that the task upgrades.
    pub device_part: DevicePart,
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

impl NewTask {
    /// Value of a field; `None` for a field that the request does not have.
    pub fn value(&self, field: FieldId) -> Option<FieldValue<'_>> {
        Some(match field {
            FieldId::ProductId => FieldValue::text(self.product_id.as_str()),
            FieldId::Name => FieldValue::text(self.name.as_str()),
            FieldId::Description => FieldValue::text(self.description.as_str()),
            FieldId::Firmware(Side::From, part) => self.from.value(part),
            FieldId::Firmware(Side::Target, part) => self.target.value(part),
            FieldId::Type => FieldValue::Number(self.full?.device_part.to_wire().0.into()),
            FieldId::Identify => FieldValue::Number(self.full?.device_part.to_wire().1),
            FieldId::Mode => FieldValue::Number(self.full?.mode.number().into()),
            FieldId::Id | FieldId::UpgradeCount | FieldId::Status => return None,
            FieldId::SurplusCount | FieldId::Reason => return None,
        })
    }
}

impl Serialize for NewTask {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let field = |field: FieldId| Some((field.wire_name(), self.value(field)?));
        to.collect_map(FieldId::ALL.into_iter().filter_map(field))
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
    /// Part of a device that the task upgrades; WIFI in profile core.
    pub device_part: DevicePart,
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
        let optional = |field: FieldId| object.optional_number(field.wire_name());
        let firmware_type = optional(FieldId::Type)?.unwrap_or(1);
        let identify = optional(FieldId::Identify)?.unwrap_or(0);
        Ok(Self {
            id: object.parsed(FieldId::Id.wire_name(), TaskId::parse)?,
            product_id: object.parsed(FieldId::ProductId.wire_name(), ProductId::parse)?,
            name: object.text(FieldId::Name.wire_name())?,
            description: object.text(FieldId::Description.wire_name())?,
            from: read_firmware(&object, Side::From)?,
            target: read_firmware(&object, Side::Target)?,
            upgrade_count: object.number(FieldId::UpgradeCount.wire_name())?,
            status: read_status(&object)?,
            device_part: DevicePart::from_wire(firmware_type, identify)
                .ok_or_else(|| object.invalid(FieldId::Type.wire_name()))?,
            mode: optional(FieldId::Mode)?.and_then(TaskMode::from_number),
            surplus_count: optional(FieldId::SurplusCount)?,
        })
    }

    /// One of the two versions.
    pub fn side(&self, side: Side) -> &ReportedFirmware {
        match side {
            Side::From => &self.from,
            Side::Target => &self.target,
        }
    }

    /// Value of a field; `None` if the platform does not report the field.
    pub fn value(&self, field: FieldId) -> Option<FieldValue<'_>> {
        Some(match field {
            FieldId::Id => FieldValue::text(self.id.as_str()),
            FieldId::ProductId => FieldValue::text(self.product_id.as_str()),
            FieldId::Name => FieldValue::text(&self.name),
            FieldId::Description => FieldValue::text(&self.description),
            FieldId::Firmware(side, part) => self.side(side).value(part),
            FieldId::UpgradeCount => FieldValue::Number(self.upgrade_count),
            FieldId::Status => match &self.status {
                TaskStatus::Known(state) => FieldValue::Number(state.number().into()),
                TaskStatus::Unknown(text) => FieldValue::text(text),
            },
            FieldId::Type => FieldValue::Number(self.device_part.to_wire().0.into()),
            FieldId::Identify => FieldValue::Number(self.device_part.to_wire().1),
            FieldId::Mode => FieldValue::Number(self.mode?.number().into()),
            FieldId::SurplusCount => FieldValue::Number(self.surplus_count?),
            FieldId::Reason => return None,
        })
    }

    /// Text of a field; empty if the platform does not report the field.
    pub fn text(&self, field: FieldId) -> String {
        self.value(field).map_or_else(String::new, |value| value.to_string())
    }
}

/// Reads the four fields of a firmware version.
fn read_firmware(object: &Object<'_>, side: Side) -> Result<ReportedFirmware, ReadError> {
    let name = |part| FieldId::Firmware(side, part).wire_name();
    Ok(Firmware {
        version: object.number_as(name(Part::Version), Version::from_number)?,
        url: object.text(name(Part::Url))?,
        md5: object.text(name(Part::Md5))?,
        size: object.number(name(Part::Size))?,
    })
}

/// Reads the status. An unknown status is cut to 40 characters.
fn read_status(object: &Object<'_>) -> Result<TaskStatus, ReadError> {
    let field = FieldId::Status.wire_name();
    let raw = object.raw(field).ok_or(ReadError::Missing { field })?;
    Ok(match number_of(raw).and_then(RunState::from_number) {
        Some(state) => TaskStatus::Known(state),
        None => {
            let text = text_of(raw).unwrap_or(Cow::Borrowed(raw));
            TaskStatus::Unknown(text.chars().take(40).collect())
        }
    })
}

/// Writes the fields in the documented order and leaves unknown fields out.
impl Serialize for Task {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // A WIFI task without a mode comes from profile core, which has neither `type` nor `identify`.
        let is_core = self.mode.is_none() && self.device_part == DevicePart::Wifi;
        let is_left_out = |field: &FieldId| is_core && matches!(field, FieldId::Type | FieldId::Identify);
        let field = |field: FieldId| Some((field.wire_name(), self.value(field)?));
        let fields = FieldId::ALL.into_iter().filter(|field| !is_left_out(field));
        to.collect_map(fields.filter_map(field))
    }
}
