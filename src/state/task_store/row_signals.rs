//! Signals of the visible rows.

use crate::routing::list_query::{Counts, ListView, SearchIndex};
use crate::state::task_store::snapshot::{Entry, RowAt, Snapshot};
use leptos::prelude::*;
use std::sync::Arc;

/// Result of search and filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// Number of matching rows, on all pages.
    pub rows: usize,
    /// Number of tasks per button of the state filter.
    pub counts: Counts,
}

/// View of the list and the rows that result from it.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowSignals {
    pub(crate) view: RwSignal<ListView>,
    /// Rows of the page.
    pub(crate) entries: RwSignal<Vec<Entry>>,
    pub(crate) found: RwSignal<SearchResult>,
    /// All matching rows of the stored snapshot, in the order of the view. It depends on the snapshot, search, filters and
    /// sort; a page is a part of it, so another page needs neither search nor sort.
    pub(crate) order: StoredValue<Vec<RowAt>>,
    /// Search index and the snapshot it was built from.
    pub(crate) search_index: StoredValue<Option<(Arc<Snapshot>, Arc<SearchIndex>)>>,
}

impl RowSignals {
    /// Removes all rows. The view stays.
    pub(crate) fn clear(&self) {
        self.entries.set(Vec::new());
        self.found.set(SearchResult::default());
        self.order.set_value(Vec::new());
        self.search_index.set_value(None);
    }

    /// Search index of a snapshot, built once per snapshot and from the index of the snapshot before.
    pub(crate) fn search_index(&self, snapshot: &Arc<Snapshot>) -> Arc<SearchIndex> {
        let index = match self.search_index.get_value() {
            Some((of, index)) if Arc::ptr_eq(&of, snapshot) => return index,
            Some((before, index)) => index.updated(&before.tasks, &snapshot.tasks),
            None => SearchIndex::of(&snapshot.tasks),
        };
        let index = Arc::new(index);
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
