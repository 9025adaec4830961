//! Visible rows of the task list after search, filters and sort.

use crate::routing::list_query::{Arranged, ListView, SortContext, arrange};
use crate::state::task_store::row_signals::{Order, PAGE_ROWS, SearchResult};
use crate::state::task_store::{Entry, Snapshot, TaskStore};
use crate::web::{self, scoped};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use upgrade_api::impact::Impact;
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;

/// Selector of the element that contains the rows, for focus checks.
const ROWS: &str = "#tasks tbody";

/// Visible rows.
impl TaskStore {
    /// View of the list: search, filters, sort and columns. Tracked.
    #[must_use]
    pub fn view(&self) -> ListView {
        scoped(self.rows.view).get()
    }

    /// Changes the view. The number of visible rows returns to one page.
    pub fn set_view(&self, view: ListView) {
        let is_new = self.rows.view.with_untracked(|old| *old != view);
        if is_new {
            self.rows.most.set_value(PAGE_ROWS);
            self.rows.view.set(view);
            self.follow(&self.snapshot.get_untracked(), Order::Fresh);
        }
    }

    /// Visible rows in the order of the view. Tracked.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        scoped(self.rows.entries).get()
    }

    /// Result of search and filters. Tracked.
    #[must_use]
    pub fn found(&self) -> SearchResult {
        scoped(self.rows.found).get()
    }

    /// All matching tasks in the order of the view, visible or not.
    #[must_use]
    pub fn matching(&self) -> Vec<Task> {
        let snapshot = self.snapshot.get_untracked();
        let order = self.arranged(&snapshot).order.into_iter();
        order.filter_map(|at| snapshot.tasks.get(at).cloned()).collect()
    }

    /// Shows one more page of rows.
    pub fn show_more(&self) {
        self.rows.most.update_value(|most| *most += PAGE_ROWS);
        self.follow(&self.snapshot.get_untracked(), Order::Fresh);
    }

    fn arranged(&self, snapshot: &Arc<Snapshot>) -> Arranged {
        untrack(|| {
            let view = self.rows.view.get();
            self.device_stats.with(|device_counts, watched| {
                let context = SortContext {
                    rate: &|task| watched.rate(task),
                    idle: &|task| watched.idle(task).filter(|_| self.is_full()),
                    impact: &|task| Impact::of(task, device_counts),
                };
                arrange(
                    &snapshot.tasks,
                    &view,
                    &mut || self.rows.search_index(snapshot),
                    &context,
                )
            })
        })
    }

    /// Updates the visible rows from a snapshot.
    pub(crate) fn follow(&self, snapshot: &Arc<Snapshot>, order: Order) {
        let Arranged {
            order: mut indices,
            counts,
        } = self.arranged(snapshot);
        let old = self.rows.entries.get_untracked();
        let sort = self.rows.view.with_untracked(|view| view.sort);
        let is_live = sort.is_some_and(|sort| sort.column.is_live());
        if order == Order::MayBeHeld && is_live && web::has_focus_in(ROWS) {
            indices = held(indices, &snapshot.tasks, &old);
        }
        let rows = snapshot.rows(&indices, sort.is_none(), self.rows.most.get_value());
        let entries = Entry::of_rows(rows, snapshot, &old);
        let is_same = old.iter().map(|e| &e.key).eq(entries.iter().map(|e| &e.key));
        let found = SearchResult {
            rows: indices.len() + snapshot.unreadable(),
            counts,
        };
        if self.rows.found.get_untracked() != found {
            self.rows.found.set(found);
        }
        if !is_same {
            // If the focused row is removed, the focus moves to the page title and is not lost.
            web::catch_focus(ROWS, "page-title");
            self.rows.entries.set(entries);
        }
    }
}

/// Visible rows in their present order, followed by the other rows.
fn held(indices: Vec<usize>, tasks: &[Task], old: &[Entry]) -> Vec<usize> {
    let mut by_id: HashMap<&TaskId, usize> = HashMap::new();
    for (at, index) in indices.iter().enumerate() {
        by_id.entry(&tasks[*index].id).or_insert(at);
    }
    let mut is_kept = vec![false; indices.len()];
    let mut kept = Vec::new();
    for entry in old {
        let found = entry.row.with_untracked(|row| match row {
            Row::Task(task) => by_id.get(&task.id).copied(),
            Row::Unreadable { .. } => None,
        });
        // With a duplicate id, the first row keeps its position and the others follow with the rest.
        if let Some(at) = found.filter(|at| !std::mem::replace(&mut is_kept[*at], true)) {
            kept.push(indices[at]);
        }
    }
    let rest = indices.iter().zip(is_kept).filter(|(_, is_kept)| !is_kept);
    kept.extend(rest.map(|(index, _)| *index));
    kept
}
