//! Texts of the ten fields of the create form.

use crate::database::{FirmwareRow, TaskRow};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A field within the group of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Version number.
    Version,
    /// Address of the firmware file.
    Url,
    /// MD5 digest of the firmware file.
    Md5,
    /// Size of the firmware file in bytes.
    Size,
}

impl Part {
    /// All parts, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Version, Self::Url, Self::Md5, Self::Size];

    fn is_number(self) -> bool {
        matches!(self, Self::Version | Self::Size)
    }
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name of the task.
    Name,
    /// Description of the task.
    Description,
    /// A field of the from version.
    From(Part),
    /// A field of the target version.
    Target(Part),
}

impl Field {
    /// Name of the field in the API.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::From(Part::Version) => "from_version",
            Self::From(Part::Url) => "from_version_url",
            Self::From(Part::Md5) => "from_version_md5",
            Self::From(Part::Size) => "from_version_size",
            Self::Target(Part::Version) => "target_version",
            Self::Target(Part::Url) => "target_version_url",
            Self::Target(Part::Md5) => "target_version_md5",
            Self::Target(Part::Size) => "target_version_size",
        }
    }

    /// Id of the input in the page.
    pub fn id(self) -> String {
        format!("create-{}", self.wire_name())
    }

    /// Every field, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Description,
        Self::From(Part::Version),
        Self::From(Part::Url),
        Self::From(Part::Md5),
        Self::From(Part::Size),
        Self::Target(Part::Version),
        Self::Target(Part::Url),
        Self::Target(Part::Md5),
        Self::Target(Part::Size),
    ];
}

/// A task as typed into the create form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskInput {
    /// Name of the task.
    pub name: String,
    /// Description of the task.
    pub description: String,
    /// The from version.
    pub from: FirmwareInput,
    /// The target version.
    pub target: FirmwareInput,
}

/// The texts of one version's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmwareInput {
    /// Version number.
    pub version: String,
    /// Address of the firmware file.
    pub url: String,
    /// MD5 digest of the firmware file.
    pub md5: String,
    /// Size of the firmware file in bytes.
    pub size: String,
}

impl FirmwareInput {
    /// Valid texts for a version with this number.
    pub fn of_version(version: u32) -> Self {
        Self {
            version: version.to_string(),
            url: format!("https://files.example.com/{version}.bin"),
            md5: format!("{version:032x}"),
            size: (1000 + version).to_string(),
        }
    }

    /// Fills in MD5 (of `md5sum`) and size of a file, as the page must compute them.
    pub fn set_file(&mut self, file: &Path) {
        self.md5 = md5sum(file);
        self.size = fs::metadata(file).expect("a file").len().to_string();
    }

    fn text(&self, part: Part) -> &str {
        match part {
            Part::Version => &self.version,
            Part::Url => &self.url,
            Part::Md5 => &self.md5,
            Part::Size => &self.size,
        }
    }
}

impl TaskInput {
    /// A task with valid texts in every field.
    pub fn new(name: &str, from: u32, target: u32) -> Self {
        Self {
            name: name.to_owned(),
            description: format!("From {from} to {target}, for a test"),
            from: FirmwareInput::of_version(from),
            target: FirmwareInput::of_version(target),
        }
    }

    /// Text of a field.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
            Field::From(part) => self.from.text(part),
            Field::Target(part) => self.target.text(part),
        }
    }

    /// JSON body of the create request, with the fields in the order of `upgrade-task-api.zh.md`.
    pub fn body(&self, product: &str) -> String {
        let members = Field::ALL.map(|field| {
            let is_number = matches!(field, Field::From(part) | Field::Target(part) if part.is_number());
            let value = match is_number {
                true => self.text(field).to_owned(),
                false => Value::from(self.text(field)).to_string(),
            };
            format!("\"{}\":{value}", field.wire_name())
        });
        format!("{{\"product_id\":{},{}}}", Value::from(product), members.join(","))
    }

    /// Whether `row` is this task in `product`, equal in every field.
    pub fn is(&self, row: &TaskRow, product: &str) -> bool {
        row.product_id == product && *self == Self::from(row.clone())
    }
}

impl From<TaskRow> for TaskInput {
    fn from(row: TaskRow) -> Self {
        let firmware = |row: FirmwareRow| FirmwareInput {
            version: row.version.to_string(),
            url: row.url,
            md5: row.md5,
            size: row.size.to_string(),
        };
        Self {
            name: row.name,
            description: row.description,
            from: firmware(row.from),
            target: firmware(row.target),
        }
    }
}

/// MD5 digest of a file, computed by `md5sum`.
pub fn md5sum(file: &Path) -> String {
    let output = Command::new("md5sum").arg(file).output().expect("md5sum of coreutils");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let md5 = text.split_whitespace().next().filter(|_| output.status.success());
    md5.unwrap_or_else(|| panic!("md5sum {} fails", file.display()))
        .to_owned()
}
