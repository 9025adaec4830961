//! Changes between two readings of a list, for announcements to screen readers.

use std::collections::{HashMap, HashSet};
use upgrade_api::compare::differences;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// Change of one task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The task is new.
    New,
    /// The task was deleted.
    Gone,
    /// The task was started.
    Started,
    /// The task was stopped.
    Stopped,
    /// The task differs in another way.
    Changed,
}

/// Changes between two readings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Changes of tasks that this tab has not made, with the names of the tasks.
    pub tasks: Vec<(Change, String)>,
    /// Number of devices upgraded between the readings.
    pub upgraded: u64,
}

impl Summary {
    /// Whether there are no changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.upgraded == 0
    }
}

/// Compares two readings. Changes of the tasks that `is_own` selects are left out: this tab has reported them.
#[must_use]
pub fn summary(old: &[Task], new: &[Task], is_own: &dyn Fn(&TaskId) -> bool) -> Summary {
    let mut found = Summary::default();
    let mut add = |change, task: &Task| {
        if !is_own(&task.id) {
            found.tasks.push((change, task.name.clone()));
        }
    };
    let mut upgraded = 0_u64;
    let mut by_id: HashMap<&TaskId, &Task> = HashMap::new();
    for task in old {
        by_id.entry(&task.id).or_insert(task);
    }
    for (at, task) in new.iter().enumerate() {
        // Tasks with a duplicate id are distinguished by their index.
        let same_index = old.get(at).filter(|before| before.id == task.id);
        match same_index.or_else(|| by_id.get(&task.id).copied()) {
            None => add(Change::New, task),
            Some(before) => {
                upgraded = upgraded.saturating_add(task.upgrade_count.saturating_sub(before.upgrade_count));
                if !differences(before, task).is_empty() {
                    add(change_of(before, task), task);
                }
            }
        }
    }
    let new_ids: HashSet<&TaskId> = new.iter().map(|task| &task.id).collect();
    for task in old.iter().filter(|task| !new_ids.contains(&task.id)) {
        add(Change::Gone, task);
    }
    found.upgraded = upgraded;
    found
}

fn change_of(before: &Task, task: &Task) -> Change {
    match &task.status {
        status if *status == before.status => Change::Changed,
        TaskStatus::Known(RunState::Running) => Change::Started,
        TaskStatus::Known(RunState::Stopped) => Change::Stopped,
        TaskStatus::Unknown(_) => Change::Changed,
    }
}
