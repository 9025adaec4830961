//! Whether a task that is there is the one that was asked for, and what has changed between two readings of one.

use crate::draft::{Field, Part, Side};
use crate::status::{RunState, TaskStatus};
use crate::task::{NewTask, ReportedFirmware, Task};
use crate::values::Md5;

/// What a list says about a create whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created<'t> {
    /// It was done: this is the task.
    Here(&'t Task),
    /// It has not been done as far as this list goes: no task is the one asked for.
    NotThere,
    /// A task like it has run already, so it may be an older one; or a row that cannot be read may be the one.
    CannotTell,
}

/// Looks for the task of a create in a list read after it; `all_read` says that every row of the list is among `tasks`.
/// Names are unique in a product, and a task is created stopped.
#[must_use]
pub fn created<'t>(wanted: &NewTask, tasks: &'t [Task], all_read: bool) -> Created<'t> {
    match tasks.iter().find(|task| is_the_one(wanted, task)) {
        Some(task) if task.status == TaskStatus::Known(RunState::Stopped) && task.upgrade_count == 0 => {
            Created::Here(task)
        }
        None if all_read => Created::NotThere,
        Some(_) | None => Created::CannotTell,
    }
}

/// Whether a task is what a create asked for: name, kind, versions, digests, sizes.
fn is_the_one(wanted: &NewTask, task: &Task) -> bool {
    let same = |wanted: &crate::task::Firmware, there: &ReportedFirmware| {
        wanted.version == there.version
            && wanted.size.get() == there.size
            && Md5::parse(&there.md5).is_ok_and(|md5| md5 == wanted.md5)
    };
    let kind = wanted.full.is_none_or(|full| full.kind == task.kind);
    task.name == wanted.name.as_str() && kind && same(&wanted.from, &task.from) && same(&wanted.target, &task.target)
}

/// What a task can differ in between two readings, apart from its counts, which change by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Whether it runs.
    Status,
    /// One of the fields it was created with.
    Field(Field),
    /// Its firmware type, `identify` or mode.
    Kind,
}

/// In what `new` differs from `old`, in the order of the form. Empty where only counts have changed.
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
    for side in [Side::From, Side::Target] {
        let (a, b) = match side {
            Side::From => (&old.from, &new.from),
            Side::Target => (&old.target, &new.target),
        };
        let field = |part| Aspect::Field(Field::Firmware(side, part));
        compare(field(Part::Version), a.version == b.version);
        compare(field(Part::Url), a.url == b.url);
        compare(field(Part::Md5), a.md5 == b.md5);
        compare(field(Part::Size), a.size == b.size);
    }
    compare(Aspect::Kind, old.kind == new.kind && old.mode == new.mode);
    found
}
