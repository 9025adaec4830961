//! The create form as typed, and its conversion to a [`NewTask`].

mod downgrade_reason;

pub use downgrade_reason::{split_reason, with_reason};

use crate::field::FieldId::{Id, Mode, ProductId as Product, Status, SurplusCount, Type, UpgradeCount};
use crate::field::{FieldId, Part, Side};
use crate::profile::Profile;
use crate::rules::{self, is_downgrade};
use crate::task::{DevicePart, Firmware, FirmwareType, FullFields, NewTask, Task, TaskMode};
use crate::text::trimmed;
use crate::values::{
    DESCRIPTION_MAX, Description, FileSize, FileUrl, Md5, Name, Problem, ProductId, Version, parse_identify, readable,
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
    pub firmware_type: FirmwareType,
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
    /// Text of a field; empty for a field that is not typed.
    pub fn text(&self, field: FieldId) -> &str {
        match field {
            FieldId::Name => &self.name,
            FieldId::Description => &self.description,
            FieldId::Identify => &self.identify,
            FieldId::Reason => &self.reason,
            FieldId::Firmware(side, part) => self.side(side).text(part),
            Id | Product | UpgradeCount | Status | Type | Mode | SurplusCount => "",
        }
    }

    /// Sets the text of a field. Ignores a field that is not typed.
    pub fn set(&mut self, field: FieldId, text: String) {
        let target = match field {
            FieldId::Name => &mut self.name,
            FieldId::Description => &mut self.description,
            FieldId::Identify => &mut self.identify,
            FieldId::Reason => &mut self.reason,
            FieldId::Firmware(Side::From, part) => self.from.text_mut(part),
            FieldId::Firmware(Side::Target, part) => self.target.text_mut(part),
            Id | Product | UpgradeCount | Status | Type | Mode | SurplusCount => return,
        };
        *target = text;
    }

    /// One of the two versions.
    pub fn side(&self, side: Side) -> &FirmwareDraft {
        match side {
            Side::From => &self.from,
            Side::Target => &self.target,
        }
    }

    /// Part of a device that the task upgrades; `None` while `identify` is required and not valid.
    pub fn device_part(&self, profile: Profile) -> Option<DevicePart> {
        if profile == Profile::Core || !self.firmware_type.has_identify() {
            return Some(DevicePart::Wifi);
        }
        let identify = parse_identify(&self.identify).ok()?;
        Some(DevicePart::new(self.firmware_type, identify))
    }

    /// Value of a field as it is read and sent, or its problem; `None` for a field that is not typed.
    fn parsed(&self, field: FieldId) -> Option<Result<String, Problem>> {
        let text = self.text(field);
        Some(match field {
            FieldId::Name => Name::parse(text).map(|name| name.to_string()),
            FieldId::Description => Description::parse(text).map(|description| description.to_string()),
            FieldId::Reason => readable(text).map(str::to_owned),
            FieldId::Identify => parse_identify(text).map(|number| number.to_string()),
            FieldId::Firmware(_, Part::Version) => Version::parse(text).map(|version| version.to_string()),
            FieldId::Firmware(_, Part::Url) => FileUrl::parse(text).map(|url| url.as_str().to_owned()),
            FieldId::Firmware(_, Part::Md5) => Md5::parse(text).map(|md5| md5.to_string()),
            FieldId::Firmware(_, Part::Size) => FileSize::parse(text).map(|size| size.get().to_string()),
            Id | Product | UpgradeCount | Status | Type | Mode | SurplusCount => return None,
        })
    }

    /// Problem of a field. `tasks` are the known tasks of the product.
    pub fn problem(&self, field: FieldId, profile: Profile, tasks: &[Task]) -> Option<Problem> {
        let problem = self.parsed(field)?.err();
        let taken = |problem| self.conflicting_task(field, profile, tasks).map(|_| problem);
        match field {
            FieldId::Name => problem.or_else(|| taken(Problem::NameTaken)),
            FieldId::Firmware(Side::From, Part::Version) => problem.or_else(|| taken(Problem::FromVersionTaken)),
            FieldId::Firmware(Side::Target, Part::Version) => problem.or_else(|| self.versions_problem()),
            FieldId::Identify => problem.filter(|_| profile == Profile::Full && self.firmware_type.has_identify()),
            FieldId::Reason => self.reason_problem(),
            _ => problem,
        }
    }

    /// Value of a field as it is read and sent, if it differs from the text; `None` for an invalid text.
    pub fn read_as(&self, field: FieldId) -> Option<String> {
        let read = self.parsed(field)?.ok();
        read.filter(|read| read != self.text(field))
    }

    /// Text of a field as it is read and sent.
    pub fn text_as_read(&self, field: FieldId) -> String {
        self.read_as(field).unwrap_or_else(|| self.text(field).to_owned())
    }

    /// Whether an empty text is a problem of the field, given the other texts and choices.
    pub fn is_required(&self, field: FieldId, profile: Profile) -> bool {
        let mut draft = self.clone();
        draft.set(field, String::new());
        draft.problem(field, profile, &[]) == Some(Problem::Required)
    }

    /// Problem between the two versions, reported by the target version.
    fn versions_problem(&self) -> Option<Problem> {
        let (from, target) = self.versions()?;
        if rules::is_same_version(from, target) {
            return Some(Problem::SameVersion);
        }
        let is_refused = is_downgrade(from, target) && self.downgrade == Downgrade::Refused;
        is_refused.then_some(Problem::DowngradeRefused)
    }

    /// Existing task with the same name (4001035) or the same from version (4001037), depending on the field.
    pub fn conflicting_task<'t>(&self, field: FieldId, profile: Profile, tasks: &'t [Task]) -> Option<&'t Task> {
        match field {
            FieldId::Name => rules::task_named(Name::parse(&self.name).ok()?.as_str(), tasks),
            FieldId::Firmware(Side::From, Part::Version) => {
                let from = Version::parse(&self.from.version).ok()?;
                rules::task_from(from, self.device_part(profile)?, tasks)
            }
            _ => None,
        }
    }

    /// Problem of the reason: it is required for a downgrade and has to fit into the description.
    fn reason_problem(&self) -> Option<Problem> {
        if !self.is_allowed_downgrade() {
            return None;
        }
        match readable(&self.reason) {
            Ok("") => return Some(Problem::Required),
            Err(problem) => return Some(problem),
            Ok(_) => {}
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
    pub fn is_allowed_downgrade(&self) -> bool {
        let goes_down = self.versions().is_some_and(|(from, target)| is_downgrade(from, target));
        goes_down && self.downgrade == Downgrade::Allowed
    }

    /// Description to send, with the reason of a downgrade.
    pub fn described(&self) -> String {
        match self.is_allowed_downgrade() {
            true => with_reason(trimmed(&self.description), trimmed(&self.reason)),
            false => trimmed(&self.description).to_owned(),
        }
    }

    /// From and target version; `None` unless both are valid.
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
    ) -> Result<NewTask, Vec<(FieldId, Problem)>> {
        let problems: Vec<_> = FieldId::TEXT_INPUTS
            .into_iter()
            .filter_map(|field| Some((field, self.problem(field, profile, tasks)?)))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        self.build(product_id, profile)
            .map_err(|problem| vec![(FieldId::Name, problem)])
    }

    fn build(&self, product_id: ProductId, profile: Profile) -> Result<NewTask, Problem> {
        let device_part = self.device_part(profile).ok_or(Problem::Required)?;
        let full = (profile == Profile::Full).then_some(FullFields {
            device_part,
            mode: self.mode,
        });
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
