//! What has changed between two readings of a list, for whoever cannot see it change.

use upgrade_api::compare::differences;
use upgrade_api::order::Finder;
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
    let id = |at: usize| old.get(at).map_or("", |task| task.id.as_str());
    let mut is_found = vec![false; old.len()];
    let mut finder = Finder::new(old.len(), &id);
    for task in new {
        match finder.find(task.id.as_str()).and_then(|at| Some((at, old.get(at)?))) {
            None => say(Change::New, task),
            Some((at, before)) => {
                is_found[at] = true;
                upgraded = upgraded.saturating_add(task.upgrade_count.saturating_sub(before.upgrade_count));
                if !differences(before, task).is_empty() {
                    say(how(before, task), task);
                }
            }
        }
    }
    // Of two with one id the other one may have been found twice: gone is what is not there under any.
    let id = |at: usize| new.get(at).map_or("", |task| task.id.as_str());
    let mut finder = Finder::new(new.len(), &id);
    for (task, is_found) in old.iter().zip(is_found) {
        if !is_found && finder.find(task.id.as_str()).is_none() {
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
