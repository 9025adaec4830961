//! Ways to the row of a task, which may be on another page of the list or hidden.

use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::table::TABLE;
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::routing::list_query::ListView;
use crate::web;
use crate::web::after_render;
use leptos::prelude::*;
use upgrade_api::task::Row;
use upgrade_api::values::TaskId;
use web_sys::Element;

/// Turns to the page with a task. Returns whether there is one: a filter may hide the task.
pub(crate) fn turn_to(context: TaskContext, id: &TaskId, history: History) -> bool {
    let Some(index) = context.store.row_index(id) else {
        return false;
    };
    change_view(context.store, history, |view| ListView {
        page: view.page.with_row(index),
        ..view
    });
    true
}

/// Closes the details and leads to the row of a task in the list. Search and filters that hide it are cleared.
pub(crate) fn show_in_list(context: TaskContext, id: TaskId) {
    context.page.show_details(None);
    if context.page.map.get_untracked() {
        context.page.show_map(false);
    }
    if !turn_to(context, &id, History::Entry) {
        change_view(context.store, History::Entry, ListView::unfiltered);
        turn_to(context, &id, History::Same);
    }
    after_render(move || {
        focus_row(context, &id);
    });
}

/// Id of the button that shows the row of a new task.
pub(crate) const SHOW_NEW_TASK: &str = "show-new-task";

/// Turns to the page with the row of a task that was just created and highlights the row. With `moves_focus`, the row gets
/// the focus, or the button that shows it where search, filters or the map hide it.
pub(crate) fn lead_to_new(context: TaskContext, id: &TaskId, moves_focus: bool) {
    context.page.new_task.set(Some(id.clone()));
    if !context.page.map.get_untracked() {
        turn_to(context, id, History::Same);
    }
    if moves_focus {
        let id = id.clone();
        after_render(move || {
            if !focus_row(context, &id) {
                web::focus(SHOW_NEW_TASK);
            }
        });
    }
}

/// Focuses the name of a task of the shown page. Returns whether there is one.
fn focus_row(context: TaskContext, id: &TaskId) -> bool {
    let row = row_of(context, id).and_then(|at| rows().into_iter().nth(at));
    row.is_some_and(|row| focus_first_button(&row))
}

/// Index of the row of a task on the shown page.
pub(crate) fn row_of(context: TaskContext, id: &TaskId) -> Option<usize> {
    let entries = context.store.shown_entries();
    let is_row = |row: &Row| row.id() == Some(id);
    entries.iter().position(|entry| entry.row.with_untracked(is_row))
}

/// Focuses the row that is at this index after the deletion of a row, or the last one; the title of the page where there is
/// none.
pub(crate) fn focus_next_row(index: Option<usize>) {
    let rows = rows();
    let next = index.and_then(|index| rows.get(index).or(rows.last()));
    if !next.is_some_and(focus_first_button) {
        web::focus(web::PAGE_TITLE);
    }
}

/// Elements of the rows of the shown page.
fn rows() -> Vec<Element> {
    web::all(&format!("#{TABLE} tbody > tr"))
}

/// Focuses the first button of a row: the name of its task. Returns whether it has one.
fn focus_first_button(row: &Element) -> bool {
    let button = row.query_selector("button").ok().flatten();
    let has_button = button.is_some();
    button.into_iter().for_each(web::focus_on);
    has_button
}
