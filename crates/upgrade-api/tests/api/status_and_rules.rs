//! Actions per state, numbers on the wire, and rules between tasks.

use crate::kit::{json, version};
use upgrade_api::{Action, DevicePart, Refusal, RunState, Task, TaskMode, TaskStatus, rules};

fn task(name: &str, from: u64, device_part: DevicePart) -> Task {
    let name = name.to_owned();
    Task {
        name,
        device_part,
        ..crate::kit::numbered(0, from, 3)
    }
}

#[test]
fn the_two_states_are_0_stopped_and_1_running() {
    assert_eq!(RunState::Stopped.number(), 0);
    assert_eq!(RunState::Running.number(), 1);
    assert_eq!(RunState::from_number(0), Some(RunState::Stopped));
    assert_eq!(RunState::from_number(1), Some(RunState::Running));
    // 256 and 2^32 are 0 when truncated.
    for number in [2, 3, 10, 256, 257, 1 << 32, u64::MAX] {
        assert_eq!(RunState::from_number(number), None, "{number}");
    }
    assert_eq!(json(&[RunState::Stopped, RunState::Running]), "[0,1]");
}

#[test]
fn each_state_allows_its_actions() {
    let stopped = TaskStatus::Known(RunState::Stopped);
    let running = TaskStatus::Known(RunState::Running);
    let unknown = TaskStatus::Unknown("2".to_owned());
    let table = [
        (&stopped, Action::Start, Ok(())),
        (&stopped, Action::Stop, Err(Refusal::AlreadyStopped)),
        (&stopped, Action::Delete, Ok(())),
        (&running, Action::Start, Err(Refusal::AlreadyRunning)),
        (&running, Action::Stop, Ok(())),
        (&running, Action::Delete, Ok(())),
        (&unknown, Action::Start, Err(Refusal::UnknownStatus)),
        (&unknown, Action::Stop, Ok(())),
        (&unknown, Action::Delete, Err(Refusal::UnknownStatus)),
    ];
    for (status, action, expected) in table {
        assert_eq!(status.allows(action), expected, "{action:?} in {status:?}");
    }
}

#[test]
fn the_device_parts_are_1_wifi_2_mcu_and_3_sub_device() {
    for (device_part, wire) in [
        (DevicePart::Wifi, (1, 0)),
        (DevicePart::Mcu(0), (2, 0)),
        (DevicePart::Mcu(7), (2, 7)),
        (DevicePart::SubDevice(u64::MAX), (3, u64::MAX)),
    ] {
        assert_eq!(device_part.to_wire(), wire);
        assert_eq!(DevicePart::from_wire(u64::from(wire.0), wire.1), Some(device_part));
    }
    // The WIFI module has no number: `identify` is ignored.
    assert_eq!(DevicePart::from_wire(1, 5), Some(DevicePart::Wifi));
    for unknown in [0, 4, 257, 258, u64::MAX] {
        assert_eq!(DevicePart::from_wire(unknown, 0), None, "{unknown}");
    }
}

#[test]
fn the_task_modes_are_0_automatic_and_1_manual() {
    assert_eq!((TaskMode::Automatic.number(), TaskMode::Manual.number()), (0, 1));
    assert_eq!(TaskMode::from_number(0), Some(TaskMode::Automatic));
    assert_eq!(TaskMode::from_number(1), Some(TaskMode::Manual));
    for unknown in [2, 256, u64::MAX] {
        assert_eq!(TaskMode::from_number(unknown), None, "{unknown}");
    }
}

#[test]
fn only_a_target_below_the_from_version_is_a_downgrade() {
    let cases = [
        (2, 3, false),
        (2, 2, false),
        (3, 2, true),
        // Versions compare as numbers.
        (9, 10, false),
        (10, 9, true),
        (0, 2_147_483_647, false),
        (2_147_483_647, 0, true),
    ];
    for (from, target, expected) in cases {
        let (from, target) = (version(from), version(target));
        assert_eq!(rules::is_downgrade(from, target), expected, "{from} -> {target}");
        assert_eq!(rules::is_same_version(from, target), from == target);
    }
}

#[test]
fn names_are_compared_exactly() {
    let tasks = [("网关", 1), ("Gateway", 2)].map(|(name, from)| task(name, from, DevicePart::Wifi));
    assert_eq!(rules::task_named("网关", &tasks), Some(&tasks[0]));
    assert_eq!(rules::task_named("Gateway", &tasks), Some(&tasks[1]));
    for free in ["gateway", "Gateway ", " Gateway", "Gatewa", "Gateway2", ""] {
        assert_eq!(rules::task_named(free, &tasks), None, "{free:?}");
    }
    assert_eq!(rules::task_named("Gateway", &[]), None);
}

#[test]
fn a_from_version_is_taken_only_by_a_task_for_the_same_firmware() {
    let tasks = [
        task("a", 2, DevicePart::Wifi),
        task("b", 2, DevicePart::Mcu(1)),
        task("c", 3, DevicePart::SubDevice(1)),
    ];
    let cases = [
        (2, DevicePart::Wifi, Some("a")),
        (2, DevicePart::Mcu(1), Some("b")),
        (3, DevicePart::SubDevice(1), Some("c")),
        (2, DevicePart::Mcu(2), None),
        (2, DevicePart::SubDevice(1), None),
        (3, DevicePart::Wifi, None),
        (3, DevicePart::Mcu(1), None),
        // Target versions do not count.
        (4, DevicePart::Wifi, None),
    ];
    for (from, device_part, expected) in cases {
        let taken = rules::task_from(version(from), device_part, &tasks);
        assert_eq!(
            taken.map(|task| task.name.as_str()),
            expected,
            "{from} of {device_part:?}"
        );
    }
}
