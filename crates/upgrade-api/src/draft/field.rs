//! The places of the create form.

/// One of the two versions of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The version devices come from.
    From,
    /// The version they go to.
    Target,
}

/// What is said about a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its number.
    Version,
    /// Its file's address.
    Url,
    /// Its file's digest.
    Md5,
    /// Its file's size.
    Size,
}

/// A field of the create form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The task's name.
    Name,
    /// The task's description.
    Description,
    /// Which MCU or sub-device (profile full).
    Identify,
    /// A part of one of the two versions.
    Firmware(Side, Part),
    /// Why the target version is below the from version. Not a field of its own on the wire: the description keeps it.
    Reason,
}

impl Field {
    /// Every field, in the order of the form.
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

    /// The field's name on the wire; where it has none, a name like it.
    #[must_use]
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Identify => "identify",
            Self::Reason => "downgrade_reason",
            Self::Firmware(Side::From, Part::Version) => "from_version",
            Self::Firmware(Side::From, Part::Url) => "from_version_url",
            Self::Firmware(Side::From, Part::Md5) => "from_version_md5",
            Self::Firmware(Side::From, Part::Size) => "from_version_size",
            Self::Firmware(Side::Target, Part::Version) => "target_version",
            Self::Firmware(Side::Target, Part::Url) => "target_version_url",
            Self::Firmware(Side::Target, Part::Md5) => "target_version_md5",
            Self::Firmware(Side::Target, Part::Size) => "target_version_size",
        }
    }
}
