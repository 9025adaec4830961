//! Head of the table: the columns and their sort buttons.

use crate::i18n::use_messages;
use crate::pages::tasks::selection::{ALL, SelectAllBox};
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::pages::tasks::toolbar::column_word;
use crate::pages::tasks::toolbar::columns::is_offered;
use crate::routing::list_query::{Column, Columns, Direction};
use crate::state::task_store::{TaskStore, use_task_store};
use leptos::prelude::*;

/// Visible columns, in the order of the table.
pub(crate) fn visible_columns(columns: Columns, store: TaskStore) -> impl Iterator<Item = Column> {
    let all = Column::TABLE.into_iter();
    all.filter(move |column| columns.has(*column) && is_offered(*column, store))
}

/// The head. It is rebuilt only when columns change, so that a pressed sort button keeps the focus.
#[component]
pub(crate) fn TableHead() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let columns = Memo::new(move |_| store.view().columns);
    let row = move || {
        let heads = visible_columns(columns.get(), store).map(|column| view! { <ColumnHead column=column /> });
        view! {
            <tr role="row">
                <th role="columnheader" scope="col" class="cell-select">
                    <SelectAllBox id=ALL />
                </th>
                {heads.collect_view()}
                <th role="columnheader" scope="col" class="th-actions">
                    {m.actions()}
                </th>
            </tr>
        }
        .into_any()
    };
    view! { <thead role="rowgroup">{move || row()}</thead> }
}

/// Name of a column and its sort button. A narrow screen hides both; a screen reader still has the name.
#[component]
fn ColumnHead(
    /// Column.
    column: Column,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let direction = Memo::new(move |_| {
        let sort = store.view().sort?;
        (sort.column.cells() == column).then_some(sort.direction)
    });
    let aria_sort = move || match direction.get()? {
        Direction::Up => Some("ascending"),
        Direction::Down => Some("descending"),
    };
    let sort = move |_| change_view(store, History::Entry, |view| view.sorted_by(column));
    view! {
        <th role="columnheader" scope="col" aria-label=column_word(m, column) aria-sort=aria_sort>
            <button type="button" class="sort" on:click=sort prop:textContent=column_word(m, column) />
        </th>
    }
}
