//! Upgrade rate and idleness of running tasks.

use crate::kit::numbered;
use proptest::prelude::*;
use std::collections::HashMap;
use upgrade_api::progress::percent;
use upgrade_api::{Idle, RunState, Sample, Samples, Task, TaskStatus, UpgradeRate, Watched};

const MINUTE: u64 = 60_000;

/// Samples of pairs of minute and count.
fn samples_of(counts: &[(u64, u64)]) -> Samples {
    let mut samples = Samples::default();
    for &(minute, upgraded) in counts {
        let at = minute * MINUTE;
        samples.add(Sample { at, upgraded });
    }
    samples
}

#[test]
fn a_hundred_percent_means_that_no_device_remains() {
    let cases = [
        ((0, None), None),
        ((7, None), None),
        ((0, Some(0)), None),
        ((0, Some(7)), Some(0)),
        ((62, Some(38)), Some(62)),
        ((999_999, Some(1)), Some(99)),
        ((5, Some(0)), Some(100)),
        ((u64::MAX / 2, Some(u64::MAX / 2)), Some(50)),
    ];
    for ((done, remaining), expected) in cases {
        assert_eq!(percent(done, remaining), expected, "{done} and {remaining:?}");
    }
}

#[test]
fn the_pace_of_a_task_is_that_of_the_last_half_hour() {
    let moving = |per_hour, remaining_ms| UpgradeRate::Upgrading { per_hour, remaining_ms };
    let busy: Vec<_> = (0..=100)
        .map(|minute| (minute, minute.min(50) * 100 + minute))
        .collect();
    for (case, counts, remaining, rate) in [
        ("one sample", &[(0, 10)][..], Some(5), UpgradeRate::Unknown),
        ("no sample", &[], Some(5), UpgradeRate::Unknown),
        ("a minute", &[(0, 10), (1, 12)], Some(5), moving(120, Some(150_000))),
        (
            "remaining devices unknown",
            &[(0, 10), (10, 20)],
            None,
            moving(60, None),
        ),
        (
            "devices remain",
            &[(0, 10), (10, 20)],
            Some(30),
            moving(60, Some(30 * MINUTE)),
        ),
        ("no device remains", &[(0, 10), (10, 20)], Some(0), UpgradeRate::Unknown),
        ("no device upgraded", &[(0, 10), (5, 10)], Some(4), moving(0, None)),
        (
            "101 per minute for 50 minutes, then one",
            &busy[..],
            None,
            moving(60, None),
        ),
        ("half an hour", &[(0, 0), (30, 300)], None, moving(600, None)),
        (
            "a sample before it",
            &[(0, 0), (1, 290), (31, 300)],
            None,
            moving(20, None),
        ),
        (
            "only one within it",
            &[(0, 0), (30, 300), (31, 301)],
            None,
            moving(60, None),
        ),
        (
            "a lower count",
            &[(0, 500), (10, 600), (11, 3), (13, 5)],
            None,
            moving(60, None),
        ),
        ("one time twice", &[(0, 10), (5, 15), (5, 15)], None, moving(60, None)),
    ] {
        assert_eq!(samples_of(counts).rate(remaining), rate, "{case}");
    }
}

#[test]
fn half_an_hour_without_a_device_is_reported() {
    let until = |minute| samples_of(&[(0, 10), (5, 11), (minute, 11)]).rate(Some(4));
    assert!(matches!(until(34), UpgradeRate::Upgrading { .. }));
    assert_eq!(until(35), UpgradeRate::NoProgress { ms: 30 * MINUTE });
    assert_eq!(until(95), UpgradeRate::NoProgress { ms: 90 * MINUTE });
    let again = samples_of(&[(0, 10), (40, 10), (41, 11)]).rate(Some(3));
    assert!(matches!(again, UpgradeRate::Upgrading { .. }), "{again:?}");
}

#[test]
fn a_lower_count_or_time_clears_the_earlier_samples() {
    for counts in [&[(0, 500), (10, 600), (11, 3)], &[(4, 1), (5, 2), (1, 3)]] {
        let kept: Vec<_> = samples_of(counts).iter().map(|sample| sample.upgraded).collect();
        assert_eq!(kept, [3]);
    }
}

#[test]
fn samples_are_stored_once_per_minute_for_four_hours() {
    let mut samples = Samples::default();
    for upgraded in 0..36_000 {
        let at = upgraded * 1000;
        samples.add(Sample { at, upgraded });
    }
    let kept: Vec<_> = samples.iter().collect();
    assert_eq!(kept.len(), 241);
    assert_eq!(kept.first().map(|sample| sample.at), Some(360 * MINUTE));
    assert_eq!(kept.last().map(|sample| sample.upgraded), Some(35_999));
}

#[test]
fn a_sample_is_stored_after_a_whole_minute() {
    let mut samples = Samples::default();
    for (upgraded, at) in (0..).zip([0, MINUTE - 1, MINUTE, MINUTE + 1, 2 * MINUTE - 1, 2 * MINUTE]) {
        samples.add(Sample { at, upgraded });
    }
    let kept: Vec<_> = samples.iter().map(|sample| sample.at).collect();
    assert_eq!(kept, [0, MINUTE, 2 * MINUTE]);
}

proptest! {
    #[test]
    fn any_samples_have_a_pace_and_stay_sorted(counts in prop::collection::vec((any::<u64>(), any::<u64>()), 0..40), remaining: Option<u64>) {
        let mut samples = Samples::default();
        for (at, upgraded) in counts {
            samples.add(Sample { at, upgraded });
        }
        let _ = samples.rate(remaining);
        let sorted: Vec<_> = samples.iter().collect();
        prop_assert!(sorted.is_sorted_by_key(|sample| (sample.at, sample.upgraded)));
    }
}

