//! Visible rows of the task list: one page of the rows after search, filters and sort.

use crate::routing::list_query::{Arranged, ListView, SortContext, arrange};
use crate::state::task_store::row_signals::{Order, SearchResult};
use crate::state::task_store::snapshot::RowAt;
use crate::state::task_store::{Entry, Snapshot, TaskStore};
use crate::web::{self, scoped};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use upgrade_api::impact::Impact;
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// Selector of the element that contains the rows, for focus checks.
const ROWS: &str = "#tasks tbody";

/// Visible rows.
impl TaskStore {
    /// View of the list: search, filters, sort, columns and page. Tracked.
    pub fn view(&self) -> ListView {
        scoped(self.rows.view).get()
    }

    /// Changes the view. Only another search, filter or sort passes over the tasks.
    pub fn set_view(&self, view: ListView) {
        let old = self.rows.view.get_untracked();
        if old == view {
            return;
        }
        let has_same_order = old.has_same_order(&view);
        self.rows.view.set(view);
        let snapshot = self.snapshot.get_untracked();
        if has_same_order {
            self.show_page(&snapshot);
        } else {
            self.arrange_rows(&snapshot, Order::Fresh);
        }
    }

    /// Rows of the page, in the order of the view. Tracked.
    pub fn entries(&self) -> Vec<Entry> {
        scoped(self.rows.entries).get()
    }

    /// Rows of the page. Not tracked; empty once the page of the product is closed.
    pub(crate) fn shown_entries(&self) -> Vec<Entry> {
        self.rows.entries.try_get_untracked().unwrap_or_default()
    }

    /// Result of search and filters. Tracked.
    pub fn found(&self) -> SearchResult {
        scoped(self.rows.found).get()
    }

    /// All matching tasks in the order of the view, on all pages.
    pub fn matching(&self) -> Vec<Task> {
        let snapshot = self.snapshot.get_untracked();
        let order = self.arranged(&snapshot).order.into_iter();
        order.filter_map(|at| snapshot.tasks.get(at).cloned()).collect()
    }

    /// Number of matching tasks on all pages.
    pub fn matching_count(&self) -> usize {
        let rows = self.rows.found.with_untracked(|found| found.rows);
        rows - self.snapshot.with_untracked(|snapshot| snapshot.unreadable()).min(rows)
    }

    /// Index of the row of a task among the matching rows; `None` if the list does not contain it or a filter hides it.
    pub fn row_index(&self, id: &TaskId) -> Option<usize> {
        let snapshot = self.snapshot.get_untracked();
        let is_row = |at: &RowAt| snapshot.task_id(*at) == Some(id);
        self.rows.order.with_value(|order| order.iter().position(is_row))
    }

    /// Builds the search index, before the first letter of a search.
    pub fn prepare_search(&self) {
        let _ = self.rows.search_index(&self.snapshot.get_untracked());
    }

    fn arranged(&self, snapshot: &Arc<Snapshot>) -> Arranged {
        untrack(|| {
            let view = self.rows.view.get();
            let is_full = self.is_full();
            self.device_stats.with(|device_counts, watched| {
                let context = SortContext {
                    rate: &|task| watched.rate(task),
                    idle: &|task| is_full.then(|| watched.idle(task)).flatten(),
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

    /// Searches, filters and sorts a snapshot, and shows the page of the view.
    pub(crate) fn arrange_rows(&self, snapshot: &Arc<Snapshot>, order: Order) {
        let Arranged { order: tasks, counts } = self.arranged(snapshot);
        let (sort, page) = self.rows.view.with_untracked(|view| (view.sort, view.page));
        let mut rows = snapshot.row_order(tasks, sort.is_none());
        let is_live = sort.is_some_and(|sort| sort.column.is_live());
        if order == Order::MayBeHeld && is_live && web::has_focus_in(ROWS) {
            let start = page.range(self.rows.found.get_untracked().rows).start;
            rows = self
                .rows
                .entries
                .with_untracked(|old| held(&rows, snapshot, old, start));
        }
        let found = SearchResult {
            rows: rows.len(),
            counts,
        };
        self.rows.order.set_value(rows);
        if self.rows.found.get_untracked() != found {
            self.rows.found.set(found);
        }
        self.show_page(snapshot);
    }

    /// Updates the visible rows: the rows of the page, in the stored order.
    fn show_page(&self, snapshot: &Arc<Snapshot>) {
        let page = self.rows.view.with_untracked(|view| view.page);
        let rows = self.rows.order.with_value(|order| {
            let shown = order.get(page.range(order.len())).unwrap_or_default();
            shown.iter().filter_map(|at| snapshot.row(*at)).collect()
        });
        let old = self.rows.entries.get_untracked();
        let entries = Entry::of_rows(rows, snapshot, &old);
        let is_same = old.iter().map(|e| &e.key).eq(entries.iter().map(|e| &e.key));
        if !is_same {
            // If the focused row is removed, the focus moves to the page title and is not lost.
            web::catch_focus(ROWS, "page-title");
            self.rows.entries.set(entries);
        }
    }
}

/// The rows of a snapshot in an order in which the visible rows `old`, of a page that begins at `start`, stay where they
/// are.
fn held(rows: &[RowAt], snapshot: &Snapshot, old: &[Entry], start: usize) -> Vec<RowAt> {
    let mut by_id: HashMap<&TaskId, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(id) = snapshot.task_id(*row) {
            by_id.entry(id).or_insert(at);
        }
    }
    let mut is_kept = vec![false; rows.len()];
    let mut kept = Vec::new();
    for entry in old {
        let found = entry.row.with_untracked(|row| by_id.get(&row.task()?.id).copied());
        // With a duplicate id, the first row keeps its position and the others follow with the rest.
        if let Some(at) = found.filter(|at| !std::mem::replace(&mut is_kept[*at], true)) {
            kept.push(rows[at]);
        }
    }
    let rest = rows.iter().zip(is_kept).filter(|(_, is_kept)| !is_kept);
    let mut all: Vec<RowAt> = rest.map(|(row, _)| *row).collect();
    let start = start.min(all.len());
    all.splice(start..start, kept);
    all
}
