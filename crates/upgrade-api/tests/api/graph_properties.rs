//! Properties of all graphs. The oracle is the transitive closure of the edges, computed by repeated joins.

use crate::kit::{numbered, version};
use proptest::prelude::*;
use std::collections::BTreeSet;
use upgrade_api::graph;
use upgrade_api::{DevicePart, End, Graph, RunState, Task, TaskStatus, Version};

/// Upper limit of the versions, exclusive. Few versions make tasks form paths and loops.
const VERSIONS: u64 = 7;

fn any_status() -> impl Strategy<Value = TaskStatus> {
    prop_oneof![
        6 => Just(TaskStatus::Known(RunState::Running)),
        3 => Just(TaskStatus::Known(RunState::Stopped)),
        1 => Just(TaskStatus::Unknown("2".to_owned())),
    ]
}

fn any_device_part() -> impl Strategy<Value = DevicePart> {
    prop_oneof![8 => Just(DevicePart::Wifi), 1 => Just(DevicePart::Mcu(1)), 1 => Just(DevicePart::Mcu(2))]
}

fn any_tasks() -> impl Strategy<Value = Vec<Task>> {
    let task = (0..VERSIONS, 0..VERSIONS, any_status(), any_device_part());
    prop::collection::vec(task, 0..12).prop_map(|tasks| {
        let made = tasks
            .into_iter()
            .enumerate()
            .map(|(id, (from, target, status, device_part))| Task {
                status,
                device_part,
                ..numbered(id, from, target)
            });
        made.collect()
    })
}

type Edge = (Version, Version);

/// Edges of the tasks for one firmware that run or may run.
fn running(tasks: &[Task], device_part: DevicePart) -> BTreeSet<Edge> {
    let may = |task: &&Task| task.device_part == device_part && task.status != TaskStatus::Known(RunState::Stopped);
    let tasks = tasks.iter().filter(may);
    tasks.map(|task| (task.from.version, task.target.version)).collect()
}

fn closure(mut edges: BTreeSet<Edge>) -> BTreeSet<Edge> {
    loop {
        let longer = edges.iter().flat_map(|(from, middle)| {
            let next = edges.iter().filter(move |(here, _)| here == middle);
            next.map(move |(_, target)| (*from, *target))
        });
        let (known, longer) = (edges.len(), longer.collect::<Vec<_>>());
        edges.extend(longer);
        if edges.len() == known {
            return edges;
        }
    }
}

