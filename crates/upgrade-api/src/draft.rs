//! What a person typed, and the one way from there to a [`NewTask`].

mod field;

pub use field::{Field, Part, Side};

use crate::checks::described;
use crate::rules::{self, is_downgrade};
use crate::task::{Firmware, FirmwareKind, FullFields, NewTask, Task, TaskMode};
use crate::values::{
    DESCRIPTION_MAX, Description, FileSize, FileUrl, Md5, Name, Problem, ProductId, Version, parse_identify,
};

/// Which fields a platform knows (`platform-api.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The documented ones alone.
    Core,
    /// Type, identify and mode as well.
    Full,
}

/// Which firmware of a device was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KindChoice {
    /// The WIFI module.
    #[default]
    Wifi,
    /// One of its MCUs.
    Mcu,
    /// One of its sub-devices.
    SubDevice,
}

impl KindChoice {
    /// Every one, in the order of the wire.
    pub const ALL: [Self; 3] = [Self::Wifi, Self::Mcu, Self::SubDevice];

    /// Whether there can be several of them in a device, so that a number has to say which.
    #[must_use]
    pub fn is_numbered(self) -> bool {
        self != Self::Wifi
    }
}

/// Whether the target version may be below the from version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Downgrade {
    /// No: it is a mistake.
    #[default]
    Refused,
    /// Yes, for a reason.
    Allowed,
}

/// One version as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirmwareDraft {
    /// The version's digits.
    pub version: String,
    /// The file's address.
    pub url: String,
    /// The digest's digits.
    pub md5: String,
    /// The size's digits.
    pub size: String,
}

impl FirmwareDraft {
    fn checked(&self) -> Result<Firmware, Problem> {
        Ok(Firmware {
            version: Version::parse(&self.version)?,
            url: FileUrl::parse(&self.url)?,
            md5: Md5::parse(&self.md5)?,
            size: FileSize::parse(&self.size)?,
        })
    }
}

/// The create form as typed: anything may stand in it, nothing is lost from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskDraft {
    /// The name.
    pub name: String,
    /// The description.
    pub description: String,
    /// The version devices come from.
    pub from: FirmwareDraft,
    /// The version they go to.
    pub target: FirmwareDraft,
    /// Which firmware (profile full).
    pub kind: KindChoice,
    /// Which MCU or sub-device: its digits (profile full).
    pub identify: String,
    /// How devices take it (profile full).
    pub mode: TaskMode,
    /// Whether the target may be below the from version.
    pub downgrade: Downgrade,
    /// Why it is.
    pub reason: String,
}

