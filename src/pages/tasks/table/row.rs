//! A row of the table.

use crate::components::{Button, clipped, visible};
use crate::i18n::use_messages;
use crate::pages::tasks::actions::stop;
use crate::pages::tasks::context::{TaskContext, use_page_state, use_task_context};
use crate::pages::tasks::format::{device_part_text, numbered_part_text};
use crate::pages::tasks::selection::SelectBox;
use crate::pages::tasks::table::buttons::RowButtons;
use crate::pages::tasks::table::head::visible_columns;
use crate::pages::tasks::table::live_cells::{CountsCell, DevicesCell, RateCell, StatusCell};
use crate::pages::tasks::table::menu::RowMenu;
use crate::pages::tasks::table::row_values::RowValues;
use crate::pages::tasks::version_path::VersionPair;
use crate::routing::list_query::{Column, Columns};
use crate::state::task_store::{TaskRef, use_task_store};
use leptos::prelude::*;
use upgrade_api::json::ReadError;
use upgrade_api::status::Action;
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;

/// A row. Its element and its buttons survive polls. An edited task, and a change of the columns, make another row.
#[component]
pub(crate) fn TaskRow(
    /// Values of the row, its only signal.
    values: ArcRwSignal<RowValues>,
    /// Columns of the view.
    columns: Columns,
) -> impl IntoView {
    let row = values.with_untracked(|values| values.row.clone());
    let values = RwSignal::from(values);
    match row {
        Row::Task(task) => view! { <ReadableRow task=*task columns=columns values=values /> }.into_any(),
        Row::Unreadable { id, error, raw, .. } => {
            view! { <UnreadableRow id=id error=error raw=raw columns=columns values=values /> }.into_any()
        }
    }
}

/// Row of a task.
#[component]
fn ReadableRow(
    /// Task as it was when the row appeared. Only the fields are used that a poll leaves alone.
    task: Task,
    /// Columns of the view.
    columns: Columns,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let cell = |column| match column {
        Column::Name => view! { <NameCell task=task.clone() values=values /> }.into_any(),
        Column::Versions => {
            // A type that has its own column is not repeated.
            let has_type_column = columns.has(Column::FirmwareType) && store.is_full();
            let part_text = numbered_part_text(m, task.device_part).filter(|_| !has_type_column);
            view! {
                <td role="cell" class="cell-versions">
                    <VersionPair m=m from=task.from.version target=task.target.version />
                    {part_text.map(|text| view! { <span class="hint" prop:textContent=text /> }.into_any())}
                </td>
            }
            .into_any()
        }
        Column::Status => view! { <StatusCell m=m values=values /> }.into_any(),
        Column::Devices => view! { <DevicesCell m=m values=values /> }.into_any(),
        Column::Progress | Column::Upgraded | Column::Remaining => {
            view! { <CountsCell m=m values=values /> }.into_any()
        }
        Column::Rate => view! { <RateCell m=m values=values /> }.into_any(),
        Column::FirmwareType => {
            let text = device_part_text(m, task.device_part);
            view! { <td role="cell" data-label=m.firmware_type() prop:textContent=text /> }.into_any()
        }
    };
    let cells = visible_columns(columns, store).map(cell).collect_view();
    view! {
        <tr role="row">
            <td role="cell" class="cell-select">
                <SelectBox id=task.id.clone() name=task.name.clone() values=values />
            </td>
            {cells}
            <td role="cell" class="cell-actions">
                <RowButtons values=values />
                <RowMenu name=task.name values=values />
            </td>
        </tr>
    }
}

/// Name, which opens the details, and description. The mark of a new task ends with its animation.
#[component]
fn NameCell(
    /// Task.
    task: Task,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let (m, page) = (use_messages(), use_page_state());
    let Task {
        id, name, description, ..
    } = task;
    let description = (!description.is_empty()).then(|| {
        let text = clipped(&description);
        view! { <bdi class="description" title=text.clone() prop:textContent=text /> }.into_any()
    });
    view! {
        <td role="cell" class="cell-name">
            <button
                type="button"
                class="link name"
                dir="auto"
                translate="no"
                on:click=move |_| page.show_details(Some(id.clone()))
                prop:textContent=visible(&name)
            />
            {move || {
                let (is_new, is_missing) = values
                    .with(|values| (values.state.task.is_some_and(|task| task.is_new), values.state.is_missing));
                let ended = move |_| page.new_task.set(None);
                let mark = || {
                    view! { <span class="new-mark" on:animationend=ended prop:textContent=m.view().new_row() /> }
                        .into_any()
                };
                let missing = || view! { <div class="hint" prop:textContent=m.view().row_missing() /> }.into_any();
                [is_new.then(mark), is_missing.then(missing)]
            }}
            {description}
        </td>
    }
}

/// An unreadable row. Its task may be running: it can be stopped if its id is readable.
#[component]
fn UnreadableRow(
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
    let context = use_task_context();
    let TaskContext { m, store, .. } = context;
    // One more for the check box.
    let width = visible_columns(columns, store).count() + 1;
    let refusal = move || values.with(|values| values.state.refusals.stop.clone());
    let stop_button = id.map(|id| {
        let label = m.action(Action::Stop);
        let on_press = move |_| stop(context, TaskRef::from(&id));
        view! { <Button label=label disabled_reason=refusal on_press=on_press /> }
    });
    view! {
        <tr role="row" class="row-unreadable">
            <td role="cell" class="cell-unreadable" colspan=width.to_string()>
                <strong prop:textContent=m.unreadable_row() />
                <span prop:textContent=m.sentences(&["", &m.read_error(&error)]) />
                <code class="raw" translate="no" prop:textContent=raw />
            </td>
            <td role="cell" class="cell-actions">
                {stop_button}
            </td>
        </tr>
    }
}
