//! Cells that a poll changes: status, devices, progress and rate.

use crate::i18n::use_messages;
use crate::pages::tasks::format::{Counts, Devices, Rate};
use crate::pages::tasks::status_badge::StatusBadges;
use crate::pages::tasks::table::row_values::{RowValues, TaskState};
use leptos::prelude::*;
use upgrade_api::task::{Row, Task};

/// Status, and whether a stop is unconfirmed.
#[component]
pub(crate) fn StatusCell(
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let m = use_messages();
    let status = Memo::new(move |_| {
        values.with(|values| match &values.row {
            Row::Task(task) => Some((task.status.clone(), values.state.task?.standstill)),
            Row::Unreadable { .. } => None,
        })
    });
    let is_unconfirmed = part(values, |task| task.is_stop_unconfirmed);
    let class = marked("cell-status", status);
    view! {
        <td role="cell" class=class>
            {move || {
                status
                    .get()
                    .map(|(status, standstill)| {
                        view! { <StatusBadges status=status standstill=standstill /> }.into_any()
                    })
            }}
            {move || {
                is_unconfirmed
                    .get()?
                    .then(|| {
                        view! { <div class="hint status-note" prop:textContent=m.stop_unconfirmed() /> }.into_any()
                    })
            }}
        </td>
    }
}

/// Devices that a start affects. The label replaces the head of the column on a narrow screen.
#[component]
pub(crate) fn DevicesCell(
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let m = use_messages();
    let devices = part(values, |task| (task.impact, task.uncounted));
    view! {
        <td role="cell" class="cell-devices" data-label=m.view().devices_on_from()>
            {move || {
                devices
                    .get()
                    .map(|(impact, uncounted)| { view! { <Devices impact=impact uncounted=uncounted /> }.into_any() })
            }}
        </td>
    }
}

/// Upgraded and remaining devices.
#[component]
pub(crate) fn CountsCell(
    /// Task.
    task: Memo<Option<Task>>,
) -> impl IntoView {
    let class = marked("cell-counts", task);
    view! {
        <td role="cell" class=class>
            {move || task.get().map(|task| view! { <Counts task=task /> }.into_any())}
        </td>
    }
}

/// Upgrade rate and time left.
#[component]
pub(crate) fn RateCell(
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let pace = part(values, |task| task.pace);
    view! {
        <td role="cell" class="cell-rate">
            {move || pace.get().map(|pace| view! { <Rate pace=pace /> }.into_any())}
        </td>
    }
}

/// A part of a task's state. `None` for an unreadable row.
fn part<T: Clone + PartialEq + Send + Sync + 'static>(
    values: RwSignal<RowValues>,
    of: fn(&TaskState) -> T,
) -> Memo<Option<T>> {
    Memo::new(move |_| values.with(|values| values.state.task.as_ref().map(of)))
}

/// Class names of a cell that is marked for a moment after each change of `value`. Two marks alternate, so that each change
/// restarts the animation.
fn marked<T: Send + Sync + 'static>(class: &'static str, value: Memo<T>) -> impl FnMut() -> String + Send + 'static {
    let mut marks = [""]
        .into_iter()
        .chain([" changed", " changed-again"].into_iter().cycle());
    move || {
        // `track` would not compute the memo now, and a later computation would count as a change.
        value.with(|_| ());
        format!("{class}{}", marks.next().unwrap_or_default())
    }
}
