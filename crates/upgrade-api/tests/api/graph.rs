//! Graph of tasks: examples.

use crate::kit::{RUNNING, STOPPED, numbered, version};
use upgrade_api::graph;
use upgrade_api::{DevicePart, End, Graph, Task, TaskStatus, Version};

fn versions(numbers: &[u64]) -> Vec<Version> {
    numbers.iter().copied().map(version).collect()
}

fn task(id: usize, from: u64, target: u64, status: TaskStatus) -> Task {
    Task {
        status,
        ..numbered(id, from, target)
    }
}

/// From and target version of a task.
type Edge = (u64, u64);
/// Running tasks, the started task, and the closed loop.
type Start = (&'static [Edge], Edge, Option<&'static [u64]>);

fn tasks(running: &[Edge], stopped: &[Edge]) -> Vec<Task> {
    let running = running.iter().map(|edge| (edge, RUNNING));
    let all = running.chain(stopped.iter().map(|edge| (edge, STOPPED)));
    all.enumerate()
        .map(|(id, ((from, target), status))| task(id, *from, *target, status))
        .collect()
}

fn at(number: u64, steps: usize) -> End {
    let version = version(number);
    End::At { version, steps }
}

fn graph(running: &[Edge], stopped: &[Edge]) -> Graph {
    Graph::of(&tasks(running, stopped), DevicePart::Wifi)
}

#[test]
fn a_start_that_closes_a_loop_reports_the_versions_of_the_loop() {
    let cases: &[Start] = &[
        // No loop.
        (&[], (2, 3), None),
        (&[(2, 3)], (3, 4), None),
        (&[(2, 3)], (1, 2), None),
        // A loop of two tasks.
        (&[(2, 3)], (3, 2), Some(&[3, 2, 3])),
        (&[(3, 2)], (2, 3), Some(&[2, 3, 2])),
        // A loop of three tasks, closed by different tasks.
        (&[(2, 3), (3, 5)], (5, 2), Some(&[5, 2, 3, 5])),
        (&[(5, 2), (2, 3)], (3, 5), Some(&[3, 5, 2, 3])),
        // A task to its own from version.
        (&[], (5, 5), Some(&[5, 5])),
        // A start into a running loop closes none.
        (&[(2, 3), (3, 2)], (1, 2), None),
        // Two running tasks from version 2: the shorter loop is reported.
        (&[(2, 9), (2, 4), (9, 8), (8, 1), (4, 1)], (1, 2), Some(&[1, 2, 4, 1])),
        // Two equal running tasks.
        (&[(2, 3), (2, 3)], (3, 2), Some(&[3, 2, 3])),
        // Versions compare as numbers.
        (&[(9, 10)], (10, 9), Some(&[10, 9, 10])),
    ];
    for (running, (from, target), expected) in cases {
        let start = task(99, *from, *target, STOPPED);
        let found = graph::closes_loop(&tasks(running, &[]), &start);
        assert_eq!(found, expected.map(versions), "{running:?} and {from} -> {target}");
    }
}

#[test]
fn a_stopped_task_closes_no_loop_and_a_task_with_unknown_status_may() {
    let start = task(99, 3, 2, STOPPED);
    let mut others = vec![task(1, 2, 3, STOPPED)];
    assert_eq!(graph::closes_loop(&others, &start), None);
    others[0].status = TaskStatus::Unknown("2".to_owned());
    assert_eq!(graph::closes_loop(&others, &start), Some(versions(&[3, 2, 3])));
}

#[test]
fn the_started_task_replaces_its_copy_in_the_list() {
    // The copy in the list runs and has another target version.
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
fn only_tasks_for_the_same_firmware_form_a_loop() {
    let mut others = tasks(&[(2, 3)], &[]);
    others[0].device_part = DevicePart::Mcu(1);
    let mut start = task(99, 3, 2, STOPPED);
    assert_eq!(graph::closes_loop(&others, &start), None);
    start.device_part = DevicePart::Mcu(2);
    assert_eq!(graph::closes_loop(&others, &start), None);
    start.device_part = DevicePart::Mcu(1);
    assert_eq!(graph::closes_loop(&others, &start), Some(versions(&[3, 2, 3])));
    assert_eq!(Graph::of(&others, DevicePart::Wifi), Graph::default());
    assert_eq!(Graph::of(&others, DevicePart::Mcu(1)).versions(), versions(&[2, 3]));
}

#[test]
fn device_parts_are_sorted_by_type_and_number() {
    let mut tasks = tasks(&[(1, 2), (1, 2), (1, 2), (1, 2), (1, 2)], &[]);
    let (mcu, sub) = (DevicePart::Mcu, DevicePart::SubDevice);
    let shuffled = [sub(1), mcu(10), mcu(9), DevicePart::Wifi, mcu(10)];
    for (task, device_part) in tasks.iter_mut().zip(shuffled) {
        task.device_part = device_part;
    }
    assert_eq!(graph::device_parts(&tasks), [DevicePart::Wifi, mcu(9), mcu(10), sub(1)]);
    assert_eq!(graph::device_parts(&[]), []);
}

#[test]
fn forks_dead_ends_and_unreachable_versions_are_sorted() {
    let graph = graph(
        &[(1, 3), (7, 8), (7, 9), (40, 41), (40, 41)],
        &[(3, 5), (3, 6), (8, 1), (9, 10), (7, 5), (60, 61)],
    );
    assert_eq!(graph.forks(), versions(&[7, 40]));
    // No dead ends: 41 (no stopped task leads on), 7 (running tasks lead on), 60 (no running task leads there).
    assert_eq!(graph.dead_ends(), versions(&[3, 8, 9]));
    assert_eq!(graph.unreachable(versions(&[1])), versions(&[7, 8, 9, 60]));
    assert_eq!(graph.unreachable(versions(&[7, 60, 1000])), versions(&[3]));
    assert_eq!(graph.unreachable([]), versions(&[3, 7, 8, 9, 60]));
}

#[test]
fn long_chains_and_dense_graphs_are_handled() {
    // A chain deeper than the call stack, closed to one loop.
    let chain: Vec<Edge> = (0..100_000).map(|at| (at, at + 1)).collect();
    let chain_graph = graph(&chain, &[]);
    assert_eq!(chain_graph.loops().len(), 0);
    assert_eq!(chain_graph.end_of(version(0)), at(100_000, 100_000));
    let found = graph::closes_loop(&tasks(&chain, &[]), &task(999_999, 100_000, 0, STOPPED));
    assert_eq!(found.unwrap().len(), 100_002);
    // Each version to each version: more loops than are reported.
    let dense = (0..32).flat_map(|from| (0..32).map(move |target| (from, target)));
    let dense: Vec<Edge> = dense.collect();
    assert_eq!(graph(&dense, &[]).loops().len(), 32);
    // Each version to itself.
    let own_loops: Vec<Edge> = (0..1000).map(|at| (at, at)).collect();
    let graph = graph(&own_loops, &[]);
    assert_eq!(graph.loops().len(), 32);
    assert!((0..1000).all(|at| graph.is_on_loop(version(at), version(at))));
}
