//! Changes of search, filters, sort, columns and page.

use crate::routing;
use crate::routing::list_query::ListView;
use crate::state::task_store::TaskStore;
use leptos::prelude::*;

/// Whether a change of the view adds an entry to the history of the browser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// It adds an entry: going back undoes the change.
    Entry,
    /// It adds none, like a typed letter.
    Same,
}

/// Changes the view of the list and the address of the page. Another search, filter or sort starts at the first page.
pub fn change_view(store: TaskStore, history: History, change: impl FnOnce(ListView) -> ListView) {
    let old = untrack(|| store.view());
    let mut view = change(old.clone());
    if !view.has_same_order(&old) {
        view.page = view.page.first();
    }
    if is_in_address(store) {
        routing::set_list(&view, history == History::Entry);
    }
    store.set_view(view);
}

/// Whether the address of the page names the product of these tasks. A task may be created while another product is open.
pub(crate) fn is_in_address(store: TaskStore) -> bool {
    routing::product().is_some_and(|shown| store.is_of(&shown))
}
