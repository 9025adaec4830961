//! Columns menu: visible columns and sort. It also works in the card layout, which has no table head.

use crate::builder::lazy_content;
use crate::builder::{El, el, menu, several};
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::routing::list_query::{Column, Direction, ListView, Sort};
use leptos::prelude::*;

/// Label of a column.
pub fn column_word(m: &Messages, column: Column) -> &'static str {
    match column {
        Column::Name => m.name,
        Column::Versions => m.versions,
        Column::Status => m.status,
        Column::Progress => m.progress,
        Column::Upgraded => m.upgraded,
        Column::Remaining => m.remaining,
        Column::Rate => m.impact.rate,
        Column::Devices => m.view.on_from,
        Column::Kind => m.kind,
    }
}

/// Whether the platform has data for this column.
pub(crate) fn is_offered(column: Column, cx: TaskContext) -> bool {
    !column.needs_full() || cx.store.is_full()
}

pub(crate) fn columns_menu(cx: TaskContext) -> El {
    let m = cx.m;
    let summary = el("summary").class("button").child(m.view.columns);
    menu(summary, move || {
        lazy_content(cx.lazy, m, move |parts| (parts.column_items)(cx))
    })
}

/// Content of the columns menu.
pub fn column_items(cx: TaskContext) -> AnyView {
    several(vec![sort_choice(cx).view(), column_choice(cx).view()])
}

fn column_choice(cx: TaskContext) -> El {
    let m = cx.m;
    let columns = Memo::new(move |_| cx.store.view().columns);
    let one = |column: Column| {
        let input = el("input")
            .attr("type", "checkbox")
            .flag_with("checked", move || columns.get().has(column))
            .on("change", move |_| {
                change_view(cx, History::Same, |view| ListView {
                    columns: view.columns.toggled(column),
                    ..view
                });
            });
        el("label").class("check").child(input).child(column_word(m, column))
    };
    let hideable = Column::TABLE.into_iter().filter(|column| column.can_be_hidden());
    let offered = hideable.filter(|column| is_offered(*column, cx));
    el("fieldset")
        .class("menu-group")
        .child(el("legend").child(m.view.columns))
        .child(offered.map(one).collect::<Vec<_>>())
}

/// Sort menu. A value is the form of the sort in the query string.
fn sort_choice(cx: TaskContext) -> El {
    let m = cx.m;
    let sort = untrack(|| cx.store.view().sort);
    let option = |sort_here: Option<Sort>| {
        let (value, word) = match sort_here {
            None => (String::new(), m.view.own_order.to_owned()),
            Some(sort) => {
                let way = match sort.direction {
                    Direction::Up => m.view.ascending,
                    Direction::Down => m.view.descending,
                };
                (
                    sort.text(),
                    format!("{}{}{way}", column_word(m, sort.column), m.map.comma),
                )
            }
        };
        let option = el("option").attr("value", value).child(word);
        if sort_here == sort {
            option.attr("selected", "")
        } else {
            option
        }
    };
    let ways = [Direction::Up, Direction::Down];
    let sorts = Column::ALL.into_iter().filter(|column| is_offered(*column, cx));
    let sorts = sorts.flat_map(|column| ways.map(|direction| Some(Sort { column, direction })));
    let select = el("select")
        .attr("id", "sort-by")
        .class("input")
        .on("change", move |event| {
            let sort = Sort::read(&event_target_value(&event));
            change_view(cx, History::Entry, |view| ListView { sort, ..view });
        })
        .child([None].into_iter().chain(sorts).map(option).collect::<Vec<_>>());
    el("div")
        .class("field")
        .child(el("label").attr("for", "sort-by").child(m.view.sort_by))
        .child(select)
}
