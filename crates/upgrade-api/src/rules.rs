//! Rules between values: of one task, and between tasks of a product.

use crate::task::{FirmwareKind, Task};
use crate::values::Version;

/// Whether devices would flash the version they are on, for ever.
#[must_use]
pub fn is_same_version(from: Version, target: Version) -> bool {
    from == target
}

/// Whether devices would go back. Some device clients never act on that (`platform-api.md`).
#[must_use]
pub fn is_downgrade(from: Version, target: Version) -> bool {
    target < from
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
