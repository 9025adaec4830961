//! The create form as typed, and its conversion to a [`NewTask`].

mod downgrade_reason;
mod field;

pub use downgrade_reason::{split_reason, with_reason};
pub use field::{Field, Part, Side};

use crate::profile::Profile;
use crate::rules::{self, is_downgrade};
use crate::task::{Firmware, FirmwareKind, FirmwareType, FullFields, NewTask, Task, TaskMode};
use crate::values::{
    DESCRIPTION_MAX, Description, FileSize, FileUrl, Md5, Name, Problem, ProductId, Version, parse_identify,
};

/// Whether the target version may be below the from version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Downgrade {
    /// A downgrade is a mistake.
    #[default]
    Refused,
    /// A downgrade is intended and needs a reason.
    Allowed,
}

/// Firmware version as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirmwareDraft {
    /// Version number.
    pub version: String,
    /// Address of the file.
    pub url: String,
    /// MD5 digest of the file.
    pub md5: String,
    /// Size of the file in bytes.
    pub size: String,
}

impl FirmwareDraft {
    fn text(&self, part: Part) -> &str {
        match part {
            Part::Version => &self.version,
            Part::Url => &self.url,
            Part::Md5 => &self.md5,
            Part::Size => &self.size,
        }
    }

    fn text_mut(&mut self, part: Part) -> &mut String {
        match part {
            Part::Version => &mut self.version,
            Part::Url => &mut self.url,
            Part::Md5 => &mut self.md5,
            Part::Size => &mut self.size,
        }
    }

    fn checked(&self) -> Result<Firmware, Problem> {
        Ok(Firmware {
            version: Version::parse(&self.version)?,
            url: FileUrl::parse(&self.url)?,
            md5: Md5::parse(&self.md5)?,
            size: FileSize::parse(&self.size)?,
        })
    }
}

/// Create form as typed. The fields may hold any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskDraft {
    /// Name.
    pub name: String,
    /// Description, without the reason of a downgrade.
    pub description: String,
    /// Version that devices upgrade from.
    pub from: FirmwareDraft,
    /// Version that devices upgrade to.
    pub target: FirmwareDraft,
    /// Firmware type (profile full).
    pub kind: FirmwareType,
    /// Number of the MCU or sub-device (profile full).
    pub identify: String,
    /// Installation mode (profile full).
    pub mode: TaskMode,
    /// Whether the target version may be below the from version.
    pub downgrade: Downgrade,
    /// Reason of the downgrade.
    pub reason: String,
}

