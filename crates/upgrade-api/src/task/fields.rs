//! What the fields of a task are called on the wire (`upgrade-task-api.zh.md`; the last four `platform-api.md`, profile full).

use super::Firmware;
use serde::Serialize;
use serde::ser::SerializeStruct;

/// The fields a task is created with, all of them required, in the documented order.
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

/// The fields a task may be created with besides, in profile full.
pub const FULL_FIELDS: [&str; 3] = ["type", "identify", "task_type"];

/// Every field a reported task can have, in the documented order, those of profile full last.
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

/// The wire names of a version, its address, its digest and its size, in the documented order.
pub(super) type FirmwareFields = [&'static str; 4];

pub(super) const FROM_FIELDS: FirmwareFields = [
    "from_version",
    "from_version_url",
    "from_version_md5",
    "from_version_size",
];

pub(super) const TARGET_FIELDS: FirmwareFields = [
    "target_version",
    "target_version_url",
    "target_version_md5",
    "target_version_size",
];

pub(super) fn put_firmware<O: SerializeStruct, U: Serialize, M: Serialize, S: Serialize>(
    out: &mut O,
    [version, url, md5, size]: FirmwareFields,
    firmware: &Firmware<U, M, S>,
) -> Result<(), O::Error> {
    out.serialize_field(version, &firmware.version)?;
    out.serialize_field(url, &firmware.url)?;
    out.serialize_field(md5, &firmware.md5)?;
    out.serialize_field(size, &firmware.size)
}