fn task(id: u16, runs: bool, upgrade_count: u64) -> Task {
    let state = if runs { RunState::Running } else { RunState::Stopped };
    Task {
        upgrade_count,
        status: TaskStatus::Known(state),
        surplus_count: Some(500),
        ..numbered(id.into(), 1, 2)
    }
}

/// Idle state of a running task after readings of minute, upgraded devices and remaining devices.
fn idle(readings: &[(u64, u64, Option<u64>)]) -> Option<Idle> {
    let mut watched = Watched::default();
    let mut last = task(1, true, 0);
    for &(minute, upgraded, surplus_count) in readings {
        last = Task {
            surplus_count,
            ..task(1, true, upgraded)
        };
        watched.see(std::slice::from_ref(&last), minute * MINUTE);
    }
    watched.idle(&last)
}

#[test]
fn a_running_task_is_complete_or_stalled_after_ten_minutes_without_a_device() {
    let (complete, stalled) = (Some(Idle::Complete), Some(Idle::Stalled));
    let (none, some) = (Some(0), Some(4));
    for (case, readings, expected) in [
        ("one reading", &[(0, 7, none)][..], None),
        ("nine minutes", &[(0, 7, none), (9, 7, none)], None),
        ("ten minutes", &[(0, 7, none), (10, 7, none)], complete),
        (
            "nine minutes since one",
            &[(0, 6, some), (5, 7, none), (14, 7, none)],
            None,
        ),
        (
            "ten minutes since one",
            &[(0, 6, some), (5, 7, none), (15, 7, none)],
            complete,
        ),
        ("no device upgraded", &[(0, 0, none), (10, 0, none)], complete),
        ("devices remain for nine minutes", &[(0, 7, some), (9, 7, some)], None),
        ("devices remain", &[(0, 7, some), (10, 7, some)], stalled),
        ("another upgraded", &[(0, 7, some), (10, 7, some), (11, 8, some)], None),
        ("devices appear", &[(0, 7, none), (60, 7, none), (61, 7, some)], None),
        ("they remain", &[(0, 7, none), (61, 7, some), (71, 7, some)], stalled),
        (
            "the last disappear",
            &[(0, 7, some), (10, 7, some), (11, 7, none)],
            complete,
        ),
        ("remaining devices unknown", &[(0, 7, None), (60, 7, None)], None),
        ("remaining devices known later", &[(0, 7, None), (60, 7, some)], None),
        ("no longer known", &[(0, 7, some), (60, 7, None)], None),
        ("a lower count", &[(0, 7, none), (10, 7, none), (11, 3, none)], None),
        ("a lower time", &[(60, 7, some), (0, 7, some), (9, 7, some)], None),
    ] {
        assert_eq!(idle(readings), expected, "{case}");
    }
}

#[test]
fn a_stop_clears_the_samples_of_a_task() {
    let mut watched = Watched::default();
    let [complete, stopped] = [true, false].map(|runs| Task {
        surplus_count: Some(0),
        ..task(1, runs, 7)
    });
    for (minute, read, expected) in [
        (0, &complete, None),
        (10, &complete, Some(Idle::Complete)),
        (11, &stopped, None),
        (12, &complete, None),
        (21, &complete, None),
        (22, &complete, Some(Idle::Complete)),
    ] {
        watched.see(std::slice::from_ref(read), minute * MINUTE);
        assert_eq!(watched.idle(read), expected, "minute {minute}");
    }
    assert_eq!(watched.idle(&stopped), None);
    assert_eq!(watched.idle(&task(2, true, 7)), None, "no samples");
}

proptest! {
    /// The readings contain tasks in any order that appear, disappear, start and stop. `Watched` has exactly the samples of
    /// each running task since it started. The first of several running tasks with the same id counts.
    #[test]
    fn a_list_has_separate_samples_for_each_running_task(
        readings in prop::collection::vec(prop::collection::vec((0_u16..12, any::<bool>(), 0_u64..3), 0..14), 1..8),
    ) {
        let mut watched = Watched::default();
        let mut expected: HashMap<u16, Samples> = HashMap::new();
        for (minute, reading) in (0_u64..).zip(readings) {
            let at = minute * MINUTE;
            let tasks: Vec<Task> = reading.iter().map(|(id, runs, upgraded)| task(*id, *runs, *upgraded)).collect();
            watched.see(&tasks, at);
            let mut before = std::mem::take(&mut expected);
            for (id, _, upgraded) in reading.into_iter().filter(|(_, runs, _)| *runs) {
                expected.entry(id).or_insert_with(|| {
                    let mut samples = before.remove(&id).unwrap_or_default();
                    samples.add(Sample { at, upgraded });
                    samples
                });
            }
            for id in 0..12 {
                let known = expected.get(&id);
                let stopped = task(id, false, 0);
                let counts = |samples: &Samples| samples.iter().collect::<Vec<_>>();
                prop_assert_eq!(watched.of(&stopped.id).map(counts), known.map(counts));
                let rate = known.map_or(UpgradeRate::Unknown, |samples| samples.rate(Some(500)));
                prop_assert_eq!(watched.rate(&task(id, true, 0)), rate);
                prop_assert_eq!(watched.rate(&stopped), UpgradeRate::Unknown);
            }
        }
    }
}
