//! Rules between the two versions of a task, and between the tasks of a product.

use crate::task::{DevicePart, Task};
use crate::values::Version;

/// Whether both versions are equal. Devices would install such a task without end.
pub fn is_same_version(from: Version, target: Version) -> bool {
    from == target
}

/// Whether a task would install an older version. Some device clients ignore such a task (`platform-api.md`).
pub fn is_downgrade(from: Version, target: Version) -> bool {
    target < from
}

/// Task with this name. Names are unique in a product (4001035) and compared exactly.
pub fn task_named<'a>(name: &str, tasks: impl IntoIterator<Item = &'a Task>) -> Option<&'a Task> {
    tasks.into_iter().find(|task| task.name == name)
}

/// Task with this from version and device part. The pair is unique in a product (4001037).
pub fn task_from<'a>(
    from: Version,
    device_part: DevicePart,
    tasks: impl IntoIterator<Item = &'a Task>,
) -> Option<&'a Task> {
    tasks
        .into_iter()
        .find(|task| task.from.version == from && task.device_part == device_part)
}
