//! Wire names of the task fields (`upgrade-task-api.zh.md`; profile full: `platform-api.md`).

use super::firmware::{Firmware, ReportedFirmware};
use crate::json::{Object, ReadError};
use crate::values::Version;
use serde::Serialize;
use serde::ser::SerializeStruct;

/// Fields of a new task, all required, in the documented order.
pub const NEW_TASK_FIELDS: [&str; 11] = [
    "product_id",
    "name",
    "description",
    FROM_FIELDS[0],
    FROM_FIELDS[1],
    FROM_FIELDS[2],
    FROM_FIELDS[3],
    TARGET_FIELDS[0],
    TARGET_FIELDS[1],
    TARGET_FIELDS[2],
    TARGET_FIELDS[3],
];

/// Optional fields of a new task in profile full.
pub const FULL_FIELDS: [&str; 3] = ["type", "identify", "task_type"];

/// Fields of a reported task, in the documented order. The last four belong to profile full.
pub const TASK_FIELDS: [&str; 18] = [
    "id",
    "product_id",
    "name",
    "description",
    FROM_FIELDS[0],
    FROM_FIELDS[1],
    FROM_FIELDS[2],
    FROM_FIELDS[3],
    TARGET_FIELDS[0],
    TARGET_FIELDS[1],
    TARGET_FIELDS[2],
    TARGET_FIELDS[3],
    "upgrade_count",
    "status",
    "type",
    "identify",
    "task_type",
    "surplus_count",
];

/// Wire names of version, address, digest and size.
pub(crate) type FirmwareFields = [&'static str; 4];

/// Fields of the from version.
pub(crate) const FROM_FIELDS: FirmwareFields = [
    "from_version",
    "from_version_url",
    "from_version_md5",
    "from_version_size",
];

/// Fields of the target version.
pub(crate) const TARGET_FIELDS: FirmwareFields = [
    "target_version",
    "target_version_url",
    "target_version_md5",
    "target_version_size",
];

/// Writes the four fields of a firmware version.
pub(super) fn write_firmware<O: SerializeStruct, U: Serialize, M: Serialize, S: Serialize>(
    out: &mut O,
    [version, url, md5, size]: FirmwareFields,
    firmware: &Firmware<U, M, S>,
) -> Result<(), O::Error> {
    out.serialize_field(version, &firmware.version)?;
    out.serialize_field(url, &firmware.url)?;
    out.serialize_field(md5, &firmware.md5)?;
    out.serialize_field(size, &firmware.size)
}

/// Reads the four fields of a firmware version.
///
/// # Errors
/// The first field that is missing or not as documented.
pub(super) fn read_firmware(
    object: &Object<'_>,
    [version, url, md5, size]: FirmwareFields,
) -> Result<ReportedFirmware, ReadError> {
    Ok(Firmware {
        version: object.number_as(version, Version::from_number)?,
        url: object.text(url)?,
        md5: object.text(md5)?,
        size: object.number(size)?,
    })
}
