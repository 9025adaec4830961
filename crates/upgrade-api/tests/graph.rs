//! Tasks as ways between versions: tables.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use upgrade_api::graph::{self, End, Graph};
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::{TaskId, Version};

fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

fn versions(numbers: &[u64]) -> Vec<Version> {
    numbers.iter().copied().map(version).collect()
}

fn task(id: usize, from: u64, target: u64, status: TaskStatus) -> Task {
    let mut task = Task::read(include_str!("fixtures/task_numbers.json")).unwrap();
    task.id = TaskId::parse(&format!("t{id}")).unwrap();
    task.from.version = version(from);
    task.target.version = version(target);
    task.kind = FirmwareKind::Wifi;
    task.status = status;
    task
}

/// From and target version of a task.
type Way = (u64, u64);
/// What runs, what is started, and the loop that closes.
type Start = (&'static [Way], Way, Option<&'static [u64]>);

const RUNS: TaskStatus = TaskStatus::Known(RunState::Running);
const STOPPED: TaskStatus = TaskStatus::Known(RunState::Stopped);

fn tasks(running: &[Way], stopped: &[Way]) -> Vec<Task> {
    let running = running.iter().map(|way| (way, RUNS));
    let all = running.chain(stopped.iter().map(|way| (way, STOPPED)));
    all.enumerate()
        .map(|(id, ((from, target), status))| task(id, *from, *target, status))
        .collect()
}

fn graph(running: &[Way], stopped: &[Way]) -> Graph {
    Graph::of(&tasks(running, stopped), FirmwareKind::Wifi)
}

#[test]
fn a_start_that_closes_a_loop_is_known_by_its_versions() {
    let cases: &[Start] = &[
        // Nothing else runs.
        (&[], (2, 3), None),
        (&[(2, 3)], (3, 4), None),
        (&[(2, 3)], (1, 2), None),
        // There and back.
        (&[(2, 3)], (3, 2), Some(&[3, 2, 3])),
        (&[(3, 2)], (2, 3), Some(&[2, 3, 2])),
        // A longer one, from whichever of its tasks.
        (&[(2, 3), (3, 5)], (5, 2), Some(&[5, 2, 3, 5])),
        (&[(5, 2), (2, 3)], (3, 5), Some(&[3, 5, 2, 3])),
        // To itself.
        (&[], (5, 5), Some(&[5, 5])),
        // Into a loop that runs already: that one is not closed by it.
        (&[(2, 3), (3, 2)], (1, 2), None),
        // Two run from one version: either may be the one devices take. The shorter way is told.
        (&[(2, 9), (2, 4), (9, 8), (8, 1), (4, 1)], (1, 2), Some(&[1, 2, 4, 1])),
        // Twice the same.
        (&[(2, 3), (2, 3)], (3, 2), Some(&[3, 2, 3])),
        // As text, 10 comes before 9.
        (&[(9, 10)], (10, 9), Some(&[10, 9, 10])),
    ];
    for (running, (from, target), expected) in cases {
        let start = task(99, *from, *target, STOPPED);
        let found = graph::closes_loop(&tasks(running, &[]), &start);
        assert_eq!(found, expected.map(versions), "{running:?} and {from} -> {target}");
    }
}

#[test]
fn stopped_tasks_close_no_loop_and_unknown_ones_may() {
    let start = task(99, 3, 2, STOPPED);
    let mut way_back = vec![task(1, 2, 3, STOPPED)];
    assert_eq!(graph::closes_loop(&way_back, &start), None);
    way_back[0].status = TaskStatus::Unknown("2".to_owned());
    assert_eq!(graph::closes_loop(&way_back, &start), Some(versions(&[3, 2, 3])));
}

#[test]
fn a_task_is_not_in_its_own_way() {
    // As read, it leads elsewhere and runs: what is asked about is the one handed over.
    let mut tasks = tasks(&[(2, 3), (3, 2)], &[]);
    let mut start = tasks[0].clone();
    start.target.version = version(4);
    assert_eq!(graph::closes_loop(&tasks, &start), None);
    start.target.version = version(3);
    assert_eq!(graph::closes_loop(&tasks, &start), Some(versions(&[2, 3, 2])));
    tasks.remove(1);
    assert_eq!(graph::closes_loop(&tasks, &start), None);
}

#[test]
fn only_tasks_about_the_same_firmware_make_a_loop() {
    let mut others = tasks(&[(2, 3)], &[]);
    others[0].kind = FirmwareKind::Mcu(1);
    let mut start = task(99, 3, 2, STOPPED);
    assert_eq!(graph::closes_loop(&others, &start), None);
    start.kind = FirmwareKind::Mcu(2);
    assert_eq!(graph::closes_loop(&others, &start), None);
    start.kind = FirmwareKind::Mcu(1);
    assert_eq!(graph::closes_loop(&others, &start), Some(versions(&[3, 2, 3])));
    assert_eq!(Graph::of(&others, FirmwareKind::Wifi), Graph::default());
    assert_eq!(Graph::of(&others, FirmwareKind::Mcu(1)).versions(), versions(&[2, 3]));
}

#[test]
fn kinds_are_wifi_then_mcus_then_sub_devices() {
    let mut tasks = tasks(&[(1, 2), (1, 2), (1, 2), (1, 2), (1, 2)], &[]);
    let (mcu, sub) = (FirmwareKind::Mcu, FirmwareKind::SubDevice);
    for (task, kind) in tasks
        .iter_mut()
        .zip([sub(1), mcu(10), mcu(9), FirmwareKind::Wifi, mcu(10)])
    {
        task.kind = kind;
    }
    assert_eq!(graph::kinds(&tasks), [FirmwareKind::Wifi, mcu(9), mcu(10), sub(1)]);
    assert_eq!(graph::kinds(&[]), []);
}

