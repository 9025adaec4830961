//! Facts of a task as text or small elements: counts, rate, devices, firmware type, mode.

use crate::components::ProgressBar;
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use leptos::prelude::*;
use upgrade_api::impact::{Impact, Uncounted};
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{DevicePart, FirmwareType, Task, TaskMode};
use upgrade_api::values::Version;

/// Word for a firmware type.
pub fn type_text(m: &dyn Messages, firmware_type: FirmwareType) -> &'static str {
    match firmware_type {
        FirmwareType::Wifi => "Wi-Fi",
        FirmwareType::Mcu => "MCU",
        FirmwareType::SubDevice => m.sub_device(),
    }
}

/// Name of a part of a device: the firmware type, and the number of an MCU or sub-device.
pub fn device_part_text(m: &dyn Messages, device_part: DevicePart) -> String {
    let word = type_text(m, device_part.firmware_type());
    match device_part {
        DevicePart::Wifi => word.to_owned(),
        DevicePart::Mcu(identify) | DevicePart::SubDevice(identify) => format!("{word} {identify}"),
    }
}

/// Name of an MCU or sub-device; `None` for the Wi-Fi module, which most tasks upgrade.
pub fn numbered_part_text(m: &dyn Messages, device_part: DevicePart) -> Option<String> {
    (device_part != DevicePart::Wifi).then(|| device_part_text(m, device_part))
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

/// Number of affected devices on a version, and their share if it is known; `None` for an unknown number.
pub fn devices_on(m: &dyn Messages, impact: Impact, version: Version) -> Option<String> {
    let affected = m.number(impact.affected?);
    Some(match (impact.all, impact.per_mille()) {
        (Some(all), Some(share)) => m
            .impact()
            .share_on_version(&affected, &m.number(all), &m.percent(share), version),
        _ => m.impact().devices_on_version(&affected, version),
    })
}

/// Sentence about the devices that a start affects, or the reason why their number is unknown.
pub fn affected(context: TaskContext, task: &Task) -> String {
    let (m, from) = (context.m, task.from.version);
    match devices_on(m, context.store.impact(task), from) {
        Some(devices) => devices + &m.impact().already_upgraded(&m.number(task.upgrade_count)),
        None => m.affected_unknown(context.store.uncounted(task.device_part), from),
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
        view! { <ProgressBar value=upgraded max=all label=m.upgraded() class=class /> }.into_any()
    });
    let remaining = match remaining {
        Some(remaining) => format!("{} {}", m.remaining(), m.number(remaining)),
        None => m.remaining_unknown().to_owned(),
    };
    let text = format!("{} {}\n{remaining}", m.upgraded(), m.number(upgraded));
    view! {
        {bar}
        <div class="counts lines" prop:textContent=text />
    }
}

/// Devices on the from version of a task, out of how many, and the share, on two lines. An error is the text for an unknown
/// number.
pub fn devices_text(m: &dyn Messages, impact: Impact, uncounted: Uncounted) -> Result<String, &'static str> {
    let count = match (impact.affected, impact.all) {
        (None, _) if uncounted == Uncounted::NotYet => return Ok(String::new()),
        (None, _) => return Err(m.view().unknown()),
        (Some(affected), Some(all)) => m.impact().share_of_all(&m.number(affected), &m.number(all)),
        (Some(affected), None) => m.number(affected),
    };
    let share = impact.per_mille().map(|share| format!("\n{}", m.percent(share)));
    Ok(count + &share.unwrap_or_default())
}
