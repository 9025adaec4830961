//! The table of tasks.

pub(crate) mod buttons;
pub(crate) mod head;
pub(crate) mod live_cells;
pub(crate) mod menu;
pub(crate) mod row;
pub(crate) mod row_values;

pub use buttons::TaskButtons;
pub use menu::RowItems;
pub use row_values::Refusals;

use crate::i18n::use_messages;
use crate::pages::tasks::context::use_task_context;
use crate::pages::tasks::selection::{ALL_CARDS, SelectAllBox};
use crate::pages::tasks::toolbar::columns::SortChoice;
use crate::state::task_store::use_task_store;
use crate::web;
use head::TableHead;
use leptos::prelude::*;
use row::TaskRow;
use row_values::visible_rows;

/// Id of the table.
pub(crate) const TABLE: &str = "tasks";

/// The table. Roles are explicit: a narrow screen shows rows as cards, and a browser then drops the roles of a table.
#[component]
pub fn TaskTable() -> impl IntoView {
    let context = use_task_context();
    let rows = visible_rows(context);
    let each = move || {
        web::keep_focus();
        rows.get()
    };
    view! {
        <div>
            <NotCounted />
            // Selection of all tasks and sort of a narrow screen, which shows rows as cards and no head.
            <div class="card-controls">
                <label class="check">
                    <SelectAllBox id=ALL_CARDS />
                    <span>{context.m.view().select_all()}</span>
                </label>
                <SortChoice id="sort-cards" />
            </div>
            <div class="card">
                <table id=TABLE class="tasks" role="table" aria-label=context.m.upgrade_tasks()>
                    <TableHead />
                    <tbody role="rowgroup">
                        <For each=each key=|row| row.key.clone() let(row)>
                            <TaskRow values=row.values columns=row.key.columns />
                        </For>
                    </tbody>
                </table>
            </div>
        </div>
    }
}

/// Note that the platform counts no devices: once, not in every row.
#[component]
fn NotCounted() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let is_shown = move || {
        let snapshot = store.snapshot();
        !store.is_full() && snapshot.tasks.iter().all(|task| task.surplus_count.is_none())
    };
    view! {
        <Show when=is_shown>
            <p class="hint not-counted">{m.impact().devices_not_counted()}</p>
        </Show>
    }
}
