//! The types around a task (profile full, devices, credentials): `openapi.yaml`.

use crate::json::{Object, ReadError, elements, number_of, wrong};
use crate::order::sorted_by;
use crate::task::{Firmware, FirmwareKind};
use crate::values::{FileSize, FileUrl, Md5, ProductId, Version};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// A product to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// What it is; may be empty.
    pub description: String,
}

impl Product {
    /// A product of which only the id is known.
    #[must_use]
    pub fn nameless(id: ProductId) -> Self {
        Self {
            name: id.to_string(),
            id,
            description: String::new(),
        }
    }

    /// Reads one product.
    ///
    /// # Errors
    /// Which field could not be read.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        Ok(Self {
            id: object.parsed("id", ProductId::parse)?,
            name: object.text("name")?,
            description: object.text("description").unwrap_or_default(),
        })
    }

    /// Reads a list of products.
    ///
    /// # Errors
    /// Where the list or one of its products cannot be read.
    pub fn read_list(text: &str) -> Result<Vec<Self>, ReadError> {
        elements(text)?.into_iter().map(Self::read).collect()
    }
}

/// A version of the firmware library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LibraryFirmware {
    /// Its id.
    pub id: String,
    /// Hardware model, at most 20 characters.
    #[serde(rename = "mod")]
    pub model: String,
    /// The version.
    pub version: Version,
    /// The file's address, as reported.
    pub file_url: String,
    /// The file's digest, as reported.
    pub file_md5: String,
    /// The file's size in bytes.
    pub file_size: u64,
    /// Release notes, at most 250 characters.
    pub description: String,
    /// When it was released, RFC 3339.
    pub release_date: String,
    /// Whether it is released.
    pub is_release: bool,
    /// Wire type: 1 WIFI, 2 MCU, 3 sub-device.
    #[serde(rename = "type")]
    pub firmware_type: u8,
    /// Which MCU or sub-device.
    pub identify: u64,
    /// When it was added, RFC 3339.
    pub create_date: String,
}

impl LibraryFirmware {
    /// Which firmware of a device it is; none for a type that is not documented.
    #[must_use]
    pub fn kind(&self) -> Option<FirmwareKind> {
        FirmwareKind::from_wire(u64::from(self.firmware_type), self.identify)
    }

    /// Reads one version of the library.
    ///
    /// # Errors
    /// Which field could not be read.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let firmware_type = object.optional_number("type")?.unwrap_or(1);
        Ok(Self {
            id: object.text("id")?,
            model: object.text("mod")?,
            version: Version::from_number(object.number("version")?)
                .map_err(|_| wrong("version", object.raw("version").unwrap_or_default()))?,
            file_url: object.text("file_url")?,
            file_md5: object.text("file_md5")?,
            file_size: object.number("file_size")?,
            description: object.text("description").unwrap_or_default(),
            release_date: object.text("release_date").unwrap_or_default(),
            is_release: object.flag("is_release"),
            firmware_type: u8::try_from(firmware_type)
                .map_err(|_| wrong("type", object.raw("type").unwrap_or_default()))?,
            identify: object.optional_number("identify")?.unwrap_or(0),
            create_date: object.text("create_date").unwrap_or_default(),
        })
    }
}

/// Versions of the firmware library, and how many could not be read: one bad row never hides the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryPage {
    /// The versions, in the platform's order.
    pub list: Vec<LibraryFirmware>,
    /// Rows that could not be read.
    pub unread: usize,
}

impl LibraryPage {
    /// Reads a page.
    ///
    /// # Errors
    /// Only where the whole is not a JSON array.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let mut page = Self::default();
        for row in elements(text)? {
            match LibraryFirmware::read(row) {
                Ok(firmware) => page.list.push(firmware),
                Err(_) => page.unread += 1,
            }
        }
        Ok(page)
    }
}

