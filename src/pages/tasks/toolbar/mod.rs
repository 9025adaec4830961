//! Toolbar above the table: search, filters and menus of the list, and the keyboard shortcuts of the page.

pub(crate) mod change_view;
pub(crate) mod columns;
pub(crate) mod filters;

pub use columns::{ColumnItems, column_word};

use crate::components::{Button, Tone};
use crate::i18n::use_messages;
use crate::pages::shortcuts::use_single_keys;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::export::ExportMenu;
use crate::pages::tasks::selection;
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::routing::list_query::ListView;
use crate::state::task_store::use_task_store;
use crate::web;
use columns::ColumnsMenu;
use filters::{SearchField, StatusButtons, TypeSelect, VersionSelect};
use leptos::ev;
use leptos::prelude::*;

/// Search, filters and menus.
#[component]
pub(crate) fn Filters() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let clear = move |_| {
        web::focus(filters::SEARCH);
        change_view(store, History::Entry, ListView::unfiltered);
    };
    view! {
        <div class="filters" role="search" aria-label=m.view().filters()>
            <SearchField />
            <StatusButtons />
            <TypeSelect />
            <VersionSelect />
            <Show when=move || store.view().is_filtered()>
                <Button tone=Tone::Quiet label=m.view().clear_filters() on_press=clear />
            </Show>
            <span class="filters-space"></span>
            <ExportMenu />
            <ColumnsMenu />
        </div>
    }
}

/// Handles the keyboard shortcuts of the page until the view is removed: `/` focuses the search, `n` opens the create form,
/// and Escape clears the selection. They are off while the operator types, and the letters also where the operator has
/// switched them off.
pub(crate) fn page_shortcuts(context: TaskContext) {
    let keys = use_single_keys();
    web::remove_on_cleanup(window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || web::is_composing(&event) || web::is_typing() {
            return;
        }
        match event.key().as_str() {
            "Escape" if !event.default_prevented() => return selection::clear(context.page.selected),
            _ if !untrack(|| keys.are_on()) => return,
            "/" => web::focus(filters::SEARCH),
            "n" if untrack(|| context.read_only()).is_none() => context.page.creating.set(true),
            _ => return,
        }
        // Otherwise the focused field receives the key.
        event.prevent_default();
    }));
}
