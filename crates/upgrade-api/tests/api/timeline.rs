//! Timelines of tasks: starts, marks, stalls and stops.

use crate::kit::{RUNNING, STOPPED, numbered};
use proptest::prelude::*;
use upgrade_api::progress::Idle;
use upgrade_api::status::TaskStatus;
use upgrade_api::task::Task;
use upgrade_api::timeline::{Event, Timelines};

fn task(id: usize, status: &TaskStatus, upgrade_count: u64, surplus_count: Option<u64>) -> Task {
    Task {
        upgrade_count,
        surplus_count,
        status: status.clone(),
        ..numbered(id, 1, 2)
    }
}

/// Reading of one task: status, upgraded and remaining devices, idle state.
type Reading = (TaskStatus, u64, Option<u64>, Option<Idle>);

/// Events after these readings, with the number of the reading that showed each.
fn events(readings: &[Reading]) -> Vec<(u32, Event)> {
    let mut timelines = Timelines::default();
    for (at, (status, upgraded, remaining, idle)) in (0..).zip(readings) {
        timelines.see(&[task(1, status, *upgraded, *remaining)], true, |_| *idle, at);
    }
    let timeline = timelines.of(&numbered(1, 1, 2).id);
    let events = timeline.map_or(&[][..], |timeline| &timeline.events);
    events.iter().map(|event| (event.at, event.event)).collect()
}

#[test]
fn a_timeline_has_the_events_that_the_readings_show() {
    let run = |upgraded, remaining| (RUNNING, upgraded, remaining, None);
    let idle = |upgraded, idle| (RUNNING, upgraded, Some(10), Some(idle));
    let stopped = (STOPPED, 0, Some(10), None);
    let unknown = (TaskStatus::Unknown("7".to_owned()), 0, Some(10), None);
    for (case, readings, expected) in [
        ("never seen running", vec![stopped.clone(), stopped.clone()], vec![]),
        (
            "running when first read",
            vec![run(5, Some(5))],
            vec![(0, Event::SeenRunning)],
        ),
        (
            "started and stopped",
            vec![
                stopped.clone(),
                run(0, Some(10)),
                run(0, Some(10)),
                stopped.clone(),
                stopped.clone(),
            ],
            vec![(1, Event::Started), (3, Event::Stopped)],
        ),
        (
            "a state that is no stop",
            vec![run(0, Some(10)), unknown, run(0, Some(10))],
            vec![(0, Event::SeenRunning), (2, Event::Started)],
        ),
        (
            "each quarter once",
            vec![
                run(30, Some(70)),
                run(49, Some(51)),
                run(50, Some(50)),
                run(51, Some(49)),
                run(100, Some(0)),
            ],
            vec![
                (0, Event::SeenRunning),
                (2, Event::Percent(50)),
                (4, Event::Percent(100)),
            ],
        ),
        (
            "quarters of a run begin with it",
            vec![run(60, Some(40)), stopped.clone(), run(60, Some(40)), run(75, Some(25))],
            vec![
                (0, Event::SeenRunning),
                (1, Event::Stopped),
                (2, Event::Started),
                (3, Event::Percent(75)),
            ],
        ),
        (
            "each further digit without remaining devices",
            vec![run(0, None), run(1, None), run(9, None), run(10, None), run(2000, None)],
            vec![
                (0, Event::SeenRunning),
                (1, Event::Upgraded),
                (3, Event::Upgraded),
                (4, Event::Upgraded),
            ],
        ),
        (
            "remaining devices become known",
            vec![run(50, None), run(50, Some(50)), run(50, None)],
            vec![(0, Event::SeenRunning)],
        ),
        (
            "no device at all",
            vec![run(0, Some(0)), run(0, Some(0))],
            vec![(0, Event::SeenRunning)],
        ),
        (
            "the largest counts",
            vec![run(0, Some(u64::MAX)), run(u64::MAX, Some(0))],
            vec![(0, Event::SeenRunning), (1, Event::Percent(100))],
        ),
        (
            "stalled, upgrading, complete",
            vec![
                run(0, Some(10)),
                idle(1, Idle::Stalled),
                idle(1, Idle::Stalled),
                run(1, Some(9)),
                idle(1, Idle::Complete),
            ],
            vec![
                (0, Event::SeenRunning),
                (1, Event::Idle(Idle::Stalled)),
                (3, Event::Resumed(Idle::Stalled)),
                (4, Event::Idle(Idle::Complete)),
            ],
        ),
        (
            "a stop ends a stall",
            vec![idle(0, Idle::Stalled), stopped.clone(), run(0, Some(10))],
            vec![
                (0, Event::SeenRunning),
                (0, Event::Idle(Idle::Stalled)),
                (1, Event::Stopped),
                (2, Event::Started),
            ],
        ),
    ] {
        assert_eq!(events(&readings), expected, "{case}");
    }
}

