//! Facts of a task as text or small elements: counts, rate, devices, firmware type, mode.

use crate::builder::{El, el, grouped, nothing, several};
use crate::components::ProgressBar;
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::context::TaskContext;
use leptos::prelude::*;
use upgrade_api::impact::{Impact, Uncounted};
use upgrade_api::progress::Pace;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task, TaskMode};

/// Upgraded and remaining. No bar without a denominator: where the platform does not say how many remain, nor do we.
pub fn counts(m: &Messages, task: &Task) -> El {
    let done = task.upgrade_count;
    let bar = task
        .surplus_count
        .filter(|left| done.saturating_add(*left) > 0)
        .map(|left| {
            let stopped = task.status == TaskStatus::Known(RunState::Stopped);
            progress(done, done.saturating_add(left), m.upgraded).class(if stopped { "bar bar-idle" } else { "bar" })
        });
    let number = |word: &str, number| {
        el("span")
            .child(format!("{word} "))
            .child(el("b").child(grouped(number)))
    };
    let left = match task.surplus_count {
        Some(left) => number(m.remaining, left),
        None => el("span").child(m.remaining_unknown),
    };
    el("div").class("counts").child(bar).child(
        el("div")
            .class("counts-numbers")
            .child(number(m.upgraded, done))
            .child(left),
    )
}

/// How fast devices follow a running task, and how long that will take. Nothing where nobody can tell.
pub fn rate(m: &Messages, pace: Pace) -> AnyView {
    let hint = |text: String| el("div").class("hint").child(text).view();
    match pace {
        Pace::Unknown => nothing(),
        Pace::Moving { per_hour, left_ms } => {
            let left = left_ms.map(|ms| hint((m.impact.minutes_left)(ms.div_ceil(60_000))));
            let pace = el("div").child((m.impact.per_hour)(&grouped(per_hour))).view();
            several([Some(pace), left].into_iter().flatten().collect())
        }
        Pace::Still { ms } => el("span")
            .class("still")
            .child((m.impact.no_progress)(ms / 60_000))
            .view(),
    }
}

/// Devices on the from version, of how many, and the share that is.
pub fn devices(cx: TaskContext, impact: Impact, kind: FirmwareKind) -> AnyView {
    let m = cx.m;
    let Some(hit) = impact.hit else {
        return match cx.store.uncounted(kind) {
            // In a moment it is.
            Uncounted::NotYet => nothing(),
            _ => el("span").class("hint").child(m.view.devices_unknown).view(),
        };
    };
    let on = match impact.all {
        Some(all) => (m.impact.of_all)(&grouped(hit), &grouped(all)),
        None => grouped(hit),
    };
    let share = impact.per_mille().map(|share| format!("{} %", tenths(share)));
    let share = share.map(|share| el("div").class("hint").child(share).view());
    several(
        [Some(el("div").child(on).view()), share]
            .into_iter()
            .flatten()
            .collect(),
    )
}

/// A progress bar; the caller says which kind by its class.
pub fn progress(done: u64, all: u64, label: &'static str) -> El {
    el("progress")
        .attr("max", all.to_string())
        .attr("value", done.to_string())
        .attr("aria-label", label)
}

/// Which firmware a task is about, where it is not the ordinary one.
pub fn kind_text(m: &Messages, kind: FirmwareKind) -> Option<String> {
    match kind {
        FirmwareKind::Wifi => None,
        FirmwareKind::Mcu(identify) => Some(format!("MCU {identify}")),
        FirmwareKind::SubDevice(identify) => Some(format!("{} {identify}", m.sub_device)),
    }
}

/// How devices take a task, in words.
pub fn mode_text(m: &Messages, mode: TaskMode) -> &'static str {
    match mode {
        TaskMode::Automatic => m.flow().automatic,
        TaskMode::Manual => m.flow().manual,
    }
}

/// A task without what changes while it runs: two readings of it differ only where it became another task.
pub fn lasting(task: Task) -> Task {
    Task {
        upgrade_count: 0,
        surplus_count: None,
        status: TaskStatus::Known(RunState::Stopped),
        ..task
    }
}

/// Who is hit, or plainly that nobody here knows.
pub fn affected(cx: TaskContext, task: &Task) -> String {
    let (m, from) = (cx.m, task.from.version);
    let impact = cx.store.impact(task);
    let who = match (impact.hit, impact.all, impact.per_mille()) {
        (None, ..) => return (m.affected_unknown)(cx.store.uncounted(task.kind), from),
        (Some(hit), Some(all), Some(share)) => {
            (m.impact.on_version)(&grouped(hit), &grouped(all), &tenths(share), from)
        }
        (Some(hit), ..) => (m.impact.on_version_alone)(&grouped(hit), from),
    };
    format!("{who}{}", (m.impact.already_upgraded)(&grouped(task.upgrade_count)))
}

/// Thousandths as percent: `13.6`, `50`.
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
        view! { <ProgressBar value=done max=all label=m.upgraded class=class/> }
    });
    let number = |word: &str, number: u64| {
        view! { <span><span prop:textContent=format!("{word} ")/><b prop:textContent=grouped(number)/></span> }
            .into_any()
    };
    let remaining = match remaining {
        Some(remaining) => number(m.remaining, remaining),
        None => view! { <span prop:textContent=m.remaining_unknown/> }.into_any(),
    };
    view! {
        <div class="counts">
            {bar}
            <div class="counts-numbers">{number(m.upgraded, done)} {remaining}</div>
        </div>
    }
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
            let left = left_ms.map(|ms| (m.impact.minutes_left)(ms.div_ceil(60_000)));
            let rate = (m.impact.per_hour)(&grouped(per_hour));
            view! {
                <div prop:textContent=rate/>
                {left.map(|left| view! { <div class="hint" prop:textContent=left/> })}
            }
            .into_any()
        }
        Pace::Still { ms } => {
            let text = (m.impact.no_progress)(ms / 60_000);
            view! { <span class="still" prop:textContent=text/> }.into_any()
        }
    }
}
