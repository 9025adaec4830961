//! What holds for tasks whatsoever, however they are started and stopped. The oracle knows nothing of graphs: it joins
//! ways to longer ways until none is new.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use std::collections::BTreeSet;
use upgrade_api::graph::{self, End, Graph};
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::{TaskId, Version};

/// Versions are below this: few, so that tasks meet.
const VERSIONS: u64 = 7;

fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

fn any_status() -> impl Strategy<Value = TaskStatus> {
    prop_oneof![
        6 => Just(TaskStatus::Known(RunState::Running)),
        3 => Just(TaskStatus::Known(RunState::Stopped)),
        1 => Just(TaskStatus::Unknown("2".to_owned())),
    ]
}

fn any_kind() -> impl Strategy<Value = FirmwareKind> {
    prop_oneof![4 => Just(FirmwareKind::Wifi), 1 => Just(FirmwareKind::Mcu(1))]
}

fn any_tasks() -> impl Strategy<Value = Vec<Task>> {
    let task = (0..VERSIONS, 0..VERSIONS, any_status(), any_kind());
    prop::collection::vec(task, 0..12).prop_map(|tasks| {
        let numbered = tasks.into_iter().enumerate();
        let made = numbered.map(|(id, (from, target, status, kind))| {
            let mut task = Task::read(include_str!("fixtures/task_numbers.json")).unwrap();
            task.id = TaskId::parse(&format!("t{id}")).unwrap();
            task.from.version = version(from);
            task.target.version = version(target);
            Task { status, kind, ..task }
        });
        made.collect()
    })
}

type Way = (Version, Version);

/// The ways of one kind of firmware that devices may take now.
fn running(tasks: &[Task], kind: FirmwareKind) -> BTreeSet<Way> {
    let may = |task: &&Task| task.kind == kind && task.status != TaskStatus::Known(RunState::Stopped);
    let tasks = tasks.iter().filter(may);
    tasks.map(|task| (task.from.version, task.target.version)).collect()
}

/// All ways that can be joined from these, over any number of tasks.
fn joined(mut ways: BTreeSet<Way>) -> BTreeSet<Way> {
    loop {
        let longer: BTreeSet<Way> = ways
            .iter()
            .flat_map(|(from, over)| {
                let on = ways.iter().filter(move |(here, _)| here == over);
                on.map(move |(_, target)| (*from, *target))
            })
            .collect();
        let known = ways.len();
        ways.extend(longer);
        if ways.len() == known {
            return ways;
        }
    }
}

fn has_loop(ways: BTreeSet<Way>) -> bool {
    joined(ways).into_iter().any(|(from, target)| from == target)
}

/// Whether it is closed, goes along these ways, and passes nothing twice on its way round.
fn is_loop_of(versions: &[Version], ways: &BTreeSet<Way>) -> bool {
    let steps: Vec<Way> = versions.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let passed: BTreeSet<Version> = versions.iter().copied().collect();
    !steps.is_empty()
        && versions.first() == versions.last()
        && steps.iter().all(|step| ways.contains(step))
        && passed.len() == steps.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_start_that_passes_the_guard_ever_leaves_a_running_loop(
        mut tasks in any_tasks(), presses in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..40)
    ) {
        for task in &mut tasks {
            task.status = TaskStatus::Known(RunState::Stopped);
        }
        for (at, start) in presses {
            if tasks.is_empty() {
                break;
            }
            let at = at.index(tasks.len());
            let passes = !start || graph::closes_loop(&tasks, &tasks[at]).is_none();
            if passes {
                let state = if start { RunState::Running } else { RunState::Stopped };
                tasks[at].status = TaskStatus::Known(state);
            }
            for kind in graph::kinds(&tasks) {
                prop_assert!(!has_loop(running(&tasks, kind)));
                prop_assert_eq!(Graph::of(&tasks, kind).loops().len(), 0);
            }
        }
    }

    #[test]
    fn a_start_is_stopped_exactly_where_it_would_close_a_loop(tasks in any_tasks(), at in any::<prop::sample::Index>()) {
        prop_assume!(!tasks.is_empty());
        let start = tasks[at.index(tasks.len())].clone();
        let others: Vec<Task> = tasks.iter().filter(|task| task.id != start.id).cloned().collect();
        let mut ways = running(&others, start.kind);
        let way = (start.from.version, start.target.version);
        let can_come_back = way.0 == way.1 || joined(ways.clone()).contains(&(way.1, way.0));
        ways.insert(way);
        match graph::closes_loop(&tasks, &start) {
            Some(found) => {
                prop_assert!(can_come_back);
                prop_assert!(is_loop_of(&found, &ways), "{:?}", found);
                prop_assert_eq!((found[0], found[1]), way);
            }
            None => prop_assert!(!can_come_back),
        }
    }

    #[test]
    fn every_loop_told_is_one_and_every_way_on_a_loop_is_told(tasks in any_tasks()) {
        for kind in graph::kinds(&tasks) {
            let (graph, ways) = (Graph::of(&tasks, kind), running(&tasks, kind));
            let loops = graph.loops();
            for found in &loops {
                prop_assert!(is_loop_of(found, &ways), "{:?}", found);
                prop_assert_eq!(found.iter().min(), found.first());
            }
            let told: BTreeSet<&Vec<Version>> = loops.iter().collect();
            prop_assert_eq!(told.len(), loops.len(), "none twice");
            let joined = joined(ways.clone());
            for (from, target) in &ways {
                let comes_back = joined.contains(&(*target, *from));
                prop_assert_eq!(graph.is_on_loop(*from, *target), comes_back);
                let is_told = loops.iter().any(|found| found.windows(2).any(|step| step == [*from, *target]));
                prop_assert_eq!(is_told, comes_back);
            }
        }
    }

    #[test]
    fn devices_end_where_a_walk_step_by_step_ends(tasks in any_tasks()) {
        for kind in graph::kinds(&tasks) {
            let (graph, ways) = (Graph::of(&tasks, kind), running(&tasks, kind));
            for start in (0..=VERSIONS).map(version) {
                let mut walk = vec![start];
                let expected = loop {
                    let here = *walk.last().unwrap();
                    let next: Vec<Version> = ways.iter().filter(|way| way.0 == here).map(|way| way.1).collect();
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
    fn a_version_is_unreachable_where_no_joined_way_leads_and_nobody_is(
        tasks in any_tasks(), on in prop::collection::btree_set(0..VERSIONS, 0..3)
    ) {
        let on: BTreeSet<Version> = on.into_iter().map(version).collect();
        for kind in graph::kinds(&tasks) {
            let joined = joined(running(&tasks, kind));
            let stopped = tasks.iter().filter(|task| task.kind == kind && task.status == TaskStatus::Known(RunState::Stopped));
            let starts: BTreeSet<Version> = stopped.map(|task| task.from.version).collect();
            let is_reached = |version: &Version| on.contains(version) || on.iter().any(|from| joined.contains(&(*from, *version)));
            let expected: Vec<Version> = starts.into_iter().filter(|version| !is_reached(version)).collect();
            prop_assert_eq!(Graph::of(&tasks, kind).unreachable(on.iter().copied()), expected);
        }
    }
}
