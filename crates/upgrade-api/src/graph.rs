//! Graph of a product's tasks: versions are nodes, tasks are edges from the from version to the target version.
//!
//! A graph covers one firmware of a device: versions of an MCU and of the WIFI module are unrelated. A task with an
//! unknown status counts as running, because it may be. All functions take linear time in the number of tasks, apart
//! from sorting versions; [`Graph::loops`] takes linear time per loop.

mod components;

use crate::task::{DevicePart, Task};
use crate::values::Version;
use std::collections::VecDeque;

/// Largest number of reported loops: a graph with many forks can have exponentially many.
pub const LOOPS_MAX: usize = 32;

/// Whether a task runs or may run.
pub fn may_run(task: &Task) -> bool {
    !task.status.is_stopped()
}

/// Loop that starting `start` would close: devices on it would be upgraded forever. Contains the versions in order, and
/// begins and ends with the from version of `start`: `[5, 7, 5]`. `None` if the start closes no loop.
///
/// `start` may be one of `tasks`. Only tasks for the same firmware count. If several running tasks have the same from
/// version, each of them counts. A start that leads *into* a running loop closes none: [`Graph::end_of`] its target
/// version reports that loop.
pub fn closes_loop(tasks: &[Task], start: &Task) -> Option<Vec<Version>> {
    let others = tasks.iter().filter(|task| task.id != start.id);
    let edges = others.map(|task| (task, may_run(task))).chain([(start, true)]);
    let graph = Graph::with_edges(edges, start.device_part);
    let (from, target) = (graph.index(start.from.version)?, graph.index(start.target.version)?);
    let path_back = graph.shortest_path(target, from)?;
    Some(graph.closed(from, path_back))
}

/// Firmwares that the tasks are for, each once: WIFI, MCUs by number, sub-devices by number.
pub fn device_parts(tasks: &[Task]) -> Vec<DevicePart> {
    let mut device_parts: Vec<_> = tasks.iter().map(|task| task.device_part).collect();
    device_parts.sort_unstable();
    device_parts.dedup();
    device_parts
}

/// Final version of devices if no task is started or stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The current version: no running task starts at it.
    Stays,
    /// Another version.
    At {
        /// Final version.
        version: Version,
        /// Number of upgrades on the way, at least 1.
        steps: usize,
    },
    /// No final version: devices enter this loop. Closed, lowest version first: `[5, 7, 5]`.
    InLoop(Vec<Version>),
    /// Unknown: running tasks lead from one version to different targets. The platform upgrades a device by the newest
    /// of them, and tasks do not contain their creation time.
    Forks {
        /// From version of these tasks.
        at: Version,
        /// Target versions, lowest first.
        targets: Vec<Version>,
    },
}

/// Versions of one firmware and the tasks between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// From and target versions of all tasks, lowest first. The other fields refer to a version by its index here.
    versions: Vec<Version>,
    /// Targets of the running tasks from each version, lowest first, without duplicates.
    next: Vec<Vec<usize>>,
    /// Numbers of running and of stopped tasks from each version.
    starts: Vec<(usize, usize)>,
    /// Strongly connected component of each version.
    component: Vec<usize>,
}

impl Graph {
    /// Graph of the tasks for one firmware.
    pub fn of(tasks: &[Task], device_part: DevicePart) -> Self {
        Self::with_edges(tasks.iter().map(|task| (task, may_run(task))), device_part)
    }

