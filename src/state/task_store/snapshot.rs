//! Snapshot of the task list, and the table rows that are built from it.

use crate::api::TaskList;
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use upgrade_api::graph::may_run;
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;

/// Task list as last read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// All readable tasks, in the platform's order.
    pub tasks: Vec<Task>,
    /// Unreadable rows, in the platform's order.
    unreadable: Vec<Row>,
    /// Tasks kept from the previous snapshot: the list changed while it was read and does not contain them.
    missing: Vec<TaskId>,
    /// Whether the list changed while it was read. A row may be missing then, and a loop undetected.
    pub changed_while_read: bool,
}

impl Snapshot {
    /// Snapshot of a list. If the list changed while it was read, it does not prove that a task is gone; then tasks of
    /// the snapshot `before` are kept.
    pub(crate) fn read(list: TaskList, before: &Self) -> Self {
        let mut snapshot = Self {
            changed_while_read: list.changed_while_read,
            ..Self::default()
        };
        for row in list.rows {
            match row {
                Row::Task(task) => snapshot.tasks.push(*task),
                unreadable @ Row::Unreadable { .. } => snapshot.unreadable.push(unreadable),
            }
        }
        if snapshot.changed_while_read {
            let read: HashSet<&TaskId> = snapshot.ids().collect();
            let is_missing = |(_, task): &(usize, &Task)| !read.contains(&task.id);
            let missing = before.tasks.iter().enumerate().filter(is_missing);
            let missing: Vec<(usize, Task)> = missing.map(|(at, task)| (at, task.clone())).collect();
            snapshot.missing = missing.iter().map(|(_, task)| task.id.clone()).collect();
            snapshot.tasks = merged(std::mem::take(&mut snapshot.tasks), missing);
        }
        snapshot
    }

    fn ids(&self) -> impl Iterator<Item = &TaskId> {
        let tasks = self.tasks.iter().map(|task| &task.id);
        tasks.chain(self.unreadable.iter().filter_map(Row::id))
    }

    /// Whether this task is kept from an earlier snapshot.
    pub fn is_missing(&self, id: &TaskId) -> bool {
        self.missing.contains(id)
    }

    /// Whether the ids of all tasks are known. Only then does the list prove that a task does not exist.
    pub fn has_all_ids(&self) -> bool {
        !self.changed_while_read && self.unreadable.iter().all(|row| row.id().is_some())
    }

    /// Whether a row, readable or not, has this id.
    pub fn contains(&self, id: &TaskId) -> bool {
        self.ids().any(|other| other == id)
    }

    /// Whether the task does not exist on the platform.
    pub fn is_gone(&self, id: &TaskId) -> bool {
        self.has_all_ids() && !self.contains(id)
    }

    /// Those of these ids whose tasks may still exist.
    pub fn existing(&self, ids: &[TaskId]) -> Vec<TaskId> {
        if !self.has_all_ids() || ids.is_empty() {
            return ids.to_vec();
        }
        let known: HashSet<&TaskId> = self.ids().collect();
        ids.iter().filter(|id| known.contains(id)).cloned().collect()
    }

    /// Ids of the unreadable rows.
    pub fn unreadable_ids(&self) -> impl Iterator<Item = &TaskId> {
        self.unreadable.iter().filter_map(Row::id)
    }

    /// Returns the task with this id.
    pub fn task(&self, id: &TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.unreadable.is_empty()
    }

    /// Whether every row is readable.
    pub fn all_read(&self) -> bool {
        self.unreadable.is_empty()
    }

    /// Whether a task runs or may run. An unreadable row with a readable id may.
    pub fn may_run(&self) -> bool {
        self.tasks.iter().any(may_run) || self.unreadable_ids().next().is_some()
    }

    /// Number of unreadable rows.
    pub fn unreadable(&self) -> usize {
        self.unreadable.len()
    }

    /// Tasks with these ids, in the platform's order.
    pub fn tasks_with(&self, ids: &[TaskId]) -> Vec<&Task> {
        if ids.is_empty() {
            return Vec::new();
        }
        let ids: HashSet<&TaskId> = ids.iter().collect();
        self.tasks.iter().filter(|task| ids.contains(&task.id)).collect()
    }

    /// Rows of the tasks at the indices `order`. In the platform's order (`is_own`) an unreadable row keeps its position; in
    /// any other order the unreadable rows follow. Filters do not apply to them.
    pub(crate) fn row_order(&self, order: Vec<usize>, is_own: bool) -> Vec<RowAt> {
        let mut rows = Vec::with_capacity(order.len() + self.unreadable.len());
        let mut unreadable = self.unreadable.iter().enumerate().peekable();
        for at in order {
            let is_before = |(before, row): &(usize, &Row)| {
                // `index` includes the unreadable rows before this one.
                is_own && matches!(row, Row::Unreadable { index, .. } if index.saturating_sub(*before) <= at)
            };
            while let Some((before, _)) = unreadable.next_if(is_before) {
                rows.push(RowAt::Unreadable(before));
            }
            rows.push(RowAt::Task(at));
        }
        rows.extend(unreadable.map(|(at, _)| RowAt::Unreadable(at)));
        rows
    }

    /// The row at a place of this snapshot.
    pub(crate) fn row(&self, at: RowAt) -> Option<Row> {
        match at {
            RowAt::Task(at) => self.tasks.get(at).map(|task| Row::Task(Box::new(task.clone()))),
            RowAt::Unreadable(at) => self.unreadable.get(at).cloned(),
        }
    }

    /// Id of the task at a place of this snapshot; `None` for an unreadable row.
    pub(crate) fn task_id(&self, at: RowAt) -> Option<&TaskId> {
        match at {
            RowAt::Task(at) => self.tasks.get(at).map(|task| &task.id),
            RowAt::Unreadable(_) => None,
        }
    }
}

/// Place of a row in a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowAt {
    /// Index of a readable task.
    Task(usize),
    /// Index among the unreadable rows.
    Unreadable(usize),
}

/// Tasks with the `missing` ones at the positions they had.
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

/// Row of the table. Its signals change only with the row, so that a poll renders only changed rows.
#[derive(Clone)]
pub struct Entry {
    /// Key of the row: the id of the task, or the index of an unreadable row.
    pub key: String,
    /// Content of the row.
    pub row: ArcRwSignal<Row>,
    /// Whether the task is kept from an earlier snapshot ([`Snapshot::is_missing`]).
    pub is_missing: ArcRwSignal<bool>,
}

impl Entry {
    /// Entries for these rows. An entry of `old` with the same key is reused.
    pub(crate) fn of_rows(rows: Vec<Row>, snapshot: &Snapshot, old: &[Self]) -> Vec<Self> {
        let mut keys: Vec<String> = rows.iter().map(key_of).collect();
        let mut seen = HashSet::new();
        for (at, key) in keys.iter_mut().enumerate() {
            // The platform may list two tasks with one id; two rows must not share a key.
            if !seen.insert(key.clone()) {
                key.push_str(&format!(" again {at}"));
            }
        }
        let old: HashMap<&str, &Self> = old.iter().map(|entry| (entry.key.as_str(), entry)).collect();
        let entry = |(key, row): (String, Row)| {
            let is_missing = row.id().is_some_and(|id| snapshot.is_missing(id));
            match old.get(key.as_str()).copied() {
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
