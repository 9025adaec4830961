//! Content of the map: versions and tasks. No texts, no positions.

use std::collections::BTreeSet;
use upgrade_api::graph::{End, Graph, device_parts, may_run};
use upgrade_api::impact::DeviceCounts;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{DevicePart, Task};
use upgrade_api::values::Version;

/// Number of versions and of tasks that the map shows at first.
pub(crate) const FIRST: usize = 40;
/// Largest number of versions and of tasks that the operator can ask for. A larger drawing is not readable.
pub(crate) const MOST: usize = 320;

/// A version that a task leads from or to, or that devices run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VersionNode {
    pub(crate) version: Version,
    /// Devices on the version; `None` if unknown.
    pub(crate) devices: Option<u64>,
    /// Final version of these devices.
    pub(crate) end: End,
    /// Number of tasks from this version that the map does not show.
    pub(crate) hidden_tasks: usize,
}

/// A task between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TaskEdge {
    /// Key that stays the same across polls.
    pub(crate) key: String,
    pub(crate) task: Task,
    /// Whether the task is part of a loop of running tasks.
    pub(crate) on_loop: bool,
}

/// The map of one firmware.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Model {
    /// Lowest version first.
    pub(crate) nodes: Vec<VersionNode>,
    /// By from version, then target version.
    pub(crate) edges: Vec<TaskEdge>,
    /// Number of versions and of tasks that the map does not show.
    pub(crate) hidden: (usize, usize),
}

/// What the positions depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Devices on each version.
    pub(crate) devices: Vec<Option<u64>>,
    /// Tasks as edges between indices of versions.
    pub(crate) edges: Vec<(usize, usize)>,
}

/// The statistics, if they count devices of this firmware.
pub(crate) fn counts_of(device_counts: Option<&DeviceCounts>, device_part: DevicePart) -> Option<&DeviceCounts> {
    device_counts.filter(|_| device_part == DevicePart::Wifi)
}

/// Firmware of the map: the chosen one if it has tasks, otherwise the first one that has.
pub(crate) fn shown_part(chosen: DevicePart, tasks: &[Task]) -> DevicePart {
    let device_parts = device_parts(tasks);
    match device_parts.first() {
        Some(first) if !device_parts.contains(&chosen) => *first,
        _ => chosen,
    }
}

/// Key of a task. The platform may list two tasks with one id; two edges must not share a key.
fn key_of(task: &Task, before: &[TaskEdge]) -> String {
    let repeated = before.iter().filter(|edge| edge.task.id == task.id).count();
    match repeated {
        0 => format!("task {}", task.id),
        repeated => format!("task {} again {repeated}", task.id),
    }
}

impl Model {
    /// Map with at most `most` versions and tasks: first the tasks on loops, then the running ones, lowest version first.
    pub(crate) fn of(
        tasks: &[Task],
        device_counts: Option<&DeviceCounts>,
        device_part: DevicePart,
        most: usize,
    ) -> Self {
        let device_counts = counts_of(device_counts, device_part);
        let graph = Graph::of(tasks, device_part);
        let ends = |task: &Task| (task.from.version, task.target.version);
        let on_loop = |task: &Task| may_run(task) && graph.is_on_loop(task.from.version, task.target.version);
        let rank = |task: &Task| match task.status {
            _ if on_loop(task) => 0,
            TaskStatus::Known(RunState::Stopped) => 2,
            _ => 1,
        };
        let mut own: Vec<&Task> = tasks.iter().filter(|task| task.device_part == device_part).collect();
        own.sort_by_cached_key(|task| (rank(task), ends(task)));
        let mut versions = BTreeSet::new();
        let (mut shown, mut hidden) = (Vec::new(), Vec::new());
        for task in own {
            let (from, target) = ends(task);
            let added: BTreeSet<Version> = [from, target]
                .into_iter()
                .filter(|end| !versions.contains(end))
                .collect();
            if shown.len() < most && versions.len() + added.len() <= most {
                versions.extend(added);
                shown.push(task);
            } else {
                hidden.push(from);
            }
        }
        let on_devices: Vec<Version> = device_counts
            .iter()
            .flat_map(|counts| counts.versions())
            .map(|(version, _)| version)
            .collect();
        let mut all: BTreeSet<Version> = graph.versions().iter().copied().collect();
        all.extend(&on_devices);
        for version in on_devices {
            if versions.len() < most {
                versions.insert(version);
            }
        }
        shown.sort_by_key(|task| ends(task));
        hidden.sort_unstable();
        let node = |version: &Version| VersionNode {
            version: *version,
            devices: device_counts.map(|counts| counts.on(*version)),
            end: graph.end_of(*version),
            hidden_tasks: hidden.partition_point(|from| from <= version)
                - hidden.partition_point(|from| from < version),
        };
        let mut edges = Vec::new();
        for task in shown {
            edges.push(TaskEdge {
                key: key_of(task, &edges),
                task: task.clone(),
                on_loop: on_loop(task),
            });
        }
        Self {
            nodes: versions.iter().map(node).collect(),
            edges,
            hidden: (all.len() - versions.len(), hidden.len()),
        }
    }

    /// Whether every version and task is shown.
    pub(crate) fn is_complete(&self) -> bool {
        self.hidden == (0, 0)
    }

    /// What the positions depend on. A poll that changes only the progress of tasks leaves it equal.
    pub(crate) fn plan(&self) -> Plan {
        let ends = |edge: &TaskEdge| {
            let (from, target) = (edge.task.from.version, edge.task.target.version);
            self.node(from).zip(self.node(target))
        };
        Plan {
            devices: self.nodes.iter().map(|node| node.devices).collect(),
            edges: self.edges.iter().filter_map(ends).collect(),
        }
    }

    /// Returns the index of a version.
    pub(crate) fn node(&self, version: Version) -> Option<usize> {
        self.nodes.binary_search_by_key(&version, |node| node.version).ok()
    }

    /// Returns the index of the task with this key.
    pub(crate) fn edge(&self, key: &str) -> Option<usize> {
        self.edges.iter().position(|edge| edge.key == key)
    }

    /// Indices of the versions of the first loop of running tasks.
    pub(crate) fn first_loop(&self) -> Option<Vec<usize>> {
        let of = |node: &VersionNode| match &node.end {
            End::InLoop(versions) if versions.contains(&node.version) => Some(versions.clone()),
            _ => None,
        };
        let versions = self.nodes.iter().find_map(of)?;
        Some(versions.into_iter().filter_map(|version| self.node(version)).collect())
    }

    /// Tasks with this from version.
    pub(crate) fn edges_from(&self, version: Version) -> impl Iterator<Item = &TaskEdge> {
        self.edges.iter().filter(move |edge| edge.task.from.version == version)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
pub(crate) mod tests;
