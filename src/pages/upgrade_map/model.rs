//! Content of the map: versions, tasks and their positions. No texts.

use crate::pages::upgrade_map::layout::{Circle, Curve, Layout, layout};
use upgrade_api::graph::{End, Graph, device_parts, may_run};
use upgrade_api::impact::DeviceCounts;
use upgrade_api::task::{DevicePart, Task};
use upgrade_api::values::Version;

/// Largest number of versions and of tasks in a drawing. A larger drawing is not readable.
pub(crate) const MOST: usize = 200;

/// A version that a task leads from or to, or that devices run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VersionNode {
    pub(crate) version: Version,
    /// Devices on the version; `None` if unknown.
    pub(crate) devices: Option<u64>,
    /// Final version of these devices.
    pub(crate) end: End,
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
    pub(crate) layout: Layout,
    /// Number of all versions and of all tasks, drawn or not.
    pub(crate) all: (usize, usize),
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
    pub(crate) fn of(tasks: &[Task], device_counts: Option<&DeviceCounts>, device_part: DevicePart) -> Self {
        let device_counts = counts_of(device_counts, device_part);
        let graph = Graph::of(tasks, device_part);
        let mut versions = graph.versions().to_vec();
        let counted = device_counts.iter().flat_map(|counts| counts.versions());
        versions.extend(counted.map(|(version, _)| version));
        versions.sort_unstable();
        versions.dedup();
        let mut own: Vec<&Task> = tasks.iter().filter(|task| task.device_part == device_part).collect();
        own.sort_by_key(|task| (task.from.version, task.target.version));
        let all = (versions.len(), own.len());
        versions.truncate(MOST);
        let index = |version| versions.binary_search(&version).ok();
        let mut edges = Vec::new();
        let mut ends = Vec::new();
        for task in own {
            let (from, target) = (task.from.version, task.target.version);
            if let (Some(start), Some(stop)) = (index(from), index(target))
                && edges.len() < MOST
            {
                ends.push((start, stop));
                let on_loop = may_run(task) && graph.is_on_loop(from, target);
                edges.push(TaskEdge {
                    key: key_of(task, &edges),
                    task: task.clone(),
                    on_loop,
                });
            }
        }
        let node = |version: &Version| VersionNode {
            version: *version,
            devices: device_counts.map(|counts| counts.on(*version)),
            end: graph.end_of(*version),
        };
        let nodes: Vec<VersionNode> = versions.iter().map(node).collect();
        let devices: Vec<Option<u64>> = nodes.iter().map(|node| node.devices).collect();
        Self {
            layout: layout(&devices, &ends),
            nodes,
            edges,
            all,
        }
    }

    /// Whether every version and task is drawn.
    pub(crate) fn is_complete(&self) -> bool {
        self.all == (self.nodes.len(), self.edges.len())
    }

    /// Returns a version and its circle.
    pub(crate) fn node(&self, version: Version) -> Option<(&VersionNode, &Circle)> {
        let at = self.nodes.binary_search_by_key(&version, |node| node.version).ok()?;
        Some((&self.nodes[at], self.layout.circles.get(at)?))
    }

    /// Returns the task with this key and its curve.
    pub(crate) fn edge(&self, key: &str) -> Option<(&TaskEdge, &Curve)> {
        let at = self.edges.iter().position(|edge| edge.key == key)?;
        Some((&self.edges[at], self.layout.curves.get(at)?))
    }

    /// Centre of the first loop of running tasks, in pixels from the left of the drawing.
    pub(crate) fn loop_x(&self) -> Option<i32> {
        let of = |node: &VersionNode| match &node.end {
            End::InLoop(versions) if versions.contains(&node.version) => Some(versions.clone()),
            _ => None,
        };
        let versions = self.nodes.iter().find_map(of)?;
        let circles = versions.iter().filter_map(|version| self.node(*version));
        let all: Vec<i32> = circles.map(|(_, circle)| circle.x).collect();
        Some(all.iter().min()?.midpoint(*all.iter().max()?))
    }

    /// Tasks with this from version.
    pub(crate) fn edges_from(&self, version: Version) -> impl Iterator<Item = &TaskEdge> {
        self.edges.iter().filter(move |edge| edge.task.from.version == version)
    }
}
