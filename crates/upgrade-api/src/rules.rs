//! Rules between values: of one task, and between tasks of a product.

use crate::task::{FirmwareKind, Task};
use crate::values::{Md5, Version};

/// Something that is allowed and probably wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The target version is below the from version. Some device clients never act on it (`platform-api.md`).
    Downgrade,
    /// Both versions have the same bytes: devices would flash what they already run.
    SameBytes,
}

/// Whether devices would flash the version they are on, for ever.
#[must_use]
pub fn is_same_version(from: Version, target: Version) -> bool {
    from == target
}

/// What is probably wrong with a pair of versions.
#[must_use]
pub fn version_warning(from: Version, target: Version) -> Option<Warning> {
    (target < from).then_some(Warning::Downgrade)
}

/// What is probably wrong with a pair of files.
#[must_use]
pub fn digest_warning(from: Md5, target: Md5) -> Option<Warning> {
    (from == target).then_some(Warning::SameBytes)
}

/// The task that already has this name (4001035): names are unique in a product, to the letter.
pub fn task_named<'a>(name: &str, tasks: impl IntoIterator<Item = &'a Task>) -> Option<&'a Task> {
    tasks.into_iter().find(|task| task.name == name)
}

/// The task that already starts here (4001037): kind and from version are unique in a product.
pub fn task_starting_at<'a>(
    from: Version,
    kind: FirmwareKind,
    tasks: impl IntoIterator<Item = &'a Task>,
) -> Option<&'a Task> {
    tasks
        .into_iter()
        .find(|task| task.from.version == from && task.kind == kind)
}
