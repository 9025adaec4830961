//! Cells that a poll changes: status, devices, progress and rate. Each one is rendered again only if its own values change.

use crate::i18n::Messages;
use crate::pages::tasks::format::{Counts, devices_text};
use crate::pages::tasks::guard::guard_text::GuardShown;
use crate::pages::tasks::progress::rate_text;
use crate::pages::tasks::status_badge::Badges;
use crate::pages::tasks::table::row_values::{RowValues, TaskState};
use leptos::prelude::*;
use upgrade_api::progress::UpgradeRate;
use upgrade_api::status::TaskStatus;
use upgrade_api::task::Task;

/// Status, whether a stop is unconfirmed, and the rest of the guard.
#[component]
pub(crate) fn StatusCell(
    /// Texts.
    m: &'static dyn Messages,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let status = part(values, |task, state| {
        let notes = (state.is_stop_unconfirmed, state.guard);
        (task.status.clone(), state.idle, notes)
    });
    let mut mark = Mark {
        shown: None,
        changes: 0,
    };
    let mut cell = move |(status, idle, (is_stop_unconfirmed, guard)): (TaskStatus, _, (bool, Option<GuardShown>))| {
        let class = format!("cell-status {}", mark.class((status.clone(), idle)));
        let note = |text: String| view! { <div class="hint status-note" prop:textContent=text /> }.into_any();
        let unconfirmed = is_stop_unconfirmed.then(|| note(m.stop_unconfirmed().to_owned()));
        let guard = guard.map(|guard| note(guard.text(m)));
        view! {
            <td role="cell" class=class>
                <Badges m=m status=status idle=idle />
                {[unconfirmed, guard]}
            </td>
        }
        .into_any()
    };
    view! { {move || status.get().map(&mut cell)} }
}

/// Devices that a start affects. The label replaces the head of the column on a narrow screen.
#[component]
pub(crate) fn DevicesCell(
    /// Texts.
    m: &'static dyn Messages,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let devices = part(values, |_, state| (state.impact, state.uncounted));
    let cell = move |(impact, uncounted)| {
        let (text, class) = match devices_text(m, impact, uncounted) {
            Ok(text) => (text, "cell-devices lines"),
            Err(unknown) => (unknown.to_owned(), "cell-devices hint"),
        };
        view! { <td role="cell" class=class data-label=m.view().devices_on_from() prop:textContent=text /> }.into_any()
    };
    view! { {move || devices.get().map(cell)} }
}

/// Upgraded and remaining devices.
#[component]
pub(crate) fn CountsCell(
    /// Texts.
    m: &'static dyn Messages,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let counts = part(values, |task, _| {
        ((task.upgrade_count, task.surplus_count), task.status.is_stopped())
    });
    let mut mark = Mark {
        shown: None,
        changes: 0,
    };
    let mut cell = move |((upgraded, remaining), is_stopped)| {
        let class = format!("cell-counts {}", mark.class((upgraded, remaining)));
        view! {
            <td role="cell" class=class>
                <Counts m=m upgraded=upgraded remaining=remaining is_stopped=is_stopped />
            </td>
        }
        .into_any()
    };
    view! { {move || counts.get().map(&mut cell)} }
}

/// Upgrade rate and time left.
#[component]
pub(crate) fn RateCell(
    /// Texts.
    m: &'static dyn Messages,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let rate = part(values, |_, state| state.rate);
    let cell = move |rate| {
        let class = match rate {
            UpgradeRate::NoProgress { .. } => "cell-rate no-progress",
            UpgradeRate::Unknown | UpgradeRate::Upgrading { .. } => "cell-rate lines",
        };
        let text = rate_text(m, rate, "\n").unwrap_or_default();
        view! { <td role="cell" class=class prop:textContent=text /> }.into_any()
    };
    view! { {move || rate.get().map(cell)} }
}

/// A part of a row's values. `None` for an unreadable row.
fn part<T: PartialEq + Send + Sync + 'static>(
    values: RwSignal<RowValues>,
    of: fn(&Task, &TaskState) -> T,
) -> Memo<Option<T>> {
    Memo::new(move |_| values.with(|values| Some(of(values.row.task()?, values.state.task.as_ref()?))))
}

/// Class name of a cell that is marked for a moment after each change of a value. Two names alternate, so that each change
/// restarts the animation.
struct Mark<T> {
    shown: Option<T>,
    changes: usize,
}

impl<T: PartialEq> Mark<T> {
    fn class(&mut self, value: T) -> &'static str {
        let before = self.shown.replace(value);
        if before.is_some() && before != self.shown {
            self.changes += 1;
        }
        match self.changes {
            0 => "",
            odd if odd % 2 == 1 => "changed",
            _ => "changed-again",
        }
    }
}
