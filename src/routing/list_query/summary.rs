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

/// A list as read.
pub struct Reading<'a> {
    /// Its readable tasks.
    pub tasks: &'a [Task],
    /// Ids of its unreadable rows.
    pub unreadable: HashSet<&'a TaskId>,
    /// Whether the ids of all tasks are known. Otherwise a task may be missing from the list, or be an unreadable row.
    pub has_all_ids: bool,
}

impl Reading<'_> {
    /// Whether a task that is not among the readable ones does not exist.
    fn is_gone(&self, id: &TaskId) -> bool {
        self.has_all_ids && !self.unreadable.contains(id)
    }
}

/// Changes between two readings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Changes of tasks that this tab has not made, with the names of the tasks.
    pub tasks: Vec<(Change, String)>,
    /// Number of devices upgraded between the readings.
    pub upgraded: u64,
}

/// Compares two readings. Changes of the tasks that `is_own` selects are left out: this tab has reported them. A row that becomes
/// unreadable, or readable, is no change.
pub fn summary(old: &Reading<'_>, new: &Reading<'_>, is_own: &dyn Fn(&TaskId) -> bool) -> Summary {
    let mut found = Summary::default();
    let mut add = |change, task: &Task| {
        if !is_own(&task.id) {
            found.tasks.push((change, task.name.clone()));
        }
    };
    let mut upgraded = 0_u64;
    let mut by_id: HashMap<&TaskId, &Task> = HashMap::new();
    for task in old.tasks {
        by_id.entry(&task.id).or_insert(task);
    }
    for (at, task) in new.tasks.iter().enumerate() {
        // Tasks with a duplicate id are distinguished by their index.
        let same_index = old.tasks.get(at).filter(|before| before.id == task.id);
        match same_index.or_else(|| by_id.get(&task.id).copied()) {
            None if old.is_gone(&task.id) => add(Change::New, task),
            None => {}
            Some(before) => {
                upgraded = upgraded.saturating_add(task.upgrade_count.saturating_sub(before.upgrade_count));
                if !differences(before, task).is_empty() {
                    add(change_of(before, task), task);
                }
            }
        }
    }
    let new_ids: HashSet<&TaskId> = new.tasks.iter().map(|task| &task.id).collect();
    let is_gone = |id: &TaskId| !new_ids.contains(id) && new.is_gone(id);
    for task in old.tasks.iter().filter(|task| is_gone(&task.id)) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::list_query::tests::task;

    fn reading(tasks: &[Task]) -> Reading<'_> {
        Reading {
            tasks,
            unreadable: HashSet::new(),
            has_all_ids: true,
        }
    }

    /// Changes between two complete lists.
    fn changes(old: &[Task], new: &[Task]) -> Summary {
        summary(&reading(old), &reading(new), &|_| false)
    }

    #[test]
    fn a_summary_lists_changes_by_others_and_counts_upgraded_devices() {
        let old = [
            task("a", "A", 1, 2, "1", 10, None),
            task("b", "B", 1, 2, "0", 0, None),
            task("c", "C", 1, 2, "0", 3, None),
            task("d", "D", 1, 2, "0", 0, None),
        ];
        assert_eq!(changes(&old, &old), Summary::default());
        let new = [
            task("b", "B", 1, 2, "1", 7, None),
            task("a", "A", 1, 2, "1", 40, None),
            task("d", "D", 1, 2, "1", 0, None),
            task("e", "E", 1, 2, "0", 99, None),
        ];
        let found = summary(&reading(&old), &reading(&new), &|id| id.as_str() == "d");
        let tasks = [(Change::Started, "B"), (Change::New, "E"), (Change::Gone, "C")];
        assert_eq!(found.tasks, tasks.map(|(change, name)| (change, name.to_owned())));
        assert_eq!(found.upgraded, 37);
        let fewer = [task("a", "A", 1, 2, "1", 2, None)];
        assert_eq!(changes(&old[..1], &fewer), Summary::default());
    }

    #[test]
    fn a_summary_of_a_long_shifted_list_contains_the_new_and_the_deleted_task() {
        let list = |ids: &mut dyn Iterator<Item = u32>| -> Vec<Task> {
            let one = |id: u32| task(&id.to_string(), &format!("T {id}"), 1, 2, "1", 5, None);
            ids.map(one).collect()
        };
        let old = list(&mut (0..20_000));
        let found = changes(&old, &list(&mut (1..20_001).rev()));
        let tasks = [(Change::New, "T 20000"), (Change::Gone, "T 0")];
        assert_eq!(found.tasks, tasks.map(|(change, name)| (change, name.to_owned())));
        // Of two tasks with a duplicate id, one is deleted: the id still exists.
        let twice = list(&mut [7, 8, 7].into_iter());
        for fewer in [&[7, 7, 8][..], &[8, 7]] {
            assert_eq!(changes(&twice, &list(&mut fewer.iter().copied())), Summary::default());
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_or_is_missing_from_an_incomplete_list_is_neither_deleted_nor_new() {
        let both = [task("a", "A", 1, 2, "1", 5, None), task("b", "B", 1, 2, "0", 0, None)];
        let unreadable = Reading {
            unreadable: HashSet::from([&both[0].id]),
            ..reading(&both[1..])
        };
        let incomplete = Reading {
            has_all_ids: false,
            ..reading(&both[1..])
        };
        for partial in [unreadable, incomplete] {
            assert_eq!(summary(&reading(&both), &partial, &|_| false), Summary::default());
            assert_eq!(summary(&partial, &reading(&both), &|_| false), Summary::default());
        }
    }
}
