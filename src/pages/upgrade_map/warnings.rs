//! Warnings about the tasks of a product. No texts.

use crate::pages::upgrade_map::model::counts_of;
use upgrade_api::graph::{End, Graph, device_parts, may_run};
use upgrade_api::impact::DeviceCounts;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{DevicePart, Task};
use upgrade_api::values::Version;

/// Largest number of warnings per problem. The others are counted.
const MOST: usize = 20;

/// Subject of a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MapProblem {
    /// Running tasks form a loop through these versions, closed.
    Loop(Vec<Version>),
    /// More than one running task starts at this version.
    Fork(Version),
    /// Number of further loops and forks.
    MoreLoopsAndForks(usize),
    /// Running tasks leave devices on this version, and the tasks from there are stopped.
    DeadEnd(Version),
    /// No device is on this version, and no running task leads to it.
    Unreachable(Version),
    /// Number of further dead ends and unreachable versions.
    MoreEnds(usize),
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MapWarning {
    pub(crate) device_part: DevicePart,
    pub(crate) problem: MapProblem,
    /// Affected tasks.
    pub(crate) tasks: Vec<Task>,
    /// For a loop: devices on its versions, and devices that will reach it. `None` if unknown.
    pub(crate) devices: Option<(u64, u64)>,
}

/// Warnings about these tasks, most severe first.
pub(crate) fn find_warnings(tasks: &[Task], device_counts: Option<&DeviceCounts>) -> Vec<MapWarning> {
    let mut all: Vec<MapWarning> = device_parts(tasks)
        .into_iter()
        .flat_map(|device_part| warnings_of(tasks, counts_of(device_counts, device_part), device_part))
        .collect();
    all.sort_by_key(|warning| match warning.problem {
        MapProblem::Loop(_) => 0,
        MapProblem::Fork(_) => 1,
        MapProblem::MoreLoopsAndForks(_) => 2,
        MapProblem::DeadEnd(_) => 3,
        MapProblem::Unreachable(_) => 4,
        MapProblem::MoreEnds(_) => 5,
    });
    all
}

fn warnings_of(tasks: &[Task], device_counts: Option<&DeviceCounts>, device_part: DevicePart) -> Vec<MapWarning> {
    let graph = Graph::of(tasks, device_part);
    let own: Vec<&Task> = tasks.iter().filter(|task| task.device_part == device_part).collect();
    let affected = |is_affected: &dyn Fn(&Task) -> bool| -> Vec<Task> {
        let affected = own.iter().filter(|task| is_affected(task)).take(MOST);
        affected.map(|task| (*task).clone()).collect()
    };
    let warning = |problem, tasks| MapWarning {
        device_part,
        problem,
        tasks,
        devices: None,
    };
    let (loops, forks) = (graph.loops(), graph.forks());
    let more_loops_and_forks = surplus(loops.len()) + surplus(forks.len());
    let loops = loops.into_iter().take(MOST).map(|versions| {
        let is_on_loop = |task: &Task| {
            let ends = [task.from.version, task.target.version];
            may_run(task) && versions.windows(2).any(|step| step == ends)
        };
        MapWarning {
            devices: device_counts.map(|device_counts| loop_devices(&graph, device_counts, &versions)),
            ..warning(MapProblem::Loop(versions.clone()), affected(&is_on_loop))
        }
    });
    let forks = forks.into_iter().take(MOST).map(|version| {
        let starts_there = |task: &Task| task.from.version == version && may_run(task);
        warning(MapProblem::Fork(version), affected(&starts_there))
    });
    let stopped_from = |version: Version| {
        let is_stopped = |task: &Task| task.status == TaskStatus::Known(RunState::Stopped);
        affected(&|task| task.from.version == version && is_stopped(task))
    };
    let in_use = device_counts.map(|counts| counts.versions().map(|(version, _)| version));
    let unreachable = in_use.map_or_else(Vec::new, |versions| graph.unreachable(versions));
    // No device is left on a version that none reaches.
    let dead_ends = graph.dead_ends().into_iter().filter(|end| !unreachable.contains(end));
    let dead_ends: Vec<Version> = dead_ends.collect();
    let more_ends = surplus(dead_ends.len()) + surplus(unreachable.len());
    let dead_ends = dead_ends.into_iter().take(MOST);
    let dead_ends = dead_ends.map(|version| warning(MapProblem::DeadEnd(version), stopped_from(version)));
    let unreachable = unreachable.into_iter().take(MOST);
    let unreachable = unreachable.map(|version| warning(MapProblem::Unreachable(version), stopped_from(version)));
    let more = [
        (more_loops_and_forks > 0).then_some(MapProblem::MoreLoopsAndForks(more_loops_and_forks)),
        (more_ends > 0).then_some(MapProblem::MoreEnds(more_ends)),
    ];
    let more = more.into_iter().flatten().map(|problem| warning(problem, Vec::new()));
    loops
        .chain(forks)
        .chain(dead_ends)
        .chain(unreachable)
        .chain(more)
        .collect()
}

fn surplus(count: usize) -> usize {
    count.saturating_sub(MOST)
}

/// Devices on the versions of a loop, and devices that will reach it.
fn loop_devices(graph: &Graph, device_counts: &DeviceCounts, versions: &[Version]) -> (u64, u64) {
    let (mut on, mut coming) = (0_u64, 0_u64);
    for (version, devices) in device_counts.versions() {
        if versions.contains(&version) {
            on = on.saturating_add(devices);
        } else if graph.end_of(version) == End::InLoop(versions.to_vec()) {
            coming = coming.saturating_add(devices);
        }
    }
    (on, coming)
}
