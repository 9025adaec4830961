//! How fast devices follow, from what was seen of the counts.

use proptest::prelude::*;
use upgrade_api::progress::{Pace, Sample, Samples, Standstill, Watched};
use upgrade_api::task::Task;

const MINUTE: u64 = 60_000;

/// Counts, and the minutes they were read at.
fn seen(counts: &[(u64, u64)]) -> Samples {
    let mut samples = Samples::default();
    for (minute, upgraded) in counts {
        samples.add(Sample {
            at: minute * MINUTE,
            upgraded: *upgraded,
        });
    }
    samples
}

#[test]
fn a_pace_needs_a_minute() {
    assert_eq!(Samples::default().pace(Some(5)), Pace::Unknown);
    assert_eq!(seen(&[(0, 10)]).pace(Some(5)), Pace::Unknown);
    let moving = Pace::Moving {
        per_hour: 120,
        left_ms: Some(2 * MINUTE + MINUTE / 2),
    };
    assert_eq!(seen(&[(0, 10), (1, 12)]).pace(Some(5)), moving);
}

#[test]
fn without_a_remaining_count_no_time_is_left() {
    let samples = seen(&[(0, 10), (10, 20)]);
    let moving = |left_ms| Pace::Moving { per_hour: 60, left_ms };
    assert_eq!(samples.pace(None), moving(None));
    assert_eq!(samples.pace(Some(30)), moving(Some(30 * MINUTE)));
    assert_eq!(samples.pace(Some(0)), Pace::Unknown, "nobody is left to upgrade");
}

#[test]
fn only_the_last_half_hour_counts() {
    // A hundred a minute at first, one a minute since.
    let counts: Vec<_> = (0..=100)
        .map(|minute| (minute, minute.min(50) * 100 + minute))
        .collect();
    let Pace::Moving { per_hour, .. } = seen(&counts).pace(None) else {
        unreachable!("it moves")
    };
    assert_eq!(per_hour, 60);
}

#[test]
fn half_an_hour_without_a_device_is_said() {
    let until = |minute| seen(&[(0, 10), (5, 11), (minute, 11)]).pace(Some(4));
    assert!(matches!(until(34), Pace::Moving { .. }));
    assert_eq!(until(35), Pace::Still { ms: 30 * MINUTE });
    assert_eq!(until(95), Pace::Still { ms: 90 * MINUTE });
    let again = seen(&[(0, 10), (40, 10), (41, 11)]).pace(Some(3));
    assert!(matches!(again, Pace::Moving { .. }), "{again:?}");
}

#[test]
fn a_slow_task_has_no_time_left_until_something_moves() {
    let pace = seen(&[(0, 10), (5, 10)]).pace(Some(4));
    assert_eq!(
        pace,
        Pace::Moving {
            per_hour: 0,
            left_ms: None
        }
    );
}

#[test]
fn a_count_that_goes_down_begins_anew() {
    let samples = seen(&[(0, 500), (10, 600), (11, 3), (13, 5)]);
    assert_eq!(samples.iter().next().map(|sample| sample.upgraded), Some(3));
    let Pace::Moving { per_hour, .. } = samples.pace(None) else {
        unreachable!("it moves")
    };
    assert_eq!(per_hour, 60);
}

#[test]
fn four_hours_are_kept_at_most_one_count_a_minute_and_the_newest() {
    let mut samples = Samples::default();
    for second in 0..36_000 {
        samples.add(Sample {
            at: second * 1000,
            upgraded: second,
        });
    }
    let kept: Vec<_> = samples.iter().collect();
    assert_eq!(kept.len(), 241);
    assert_eq!(kept.first().map(|sample| sample.at), Some(360 * MINUTE));
    assert_eq!(kept.last().map(|sample| sample.upgraded), Some(35_999));
}

