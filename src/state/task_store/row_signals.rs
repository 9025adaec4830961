//! Signals of the visible rows.

use crate::routing::list_query::{Counts, ListView, SearchIndex};
use crate::state::task_store::snapshot::{Entry, Snapshot};
use leptos::prelude::*;
use std::sync::Arc;

/// Number of rows shown at first, and of rows that each request for more adds. A page with a hundred thousand rows does
/// not respond.
pub(crate) const PAGE_ROWS: usize = 200;

/// Result of search and filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// Number of matching rows, visible or not.
    pub rows: usize,
    /// Number of tasks per button of the state filter.
    pub counts: Counts,
}

/// View of the list and the rows that result from it.
#[derive(Clone, Copy)]
pub(crate) struct RowSignals {
    pub(crate) view: RwSignal<ListView>,
    pub(crate) entries: RwSignal<Vec<Entry>>,
    pub(crate) found: RwSignal<SearchResult>,
    /// Largest number of visible rows.
    pub(crate) most: StoredValue<usize>,
    /// Search index and the snapshot it was built from.
    pub(crate) search_index: StoredValue<Option<(Arc<Snapshot>, Arc<SearchIndex>)>>,
}

impl RowSignals {
    pub(crate) fn new() -> Self {
        Self {
            view: RwSignal::new(ListView::default()),
            entries: RwSignal::new(Vec::new()),
            found: RwSignal::new(SearchResult::default()),
            most: StoredValue::new(PAGE_ROWS),
            search_index: StoredValue::new(None),
        }
    }

    /// Removes all rows. The view stays.
    pub(crate) fn clear(&self) {
        self.entries.set(Vec::new());
        self.found.set(SearchResult::default());
        self.most.set_value(PAGE_ROWS);
        self.search_index.set_value(None);
    }

    /// Search index of a snapshot, built once per snapshot.
    pub(crate) fn search_index(&self, snapshot: &Arc<Snapshot>) -> Arc<SearchIndex> {
        let cached = self
            .search_index
            .get_value()
            .filter(|(of, _)| Arc::ptr_eq(of, snapshot));
        if let Some((_, index)) = cached {
            return index;
        }
        let index = Arc::new(SearchIndex::of(&snapshot.tasks));
        self.search_index
            .set_value(Some((Arc::clone(snapshot), Arc::clone(&index))));
        index
    }
}

/// Order of the rows after an update.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Order of the view.
    Fresh,
    /// Order on the page while a row has the focus and the sort column changes as devices upgrade, so that rows do not
    /// move while the operator works with one; otherwise as [`Fresh`](Self::Fresh).
    MayBeHeld,
}