/// Body of *add a version* to the firmware library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFirmware {
    /// Hardware model, 1 to 20 characters (wire name `mod`).
    pub model: String,
    /// The version and its file.
    pub file: Firmware,
    /// Release notes, at most 250 characters; may be empty.
    pub description: String,
    /// When it is released, RFC 3339.
    pub release_date: String,
    /// Whether it is released.
    pub is_release: bool,
    /// Which firmware of a device.
    pub kind: FirmwareKind,
}

impl Serialize for NewFirmware {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (firmware_type, identify) = self.kind.to_wire();
        let mut out = to.serialize_struct("NewFirmware", 10)?;
        out.serialize_field("mod", &self.model)?;
        out.serialize_field("version", &self.file.version)?;
        out.serialize_field("file_url", &self.file.url)?;
        out.serialize_field("file_md5", &self.file.md5)?;
        out.serialize_field("file_size", &self.file.size)?;
        out.serialize_field("description", &self.description)?;
        out.serialize_field("release_date", &self.release_date)?;
        out.serialize_field("is_release", &self.is_release)?;
        out.serialize_field("type", &firmware_type)?;
        out.serialize_field("identify", &identify)?;
        out.end()
    }
}

/// Where an uploaded file is, and what the platform measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uploaded {
    /// Its address.
    pub url: FileUrl,
    /// Its digest.
    pub md5: Md5,
    /// Its size in bytes.
    pub size: FileSize,
}

impl Uploaded {
    /// Reads the answer to an upload.
    ///
    /// # Errors
    /// Which field could not be read.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        Ok(Self {
            url: object.parsed("url", FileUrl::parse)?,
            md5: object.parsed("md5", Md5::parse)?,
            size: FileSize::from_bytes(object.number("size")?)
                .map_err(|_| wrong("size", object.raw("size").unwrap_or_default()))?,
        })
    }
}

/// Devices per firmware version, lowest version first.
///
/// # Errors
/// Where a version or a count cannot be read, or a version stands there twice (`7` and `07` are the same).
pub fn read_statistics(text: &str) -> Result<Vec<(Version, u64)>, ReadError> {
    let object = Object::parse(text)?;
    let mut statistics = Vec::new();
    for (name, devices) in object.fields() {
        let version = Version::parse(name).map_err(|_| wrong("version", name))?;
        let devices = number_of(devices).ok_or_else(|| wrong("count", name))?;
        statistics.push((version, devices));
    }
    let statistics = sorted_by(statistics, |a, b| a.0.cmp(&b.0));
    match statistics.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(twice) => Err(ReadError::Duplicate {
            field: twice[0].0.to_string(),
        }),
        None => Ok(statistics),
    }
}

/// Body of a sign-in by account. Not `Debug`: it holds a password.
#[derive(Serialize)]
pub struct SignIn {
    /// The account.
    pub account: String,
    /// The password, 6 to 16 characters.
    pub password: String,
}

/// Body of a refresh. Not `Debug`: it holds a secret.
#[derive(Serialize)]
pub struct RefreshToken {
    /// The refresh token that came with the access token.
    pub refresh_token: String,
}

/// Credentials as the platform gives them. Not `Debug`: they are secrets.
pub struct Credentials {
    /// Goes into the `Access-Token` header.
    pub access_token: String,
    /// Buys the next credentials, before these expire.
    pub refresh_token: String,
    /// Seconds the access token lives.
    pub expire_in: u64,
}

impl Credentials {
    /// Reads the answer to a sign-in or a refresh.
    ///
    /// # Errors
    /// Which field could not be read; never with its value.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let secret = |field| object.text(field).map_err(|_| ReadError::Missing { field });
        Ok(Self {
            access_token: secret("access_token")?,
            refresh_token: secret("refresh_token")?,
            // What stands in its place may be a token that slipped.
            expire_in: object
                .number("expire_in")
                .map_err(|_| ReadError::Missing { field: "expire_in" })?,
        })
    }
}
