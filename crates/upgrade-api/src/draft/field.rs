//! Fields of the create form.

use crate::task::{FROM_FIELDS, TARGET_FIELDS};

/// One of the two versions of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Version that devices upgrade from.
    From,
    /// Version that devices upgrade to.
    Target,
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

/// Field of the create form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Name of the task.
    Name,
    /// Description of the task.
    Description,
    /// Number of the MCU or sub-device (profile full).
    Identify,
    /// Property of one of the two versions.
    Firmware(Side, Part),
    /// Reason of a downgrade. The API has no such field: the description contains the reason.
    Reason,
}

impl Field {
    /// All fields, in the order of the form.
    pub const ALL: [Self; 12] = [
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

    /// Name on the wire; `downgrade_reason` for the reason.
    #[must_use]
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Identify => "identify",
            Self::Reason => "downgrade_reason",
            Self::Firmware(side, part) => {
                let [version, url, md5, size] = match side {
                    Side::From => FROM_FIELDS,
                    Side::Target => TARGET_FIELDS,
                };
                match part {
                    Part::Version => version,
                    Part::Url => url,
                    Part::Md5 => md5,
                    Part::Size => size,
                }
            }
        }
    }
}
