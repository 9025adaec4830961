//! The table of tasks.

pub(crate) mod cell;
pub(crate) mod head;
pub(crate) mod menu;
pub(crate) mod row;

pub use menu::row_items;
pub use row::task_buttons;

use crate::builder::{El, Make, dynamic, el, keyed, nothing};
use crate::pages::tasks::context::TaskContext;
use head::head;
use leptos::prelude::*;
use row::table_row;
use std::sync::Arc;

/// All rows. Roles are written out because on a narrow screen the cells are laid out as a card, and a browser then
/// no longer takes them for a table's.
pub fn task_table(cx: TaskContext) -> El {
    let columns = Memo::new(move |_| cx.store.view().columns);
    let rows = keyed(move || {
        let make = |entry: crate::state::task_store::Entry| {
            let key = entry.key.clone();
            let make: Make = Arc::new(move || table_row(entry.clone(), columns, cx));
            (key, make)
        };
        cx.store.entries().into_iter().map(make).collect()
    });
    let table = el("table")
        .attr("id", "tasks")
        .class("tasks")
        .attr("role", "table")
        .attr("aria-label", cx.m.upgrade_tasks)
        .child(el("thead").attr("role", "rowgroup").child(head(columns, cx)))
        .child(el("tbody").attr("role", "rowgroup").child(rows));
    el("div")
        .child(not_counted(cx))
        .child(el("div").class("card").child(table))
}

/// Where the platform counts no devices, that nobody here knows who is hit: once, not in every row.
fn not_counted(cx: TaskContext) -> AnyView {
    let is_unknown = Memo::new(move |_| {
        let known = cx.store.known();
        let is_counted = known.tasks.iter().any(|task| task.surplus_count.is_some());
        !cx.store.is_full() && !is_counted
    });
    dynamic(move || match is_unknown.get() {
        true => el("p").class("hint not-counted").child(cx.m.impact.not_counted).view(),
        false => nothing(),
    })
}
