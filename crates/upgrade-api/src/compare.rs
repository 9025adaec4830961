//! The task of a create request whose answer was lost, and differences between two readings of a task.

use crate::draft::{Field, Part, Side};
use crate::status::{RunState, TaskStatus};
use crate::task::{Firmware, NewTask, ReportedFirmware, Task};
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
#[must_use]
pub fn created<'t>(wanted: &NewTask, tasks: &'t [Task], all_read: bool) -> Created<'t> {
    match tasks.iter().find(|task| is_equal(wanted, task)) {
        Some(task) if task.status == TaskStatus::Known(RunState::Stopped) && task.upgrade_count == 0 => {
            Created::Here(task)
        }
        None if all_read => Created::NotThere,
        Some(_) | None => Created::CannotTell,
    }
}

/// Whether a task has the name, firmware type, versions, digests and sizes of a new task.
fn is_equal(wanted: &NewTask, task: &Task) -> bool {
    let same = |wanted: &Firmware, reported: &ReportedFirmware| {
        wanted.version == reported.version
            && wanted.size.get() == reported.size
            && Md5::parse(&reported.md5).is_ok_and(|md5| md5 == wanted.md5)
    };
    let kind = wanted.full.is_none_or(|full| full.kind == task.kind);
    task.name == wanted.name.as_str() && kind && same(&wanted.from, &task.from) && same(&wanted.target, &task.target)
}

/// Property of a task that can differ between two readings, other than the device counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// State.
    Status,
    /// Field of the create form.
    Field(Field),
    /// Firmware type, `identify` or installation mode.
    Kind,
}

/// Differences between two readings of a task, in the order of the form. Device counts are ignored.
#[must_use]
pub fn differences(old: &Task, new: &Task) -> Vec<Aspect> {
    let mut found = Vec::new();
    let mut compare = |aspect, same: bool| {
        if !same {
            found.push(aspect);
        }
    };
    compare(Aspect::Status, old.status == new.status);
    compare(Aspect::Field(Field::Name), old.name == new.name);
    compare(Aspect::Field(Field::Description), old.description == new.description);
    for (side, old, new) in [
        (Side::From, &old.from, &new.from),
        (Side::Target, &old.target, &new.target),
    ] {
        let field = |part| Aspect::Field(Field::Firmware(side, part));
        compare(field(Part::Version), old.version == new.version);
        compare(field(Part::Url), old.url == new.url);
        compare(field(Part::Md5), old.md5 == new.md5);
        compare(field(Part::Size), old.size == new.size);
    }
    compare(Aspect::Kind, old.kind == new.kind && old.mode == new.mode);
    found
}
