//! Small pieces several views of a task share.

use crate::i18n::messages;
use crate::ui::grouped;
use leptos::prelude::*;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::Version;

/// The pair of versions, the visual key of a task: `3 -> 5`.
#[component]
pub fn VersionPath(
    /// The version devices come from.
    from: Version,
    /// The version they go to.
    target: Version,
) -> impl IntoView {
    let m = messages();
    let down = (target < from).then(|| view! { <span class="downgrade">"▼ " {m.downgrade}</span> });
    view! {
        <span class="path">
            <span class="version">{from.get()}</span>
            <span class="path-arrow" aria-hidden="true">"→"</span>
            <span class="visually-hidden">{m.to}</span>
            <span class="version version-target">{target.get()}</span>
            {down}
        </span>
    }
}

/// A state as dot, word and colour together.
#[component]
pub fn StatusBadge(
    /// The state.
    status: TaskStatus,
) -> impl IntoView {
    let m = messages();
    let (class, text) = match status {
        TaskStatus::Known(RunState::Running) => ("badge badge-running", m.running.to_owned()),
        TaskStatus::Known(RunState::Stopped) => ("badge", m.stopped.to_owned()),
        TaskStatus::Unknown(other) => ("badge badge-unknown", (m.unknown_status)(&other)),
    };
    view! { <span class=class>{text}</span> }
}

/// Upgraded and remaining. No bar without a denominator: where the platform does not say how many remain, nor do we.
#[component]
pub fn Counts(
    /// The task.
    task: Task,
) -> impl IntoView {
    let m = messages();
    let done = task.upgrade_count;
    let bar = task.surplus_count.filter(|left| done + left > 0).map(|left| {
        let all = done + left;
        let stopped = task.status == TaskStatus::Known(RunState::Stopped);
        view! {
            <progress
                class="bar"
                class:bar-idle=stopped
                max=all.to_string()
                value=done.to_string()
                aria-label=m.upgraded
            ></progress>
        }
    });
    let left = match task.surplus_count {
        Some(left) => view! { <span>{m.remaining} " " <b>{grouped(left)}</b></span> }.into_any(),
        None => view! { <span>{m.remaining_unknown}</span> }.into_any(),
    };
    view! {
        <div class="counts">
            {bar}
            <div class="counts-numbers">
                <span>{m.upgraded} " " <b>{grouped(done)}</b></span>
                {left}
            </div>
        </div>
    }
}

/// Which firmware a task is about, where it is not the ordinary one.
#[must_use]
pub fn kind_text(kind: FirmwareKind) -> Option<String> {
    let m = messages();
    match kind {
        FirmwareKind::Wifi => None,
        FirmwareKind::Mcu(identify) => Some(format!("MCU {identify}")),
        FirmwareKind::SubDevice(identify) => Some(format!("{} {identify}", m.sub_device)),
    }
}