/// Whether the versions are a closed path along the edges without a repeated stop.
fn is_loop_of(versions: &[Version], edges: &BTreeSet<Edge>) -> bool {
    let steps: Vec<Edge> = versions.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let stops: BTreeSet<Version> = versions.iter().copied().collect();
    !steps.is_empty()
        && versions.first() == versions.last()
        && steps.iter().all(|step| edges.contains(step))
        && stops.len() == steps.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn starts_that_close_no_loop_never_produce_a_running_loop(
        mut tasks in any_tasks(), actions in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..40)
    ) {
        for task in &mut tasks {
            task.status = TaskStatus::Known(RunState::Stopped);
        }
        for (at, start) in actions {
            if tasks.is_empty() {
                break;
            }
            let at = at.index(tasks.len());
            if !start || graph::closes_loop(&tasks, &tasks[at]).is_none() {
                let state = if start { RunState::Running } else { RunState::Stopped };
                tasks[at].status = TaskStatus::Known(state);
            }
            for device_part in graph::device_parts(&tasks) {
                prop_assert!(closure(running(&tasks, device_part)).iter().all(|(from, target)| from != target));
                prop_assert_eq!(Graph::of(&tasks, device_part).loops().len(), 0);
            }
        }
    }

    #[test]
    fn a_start_closes_a_loop_exactly_if_a_path_leads_back(
        tasks in any_tasks(), at in any::<prop::sample::Index>(), from in 0..VERSIONS, target in 0..VERSIONS
    ) {
        prop_assume!(!tasks.is_empty());
        // Its copy in the list may have other versions.
        let mut start = tasks[at.index(tasks.len())].clone();
        (start.from.version, start.target.version) = (version(from), version(target));
        let others: Vec<Task> = tasks.iter().filter(|task| task.id != start.id).cloned().collect();
        let mut edges = running(&others, start.device_part);
        let edge = (start.from.version, start.target.version);
        let can_come_back = edge.0 == edge.1 || closure(edges.clone()).contains(&(edge.1, edge.0));
        edges.insert(edge);
        match graph::closes_loop(&tasks, &start) {
            Some(found) => {
                prop_assert!(can_come_back);
                prop_assert!(is_loop_of(&found, &edges), "{:?}", found);
                prop_assert_eq!((found[0], found[1]), edge);
            }
            None => prop_assert!(!can_come_back),
        }
    }

    #[test]
    fn the_reported_loops_are_loops_and_contain_each_edge_on_a_loop(tasks in any_tasks()) {
        for device_part in graph::device_parts(&tasks) {
            let (graph, edges) = (Graph::of(&tasks, device_part), running(&tasks, device_part));
            let of_part = tasks.iter().filter(|task| task.device_part == device_part);
            let versions: BTreeSet<Version> = of_part.flat_map(|task| [task.from.version, task.target.version]).collect();
            prop_assert!(graph.versions().iter().eq(&versions));
            let loops = graph.loops();
            for found in &loops {
                prop_assert!(is_loop_of(found, &edges), "{:?}", found);
                prop_assert_eq!(found.iter().min(), found.first());
            }
            prop_assert!(loops.is_sorted_by(|one, other| one < other), "sorted, without duplicates");
            let closure = closure(edges.clone());
            for (from, target) in &edges {
                let comes_back = closure.contains(&(*target, *from));
                prop_assert_eq!(graph.is_on_loop(*from, *target), comes_back);
                let is_reported = loops.iter().any(|found| found.windows(2).any(|step| step == [*from, *target]));
                prop_assert_eq!(is_reported, comes_back);
            }
        }
    }

    #[test]
    fn devices_end_where_a_walk_along_the_edges_ends(tasks in any_tasks()) {
        for device_part in graph::device_parts(&tasks) {
            let (graph, edges) = (Graph::of(&tasks, device_part), running(&tasks, device_part));
            for start in (0..=VERSIONS).map(version) {
                let mut walk = vec![start];
                let expected = loop {
                    let here = *walk.last().unwrap();
                    let next: Vec<Version> = edges.iter().filter(|edge| edge.0 == here).map(|edge| edge.1).collect();
                    match next.as_slice() {
                        [] if walk.len() == 1 => break End::Stays,
                        [] => break End::At { version: here, steps: walk.len() - 1 },
                        [one] if walk.contains(one) => {
                            let first = walk.iter().position(|version| version == one).unwrap();
                            let mut around = walk.split_off(first);
                            let smallest = around.iter().enumerate().min_by_key(|(_, version)| **version).unwrap().0;
                            around.rotate_left(smallest);
                            around.push(around[0]);
                            break End::InLoop(around);
                        }
                        [one] => walk.push(*one),
                        _ => break End::Forks { at: here, targets: next },
                    }
                };
                prop_assert_eq!(graph.end_of(start), expected, "from {}", start);
            }
        }
    }

    #[test]
    fn a_version_is_unreachable_if_no_path_from_a_device_leads_there(
        tasks in any_tasks(), on in prop::collection::btree_set(0..VERSIONS, 0..3)
    ) {
        let on: BTreeSet<Version> = on.into_iter().map(version).collect();
        for device_part in graph::device_parts(&tasks) {
            let closure = closure(running(&tasks, device_part));
            let stopped = tasks.iter().filter(|task| task.device_part == device_part && task.status == TaskStatus::Known(RunState::Stopped));
            let starts: BTreeSet<Version> = stopped.map(|task| task.from.version).collect();
            let is_reached = |version: &Version| on.contains(version) || on.iter().any(|from| closure.contains(&(*from, *version)));
            let expected: Vec<Version> = starts.into_iter().filter(|version| !is_reached(version)).collect();
            prop_assert_eq!(Graph::of(&tasks, device_part).unreachable(on.iter().copied()), expected);
        }
    }
}
