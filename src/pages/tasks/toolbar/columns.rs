//! Columns of the table, the menu that sorts by them and shows or hides them, and the choice of the sort above the cards of a
//! narrow screen.

use crate::components::{Lazy, Menu};
use crate::i18n::{Messages, use_messages};
use crate::pages::lazy_views::use_lazy_views;
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::routing::list_query::{Column, Direction, ListView, Sort};
use crate::state::task_store::{TaskStore, use_task_store};
use leptos::prelude::*;

/// Name of a column.
pub fn column_word(m: &dyn Messages, column: Column) -> &'static str {
    match column {
        Column::Name => m.name(),
        Column::Versions => m.versions(),
        Column::Status => m.status(),
        Column::Progress => m.progress(),
        Column::Upgraded => m.upgraded(),
        Column::Remaining => m.remaining(),
        Column::Rate => m.impact().rate(),
        Column::Devices => m.view().devices_on_from(),
        Column::FirmwareType => m.firmware_type(),
    }
}

/// Whether the platform has data for this column.
pub(crate) fn is_offered(column: Column, store: TaskStore) -> bool {
    !column.needs_full() || store.is_full()
}

/// The menu.
#[component]
pub(crate) fn ColumnsMenu() -> impl IntoView {
    let (m, lazy) = (use_messages(), use_lazy_views());
    view! {
        <div class="menu">
            <Menu label=m.view().sort_and_columns()>
                <Lazy module=lazy eager=true view=move |views| (views.column_items)() />
            </Menu>
        </div>
    }
}

/// Items of the menu.
#[component]
pub fn ColumnItems() -> impl IntoView {
    view! {
        <SortChoice id="sort-by" />
        <ColumnChoice />
    }
}

/// Shows and hides columns.
#[component]
fn ColumnChoice() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let columns = Memo::new(move |_| store.view().columns);
    let checkbox = |column: Column| {
        let toggle = move |_| {
            change_view(store, History::Same, |view| ListView {
                columns: view.columns.toggled(column),
                ..view
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || columns.get().has(column) on:change=toggle />
                <span>{column_word(m, column)}</span>
            </label>
        }
    };
    let offered = Column::TABLE
        .into_iter()
        .filter(|column| column.can_be_hidden() && is_offered(*column, store));
    view! {
        <fieldset class="menu-group">
            <legend>{m.view().columns()}</legend>
            {offered.map(checkbox).collect_view()}
        </fieldset>
    }
}

/// Sorts by a column.
#[component]
pub(crate) fn SortChoice(
    /// Id of the list of columns.
    id: &'static str,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let value = Memo::new(move |_| store.view().sort.map_or_else(String::new, Sort::text));
    let option = |sort: Option<Sort>| {
        let (value, text) = match sort {
            None => (String::new(), m.view().platform_order().to_owned()),
            Some(sort) => {
                let direction = match sort.direction {
                    Direction::Up => m.view().ascending(),
                    Direction::Down => m.view().descending(),
                };
                let text = format!("{}{}{direction}", column_word(m, sort.column), m.comma());
                (sort.text(), text)
            }
        };
        view! { <option value=value prop:textContent=text /> }
    };
    let sorts = Column::ALL
        .into_iter()
        .filter(|column| is_offered(*column, store))
        .flat_map(|column| [Direction::Up, Direction::Down].map(|direction| Some(Sort { column, direction })));
    let choose = move |event| {
        let sort = Sort::read(&event_target_value(&event));
        change_view(store, History::Entry, |view| ListView { sort, ..view });
    };
    view! {
        <div class="field sort-choice">
            <label for=id>{m.view().sort_by()}</label>
            <select id=id class="input" prop:value=value on:change=choose>
                {[None].into_iter().chain(sorts).map(option).collect_view()}
            </select>
        </div>
    }
}
