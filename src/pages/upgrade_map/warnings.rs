//! Warnings about the tasks of a product, grouped by problem. No texts.

use crate::pages::upgrade_map::model::counts_of;
use std::collections::BTreeMap;
use upgrade_api::graph::{End, Graph, LOOPS_MAX, device_parts, may_run};
use upgrade_api::impact::DeviceCounts;
use upgrade_api::task::{DevicePart, Task};
use upgrade_api::values::Version;

/// Number of warnings that a group lists at first.
pub(crate) const FIRST: usize = 5;
/// Largest number of tasks that a warning names.
const TASKS_MAX: usize = 20;

/// Problems, most dangerous first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum MapProblem {
    /// Running tasks form a loop.
    Loop,
    /// More than one running task starts at a version.
    Fork,
    /// Running tasks leave devices on a version, and the tasks from there are stopped.
    DeadEnd,
    /// No device is on a version, and no running task leads to it.
    Unreachable,
}

impl MapProblem {
    /// All problems, most dangerous first.
    const ALL: [Self; 4] = [Self::Loop, Self::Fork, Self::DeadEnd, Self::Unreachable];

    /// Whether the list of tasks shows the problem, too.
    pub(crate) fn is_in_list(self) -> bool {
        matches!(self, Self::Loop | Self::Fork)
    }
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MapWarning {
    pub(crate) device_part: DevicePart,
    pub(crate) problem: MapProblem,
    /// Versions of a loop, closed; otherwise the one version.
    pub(crate) versions: Vec<Version>,
    /// Affected tasks.
    pub(crate) tasks: Vec<Task>,
    /// For a loop: devices on its versions, and devices that will reach it. `None` if unknown.
    pub(crate) devices: Option<(u64, u64)>,
}

impl MapWarning {
    /// Whether both are about the same versions.
    pub(crate) fn has_subject_of(&self, other: &Self) -> bool {
        (self.device_part, self.problem, &self.versions) == (other.device_part, other.problem, &other.versions)
    }
}

/// Warnings about one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WarningGroup {
    pub(crate) problem: MapProblem,
    /// Number of warnings, listed or not.
    pub(crate) count: usize,
    /// Whether there may be more than counted.
    pub(crate) is_minimum: bool,
    /// The listed warnings.
    pub(crate) listed: Vec<MapWarning>,
}

/// Warnings about these tasks, most dangerous group first. Each group lists at most as many as `limits` has for its problem.
pub(crate) fn find_warnings(
    tasks: &[Task],
    device_counts: Option<&DeviceCounts>,
    limits: [usize; 4],
) -> Vec<WarningGroup> {
    let device_parts = device_parts(tasks);
    let all: Vec<Found<'_>> = device_parts
        .into_iter()
        .map(|device_part| Found::of(tasks, device_counts, device_part))
        .collect();
    let group = |problem: MapProblem| {
        let subjects = || {
            all.iter()
                .flat_map(|found| found.subjects(problem).iter().map(move |versions| (found, versions)))
        };
        let listed = subjects().take(limits[problem as usize]);
        WarningGroup {
            problem,
            count: subjects().count(),
            is_minimum: problem == MapProblem::Loop
                && all.iter().any(|found| found.subjects(problem).len() == LOOPS_MAX),
            listed: listed
                .map(|(found, versions)| found.warning(problem, versions))
                .collect(),
        }
    };
    let groups = MapProblem::ALL.into_iter().map(group);
    groups.filter(|group| group.count > 0).collect()
}

/// Problems of one firmware.
struct Found<'t> {
    device_part: DevicePart,
    /// Tasks by from version.
    tasks: BTreeMap<Version, Vec<&'t Task>>,
    /// Versions with devices, number of devices, and their final version. `None` if unknown, or if there are no loops.
    devices: Option<Vec<(Version, u64, End)>>,
    /// Versions of each problem, in the order of [`MapProblem::ALL`].
    subjects: [Vec<Vec<Version>>; 4],
}

impl<'t> Found<'t> {
    fn of(all: &'t [Task], device_counts: Option<&DeviceCounts>, device_part: DevicePart) -> Self {
        let device_counts = counts_of(device_counts, device_part);
        let graph = Graph::of(all, device_part);
        let mut tasks = BTreeMap::<Version, Vec<&Task>>::new();
        for task in all.iter().filter(|task| task.device_part == device_part) {
            tasks.entry(task.from.version).or_default().push(task);
        }
        let loops = graph.loops();
        let in_use = device_counts.map(|counts| counts.versions().map(|(version, _)| version));
        let unreachable = in_use.map_or_else(Vec::new, |versions| graph.unreachable(versions));
        // No device is left on a version that none reaches.
        let mut dead_ends = graph.dead_ends();
        dead_ends.retain(|end| unreachable.binary_search(end).is_err());
        let ends = |device_counts: &DeviceCounts| {
            let versions = device_counts.versions();
            versions
                .map(|(version, devices)| (version, devices, graph.end_of(version)))
                .collect()
        };
        let single = |versions: Vec<Version>| versions.into_iter().map(|version| vec![version]).collect();
        Self {
            device_part,
            tasks,
            devices: device_counts.filter(|_| !loops.is_empty()).map(ends),
            subjects: [loops, single(graph.forks()), single(dead_ends), single(unreachable)],
        }
    }

    fn subjects(&self, problem: MapProblem) -> &[Vec<Version>] {
        &self.subjects[problem as usize]
    }

    fn warning(&self, problem: MapProblem, versions: &[Version]) -> MapWarning {
        let is_affected = |task: &Task, next: Option<&Version>| match problem {
            MapProblem::Loop => may_run(task) && next == Some(&task.target.version),
            MapProblem::Fork => may_run(task),
            MapProblem::DeadEnd | MapProblem::Unreachable => task.status.is_stopped(),
        };
        let steps = (1..).map(|at| versions.get(at));
        let affected = versions.iter().zip(steps).flat_map(|(version, next)| {
            let tasks = self.tasks.get(version).into_iter().flatten();
            tasks.filter(move |task| is_affected(task, next))
        });
        MapWarning {
            device_part: self.device_part,
            problem,
            versions: versions.to_vec(),
            tasks: affected.take(TASKS_MAX).map(|task| (*task).clone()).collect(),
            devices: self.loop_devices(problem, versions),
        }
    }

    /// Devices on the versions of a loop, and devices that will reach it.
    fn loop_devices(&self, problem: MapProblem, versions: &[Version]) -> Option<(u64, u64)> {
        let all = self.devices.as_ref().filter(|_| problem == MapProblem::Loop)?;
        let (mut on, mut coming) = (0_u64, 0_u64);
        for (version, devices, end) in all {
            if versions.contains(version) {
                on = on.saturating_add(*devices);
            } else if matches!(end, End::InLoop(entered) if entered == versions) {
                coming = coming.saturating_add(*devices);
            }
        }
        Some((on, coming))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests;