#[test]
fn the_present_run_begins_with_its_first_sighting() {
    let mut timelines = Timelines::default();
    let id = numbered(1, 1, 2).id;
    let mut run = |status, at| {
        timelines.see(&[task(1, status, 0, None)], true, |_| None, at);
        let run = timelines.of(&id).and_then(|timeline| timeline.run);
        run.map(|run| (run.at, run.event))
    };
    assert_eq!(run(&RUNNING, 3), Some((3, Event::SeenRunning)));
    assert_eq!(run(&RUNNING, 4), Some((3, Event::SeenRunning)));
    assert_eq!(run(&STOPPED, 5), None);
    assert_eq!(run(&RUNNING, 6), Some((6, Event::Started)));
}

#[test]
fn a_start_in_a_time_that_was_missed_is_no_start_that_was_seen() {
    let mut timelines = Timelines::default();
    let running = task(1, &RUNNING, 0, None);
    timelines.see(&[task(1, &STOPPED, 0, None)], true, |_| None, 0);
    timelines.interrupt();
    timelines.see(std::slice::from_ref(&running), true, |_| None, 1);
    timelines.see(std::slice::from_ref(&running), true, |_| None, 2);
    timelines.interrupt();
    timelines.see(std::slice::from_ref(&running), true, |_| None, 3);
    let timeline = timelines.of(&running.id).unwrap();
    let events: Vec<_> = timeline.events.iter().map(|event| (event.at, event.event)).collect();
    assert_eq!(events, [(1, Event::SeenRunning), (3, Event::SeenRunning)]);
}

#[test]
fn a_running_task_that_leaves_the_list_has_no_timeline() {
    let mut timelines = Timelines::default();
    let tasks = [
        task(1, &RUNNING, 0, None),
        task(2, &RUNNING, 0, None),
        task(1, &RUNNING, 99, None),
    ];
    timelines.see(&tasks, true, |_| None, 0);
    assert_eq!(
        timelines.of(&tasks[0].id).unwrap().events.len(),
        1,
        "the first with the id counts"
    );
    timelines.see(&tasks[..1], true, |_| None, 1);
    assert!(timelines.of(&tasks[1].id).is_none() && timelines.of(&tasks[0].id).is_some());
}

#[test]
fn only_a_whole_list_ends_the_timeline_of_a_task_that_it_lacks() {
    let mut timelines = Timelines::default();
    let running = task(1, &RUNNING, 0, None);
    let (id, other) = (running.id.clone(), [task(2, &STOPPED, 0, None)]);
    timelines.see(std::slice::from_ref(&running), true, |_| None, 0);
    timelines.see(&other, false, |_| None, 1);
    timelines.see(std::slice::from_ref(&running), true, |_| None, 2);
    let timeline = timelines.of(&id).unwrap();
    assert_eq!((timeline.events.len(), timeline.run.map(|run| run.at)), (1, Some(0)));
    timelines.see(&[task(1, &STOPPED, 0, None)], true, |_| None, 3);
    timelines.see(&other, false, |_| None, 4);
    assert_eq!(timelines.of(&id).unwrap().events.len(), 2);
    timelines.see(&other, true, |_| None, 5);
    assert!(timelines.of(&id).is_none(), "deleted after its stop");
}

proptest! {
    #[test]
    fn any_readings_leave_few_events_in_order(
        readings in prop::collection::vec((any::<bool>(), any::<u64>(), any::<Option<u64>>(), 0_u8..3), 0..200),
    ) {
        let readings: Vec<Reading> = readings
            .into_iter()
            .map(|(runs, upgraded, remaining, idle)| {
                let idle = [None, Some(Idle::Complete), Some(Idle::Stalled)][usize::from(idle)];
                (if runs { RUNNING } else { STOPPED }, upgraded, remaining, idle)
            })
            .collect();
        let events = events(&readings);
        prop_assert!(events.len() <= 50 && events.is_sorted_by_key(|(at, _)| *at));
    }
}