#[test]
fn loops_of_running_tasks_are_told_once_each() {
    let cases: &[(&[Way], &[&[u64]])] = &[
        (&[], &[]),
        (&[(1, 2), (2, 3)], &[]),
        (&[(3, 2), (2, 3)], &[&[2, 3, 2]]),
        (&[(7, 5), (5, 7), (7, 5)], &[&[5, 7, 5]]),
        (&[(5, 9), (9, 2), (2, 5)], &[&[2, 5, 9, 2]]),
        (&[(4, 4)], &[&[4, 4]]),
        // A tail in and a tail out.
        (&[(1, 2), (2, 3), (3, 2), (3, 8)], &[&[2, 3, 2]]),
        // Two apart.
        (&[(8, 9), (2, 3), (9, 8), (3, 2)], &[&[2, 3, 2], &[8, 9, 8]]),
        // Two with a version in common.
        (&[(2, 3), (3, 2), (3, 4), (4, 3)], &[&[2, 3, 2], &[3, 4, 3]]),
    ];
    for (running, expected) in cases {
        let expected: Vec<_> = expected.iter().copied().map(versions).collect();
        assert_eq!(graph(running, &[]).loops(), expected, "{running:?}");
        assert_eq!(
            graph(&[], running).loops(),
            Vec::<Vec<Version>>::new(),
            "stopped: {running:?}"
        );
    }
}

#[test]
fn a_task_on_a_loop_is_told_from_one_that_leads_there() {
    let graph = graph(&[(1, 2), (2, 3), (3, 2), (3, 8)], &[(8, 1)]);
    let cases = [
        (1, 2, false),
        (2, 3, true),
        (3, 2, true),
        (3, 8, false),
        (8, 1, false),
        (2, 2, false),
        (70, 71, false),
    ];
    for (from, target, expected) in cases {
        assert_eq!(
            graph.is_on_loop(version(from), version(target)),
            expected,
            "{from} -> {target}"
        );
    }
}

#[test]
fn devices_end_where_running_tasks_leave_them() {
    let at = |number, steps| End::At {
        version: version(number),
        steps,
    };
    let running: &[Way] = &[
        (1, 3),
        (3, 5),
        (10, 5),
        (20, 21),
        (21, 22),
        (22, 21),
        (30, 30),
        (6, 7),
        (7, 8),
        (7, 9),
        (40, 41),
        (40, 41),
    ];
    let graph = graph(running, &[(5, 1), (8, 5)]);
    let forks = End::Forks {
        at: version(7),
        targets: versions(&[8, 9]),
    };
    let cases = [
        (1, at(5, 2)),
        (3, at(5, 1)),
        (10, at(5, 1)),
        (5, End::Stays),
        (8, End::Stays),
        (99, End::Stays),
        (20, End::InLoop(versions(&[21, 22, 21]))),
        (21, End::InLoop(versions(&[21, 22, 21]))),
        (22, End::InLoop(versions(&[21, 22, 21]))),
        (30, End::InLoop(versions(&[30, 30]))),
        (6, forks.clone()),
        (7, forks),
        // Two tasks, one way.
        (40, at(41, 1)),
    ];
    for (from, expected) in cases {
        assert_eq!(graph.end_of(version(from)), expected, "{from}");
    }
}

#[test]
fn forks_dead_ends_and_unreachable_versions() {
    let graph = graph(
        &[(1, 3), (7, 8), (7, 9), (40, 41), (40, 41)],
        &[(3, 5), (3, 6), (8, 1), (9, 10), (7, 5), (60, 61)],
    );
    assert_eq!(graph.forks(), versions(&[7, 40]));
    // 41 is an end: nothing leads on. 7 is none: running tasks lead on. 60 is none: nobody is brought there.
    assert_eq!(graph.dead_ends(), versions(&[3, 8, 9]));
    assert_eq!(graph.unreachable(versions(&[1])), versions(&[7, 8, 9, 60]));
    assert_eq!(graph.unreachable(versions(&[7, 60, 1000])), versions(&[3]));
    assert_eq!(graph.unreachable([]), versions(&[3, 7, 8, 9, 60]));
}

#[test]
fn very_many_tasks_are_no_trouble() {
    // A line, and the last one back: one loop of all of them, deeper than any call stack.
    let line: Vec<Way> = (0..100_000).map(|at| (at, at + 1)).collect();
    let chain = graph(&line, &[]);
    assert_eq!(chain.loops().len(), 0);
    assert_eq!(
        chain.end_of(version(0)),
        End::At {
            version: version(100_000),
            steps: 100_000
        }
    );
    let found = graph::closes_loop(&tasks(&line, &[]), &task(999_999, 100_000, 0, STOPPED));
    assert_eq!(found.unwrap().len(), 100_002);
    // Every version to every other: more loops than could be told.
    let thick: Vec<Way> = (0..32)
        .flat_map(|from| (0..32).map(move |target| (from, target)))
        .collect();
    assert_eq!(graph(&thick, &[]).loops().len(), 32);
    // Every one to itself.
    let selves: Vec<Way> = (0..1000).map(|at| (at, at)).collect();
    let graph = graph(&selves, &[]);
    assert_eq!(graph.loops().len(), 32);
    assert!((0..1000).all(|at| graph.is_on_loop(version(at), version(at))));
}
