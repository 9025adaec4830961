//! The rows on show: what is known, as the operator wants to see it.

use crate::routing::list_query::{Arranged, ListView, SortContext, arrange};
use crate::state::task_store::shown::{Order, PAGE_ROWS, SearchResult};
use crate::state::task_store::{Entry, Snapshot, TaskStore};
use crate::web;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::Impact;
use upgrade_api::order::Finder;
use upgrade_api::task::{Row, Task};

/// Where rows are, for whoever asks whether the focus is in one.
const ROWS: &str = "#tasks tbody";

/// Rows on show.
impl TaskStore {
    /// How the list is looked at.
    #[must_use]
    pub fn view(&self) -> ListView {
        self.shown.view.get()
    }

    /// Looks at it differently. What was shown of a long list begins anew.
    pub fn set_view(&self, view: ListView) {
        let is_new = self.shown.view.with_untracked(|old| *old != view);
        if is_new {
            self.shown.most.set_value(PAGE_ROWS);
            self.shown.view.set(view);
            self.follow(&self.known.get_untracked(), Order::Fresh);
        }
    }

    /// The rows on show, in the order of the view.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.shown.entries.get()
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> SearchResult {
        self.shown.found.get()
    }

    /// All tasks that match, in the order of the view, on show or not.
    #[must_use]
    pub fn matching(&self) -> Vec<Task> {
        let known = self.known.get_untracked();
        let order = self.arranged(&known).order.into_iter();
        order.filter_map(|at| known.tasks.get(at).cloned()).collect()
    }

    /// Shows so many rows more.
    pub fn show_more(&self) {
        self.shown.most.update_value(|most| *most += PAGE_ROWS);
        self.follow(&self.known.get_untracked(), Order::Fresh);
    }

    fn arranged(&self, known: &Arc<Snapshot>) -> Arranged {
        untrack(|| {
            let view = self.shown.view.get();
            self.watch.with(|fleet, watched| {
                let around = SortContext {
                    pace: &|task| watched.pace(task),
                    standstill: &|task| watched.standstill(task).filter(|_| self.is_full()),
                    impact: &|task| Impact::of(task, fleet),
                };
                arrange(&known.tasks, &view, &mut || self.shown.texts(known), &around)
            })
        })
    }

    /// Makes the rows on show what is known.
    pub(crate) fn follow(&self, known: &Arc<Snapshot>, order: Order) {
        let Arranged {
            order: mut places,
            counts,
        } = self.arranged(known);
        let old = self.shown.entries.get_untracked();
        let sort = self.shown.view.with_untracked(|view| view.sort);
        let is_live = sort.is_some_and(|sort| sort.column.is_live());
        if order == Order::MayBeHeld && is_live && web::has_focus_in(ROWS) {
            places = held(places, &known.tasks, &old);
        }
        let rows = known.rows(&places, sort.is_none(), self.shown.most.get_value());
        let entries = Entry::of_rows(rows, known, &old);
        let same = old.iter().map(|e| &e.key).eq(entries.iter().map(|e| &e.key));
        let found = SearchResult {
            rows: places.len() + known.unreadable(),
            counts,
        };
        if self.shown.found.get_untracked() != found {
            self.shown.found.set(found);
        }
        if !same {
            // A row that goes while somebody is in it: the focus goes on to the page's title instead of nowhere.
            web::catch_focus(ROWS, "page-title");
            self.shown.entries.set(entries);
        }
    }
}

/// What is on show as it is, then the rest.
fn held(places: Vec<usize>, tasks: &[Task], old: &[Entry]) -> Vec<usize> {
    let id = |at: usize| {
        places
            .get(at)
            .and_then(|place| tasks.get(*place))
            .map_or("", |task| task.id.as_str())
    };
    let mut finder = Finder::new(places.len(), &id);
    let mut is_kept = vec![false; places.len()];
    let mut kept = Vec::new();
    for entry in old {
        let found = entry.row.with_untracked(|row| match row {
            Row::Task(task) => finder.find(task.id.as_str()),
            Row::Unreadable { .. } => None,
        });
        // Two of one id: the other one is of the rest.
        if let Some(at) = found.filter(|at| !std::mem::replace(&mut is_kept[*at], true)) {
            kept.push(places[at]);
        }
    }
    let rest = places.iter().zip(is_kept).filter(|(_, is_kept)| !is_kept);
    kept.extend(rest.map(|(place, _)| *place));
    kept
}
