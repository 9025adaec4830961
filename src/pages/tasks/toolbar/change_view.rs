//! A change of search, filters, order or columns.

use crate::pages::tasks::context::TaskContext;
use crate::routing;
use crate::routing::list_query::ListView;
use leptos::prelude::*;

/// Whether going back undoes a change of the view.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// It does.
    Entry,
    /// It is a small one, like a letter typed, and does not.
    Same,
}

/// Looks at the list differently, and says so in the page's address.
pub fn change_view(cx: TaskContext, history: History, change: impl FnOnce(ListView) -> ListView) {
    let view = change(untrack(|| cx.store.view()));
    routing::set_list(&view, history == History::Entry);
    cx.store.set_view(view);
}