impl TaskDraft {
    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
            Field::Identify => &self.identify,
            Field::Reason => &self.reason,
            Field::Firmware(side, part) => {
                let firmware = self.side(side);
                match part {
                    Part::Version => &firmware.version,
                    Part::Url => &firmware.url,
                    Part::Md5 => &firmware.md5,
                    Part::Size => &firmware.size,
                }
            }
        }
    }

    /// Replaces the text of a field.
    pub fn set(&mut self, field: Field, text: String) {
        let place = match field {
            Field::Name => &mut self.name,
            Field::Description => &mut self.description,
            Field::Identify => &mut self.identify,
            Field::Reason => &mut self.reason,
            Field::Firmware(side, part) => {
                let firmware = match side {
                    Side::From => &mut self.from,
                    Side::Target => &mut self.target,
                };
                match part {
                    Part::Version => &mut firmware.version,
                    Part::Url => &mut firmware.url,
                    Part::Md5 => &mut firmware.md5,
                    Part::Size => &mut firmware.size,
                }
            }
        };
        *place = text;
    }

    /// One of the two versions.
    #[must_use]
    pub fn side(&self, side: Side) -> &FirmwareDraft {
        match side {
            Side::From => &self.from,
            Side::Target => &self.target,
        }
    }

    /// Which firmware the task is about; `None` while nobody can tell.
    #[must_use]
    pub fn firmware_kind(&self, extent: Extent) -> Option<FirmwareKind> {
        let identify = || parse_identify(&self.identify).ok();
        match (extent, self.kind) {
            (Extent::Core, _) | (Extent::Full, KindChoice::Wifi) => Some(FirmwareKind::Wifi),
            (Extent::Full, KindChoice::Mcu) => identify().map(FirmwareKind::Mcu),
            (Extent::Full, KindChoice::SubDevice) => identify().map(FirmwareKind::SubDevice),
        }
    }

    /// What is wrong with one field, given the product's tasks as far as they are known.
    #[must_use]
    pub fn problem(&self, field: Field, extent: Extent, tasks: &[Task]) -> Option<Problem> {
        let text = self.text(field);
        let own = match field {
            Field::Name => Name::parse(text).err(),
            Field::Description => Description::parse(text).err(),
            Field::Identify => {
                let is_asked = extent == Extent::Full && self.kind.is_numbered();
                parse_identify(text).err().filter(|_| is_asked)
            }
            Field::Reason => self.reason_problem(),
            Field::Firmware(_, Part::Version) => Version::parse(text).err(),
            Field::Firmware(_, Part::Url) => FileUrl::parse(text).err(),
            Field::Firmware(_, Part::Md5) => Md5::parse(text).err(),
            Field::Firmware(_, Part::Size) => FileSize::parse(text).err(),
        };
        own.or_else(|| self.problem_between(field, extent, tasks))
    }

    fn problem_between(&self, field: Field, extent: Extent, tasks: &[Task]) -> Option<Problem> {
        match field {
            Field::Name | Field::Firmware(Side::From, Part::Version) => {
                self.in_the_way(field, extent, tasks)?;
                Some(match field {
                    Field::Name => Problem::NameTaken,
                    _ => Problem::FromVersionTaken,
                })
            }
            Field::Firmware(Side::Target, Part::Version) => {
                let (from, target) = self.versions()?;
                if rules::is_same_version(from, target) {
                    return Some(Problem::SameVersion);
                }
                let is_refused = is_downgrade(from, target) && self.downgrade == Downgrade::Refused;
                is_refused.then_some(Problem::DowngradeRefused)
            }
            Field::Description | Field::Identify | Field::Reason | Field::Firmware(..) => None,
        }
    }

    /// The task that already has this name (4001035), or already starts here (4001037).
    #[must_use]
    pub fn in_the_way<'t>(&self, field: Field, extent: Extent, tasks: &'t [Task]) -> Option<&'t Task> {
        match field {
            Field::Name => rules::task_named(&self.name, tasks),
            Field::Firmware(Side::From, Part::Version) => {
                let from = Version::parse(&self.from.version).ok()?;
                rules::task_starting_at(from, self.firmware_kind(extent)?, tasks)
            }
            _ => None,
        }
    }

    /// A downgrade needs a reason, and the description has to have room for it.
    fn reason_problem(&self) -> Option<Problem> {
        if !self.is_allowed_downgrade() {
            return None;
        }
        if self.reason.trim().is_empty() {
            return Some(Problem::Required);
        }
        let len = self.described().chars().count();
        // A description that is too long by itself says so.
        let fits = Description::parse(&self.description).is_err() || len <= DESCRIPTION_MAX;
        (!fits).then_some(Problem::TooLong {
            len,
            max: DESCRIPTION_MAX,
        })
    }

    /// Whether it goes down, and may.
    #[must_use]
    pub fn is_allowed_downgrade(&self) -> bool {
        let goes_down = self.versions().is_some_and(|(from, target)| is_downgrade(from, target));
        goes_down && self.downgrade == Downgrade::Allowed
    }

    /// The description as it is sent: with the reason of a downgrade.
    #[must_use]
    pub fn described(&self) -> String {
        match self.is_allowed_downgrade() {
            true => described(&self.description, self.reason.trim()),
            false => self.description.clone(),
        }
    }

    /// Both versions, where they are.
    #[must_use]
    pub fn versions(&self) -> Option<(Version, Version)> {
        let from = Version::parse(&self.from.version).ok()?;
        Some((from, Version::parse(&self.target.version).ok()?))
    }

    /// The task to create.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form; never empty.
    pub fn checked(
        &self,
        product_id: ProductId,
        extent: Extent,
        tasks: &[Task],
    ) -> Result<NewTask, Vec<(Field, Problem)>> {
        let problems: Vec<_> = Field::ALL
            .into_iter()
            .filter_map(|field| Some((field, self.problem(field, extent, tasks)?)))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        self.assembled(product_id, extent)
            .map_err(|problem| vec![(Field::Name, problem)])
    }

    fn assembled(&self, product_id: ProductId, extent: Extent) -> Result<NewTask, Problem> {
        let kind = self.firmware_kind(extent).ok_or(Problem::Required)?;
        let full = (extent == Extent::Full).then_some(FullFields { kind, mode: self.mode });
        Ok(NewTask {
            product_id,
            name: Name::parse(&self.name)?,
            description: Description::parse(&self.described())?,
            from: self.from.checked()?,
            target: self.target.checked()?,
            full,
        })
    }
}
