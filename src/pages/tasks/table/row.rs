//! A row of the table.

use crate::components::{Button, PressedAction, clipped};
use crate::i18n::use_messages;
use crate::pages::tasks::actions::stop;
use crate::pages::tasks::context::{use_task_context, use_task_dialogs};
use crate::pages::tasks::format::{kind_text, lasting};
use crate::pages::tasks::selection::PickBox;
use crate::pages::tasks::table::buttons::TaskButtons;
use crate::pages::tasks::table::head::visible_columns;
use crate::pages::tasks::table::live_cells::{CountsCell, DevicesCell, RateCell, StatusCell};
use crate::pages::tasks::table::menu::RowMenu;
use crate::pages::tasks::table::row_values::RowValues;
use crate::pages::tasks::version_path::VersionPath;
use crate::routing::list_query::{Column, Columns};
use crate::state::task_store::TaskRef;
use leptos::prelude::*;
use upgrade_api::json::ReadError;
use upgrade_api::status::Action;
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;

/// A row. Its element and its buttons survive polls: cells are rebuilt only if the columns change or the task is edited.
#[component]
pub(crate) fn TaskRow(
    /// Values of the row, its only signal.
    values: ArcRwSignal<RowValues>,
) -> impl IntoView {
    let values = RwSignal::from(values);
    let fixed = Memo::new(move |_| {
        let fixed = |values: &RowValues| match &values.row {
            Row::Task(task) => Row::Task(Box::new(lasting(Task::clone(task)))),
            unreadable @ Row::Unreadable { .. } => unreadable.clone(),
        };
        values.with(|values| (fixed(values), values.state.columns))
    });
    let pressed = PressedAction::default();
    let class = move || {
        fixed
            .with(|(row, _)| matches!(row, Row::Unreadable { .. }))
            .then_some("row-unreadable")
    };
    view! {
        <tr role="row" class=class>
            {move || match fixed.get() {
                (Row::Task(task), columns) => {
                    view! { <TaskCells task=*task columns=columns values=values pressed=pressed /> }.into_any()
                }
                (Row::Unreadable { id, error, raw, .. }, columns) => {
                    view! { <UnreadableCells id=id error=error raw=raw columns=columns values=values /> }.into_any()
                }
            }}
        </tr>
    }
}

/// Cells of a task.
#[component]
fn TaskCells(
    /// Task, as [`lasting`] returns it.
    task: Task,
    /// Columns of the view.
    columns: Columns,
    /// Values of the row.
    values: RwSignal<RowValues>,
    /// Action of the first button when the press began.
    pressed: PressedAction<Action>,
) -> impl IntoView {
    let cx = use_task_context();
    let live = Memo::new(move |_| {
        values.with(|values| match &values.row {
            Row::Task(task) => Some(Task::clone(task)),
            Row::Unreadable { .. } => None,
        })
    });
    let refusals = Memo::new(move |_| values.with(|values| values.state.refusals.clone()));
    let cell = |column| match column {
        Column::Name => view! { <NameCell task=task.clone() values=values /> }.into_any(),
        Column::Versions => {
            // A type that has its own column is not repeated.
            let has_kind_column = columns.has(Column::Kind) && cx.store.is_full();
            view! { <VersionsCell task=task.clone() has_kind=!has_kind_column /> }.into_any()
        }
        Column::Status => view! { <StatusCell values=values /> }.into_any(),
        Column::Devices => view! { <DevicesCell values=values /> }.into_any(),
        Column::Progress | Column::Upgraded | Column::Remaining => view! { <CountsCell task=live /> }.into_any(),
        Column::Rate => view! { <RateCell values=values /> }.into_any(),
        Column::Kind => view! { <KindCell task=task.clone() /> }.into_any(),
    };
    let cells = visible_columns(columns, cx).map(cell).collect_view();
    view! {
        <td role="cell" class="cell-pick">
            <PickBox
                id=task.id.clone()
                name=task.name.clone()
                is_picked=Memo::new(move |_| values.with(|values| values.state.task.is_some_and(|task| task.is_picked)))
            />
        </td>
        {cells}
        <td role="cell" class="cell-actions">
            <div class="row-actions">
                <TaskButtons task=live pressed=pressed refusals=refusals />
                <RowMenu name=task.name task=live />
            </div>
        </td>
    }
}

/// Name, which opens the details, and description.
#[component]
fn NameCell(
    /// Task.
    task: Task,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let (m, dialogs) = (use_messages(), use_task_dialogs());
    let description = clipped(&task.description);
    let is_missing = Memo::new(move |_| values.with(|values| values.state.is_missing));
    let show_details = move |_| dialogs.show_details(Some(task.id.clone()));
    view! {
        <td role="cell" class="cell-name">
            <button type="button" class="link name" on:click=show_details>
                <bdi translate="no" prop:textContent=clipped(&task.name) />
            </button>
            <bdi class="description" title=description.clone() prop:textContent=description />
            {move || {
                is_missing
                    .get()
                    .then(|| view! { <div class="hint" prop:textContent=m.view().row_missing() /> }.into_any())
            }}
        </td>
    }
}

/// From version and target version.
#[component]
fn VersionsCell(
    /// Task.
    task: Task,
    /// Whether the cell also names the firmware type.
    has_kind: bool,
) -> impl IntoView {
    let m = use_messages();
    let kind = kind_text(m, task.kind).filter(|_| has_kind);
    view! {
        <td role="cell" class="cell-versions">
            <VersionPath from=task.from.version target=task.target.version />
            {kind.map(|kind| view! { <span class="hint" prop:textContent=format!(" {kind}") /> })}
        </td>
    }
}

/// Firmware type.
#[component]
fn KindCell(
    /// Task.
    task: Task,
) -> impl IntoView {
    let text = kind_text(use_messages(), task.kind).unwrap_or_else(|| "WIFI".to_owned());
    view! { <td role="cell" class="cell-kind" prop:textContent=text /> }
}

/// Cells of an unreadable row. Its task may be running: it can be stopped if its id is readable.
#[component]
fn UnreadableCells(
    /// Id of the task, if readable.
    id: Option<TaskId>,
    /// Reason why the row is unreadable.
    error: ReadError,
    /// JSON text of the row.
    raw: String,
    /// Columns of the view.
    columns: Columns,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let (m, cx) = (use_messages(), use_task_context());
    // One more for the check box.
    let width = visible_columns(columns, cx).count() + 1;
    let refusal = Memo::new(move |_| values.with(|values| values.state.refusals.stop.clone()));
    let stop_button = id.map(|id| {
        let label = m.action(Action::Stop);
        let on_press = move |()| stop(cx, TaskRef::from(&id));
        view! { <Button label=label disabled_reason=refusal on_press=on_press /> }
    });
    view! {
        <td role="cell" class="cell-unreadable" colspan=width.to_string()>
            <strong prop:textContent=m.unreadable_row() />
            <span prop:textContent=format!(" {error}") />
            <code class="raw" translate="no" prop:textContent=raw />
        </td>
        <td role="cell" class="cell-actions">
            <div class="row-actions">{stop_button}</div>
        </td>
    }
}
