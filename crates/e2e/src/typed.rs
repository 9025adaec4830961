//! A task as typed into the create form: the texts of its ten fields.

use crate::database::{FirmwareRow, TaskRow};

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
    /// Name of the field in the API, which is also the end of the input's id in the page.
    #[must_use]
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

/// The texts of the ten fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Name of the task.
    pub name: String,
    /// Description of the task.
    pub description: String,
    /// The from version.
    pub from: TypedFirmware,
    /// The target version.
    pub target: TypedFirmware,
}

/// The texts of one version's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedFirmware {
    /// Version number.
    pub version: String,
    /// Address of the firmware file.
    pub url: String,
    /// MD5 digest of the firmware file.
    pub md5: String,
    /// Size of the firmware file in bytes.
    pub size: String,
}

impl TypedFirmware {
    /// Valid texts for a version with this number.
    #[must_use]
    pub fn of_version(version: u32) -> Self {
        Self {
            version: version.to_string(),
            url: format!("https://files.example.com/{version}.bin"),
            md5: format!("{version:032x}"),
            size: (1000 + version).to_string(),
        }
    }

    fn text(&self, part: Part) -> &str {
        match part {
            Part::Version => &self.version,
            Part::Url => &self.url,
            Part::Md5 => &self.md5,
            Part::Size => &self.size,
        }
    }

    fn body(&self, side: &str) -> String {
        let Self {
            version,
            url,
            md5,
            size,
        } = self;
        format!(
            "\"{side}_version\":{version},\"{side}_version_url\":\"{url}\",\"{side}_version_md5\":\"{md5}\",\
             \"{side}_version_size\":{size}"
        )
    }

    fn row(&self) -> FirmwareRow {
        FirmwareRow {
            version: self.version.parse().expect("a number"),
            url: self.url.clone(),
            md5: self.md5.clone(),
            size: self.size.parse().expect("a number"),
        }
    }
}

impl Typed {
    /// A task with valid texts in every field.
    #[must_use]
    pub fn task(name: &str, from: u32, target: u32) -> Self {
        Self {
            name: name.to_owned(),
            description: format!("From {from} to {target}, for a test"),
            from: TypedFirmware::of_version(from),
            target: TypedFirmware::of_version(target),
        }
    }

    /// Text of a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
            Field::From(part) => self.from.text(part),
            Field::Target(part) => self.target.text(part),
        }
    }

    /// JSON body of the create request, with the fields in the order of `upgrade-task-api.zh.md`.
    #[must_use]
    pub fn body(&self, product: &str) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        format!(
            "{{\"product_id\":{},\"name\":{},\"description\":{},{},{}}}",
            text(product),
            text(&self.name),
            text(&self.description),
            self.from.body("from"),
            self.target.body("target"),
        )
    }

    /// Whether `row` is this task in `product`, equal in every field.
    #[must_use]
    pub fn is(&self, row: &TaskRow, product: &str) -> bool {
        row.product_id == product
            && row.name == self.name
            && row.description == self.description
            && row.from == self.from.row()
            && row.target == self.target.row()
    }
}
