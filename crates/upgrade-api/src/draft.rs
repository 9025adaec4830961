//! What a person typed, and the one way from there to a [`NewTask`].

use crate::rules::{self, Warning};
use crate::task::{Firmware, FirmwareKind, FullFields, NewTask, Task};
use crate::values::{Description, FileSize, FileUrl, Md5, Name, Problem, ProductId, Version};

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
    /// A part of one of the two versions.
    Firmware(Side, Part),
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 10] = [
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
    ];

    /// The field's name on the wire.
    #[must_use]
    pub fn wire_name(self) -> &'static str {
        match self {
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
        }
    }
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
}

impl TaskDraft {
    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
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

    fn side(&self, side: Side) -> &FirmwareDraft {
        match side {
            Side::From => &self.from,
            Side::Target => &self.target,
        }
    }

    /// What is wrong with one field, given the product's tasks as far as they are known.
    #[must_use]
    pub fn problem(&self, field: Field, kind: FirmwareKind, tasks: &[Task]) -> Option<Problem> {
        let text = self.text(field);
        let own = match field {
            Field::Name => Name::parse(text).err(),
            Field::Description => Description::parse(text).err(),
            Field::Firmware(_, Part::Version) => Version::parse(text).err(),
            Field::Firmware(_, Part::Url) => FileUrl::parse(text).err(),
            Field::Firmware(_, Part::Md5) => Md5::parse(text).err(),
            Field::Firmware(_, Part::Size) => FileSize::parse(text).err(),
        };
        own.or_else(|| self.problem_between(field, kind, tasks))
    }

    fn problem_between(&self, field: Field, kind: FirmwareKind, tasks: &[Task]) -> Option<Problem> {
        match field {
            Field::Name => rules::task_named(&self.name, tasks).map(|_| Problem::NameTaken),
            Field::Firmware(Side::From, Part::Version) => {
                let from = Version::parse(&self.from.version).ok()?;
                rules::task_starting_at(from, kind, tasks).map(|_| Problem::FromVersionTaken)
            }
            Field::Firmware(Side::Target, Part::Version) => {
                let (from, target) = self.versions()?;
                rules::is_same_version(from, target).then_some(Problem::SameVersion)
            }
            Field::Description | Field::Firmware(..) => None,
        }
    }

    fn versions(&self) -> Option<(Version, Version)> {
        let from = Version::parse(&self.from.version).ok()?;
        Some((from, Version::parse(&self.target.version).ok()?))
    }

    /// What is allowed and probably wrong, said beside `field`.
    #[must_use]
    pub fn warning(&self, field: Field) -> Option<Warning> {
        match field {
            Field::Firmware(Side::Target, Part::Version) => {
                let (from, target) = self.versions()?;
                rules::version_warning(from, target)
            }
            Field::Firmware(Side::Target, Part::Md5) => {
                let from = Md5::parse(&self.from.md5).ok()?;
                rules::digest_warning(from, Md5::parse(&self.target.md5).ok()?)
            }
            _ => None,
        }
    }

    /// The task to create.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form; never empty.
    pub fn checked(
        &self,
        product_id: ProductId,
        full: Option<FullFields>,
        tasks: &[Task],
    ) -> Result<NewTask, Vec<(Field, Problem)>> {
        let kind = full.map_or(FirmwareKind::Wifi, |full| full.kind);
        let problems: Vec<_> = Field::ALL
            .into_iter()
            .filter_map(|field| Some((field, self.problem(field, kind, tasks)?)))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        self.assembled(product_id, full)
            .map_err(|problem| vec![(Field::Name, problem)])
    }

    fn assembled(&self, product_id: ProductId, full: Option<FullFields>) -> Result<NewTask, Problem> {
        Ok(NewTask {
            product_id,
            name: Name::parse(&self.name)?,
            description: Description::parse(&self.description)?,
            from: self.from.checked()?,
            target: self.target.checked()?,
            full,
        })
    }
}
