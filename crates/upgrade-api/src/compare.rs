//! The task of a create request whose answer was lost, and differences between two readings of a task.

use crate::field::FieldId::{Id, Mode, ProductId, Reason, Status, SurplusCount, UpgradeCount};
use crate::field::{FieldId, FieldValue, Part};
use crate::task::{NewTask, Task};
use crate::values::Md5;

/// Result of searching a task list for the task of a create request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created<'t> {
    /// The list contains the task.
    Here(&'t Task),
    /// The list does not contain the task.
    NotThere,
    /// A matching task has run already and may be older than the request, or an unreadable row may be the task.
    CannotTell,
}

/// Searches a list, read after a create request, for the task of the request. `all_read` is whether `tasks` contains all
/// rows of the list. The search relies on unique names and on new tasks being stopped (`upgrade-task-api.zh.md`).
pub fn created<'t>(wanted: &NewTask, tasks: &'t [Task], all_read: bool) -> Created<'t> {
    match tasks.iter().find(|task| is_equal(wanted, task)) {
        Some(task) if task.status.is_stopped() && task.upgrade_count == 0 => Created::Here(task),
        None if all_read => Created::NotThere,
        Some(_) | None => Created::CannotTell,
    }
}

/// Whether a task has the name, firmware type, versions, digests and sizes of a new task.
fn is_equal(wanted: &NewTask, task: &Task) -> bool {
    FieldId::ALL.into_iter().all(|field| match field {
        FieldId::Name | FieldId::Type | FieldId::Identify | FieldId::Firmware(_, Part::Version | Part::Size) => {
            let sent = wanted.value(field);
            sent.is_none() || sent == task.value(field)
        }
        FieldId::Firmware(_, Part::Md5) => digest(wanted.value(field)) == digest(task.value(field)),
        Id | ProductId | UpgradeCount | SurplusCount | Status | Mode | Reason => true,
        FieldId::Description | FieldId::Firmware(_, Part::Url) => true,
    })
}

fn digest(value: Option<FieldValue<'_>>) -> Option<Md5> {
    Md5::parse(&value?.to_string()).ok()
}

/// Differences between two readings of a task: the state first, then the order of the form. Ids and device counts are
/// ignored. [`FieldId::Type`] represents the type, the `identify` and the mode.
pub fn differences(old: &Task, new: &Task) -> Vec<FieldId> {
    let changed = FieldId::ALL
        .into_iter()
        .filter(|field| old.value(*field) != new.value(*field));
    let mut found: Vec<_> = changed.filter_map(represented_by).collect();
    found.dedup();
    found.sort_by_key(|field| *field != FieldId::Status);
    found
}

/// Field that represents a field among the differences; `None` if its differences are ignored.
fn represented_by(field: FieldId) -> Option<FieldId> {
    match field {
        FieldId::Name | FieldId::Description | FieldId::Firmware(..) | Status => Some(field),
        FieldId::Type | FieldId::Identify | Mode => Some(FieldId::Type),
        Id | ProductId | UpgradeCount | SurplusCount | Reason => None,
    }
}
