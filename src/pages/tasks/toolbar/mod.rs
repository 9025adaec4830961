//! What stands between the page's title and the table: search, filters, and what is done with the list as a whole.

pub(crate) mod change_view;
pub(crate) mod columns;
pub(crate) mod filters;

pub use columns::{column_items, column_word};

use crate::builder::{Tone, button, dynamic, el, nothing};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::export::export_menu;
use crate::pages::tasks::selection;
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::routing::list_query::ListView;
use crate::web;
use columns::columns_menu;
use filters::{search_field, selects, status_buttons};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Search and filters.
pub fn filters(cx: TaskContext) -> AnyView {
    let m = cx.m;
    el("div")
        .class("filters")
        .attr("role", "search")
        .attr("aria-label", m.view.filters)
        .child(search_field(cx))
        .child(status_buttons(cx))
        .child(selects(cx))
        .child(clear_filters(cx))
        .child(el("span").class("filters-space"))
        .child(export_menu(cx))
        .child(columns_menu(cx))
        .view()
}

/// The way to all tasks, while any is left out.
fn clear_filters(cx: TaskContext) -> AnyView {
    let is_filtered = Memo::new(move |_| cx.store.view().is_filtered());
    dynamic(move || match is_filtered.get() {
        true => button(Tone::Quiet, cx.m.view.clear_filters, move || {
            web::focus(filters::SEARCH);
            change_view(cx, History::Entry, ListView::unfiltered);
        })
        .view(),
        false => nothing(),
    })
}

/// What stands in place of rows where there are tasks and none of them matches.
pub fn nothing_found(cx: TaskContext) -> AnyView {
    let m = cx.m;
    el("div")
        .class("card empty")
        .child(el("h2").child(m.view.nothing_found))
        .child(el("p").child(m.view.nothing_found_hint))
        .view()
}

/// While the view lives, `/` goes to the search and `n` begins a new task, unless somebody is typing.
pub fn shortcuts(cx: TaskContext) {
    let listener = window_event_listener_untyped("keydown", move |event| {
        let key = event.unchecked_ref::<KeyboardEvent>();
        if key.ctrl_key() || key.meta_key() || key.alt_key() || key.is_composing() || web::is_typing() {
            return;
        }
        match key.key().as_str() {
            "/" => web::focus(filters::SEARCH),
            "Escape" if !event.default_prevented() => return selection::clear(cx),
            "n" if untrack(|| cx.read_only()).is_none() => cx.dialogs.creating.set(true),
            _ => return,
        }
        // The key itself is typed nowhere.
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}
