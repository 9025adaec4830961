//! Signals of the rows on the page.

use crate::routing::list_query::{Counts, ListView, SearchIndex};
use crate::state::task_store::snapshot::{Entry, Snapshot};
use leptos::prelude::*;
use std::sync::Arc;

/// Rows that are shown at first, and how many more each time more are asked for: a page of a hundred thousand rows
/// answers nobody.
pub(crate) const PAGE_ROWS: usize = 200;
/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// Rows that match, on show or not.
    pub rows: usize,
    /// Tasks to each button of the state filter.
    pub counts: Counts,
}

/// The view of a list, and what came of it.
#[derive(Clone, Copy)]
pub(crate) struct VisibleRows {
    pub(crate) view: RwSignal<ListView>,
    pub(crate) entries: RwSignal<Vec<Entry>>,
    pub(crate) found: RwSignal<SearchResult>,
    /// How many rows are on show at most.
    pub(crate) most: StoredValue<usize>,
    /// What is searched in, and of which list it is.
    pub(crate) texts: StoredValue<Option<(Arc<Snapshot>, Arc<SearchIndex>)>>,
}

impl VisibleRows {
    pub(crate) fn new() -> Self {
        Self {
            view: RwSignal::new(ListView::default()),
            entries: RwSignal::new(Vec::new()),
            found: RwSignal::new(SearchResult::default()),
            most: StoredValue::new(PAGE_ROWS),
            texts: StoredValue::new(None),
        }
    }

    /// No rows; the view stays.
    pub(crate) fn clear(&self) {
        self.entries.set(Vec::new());
        self.found.set(SearchResult::default());
        self.most.set_value(PAGE_ROWS);
        self.texts.set_value(None);
    }

    pub(crate) fn texts(&self, known: &Arc<Snapshot>) -> Arc<SearchIndex> {
        let kept = self.texts.get_value().filter(|(of, _)| Arc::ptr_eq(of, known));
        if let Some((_, texts)) = kept {
            return texts;
        }
        let texts = Arc::new(SearchIndex::of(&known.tasks));
        self.texts.set_value(Some((Arc::clone(known), Arc::clone(&texts))));
        texts
    }
}

/// Which order a list that was read gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// What the view says.
    Fresh,
    /// The one on show, while somebody is in a row and the order is one that changes by itself: nothing moves away under
    /// a finger. The next reading after that puts things in order.
    MayBeHeld,
}