#[test]
fn a_rate_looks_back_thirty_minutes_and_no_further() {
    for (counts, per_hour) in [
        (&[(0, 0), (30, 300)][..], 600),
        (&[(0, 0), (1, 290), (31, 300)], 20),
        (&[(0, 0), (30, 300), (31, 301)], 60),
    ] {
        let Pace::Moving { per_hour: found, .. } = seen(counts).pace(None) else {
            unreachable!("it moves: {counts:?}")
        };
        assert_eq!(found, per_hour, "{counts:?}");
    }
}

#[test]
fn a_count_is_kept_once_a_whole_minute_has_passed() {
    let mut samples = Samples::default();
    for (upgraded, at) in (0..).zip([0, MINUTE - 1, MINUTE, MINUTE + 1, 2 * MINUTE - 1, 2 * MINUTE]) {
        samples.add(Sample { at, upgraded });
    }
    let kept: Vec<_> = samples.iter().map(|sample| sample.at).collect();
    assert_eq!(kept, [0, MINUTE, 2 * MINUTE]);
}

#[test]
fn two_readings_of_one_moment_do_not_end_the_samples() {
    let samples = seen(&[(0, 10), (5, 15), (5, 15)]);
    let moving = Pace::Moving {
        per_hour: 60,
        left_ms: None,
    };
    assert_eq!(samples.pace(None), moving);
    assert_eq!(
        seen(&[(5, 15), (4, 15)]).iter().count(),
        1,
        "a clock that goes back is another clock"
    );
}

proptest! {
    #[test]
    fn whatever_is_read_a_pace_can_be_told(counts in prop::collection::vec((any::<u64>(), any::<u64>()), 0..40), remaining: Option<u64>) {
        let mut samples = Samples::default();
        for (at, upgraded) in counts {
            samples.add(Sample { at, upgraded });
        }
        let _ = samples.pace(remaining);
        let sorted: Vec<_> = samples.iter().collect();
        prop_assert!(sorted.is_sorted_by_key(|sample| (sample.at, sample.upgraded)));
    }
}

fn task(id: u16, runs: bool, upgraded: u64) -> Task {
    let task = serde_json::json!({
        "id": id.to_string(), "product_id": "p", "name": "t", "description": "",
        "from_version": 1, "from_version_url": "", "from_version_md5": "", "from_version_size": 1,
        "target_version": 2, "target_version_url": "", "target_version_md5": "", "target_version_size": 1,
        "upgrade_count": upgraded, "status": u8::from(runs), "surplus_count": 500,
    });
    let Ok(task) = Task::read(&task.to_string()) else {
        unreachable!("it is a task")
    };
    task
}

/// A running task, as it was read at these minutes: devices upgraded, and devices that remain.
fn standstill(readings: &[(u64, u64, Option<u64>)]) -> Option<Standstill> {
    let mut watched = Watched::default();
    let mut last = task(1, true, 0);
    for (minute, upgraded, remaining) in readings {
        last = Task {
            surplus_count: *remaining,
            ..task(1, true, *upgraded)
        };
        watched.see(std::slice::from_ref(&last), minute * MINUTE);
    }
    watched.standstill(&last)
}

