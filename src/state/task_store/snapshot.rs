//! The list of tasks as last read, and the rows of it that are on show.

use crate::api::TaskList;
use leptos::prelude::*;
use std::collections::HashSet;
use upgrade_api::order::{Finder, places};
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;

/// The list of tasks as last read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// All tasks that could be read, in the platform's order.
    pub tasks: Vec<Task>,
    /// The rows that could not, in the platform's order.
    unreadable: Vec<Row>,
    /// Tasks kept from the list before, since this one changed while it was read and does not have them.
    missing: Vec<TaskId>,
    /// Whether the list changed while it was read.
    changed_while_read: bool,
}

impl Snapshot {
    /// The list, with the tasks of the one `before` it where it cannot be told whether they are gone.
    pub(crate) fn read(list: TaskList, before: &Self) -> Self {
        let mut known = Self {
            changed_while_read: list.changed_while_read,
            ..Self::default()
        };
        for row in list.rows {
            match row {
                Row::Task(task) => known.tasks.push(*task),
                unreadable @ Row::Unreadable { .. } => known.unreadable.push(unreadable),
            }
        }
        if known.changed_while_read {
            let read: HashSet<&TaskId> = known.ids().collect();
            let is_missing = |(_, task): &(usize, &Task)| !read.contains(&task.id);
            let missing = before.tasks.iter().enumerate().filter(is_missing);
            let missing: Vec<(usize, Task)> = missing.map(|(at, task)| (at, task.clone())).collect();
            known.missing = missing.iter().map(|(_, task)| task.id.clone()).collect();
            known.tasks = merged(std::mem::take(&mut known.tasks), missing);
        }
        known
    }

    fn ids(&self) -> impl Iterator<Item = &TaskId> {
        let tasks = self.tasks.iter().map(|task| &task.id);
        tasks.chain(self.unreadable.iter().filter_map(Row::id))
    }

    /// Whether the list changed while it was read: then a row may be missing, and a loop not found.
    #[must_use]
    pub fn changed_while_read(&self) -> bool {
        self.changed_while_read
    }

    /// Whether this task is kept from an earlier list.
    #[must_use]
    pub fn is_missing(&self, id: &TaskId) -> bool {
        self.missing.contains(id)
    }

    /// Whether the platform has no such task any more. Only a list that did not change while it was read proves it.
    #[must_use]
    pub fn is_gone(&self, id: &TaskId) -> bool {
        !self.changed_while_read && self.ids().all(|other| other != id)
    }

    /// Ids of the tasks that cannot be read.
    pub fn unreadable_ids(&self) -> impl Iterator<Item = &TaskId> {
        self.unreadable.iter().filter_map(Row::id)
    }

    /// The task with this id.
    #[must_use]
    pub fn task(&self, id: &TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tasks.len() + self.unreadable.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether every row could be read.
    #[must_use]
    pub fn all_read(&self) -> bool {
        self.unreadable.is_empty()
    }

    /// How many rows could not be read.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable.len()
    }

    /// The first rows of these tasks, in this order. Rows that could not be read stand where they came where the order is
    /// the platform's (`is_own`), else behind the others: they are never left out.
    pub(crate) fn rows(&self, order: &[usize], is_own: bool, most: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut unreadable = self.unreadable.iter().take(most).enumerate().peekable();
        let shown = if is_own { order } else { &order[..order.len().min(most)] };
        for at in shown {
            let is_before = |(before, row): &(usize, &Row)| {
                // `index` counts the unreadable rows before it, too.
                is_own && matches!(row, Row::Unreadable { index, .. } if index.saturating_sub(*before) <= *at)
            };
            while let Some((_, row)) = unreadable.next_if(is_before) {
                rows.push(row.clone());
            }
            if is_own && rows.len() >= most {
                rows.truncate(most);
                return rows;
            }
            rows.extend(self.tasks.get(*at).map(|task| Row::Task(Box::new(task.clone()))));
        }
        rows.extend(unreadable.map(|(_, row)| row.clone()));
        rows
    }
}

/// The tasks, with the `missing` ones at the places they had.
fn merged(tasks: Vec<Task>, missing: Vec<(usize, Task)>) -> Vec<Task> {
    let mut all = Vec::with_capacity(tasks.len() + missing.len());
    let mut missing = missing.into_iter().peekable();
    for task in tasks {
        while let Some((_, earlier)) = missing.next_if(|(at, _)| *at <= all.len()) {
            all.push(earlier);
        }
        all.push(task);
    }
    all.extend(missing.map(|(_, task)| task));
    all
}

/// A row of the table. Its signal changes when the task does, so that a poll repaints only what is new.
#[derive(Clone)]
pub struct Entry {
    /// What stays the same while the row is the same: the task's id.
    pub key: String,
    /// The row.
    pub row: ArcRwSignal<Row>,
    /// Whether it is kept from an earlier list ([`Snapshot::is_missing`]).
    pub is_missing: ArcRwSignal<bool>,
}

impl Entry {
    /// The entries of these rows: the old ones, where there are any.
    pub(crate) fn of_rows(rows: Vec<Row>, known: &Snapshot, old: &[Self]) -> Vec<Self> {
        let mut keys: Vec<String> = rows.iter().map(key_of).collect();
        let order = places(keys.len(), &|a, b| keys[a].cmp(&keys[b]));
        // A platform that names two tasks alike is wrong; two rows with one key would be our mistake. From behind, so that
        // each is compared with what the one before it was called.
        for pair in order.windows(2).rev() {
            if keys[pair[0]] == keys[pair[1]] {
                keys[pair[1]].push_str(&format!(" again {}", pair[1]));
            }
        }
        let key = |at: usize| old.get(at).map_or("", |entry: &Self| &*entry.key);
        let mut finder = Finder::new(old.len(), &key);
        let entry = |(key, row): (String, Row)| {
            let is_missing = row.id().is_some_and(|id| known.is_missing(id));
            match finder.find(&key).and_then(|at| old.get(at)) {
                Some(entry) => {
                    if entry.row.with_untracked(|old| *old != row) {
                        entry.row.set(row);
                    }
                    if entry.is_missing.get_untracked() != is_missing {
                        entry.is_missing.set(is_missing);
                    }
                    entry.clone()
                }
                None => Self {
                    key,
                    row: ArcRwSignal::new(row),
                    is_missing: ArcRwSignal::new(is_missing),
                },
            }
        };
        keys.into_iter().zip(rows).map(entry).collect()
    }
}

fn key_of(row: &Row) -> String {
    match row {
        Row::Task(task) => format!("task {}", task.id),
        Row::Unreadable { index, .. } => format!("row {index}"),
    }
}
