//! Facts of a task as text or small elements: counts, rate, devices, firmware type, mode.

use crate::components::grouped;
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use leptos::prelude::*;
use upgrade_api::impact::{Impact, Uncounted};
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, FirmwareType, Task, TaskMode};

/// Word for a firmware type.
pub fn type_text(m: &dyn Messages, firmware_type: FirmwareType) -> &'static str {
    match firmware_type {
        FirmwareType::Wifi => "WIFI",
        FirmwareType::Mcu => "MCU",
        FirmwareType::SubDevice => m.sub_device(),
    }
}

/// Firmware type of a task, with its number if it has one.
pub fn kind_text(m: &dyn Messages, kind: FirmwareKind) -> String {
    let word = type_text(m, kind.firmware_type());
    match kind {
        FirmwareKind::Wifi => word.to_owned(),
        FirmwareKind::Mcu(identify) | FirmwareKind::SubDevice(identify) => format!("{word} {identify}"),
    }
}

/// Firmware type of a task; `None` for WIFI, the usual type.
pub fn unusual_kind_text(m: &dyn Messages, kind: FirmwareKind) -> Option<String> {
    (kind != FirmwareKind::Wifi).then(|| kind_text(m, kind))
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
pub fn affected(context: TaskContext, task: &Task) -> String {
    let (m, from) = (context.m, task.from.version);
    let impact = context.store.impact(task);
    let devices = match (impact.hit, impact.all, impact.per_mille()) {
        (None, ..) => return m.affected_unknown(context.store.uncounted(task.kind), from),
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
    /// Texts.
    m: &'static dyn Messages,
    /// Number of upgraded devices.
    upgraded: u64,
    /// Number of remaining devices, if known.
    remaining: Option<u64>,
    /// Whether the task is stopped.
    is_stopped: bool,
) -> impl IntoView {
    let all = remaining
        .map(|remaining| upgraded.saturating_add(remaining))
        .filter(|all| *all > 0);
    let bar = all.map(|all| {
        let class = if is_stopped { "bar bar-idle" } else { "bar" };
        view! { <progress class=class max=all.to_string() value=upgraded.to_string() aria-label=m.upgraded()></progress> }
            .into_any()
    });
    let remaining = match remaining {
        Some(remaining) => format!("{} {}", m.remaining(), grouped(remaining)),
        None => m.remaining_unknown().to_owned(),
    };
    let text = format!("{} {}\n{remaining}", m.upgraded(), grouped(upgraded));
    view! {
        {bar}
        <div class="counts lines" prop:textContent=text />
    }
}

/// Devices on the from version of a task, out of how many, and the share, on two lines. An error is the text for an unknown
/// number.
pub fn devices_text(m: &dyn Messages, impact: Impact, uncounted: Uncounted) -> Result<String, &'static str> {
    let count = match (impact.hit, impact.all) {
        (None, _) if uncounted == Uncounted::NotYet => return Ok(String::new()),
        (None, _) => return Err(m.view().devices_unknown()),
        (Some(hit), Some(all)) => m.impact().share_of_all(&grouped(hit), &grouped(all)),
        (Some(hit), None) => grouped(hit),
    };
    let share = impact.per_mille().map(|share| format!("\n{}\u{a0}%", tenths(share)));
    Ok(count + &share.unwrap_or_default())
}