#[test]
fn a_running_task_is_complete_or_stalled_after_ten_minutes_without_a_device() {
    let (complete, stalled) = (Some(Standstill::Complete), Some(Standstill::Stalled));
    let (none, some) = (Some(0), Some(4));
    for (about, readings, expected) in [
        ("seen once", &[(0, 7, none)][..], None),
        ("nine minutes", &[(0, 7, none), (9, 7, none)], None),
        ("ten minutes", &[(0, 7, none), (10, 7, none)], complete),
        (
            "ten minutes since the last device",
            &[(0, 6, some), (5, 7, none), (14, 7, none)],
            None,
        ),
        (
            "the same, a minute later",
            &[(0, 6, some), (5, 7, none), (15, 7, none)],
            complete,
        ),
        ("nothing upgraded at all", &[(0, 0, none), (10, 0, none)], complete),
        ("some remain for nine minutes", &[(0, 7, some), (9, 7, some)], None),
        ("some remain", &[(0, 7, some), (10, 7, some)], stalled),
        ("a device follows", &[(0, 7, some), (10, 7, some), (11, 8, some)], None),
        ("devices appear", &[(0, 7, none), (60, 7, none), (61, 7, some)], None),
        (
            "devices appear and stay",
            &[(0, 7, none), (60, 7, none), (61, 7, some), (71, 7, some)],
            stalled,
        ),
        (
            "the last ones leave",
            &[(0, 7, some), (10, 7, some), (11, 7, none)],
            complete,
        ),
        ("not counted", &[(0, 7, None), (60, 7, None)], None),
        ("counted later", &[(0, 7, None), (60, 7, some)], None),
        ("no longer counted", &[(0, 7, some), (60, 7, None)], None),
        (
            "the count goes down",
            &[(0, 7, none), (10, 7, none), (11, 3, none)],
            None,
        ),
        (
            "a clock that goes back",
            &[(60, 7, some), (0, 7, some), (9, 7, some)],
            None,
        ),
    ] {
        assert_eq!(standstill(readings), expected, "{about}");
    }
}

#[test]
fn only_a_running_task_is_at_a_standstill_and_a_start_begins_a_new_count() {
    let mut watched = Watched::default();
    let complete = Task {
        surplus_count: Some(0),
        ..task(1, true, 7)
    };
    let stopped = Task {
        surplus_count: Some(0),
        ..task(1, false, 7)
    };
    for (minute, read, expected) in [
        (0, &complete, None),
        (10, &complete, Some(Standstill::Complete)),
        (11, &stopped, None),
        (12, &complete, None),
        (21, &complete, None),
        (22, &complete, Some(Standstill::Complete)),
    ] {
        watched.see(std::slice::from_ref(read), minute * MINUTE);
        assert_eq!(watched.standstill(read), expected, "minute {minute}");
    }
    assert_eq!(watched.standstill(&stopped), None);
    assert_eq!(watched.standstill(&task(2, true, 7)), None, "never seen");
}

proptest! {
    /// Readings of a list in any order, with tasks that come, go, start and stop: of each running task all counts since it
    /// runs are known, and of nothing else any.
    #[test]
    fn of_a_list_each_running_task_is_watched_for_itself(
        readings in prop::collection::vec(prop::collection::vec((0_u16..12, any::<bool>(), 0_u64..3), 0..14), 1..8),
    ) {
        let mut watched = Watched::default();
        let mut alone: Vec<(u16, Samples)> = Vec::new();
        for (minute, reading) in (0_u64..).zip(readings) {
            let at = minute * MINUTE;
            let mut ids = Vec::new();
            let reading: Vec<_> = reading.into_iter().filter(|(id, ..)| {
                let is_new = !ids.contains(id);
                ids.push(*id);
                is_new
            }).collect();
            let tasks: Vec<Task> = reading.iter().map(|(id, runs, upgraded)| task(*id, *runs, *upgraded)).collect();
            watched.see(&tasks, at);
            let running = reading.iter().filter(|(_, runs, _)| *runs);
            alone = running.map(|(id, _, upgraded)| {
                let before = alone.iter().find(|(known, _)| known == id);
                let mut samples = before.map(|(_, samples)| samples.clone()).unwrap_or_default();
                samples.add(Sample { at, upgraded: *upgraded });
                (*id, samples)
            }).collect();
            for id in 0..12 {
                let known = alone.iter().find(|(known, _)| *known == id).map(|(_, samples)| samples);
                let stopped = task(id, false, 0);
                let counts = |samples: &Samples| samples.iter().collect::<Vec<_>>();
                prop_assert_eq!(watched.of(&stopped.id).map(counts), known.map(counts));
                let pace = known.map_or(Pace::Unknown, |samples| samples.pace(Some(500)));
                prop_assert_eq!(watched.pace(&task(id, true, 0)), pace);
                prop_assert_eq!(watched.pace(&stopped), Pace::Unknown);
            }
        }
    }
}
