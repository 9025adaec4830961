//! Small pieces several views of a task share.

use crate::i18n::Messages;
use crate::ui::{El, el, grouped};
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task, TaskMode};
use upgrade_api::values::Version;

/// The pair of versions, the visual key of a task: `3 -> 5`.
pub fn version_path(m: &Messages, from: Version, target: Version) -> El {
    let down = (target < from).then(|| el("span").class("downgrade").child(format!("▼ {}", m.downgrade)));
    el("span")
        .class("path")
        .child(el("span").class("version").child(from.to_string()))
        .child(el("span").class("path-arrow").attr("aria-hidden", "true").child("→"))
        .child(el("span").class("visually-hidden").child(m.to))
        .child(el("span").class("version version-target").child(target.to_string()))
        .child(down)
}

/// A state as dot, word and colour together.
pub fn status_badge(m: &Messages, status: &TaskStatus) -> El {
    let class = match status {
        TaskStatus::Known(RunState::Running) => "badge badge-running",
        TaskStatus::Known(RunState::Stopped) => "badge",
        TaskStatus::Unknown(_) => "badge badge-unknown",
    };
    el("span").class(class).child(status_text(m, status))
}

/// A state in words.
pub fn status_text(m: &Messages, status: &TaskStatus) -> String {
    match status {
        TaskStatus::Known(RunState::Running) => m.running.to_owned(),
        TaskStatus::Known(RunState::Stopped) => m.stopped.to_owned(),
        TaskStatus::Unknown(other) => (m.unknown_status)(other),
    }
}

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
        TaskMode::Automatic => m.flow.automatic,
        TaskMode::Manual => m.flow.manual,
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