    /// Graph of tasks, each with whether it counts as running.
    fn with_edges<'a>(edges: impl Iterator<Item = (&'a Task, bool)>, device_part: DevicePart) -> Self {
        let edges: Vec<(&Task, bool)> = edges.filter(|(task, _)| task.device_part == device_part).collect();
        let ends = edges
            .iter()
            .flat_map(|(task, _)| [task.from.version, task.target.version]);
        let mut versions: Vec<Version> = ends.collect();
        versions.sort_unstable();
        versions.dedup();
        let mut graph = Self {
            next: vec![Vec::new(); versions.len()],
            starts: vec![(0, 0); versions.len()],
            component: Vec::new(),
            versions,
        };
        for (task, runs) in edges {
            let (Some(from), Some(target)) = (graph.index(task.from.version), graph.index(task.target.version)) else {
                continue;
            };
            if runs {
                graph.next[from].push(target);
                graph.starts[from].0 += 1;
            } else {
                graph.starts[from].1 += 1;
            }
        }
        for targets in &mut graph.next {
            targets.sort_unstable();
            targets.dedup();
        }
        graph.component = components::of(&graph.next);
        graph
    }

    /// From and target versions of all tasks, lowest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Loops of running tasks, in ascending order and without duplicates. Each loop is closed and begins with its lowest
    /// version. At most [`LOOPS_MAX`] loops are reported. With fewer loops, each running task on a loop is part of a reported
    /// one; [`is_on_loop`](Self::is_on_loop) has no limit.
    pub fn loops(&self) -> Vec<Vec<Version>> {
        let mut covered: Vec<Vec<bool>> = self.next.iter().map(|targets| vec![false; targets.len()]).collect();
        let mut loops = Vec::new();
        'search: for from in 0..self.next.len() {
            for (position, target) in self.next[from].iter().enumerate() {
                if covered[from][position] || self.component[from] != self.component[*target] {
                    continue;
                }
                let Some(path) = self.shortest_path(*target, from) else {
                    continue;
                };
                let stops = std::iter::once(from).chain(path.iter().copied());
                for (here, there) in stops.zip(&path) {
                    if let Ok(position) = self.next[here].binary_search(there) {
                        covered[here][position] = true;
                    }
                }
                loops.push(lowest_first(self.closed(from, path)));
                if loops.len() == LOOPS_MAX {
                    break 'search;
                }
            }
        }
        loops.sort_unstable();
        loops
    }

    /// Whether a running task between these two versions is part of a loop.
    pub fn is_on_loop(&self, from: Version, target: Version) -> bool {
        let (Some(from), Some(target)) = (self.index(from), self.index(target)) else {
            return false;
        };
        self.component[from] == self.component[target] && self.next[from].binary_search(&target).is_ok()
    }

    /// Final version of devices that are on `version` now.
    pub fn end_of(&self, version: Version) -> End {
        let Some(mut here) = self.index(version) else {
            return End::Stays;
        };
        let mut path: Vec<usize> = Vec::new();
        let mut seen = vec![false; self.versions.len()];
        loop {
            seen[here] = true;
            path.push(here);
            here = match self.next[here].as_slice() {
                [] if path.len() == 1 => return End::Stays,
                [] => {
                    return End::At {
                        version: self.versions[here],
                        steps: path.len() - 1,
                    };
                }
                [target] => *target,
                targets => {
                    return End::Forks {
                        at: self.versions[here],
                        targets: targets.iter().map(|target| self.versions[*target]).collect(),
                    };
                }
            };
            if seen[here] {
                let stops = path.iter().skip_while(|stop| **stop != here).copied();
                let stops: Vec<usize> = stops.skip(1).chain([here]).collect();
                return End::InLoop(lowest_first(self.closed(here, stops)));
            }
        }
    }

    /// From versions of more than one running task, lowest first. The platform upgrades devices by the newest of these
    /// tasks and ignores the others; which task is the newest is unknown.
    pub fn forks(&self) -> Vec<Version> {
        self.versions_where(|at| self.starts[at].0 > 1)
    }

    /// Target versions of running tasks from which only stopped tasks lead on, lowest first. The upgrade path is probably
    /// meant to continue there.
    pub fn dead_ends(&self) -> Vec<Version> {
        let mut is_target = vec![false; self.versions.len()];
        for target in self.next.iter().flatten() {
            is_target[*target] = true;
        }
        self.versions_where(|at| is_target[at] && self.next[at].is_empty() && self.starts[at].1 > 0)
    }

    /// From versions of stopped tasks that no device is on and no chain of running tasks reaches, lowest first. Starting
    /// such a task affects no device. `on` contains the versions that devices run.
    pub fn unreachable(&self, on: impl IntoIterator<Item = Version>) -> Vec<Version> {
        let mut is_reached = vec![false; self.versions.len()];
        let mut open: Vec<usize> = on.into_iter().filter_map(|version| self.index(version)).collect();
        while let Some(here) = open.pop() {
            if !std::mem::replace(&mut is_reached[here], true) {
                open.extend(&self.next[here]);
            }
        }
        self.versions_where(|at| !is_reached[at] && self.starts[at].1 > 0)
    }

    fn versions_where(&self, holds: impl Fn(usize) -> bool) -> Vec<Version> {
        let indices = (0..self.versions.len()).filter(|at| holds(*at));
        indices.map(|at| self.versions[at]).collect()
    }

    fn index(&self, version: Version) -> Option<usize> {
        self.versions.binary_search(&version).ok()
    }

    /// Shortest path of running tasks: all stops, including `start` and `goal`.
    fn shortest_path(&self, start: usize, goal: usize) -> Option<Vec<usize>> {
        let mut before: Vec<Option<usize>> = vec![None; self.versions.len()];
        before[start] = Some(start);
        let mut open = VecDeque::from([start]);
        while let Some(here) = open.pop_front() {
            if here == goal {
                break;
            }
            for there in &self.next[here] {
                if before[*there].is_none() {
                    before[*there] = Some(here);
                    open.push_back(*there);
                }
            }
        }
        let mut path = vec![goal];
        let mut here = goal;
        while here != start {
            here = before[here]?;
            path.push(here);
        }
        path.reverse();
        Some(path)
    }

    /// Versions of a loop: its first stop, and the stops from there back to it.
    fn closed(&self, first: usize, back: Vec<usize>) -> Vec<Version> {
        let stops = std::iter::once(first).chain(back);
        stops.map(|at| self.versions[at]).collect()
    }
}

/// Rotates a closed loop so that it begins with its lowest version.
fn lowest_first(mut closed: Vec<Version>) -> Vec<Version> {
    closed.pop();
    let lowest = closed.iter().enumerate().min_by_key(|(_, version)| **version);
    let at = lowest.map_or(0, |(at, _)| at);
    closed.rotate_left(at);
    closed.extend(closed.first().copied());
    closed
}
