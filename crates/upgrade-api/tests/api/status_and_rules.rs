//! Actions per state, numbers on the wire, and rules between versions.

use crate::kit::version;
use upgrade_api::{Action, DevicePart, Refusal, RunState, TaskMode, TaskStatus, rules};

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
    }
}
