//! Guard of a started task.

use crate::kit::{RUNNING, STOPPED, numbered};
use proptest::prelude::*;
use std::num::NonZeroU64;
use upgrade_api::guard::{GUARD_DEVICES_MAX, GUARD_MINUTES_MAX};
use upgrade_api::{Decision, GuardEnd, GuardLimits, Idle, Problem, StartGuard, StopReason, Task, TaskStatus};

const MINUTE: u64 = 60_000;
const KEEP: Decision = Decision::Keep;

fn limits(devices: u64, minutes: u64) -> GuardLimits {
    GuardLimits::new(NonZeroU64::new(devices), NonZeroU64::new(minutes)).unwrap()
}

fn task(status: TaskStatus, upgrade_count: u64) -> Task {
    Task {
        status,
        upgrade_count,
        ..numbered(1, 1, 2)
    }
}

/// Decisions of a guard that was set at 40 upgraded devices, after readings of minute, status and count.
fn decisions(limits: GuardLimits, readings: &[(u64, TaskStatus, u64)]) -> Vec<Decision> {
    let mut guard = StartGuard::new(limits, 40, 0);
    let decide = |(minute, status, upgraded): &(u64, TaskStatus, u64)| {
        let task = task(status.clone(), *upgraded);
        guard.decide(Some(&task), None, minute * MINUTE)
    };
    readings.iter().map(decide).collect()
}

fn stop(reason: StopReason) -> Decision {
    Decision::Stop(reason)
}

#[test]
fn a_guard_decides_after_each_reading() {
    let unknown = || TaskStatus::Unknown("7".to_owned());
    let end = Decision::End(GuardEnd::Stopped);
    for (case, limits, readings, expected) in [
        (
            "devices below the limit",
            limits(10, 0),
            vec![(0, RUNNING, 40), (1, RUNNING, 49)],
            vec![KEEP, KEEP],
        ),
        (
            "devices at the limit",
            limits(10, 0),
            vec![(0, RUNNING, 49), (1, RUNNING, 50)],
            vec![KEEP, stop(StopReason::Devices(10))],
        ),
        (
            "devices beyond the limit",
            limits(10, 0),
            vec![(0, RUNNING, 77)],
            vec![stop(StopReason::Devices(37))],
        ),
        (
            "no minutes without a limit of minutes",
            limits(10, 0),
            vec![(0, RUNNING, 40), (9_000, RUNNING, 40)],
            vec![KEEP, KEEP],
        ),
        (
            "minutes since the first reading that shows it running",
            limits(0, 5),
            vec![(1, STOPPED, 40), (2, RUNNING, 40), (6, RUNNING, 40), (7, RUNNING, 40)],
            vec![KEEP, KEEP, KEEP, stop(StopReason::Idle(5))],
        ),
        (
            "a device begins the minutes again",
            limits(0, 5),
            vec![(0, RUNNING, 40), (4, RUNNING, 41), (8, RUNNING, 41), (30, RUNNING, 41)],
            vec![KEEP, KEEP, KEEP, stop(StopReason::Idle(26))],
        ),
        (
            "so does a clock that went back",
            limits(0, 5),
            vec![(9, RUNNING, 40), (1, RUNNING, 40), (5, RUNNING, 40), (6, RUNNING, 40)],
            vec![KEEP, KEEP, KEEP, stop(StopReason::Idle(5))],
        ),
        (
            "devices come before minutes",
            limits(1, 1),
            vec![(0, RUNNING, 40), (9, RUNNING, 41)],
            vec![KEEP, stop(StopReason::Devices(1))],
        ),
        (
            "minutes where devices are below",
            limits(9, 1),
            vec![(0, RUNNING, 41), (1, RUNNING, 41)],
            vec![KEEP, stop(StopReason::Idle(1))],
        ),
        (
            "the count before the start is that of the last reading",
            limits(10, 0),
            vec![(0, STOPPED, 45), (0, RUNNING, 54), (1, RUNNING, 55)],
            vec![KEEP, KEEP, stop(StopReason::Devices(10))],
        ),
        (
            "a lower count cannot be counted from",
            limits(10, 5),
            vec![(0, RUNNING, 39)],
            vec![stop(StopReason::CountFell)],
        ),
        (
            "it is a change for a limit of minutes",
            limits(0, 5),
            vec![(0, RUNNING, 40), (4, RUNNING, 39), (8, RUNNING, 39)],
            vec![KEEP, KEEP, KEEP],
        ),
        (
            "a stop ends the guard",
            limits(10, 5),
            vec![(0, RUNNING, 40), (1, STOPPED, 60)],
            vec![KEEP, end],
        ),
        (
            "a task that does not start",
            limits(10, 1),
            vec![(1, STOPPED, 40), (2, STOPPED, 40)],
            vec![KEEP, Decision::End(GuardEnd::NotStarted)],
        ),
        (
            "an unknown state may be running",
            limits(10, 0),
            vec![(0, unknown(), 45), (1, unknown(), 50)],
            vec![KEEP, stop(StopReason::Devices(10))],
        ),
    ] {
        assert_eq!(decisions(limits, &readings), expected, "{case}");
    }
}

