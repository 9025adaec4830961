//! Head of the table: a sort button per column.

use crate::builder::{El, dynamic, el};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::selection::pick_all_box;
use crate::pages::tasks::table::cell::{shown, tr};
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::pages::tasks::toolbar::column_word;
use crate::routing::list_query::{Column, Columns, Direction};
use leptos::prelude::*;

/// Head row. It is rebuilt only if the visible columns change, so that a pressed button keeps the focus.
pub(crate) fn head(columns: Memo<Columns>, cx: TaskContext) -> AnyView {
    dynamic(move || {
        let columns = columns.get();
        let heads = shown(columns, cx).map(|column| one(column, cx));
        tr().child(th().class("cell-pick").child(pick_all_box(cx)))
            .child(heads.collect::<Vec<_>>())
            .child(plain(cx.m.actions))
            .view()
    })
}

fn th() -> El {
    el("th").attr("role", "columnheader").attr("scope", "col")
}

fn plain(word: &'static str) -> El {
    th().class("th-actions").child(word)
}

fn one(column: Column, cx: TaskContext) -> El {
    let word = column_word(cx.m, column);
    let now = Memo::new(move |_| {
        let sort = cx.store.view().sort?;
        (sort.column.cells() == column).then_some(sort)
    });
    let aria = move || {
        Some(match now.get()?.direction {
            Direction::Up => "ascending".to_owned(),
            Direction::Down => "descending".to_owned(),
        })
    };
    let arrow = move || match now.get().map(|sort| sort.direction) {
        Some(Direction::Up) => "↑".to_owned(),
        Some(Direction::Down) => "↓".to_owned(),
        None => String::new(),
    };
    let button = el("button")
        .attr("type", "button")
        .class("sort")
        .on("click", move |_| {
            change_view(cx, History::Entry, |view| view.sorted_by(column));
        })
        .child(word)
        .child(
            el("span")
                .class("sort-arrow")
                .attr("aria-hidden", "true")
                .text_with(arrow),
        );
    th().attr_with("aria-sort", aria).child(button)
}
