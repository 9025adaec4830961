//! What has changed between two readings of a list, for whoever cannot see it change.

use upgrade_api::compare::differences;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// What happened to one task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// It is not there any more.
    Gone,
    /// It runs.
    Started,
    /// It is stopped.
    Stopped,
    /// It is another than before in another way.
    Changed,
}

/// What has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Tasks that changed by themselves, as far as this tab knows: what, and their names.
    pub tasks: Vec<(Change, String)>,
    /// Devices upgraded since.
    pub upgraded: u64,
}

impl Summary {
    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.upgraded == 0
    }
}

/// Compares two readings. What this tab has done itself (`is_own`) has been told already.
#[must_use]
pub fn summary(old: &[Task], new: &[Task], is_own: &dyn Fn(&TaskId) -> bool) -> Summary {
    let mut found = Summary::default();
    let mut say = |change, task: &Task| {
        if !is_own(&task.id) {
            found.tasks.push((change, task.name.clone()));
        }
    };
    let mut upgraded = 0_u64;
    for (at, task) in new.iter().enumerate() {
        match same(old, task, at) {
            None => say(Change::New, task),
            Some(before) => {
                upgraded = upgraded.saturating_add(task.upgrade_count.saturating_sub(before.upgrade_count));
                if !differences(before, task).is_empty() {
                    say(how(before, task), task);
                }
            }
        }
    }
    for (at, task) in old.iter().enumerate() {
        if same(new, task, at).is_none() {
            say(Change::Gone, task);
        }
    }
    found.upgraded = upgraded;
    found
}

fn how(before: &Task, task: &Task) -> Change {
    match &task.status {
        status if *status == before.status => Change::Changed,
        TaskStatus::Known(RunState::Running) => Change::Started,
        TaskStatus::Known(RunState::Stopped) => Change::Stopped,
        TaskStatus::Unknown(_) => Change::Changed,
    }
}

/// The same task in another list; mostly it stands where it stood.
fn same<'t>(tasks: &'t [Task], task: &Task, at: usize) -> Option<&'t Task> {
    let is_it = |other: &&Task| other.id == task.id;
    tasks.get(at).filter(is_it).or_else(|| tasks.iter().find(is_it))
}