impl TaskDraft {
    /// Text of a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
            Field::Identify => &self.identify,
            Field::Reason => &self.reason,
            Field::Firmware(side, part) => self.side(side).text(part),
        }
    }

    /// Sets the text of a field.
    pub fn set(&mut self, field: Field, text: String) {
        let target = match field {
            Field::Name => &mut self.name,
            Field::Description => &mut self.description,
            Field::Identify => &mut self.identify,
            Field::Reason => &mut self.reason,
            Field::Firmware(Side::From, part) => self.from.text_mut(part),
            Field::Firmware(Side::Target, part) => self.target.text_mut(part),
        };
        *target = text;
    }

    /// One of the two versions.
    #[must_use]
    pub fn side(&self, side: Side) -> &FirmwareDraft {
        match side {
            Side::From => &self.from,
            Side::Target => &self.target,
        }
    }

    /// Firmware of a device that the task is for; `None` while `identify` is required and not valid.
    #[must_use]
    pub fn firmware_kind(&self, profile: Profile) -> Option<FirmwareKind> {
        if profile == Profile::Core || !self.kind.is_numbered() {
            return Some(FirmwareKind::Wifi);
        }
        let identify = parse_identify(&self.identify).ok()?;
        Some(FirmwareKind::new(self.kind, identify))
    }

    /// Problem of a field. `tasks` are the known tasks of the product.
    #[must_use]
    pub fn problem(&self, field: Field, profile: Profile, tasks: &[Task]) -> Option<Problem> {
        let text = self.text(field);
        let own = match field {
            Field::Name => Name::parse(text).err(),
            Field::Description => Description::parse(text).err(),
            Field::Identify => {
                let is_required = profile == Profile::Full && self.kind.is_numbered();
                parse_identify(text).err().filter(|_| is_required)
            }
            Field::Reason => self.reason_problem(),
            Field::Firmware(_, Part::Version) => Version::parse(text).err(),
            Field::Firmware(_, Part::Url) => FileUrl::parse(text).err(),
            Field::Firmware(_, Part::Md5) => Md5::parse(text).err(),
            Field::Firmware(_, Part::Size) => FileSize::parse(text).err(),
        };
        own.or_else(|| self.conflict(field, profile, tasks))
    }

    /// Problem of a valid value with another field or another task.
    fn conflict(&self, field: Field, profile: Profile, tasks: &[Task]) -> Option<Problem> {
        match field {
            Field::Name => self.in_the_way(field, profile, tasks).map(|_| Problem::NameTaken),
            Field::Firmware(Side::From, Part::Version) => {
                let taken_by = self.in_the_way(field, profile, tasks);
                taken_by.map(|_| Problem::FromVersionTaken)
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

    /// Existing task with the same name (4001035) or the same from version (4001037), depending on the field.
    #[must_use]
    pub fn in_the_way<'t>(&self, field: Field, profile: Profile, tasks: &'t [Task]) -> Option<&'t Task> {
        match field {
            Field::Name => rules::task_named(&self.name, tasks),
            Field::Firmware(Side::From, Part::Version) => {
                let from = Version::parse(&self.from.version).ok()?;
                rules::task_starting_at(from, self.firmware_kind(profile)?, tasks)
            }
            _ => None,
        }
    }

    /// Problem of the reason: it is required for a downgrade and has to fit into the description.
    fn reason_problem(&self) -> Option<Problem> {
        if !self.is_allowed_downgrade() {
            return None;
        }
        if self.reason.trim().is_empty() {
            return Some(Problem::Required);
        }
        let len = self.described().chars().count();
        // The description field reports a description that is too long without the reason.
        let fits = Description::parse(&self.description).is_err() || len <= DESCRIPTION_MAX;
        (!fits).then_some(Problem::TooLong {
            len,
            max: DESCRIPTION_MAX,
        })
    }

    /// Whether the draft is a downgrade and downgrades are allowed.
    #[must_use]
    pub fn is_allowed_downgrade(&self) -> bool {
        let goes_down = self.versions().is_some_and(|(from, target)| is_downgrade(from, target));
        goes_down && self.downgrade == Downgrade::Allowed
    }

    /// Description to send, with the reason of a downgrade.
    #[must_use]
    pub fn described(&self) -> String {
        match self.is_allowed_downgrade() {
            true => with_reason(&self.description, self.reason.trim()),
            false => self.description.clone(),
        }
    }

    /// From and target version; `None` unless both are valid.
    #[must_use]
    pub fn versions(&self) -> Option<(Version, Version)> {
        let from = Version::parse(&self.from.version).ok()?;
        Some((from, Version::parse(&self.target.version).ok()?))
    }

    /// Converts the draft to a new task.
    ///
    /// # Errors
    /// The problems of all fields, in the order of the form; never empty.
    pub fn checked(
        &self,
        product_id: ProductId,
        profile: Profile,
        tasks: &[Task],
    ) -> Result<NewTask, Vec<(Field, Problem)>> {
        let problems: Vec<_> = Field::ALL
            .into_iter()
            .filter_map(|field| Some((field, self.problem(field, profile, tasks)?)))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        self.build(product_id, profile)
            .map_err(|problem| vec![(Field::Name, problem)])
    }

    fn build(&self, product_id: ProductId, profile: Profile) -> Result<NewTask, Problem> {
        let kind = self.firmware_kind(profile).ok_or(Problem::Required)?;
        let full = (profile == Profile::Full).then_some(FullFields { kind, mode: self.mode });
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
