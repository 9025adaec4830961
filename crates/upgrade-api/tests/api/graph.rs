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

fn tasks(running: &[Edge], stopped: &[Edge]) -> Vec<Task> {
    let running = running.iter().map(|edge| (edge, RUNNING));
    let all = running.chain(stopped.iter().map(|edge| (edge, STOPPED)));
    all.enumerate()
        .map(|(id, ((from, target), status))| task(id, *from, *target, status))
        .collect()
}

fn graph(running: &[Edge], stopped: &[Edge]) -> Graph {
    Graph::of(&tasks(running, stopped), DevicePart::Wifi)
}

#[test]
fn a_start_that_closes_two_loops_reports_the_shorter_one() {
    let running = tasks(&[(2, 9), (2, 4), (9, 8), (8, 1), (4, 1)], &[]);
    let found = graph::closes_loop(&running, &task(99, 1, 2, STOPPED));
    assert_eq!(found, Some(versions(&[1, 2, 4, 1])));
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
fn forks_and_dead_ends_are_sorted() {
    let graph = graph(
        &[(1, 3), (7, 8), (7, 9), (40, 41), (40, 41)],
        &[(3, 5), (3, 6), (8, 1), (9, 10), (7, 5), (60, 61)],
    );
    assert_eq!(graph.forks(), versions(&[7, 40]));
    // No dead ends: 41 (no stopped task leads on), 7 (running tasks lead on), 60 (no running task leads there).
    assert_eq!(graph.dead_ends(), versions(&[3, 8, 9]));
}

#[test]
fn long_chains_and_dense_graphs_are_handled() {
    // A chain deeper than the call stack, closed to one loop.
    let chain: Vec<Edge> = (0..100_000).map(|at| (at, at + 1)).collect();
    let chain_graph = graph(&chain, &[]);
    assert_eq!(chain_graph.loops().len(), 0);
    assert!(matches!(chain_graph.end_of(version(0)), End::At { version, steps: 100_000 } if version.get() == 100_000));
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
