//! A task as somebody types it: text in ten fields.

use crate::database::{FirmwareRow, TaskRow};

/// What is said about a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The task's name.
    Name,
    /// Its description.
    Description,
    /// A part of the version devices come from.
    From(Part),
    /// A part of the version they go to.
    Target(Part),
}

impl Field {
    /// Its name on the wire, which is also the end of its id in the page.
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

    /// Every field, in the form's order.
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

/// What is typed into the ten fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The task's name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// The version devices come from.
    pub from: TypedFirmware,
    /// The version they go to.
    pub target: TypedFirmware,
}

/// What is typed about one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedFirmware {
    /// Its number.
    pub version: String,
    /// Its file's address.
    pub url: String,
    /// Its file's digest.
    pub md5: String,
    /// Its file's size.
    pub size: String,
}

impl TypedFirmware {
    /// A version with a plausible file.
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
    /// A task that is right in every field.
    #[must_use]
    pub fn task(name: &str, from: u32, target: u32) -> Self {
        Self {
            name: name.to_owned(),
            description: format!("From {from} to {target}, for a test"),
            from: TypedFirmware::of_version(from),
            target: TypedFirmware::of_version(target),
        }
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Description => &self.description,
            Field::From(part) => self.from.text(part),
            Field::Target(part) => self.target.text(part),
        }
    }

    /// The body of the documented request, with the fields in the order of `upgrade-task-api.zh.md`.
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

    /// Whether the database has exactly this, as a task of `product`.
    #[must_use]
    pub fn is(&self, row: &TaskRow, product: &str) -> bool {
        row.product_id == product
            && row.name == self.name
            && row.description == self.description
            && row.from == self.from.row()
            && row.target == self.target.row()
    }
}
