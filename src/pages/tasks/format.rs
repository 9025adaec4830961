//! Facts of a task as text or small elements: counts, rate, devices, firmware type, mode.

use crate::components::{ProgressBar, grouped};
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::context::TaskContext;
use leptos::prelude::*;
use upgrade_api::impact::{Impact, Uncounted};
use upgrade_api::progress::Pace;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task, TaskMode};

/// Firmware type of a task; `None` for WIFI, the usual type.
pub fn kind_text(m: &dyn Messages, kind: FirmwareKind) -> Option<String> {
    match kind {
        FirmwareKind::Wifi => None,
        FirmwareKind::Mcu(identify) => Some(format!("MCU {identify}")),
        FirmwareKind::SubDevice(identify) => Some(format!("{} {identify}", m.sub_device())),
    }
}

/// Word for the upgrade mode.
pub fn mode_text(m: &dyn Messages, mode: TaskMode) -> &'static str {
    match mode {
        TaskMode::Automatic => m.flow().automatic(),
        TaskMode::Manual => m.flow().manual(),
    }
}

/// The task with fixed values for the fields that change while it runs. Two readings differ only if the task was edited.
pub fn lasting(task: Task) -> Task {
    Task {
        upgrade_count: 0,
        surplus_count: None,
        status: TaskStatus::Known(RunState::Stopped),
        ..task
    }
}

/// Sentence about the devices that a start affects, or the reason why their number is unknown.
pub fn affected(cx: TaskContext, task: &Task) -> String {
    let (m, from) = (cx.m, task.from.version);
    let impact = cx.store.impact(task);
    let devices = match (impact.hit, impact.all, impact.per_mille()) {
        (None, ..) => return m.affected_unknown(cx.store.uncounted(task.kind), from),
        (Some(hit), Some(all), Some(share)) => {
            m.impact()
                .share_on_version(&grouped(hit), &grouped(all), &tenths(share), from)
        }
        (Some(hit), ..) => m.impact().devices_on_version(&grouped(hit), from),
    };
    format!("{devices}{}", m.impact().already_upgraded(&grouped(task.upgrade_count)))
}

/// Formats thousandths as percent: `13.6`, `50`.
pub fn tenths(per_mille: u64) -> String {
    match per_mille % 10 {
        0 => (per_mille / 10).to_string(),
        tenth => format!("{}.{tenth}", per_mille / 10),
    }
}

/// Devices upgraded and remaining. Without the number of remaining devices there is no bar.
#[component]
pub fn Counts(
    /// Task.
    task: Task,
) -> impl IntoView {
    let m = use_messages();
    let (done, remaining) = (task.upgrade_count, task.surplus_count);
    let all = remaining
        .map(|remaining| done.saturating_add(remaining))
        .filter(|all| *all > 0);
    let bar = all.map(|all| {
        let is_stopped = task.status == TaskStatus::Known(RunState::Stopped);
        let class = if is_stopped { "bar bar-idle" } else { "bar" };
        view! { <ProgressBar value=done max=all label=m.upgraded() class=class /> }
    });
    // The text node beside the number is the same on each update: an update never has to replace it.
    let number = |word: &str, number: u64| {
        view! { <span>{format!("{word} ")} <b prop:textContent=grouped(number) /></span> }.into_any()
    };
    let remaining = match remaining {
        Some(remaining) => number(m.remaining(), remaining),
        None => view! { <span prop:textContent=m.remaining_unknown() /> }.into_any(),
    };
    view! { <div class="counts">{bar} <div class="counts-numbers">{number(m.upgraded(), done)} {remaining}</div></div> }
}

/// Upgrade rate of a running task, and the time left. Empty while the rate is unknown.
#[component]
pub fn Rate(
    /// Rate.
    pace: Pace,
) -> impl IntoView {
    let m = use_messages();
    match pace {
        Pace::Unknown => ().into_any(),
        Pace::Moving { per_hour, left_ms } => {
            let left = left_ms.map(|ms| m.impact().minutes_left(ms.div_ceil(60_000)));
            let rate = m.impact().per_hour(&grouped(per_hour));
            view! {
                <div prop:textContent=rate />
                {left.map(|left| view! { <div class="hint" prop:textContent=left /> })}
            }
            .into_any()
        }
        Pace::Still { ms } => {
            let text = m.impact().no_progress(ms / 60_000);
            view! { <span class="still" prop:textContent=text /> }.into_any()
        }
    }
}

/// Devices on the from version of a task, out of how many, and the share.
#[component]
pub fn Devices(
    /// Devices that a start affects.
    impact: Impact,
    /// Reason why their number is unknown, if it is.
    uncounted: Uncounted,
) -> impl IntoView {
    let m = use_messages();
    match (impact.hit, impact.all) {
        (None, _) if uncounted == Uncounted::NotYet => ().into_any(),
        (None, _) => view! { <span class="hint" prop:textContent=m.view().devices_unknown() /> }.into_any(),
        (Some(hit), all) => {
            let count = match all {
                Some(all) => m.impact().share_of_all(&grouped(hit), &grouped(all)),
                None => grouped(hit),
            };
            let share = impact.per_mille().map(|share| format!("{} %", tenths(share)));
            view! {
                <div prop:textContent=count />
                {share.map(|share| view! { <div class="hint" prop:textContent=share /> })}
            }
            .into_any()
        }
    }
}