#[test]
fn a_deleted_task_ends_its_guard_and_a_complete_one_unless_minutes_are_limited() {
    let running = task(RUNNING, 40);
    let guard = |limits| StartGuard::new(limits, 40, 0);
    for limits in [limits(10, 0), limits(0, 5)] {
        assert_eq!(guard(limits).decide(None, None, 1), Decision::End(GuardEnd::Gone));
        assert_eq!(guard(limits).decide(Some(&running), Some(Idle::Stalled), 1), KEEP);
    }
    let complete = Some(Idle::Complete);
    let end = Decision::End(GuardEnd::Complete);
    assert_eq!(guard(limits(10, 0)).decide(Some(&running), complete, 1), end);
    assert_eq!(guard(limits(10, 5)).decide(Some(&running), complete, 1), KEEP);
}

#[test]
fn what_is_left_follows_the_readings() {
    let mut guard = StartGuard::new(limits(10, 5), 40, 0);
    assert_eq!((guard.devices_left(), guard.minutes_left()), (Some(10), Some(5)));
    for (minute, upgraded, left) in [(9, 43, (7, 5)), (11, 43, (7, 3)), (12, 48, (2, 5))] {
        guard.decide(Some(&task(RUNNING, upgraded)), None, minute * MINUTE);
        let (devices, minutes) = left;
        assert_eq!(
            (guard.devices_left(), guard.minutes_left()),
            (Some(devices), Some(minutes))
        );
    }
    let guard = StartGuard::new(limits(10, 0), 40, 0);
    assert_eq!((guard.devices_left(), guard.minutes_left()), (Some(10), None));
}

#[test]
fn a_resumed_guard_keeps_its_count_and_begins_its_minutes_again() {
    let mut guard = StartGuard::resumed(limits(10, 5), 40, true, 1_000 * MINUTE);
    assert_eq!(guard.decide(Some(&task(RUNNING, 44)), None, 1_000 * MINUTE), KEEP);
    assert_eq!(guard.devices_left(), Some(6));
    assert_eq!(guard.decide(Some(&task(RUNNING, 44)), None, 1_004 * MINUTE), KEEP);
    assert_eq!(guard.minutes_left(), Some(1));
    let stopped = guard.decide(Some(&task(STOPPED, 44)), None, 1_004 * MINUTE);
    assert_eq!(stopped, Decision::End(GuardEnd::Stopped));
}

#[test]
fn limits_are_read_as_people_paste_them() {
    let parse = |text| GuardLimits::parse(text, GUARD_MINUTES_MAX).map(|limit| limit.map(NonZeroU64::get));
    for (text, limit) in [
        ("", Ok(None)),
        ("5", Ok(Some(5))),
        (" ５０ ", Ok(Some(50))),
        ("10080", Ok(Some(GUARD_MINUTES_MAX))),
        ("0", Err(Problem::Zero)),
        ("-1", Err(Problem::NotANumber('-'))),
        ("10081", Err(Problem::TooLarge { max: GUARD_MINUTES_MAX })),
    ] {
        assert_eq!(parse(text), limit, "{text:?}");
    }
    let most = GuardLimits::parse("10000000", GUARD_DEVICES_MAX);
    assert_eq!(most, Ok(NonZeroU64::new(GUARD_DEVICES_MAX)));
    assert_eq!(GuardLimits::new(None, None), None);
}

proptest! {
    /// Devices of a fleet of any size connect at any rate, which varies; the page reads at any interval, and some readings
    /// fail. The number of devices let through is below the limit at every reading but the last, so the limit is exceeded at
    /// most by the devices between the last two readings.
    #[test]
    fn a_guard_lets_fewer_devices_through_than_its_limit_and_one_interval(
        most in 1_u64..2_000,
        baseline in 0_u64..1_000_000,
        per_second in prop::collection::vec(0_u64..40, 1..600),
        interval in 1_usize..60,
        fails in prop::collection::vec(prop::bool::weighted(0.2), 600),
    ) {
        let mut guard = StartGuard::new(limits(most, 0), baseline, 0);
        let (mut upgraded, mut at_last_reading) = (baseline, baseline);
        for (second, (devices, fails)) in per_second.iter().zip(fails).enumerate() {
            upgraded += devices;
            if second % interval != 0 || fails {
                continue;
            }
            let decision = guard.decide(Some(&task(RUNNING, upgraded)), None, second as u64 * 1000);
            prop_assert_eq!(guard.since_start(), upgraded - baseline);
            if let Decision::Stop(reason) = decision {
                prop_assert_eq!(reason, StopReason::Devices(upgraded - baseline));
                prop_assert!(at_last_reading - baseline < most);
                let within_interval = upgraded - at_last_reading;
                prop_assert!(upgraded - baseline < most + within_interval);
                return Ok(());
            }
            prop_assert!(upgraded - baseline < most);
            at_last_reading = upgraded;
        }
    }

    /// Any readings, in any order and with any clock, end in a decision.
    #[test]
    fn any_readings_have_a_decision(
        devices: u64,
        minutes in 1_u64..,
        baseline: u64,
        readings in prop::collection::vec((any::<u64>(), 0_u8..3, any::<u64>()), 0..20),
    ) {
        let mut guard = StartGuard::new(limits(devices, minutes), baseline, 0);
        for (at, status, upgraded) in readings {
            let status = [STOPPED, RUNNING, TaskStatus::Unknown(String::new())][usize::from(status)].clone();
            let _ = guard.decide(Some(&task(status, upgraded)), None, at);
            prop_assert!(guard.devices_left().is_none_or(|left| left <= devices));
            prop_assert!(guard.minutes_left().is_some_and(|left| left <= minutes));
        }
    }
}
