//! Fields of a task: the table that requests, answers, the form, the export and comparisons read.

use crate::profile::Profile;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use std::ops::{Index, IndexMut};

/// One of the two versions of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Version that devices upgrade from.
    From,
    /// Version that devices upgrade to.
    Target,
}

impl Side {
    /// Both versions, in the documented order.
    pub const ALL: [Self; 2] = [Self::From, Self::Target];
}

/// One value for each of the two versions, indexed by [`Side`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerSide<T> {
    /// Value for the from version.
    pub from: T,
    /// Value for the target version.
    pub target: T,
}

impl<T> PerSide<T> {
    /// The values that `value` returns for the two versions.
    pub fn new(mut value: impl FnMut(Side) -> T) -> Self {
        Self {
            from: value(Side::From),
            target: value(Side::Target),
        }
    }

    /// Both values, in the documented order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        [&self.from, &self.target].into_iter()
    }
}

impl<T> Index<Side> for PerSide<T> {
    type Output = T;

    fn index(&self, side: Side) -> &T {
        match side {
            Side::From => &self.from,
            Side::Target => &self.target,
        }
    }
}

impl<T> IndexMut<Side> for PerSide<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::From => &mut self.from,
            Side::Target => &mut self.target,
        }
    }
}

/// Property of a firmware version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Version number.
    Version,
    /// Address of the file.
    Url,
    /// MD5 digest of the file.
    Md5,
    /// Size of the file.
    Size,
}

impl Part {
    /// All properties, in the documented order.
    pub const ALL: [Self; 4] = [Self::Version, Self::Url, Self::Md5, Self::Size];
}

/// Field of a task: typed into the create form, sent in a request or reported in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// Id of the task.
    Id,
    /// Product of the devices.
    ProductId,
    /// Name of the task.
    Name,
    /// Description of the task.
    Description,
    /// Property of one of the two versions.
    Firmware(Side, Part),
    /// Number of upgraded devices.
    UpgradeCount,
    /// State of the task.
    Status,
    /// Firmware type (profile full).
    Type,
    /// Number of the MCU or sub-device (profile full).
    Identify,
    /// Installation mode (profile full).
    Mode,
    /// Number of devices on the from version (profile full).
    SurplusCount,
    /// Reason of a downgrade. The API has no such field: the description contains the reason.
    Reason,
}

impl FieldId {
    /// All fields, in the documented order (`upgrade-task-api.zh.md`; profile full: `platform-api.md`).
    pub const ALL: [Self; 19] = [
        Self::Id,
        Self::ProductId,
        Self::Name,
        Self::Description,
        Self::Firmware(Side::From, Part::Version),
        Self::Firmware(Side::From, Part::Url),
        Self::Firmware(Side::From, Part::Md5),
        Self::Firmware(Side::From, Part::Size),
        Self::Firmware(Side::Target, Part::Version),
        Self::Firmware(Side::Target, Part::Url),
        Self::Firmware(Side::Target, Part::Md5),
        Self::Firmware(Side::Target, Part::Size),
        Self::UpgradeCount,
        Self::Status,
        Self::Type,
        Self::Identify,
        Self::Mode,
        Self::SurplusCount,
        Self::Reason,
    ];

    /// Fields that the create form has a text input for, in the order of the form.
    pub const TEXT_INPUTS: [Self; 12] = [
        Self::Name,
        Self::Description,
        Self::Identify,
        Self::Firmware(Side::From, Part::Version),
        Self::Firmware(Side::From, Part::Url),
        Self::Firmware(Side::From, Part::Md5),
        Self::Firmware(Side::From, Part::Size),
        Self::Firmware(Side::Target, Part::Version),
        Self::Reason,
        Self::Firmware(Side::Target, Part::Url),
        Self::Firmware(Side::Target, Part::Md5),
        Self::Firmware(Side::Target, Part::Size),
    ];

    /// Fields of a reported task, in the documented order.
    pub fn reported() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|field| *field != Self::Reason)
    }

    /// Fields of a new task, in the documented order.
    pub fn sent(profile: Profile) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |field| match field {
            Self::ProductId | Self::Name | Self::Description | Self::Firmware(..) => true,
            Self::Type | Self::Identify | Self::Mode => profile == Profile::Full,
            Self::Id | Self::UpgradeCount | Self::Status | Self::SurplusCount | Self::Reason => false,
        })
    }

    /// Name on the wire; `downgrade_reason` for the reason.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::ProductId => "product_id",
            Self::Name => "name",
            Self::Description => "description",
            Self::Firmware(Side::From, Part::Version) => "from_version",
            Self::Firmware(Side::From, Part::Url) => "from_version_url",
            Self::Firmware(Side::From, Part::Md5) => "from_version_md5",
            Self::Firmware(Side::From, Part::Size) => "from_version_size",
            Self::Firmware(Side::Target, Part::Version) => "target_version",
            Self::Firmware(Side::Target, Part::Url) => "target_version_url",
            Self::Firmware(Side::Target, Part::Md5) => "target_version_md5",
            Self::Firmware(Side::Target, Part::Size) => "target_version_size",
            Self::UpgradeCount => "upgrade_count",
            Self::Status => "status",
            Self::Type => "type",
            Self::Identify => "identify",
            Self::Mode => "task_type",
            Self::SurplusCount => "surplus_count",
            Self::Reason => "downgrade_reason",
        }
    }

    /// Version that the field belongs to; `None` for a field of the task as a whole.
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Firmware(side, _) => Some(side),
            _ => None,
        }
    }
}

/// Value of a field, as on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FieldValue<'a> {
    /// Number.
    Number(u64),
    /// Text.
    Text(Cow<'a, str>),
}

impl<'a> FieldValue<'a> {
    /// Borrowed text.
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl fmt::Display for FieldValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
