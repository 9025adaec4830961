//! Firmware library of a product (`openapi.yaml`, profile full): entries, uploads, and versions to choose from.

mod choices;

pub use choices::{Choice, choices, is_found, usual_model};

use crate::json::{Object, ReadError, elements};
use crate::task::{DevicePart, Firmware};
use crate::values::{FileSize, FileUrl, Md5, Version};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// Entry of the firmware library, as reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LibraryFirmware {
    /// Id.
    pub id: String,
    /// Hardware model, at most 20 characters.
    #[serde(rename = "mod")]
    pub model: String,
    /// Version.
    pub version: Version,
    /// Address of the file, unchecked.
    pub file_url: String,
    /// MD5 digest of the file, unchecked.
    pub file_md5: String,
    /// Size of the file in bytes.
    pub file_size: u64,
    /// Release notes, at most 250 characters.
    pub description: String,
    /// Release date, RFC 3339.
    pub release_date: String,
    /// Whether the entry is released.
    pub is_release: bool,
    /// Firmware type on the wire: 1 WIFI, 2 MCU, 3 sub-device.
    #[serde(rename = "type")]
    pub firmware_type: u8,
    /// Number of the MCU or sub-device.
    pub identify: u64,
    /// Date of creation, RFC 3339.
    pub create_date: String,
}

impl LibraryFirmware {
    /// Part of a device that the firmware is for; `None` for an undocumented type.
    pub fn device_part(&self) -> Option<DevicePart> {
        DevicePart::from_wire(u64::from(self.firmware_type), self.identify)
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// The first field that is missing or not as documented.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let firmware_type = object.optional_number("type")?.unwrap_or(1);
        Ok(Self {
            id: object.text("id")?,
            model: object.text("mod")?,
            version: object.number_as("version", Version::from_number)?,
            file_url: object.text("file_url")?,
            file_md5: object.text("file_md5")?,
            file_size: object.number("file_size")?,
            description: object.text("description").unwrap_or_default(),
            release_date: object.text("release_date").unwrap_or_default(),
            is_release: object.flag("is_release"),
            firmware_type: u8::try_from(firmware_type).map_err(|_| object.invalid("type"))?,
            identify: object.optional_number("identify")?.unwrap_or(0),
            create_date: object.text("create_date").unwrap_or_default(),
        })
    }
}

/// Page of the firmware library. An unreadable row does not hide the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryPage {
    /// Readable entries, in the order of the platform.
    pub list: Vec<LibraryFirmware>,
    /// Number of rows that cannot be read.
    pub unread: usize,
}

impl LibraryPage {
    /// Reads a page.
    ///
    /// # Errors
    /// [`ReadError::NotJson`] or [`ReadError::Shape`] if the text is not a JSON array.
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

/// Body of *add to the firmware library*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFirmware {
    /// Hardware model, 1 to 20 characters (`mod` on the wire).
    pub model: String,
    /// Version and its file.
    pub file: Firmware,
    /// Release notes, at most 250 characters; may be empty.
    pub description: String,
    /// Release date, RFC 3339.
    pub release_date: String,
    /// Whether the entry is released.
    pub is_release: bool,
    /// Part of a device that the firmware is for.
    pub device_part: DevicePart,
}

impl Serialize for NewFirmware {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (firmware_type, identify) = self.device_part.to_wire();
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

/// Answer to an upload: the address of the file, and its digest and size as measured by the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uploaded {
    /// Address of the file.
    pub url: FileUrl,
    /// MD5 digest of the file.
    pub md5: Md5,
    /// Size of the file in bytes.
    pub size: FileSize,
}

impl Uploaded {
    /// Whether the platform has measured this digest and size: it has stored the bytes that were sent.
    pub fn matches(&self, md5: Md5, size: FileSize) -> bool {
        self.md5 == md5 && self.size == size
    }

    /// Reads the answer to an upload.
    ///
    /// # Errors
    /// The first field that is missing or not as documented.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        Ok(Self {
            url: object.parsed("url", FileUrl::parse)?,
            md5: object.parsed("md5", Md5::parse)?,
            size: object.number_as("size", FileSize::from_bytes)?,
        })
    }
}
