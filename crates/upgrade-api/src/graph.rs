//! The tasks of a product as a graph: versions, and the tasks that lead from one to another.
//!
//! A graph is about one firmware of a device: an MCU's version 5 is not the WIFI module's. A task whose status is
//! unknown counts as running: nobody knows that it does not. Everything here takes time in proportion to the tasks.

mod components;

use crate::order::{self, sorted_by};
use crate::status::{RunState, TaskStatus};
use crate::task::{FirmwareKind, Task};
use crate::values::Version;
use std::collections::VecDeque;

/// Loops that are given at most: where tasks fork there can be more of them than anybody could read.
const LOOPS_MAX: usize = 32;

/// Whether devices follow a task, as far as anybody knows.
#[must_use]
pub fn may_run(task: &Task) -> bool {
    task.status != TaskStatus::Known(RunState::Stopped)
}

/// Whether running `start` beside the tasks that run now would close a loop, on which devices re-flash for ever. Gives
/// its versions, beginning and ending with the one `start` starts at: `[5, 7, 5]`.
///
/// Only tasks of the same kind count, and `start` itself, where it is among `tasks`, does not. Where two running tasks
/// start at one version, nobody knows which of them devices will take: either counts. A start that leads *into* a loop
/// that runs already closes none: that one is [`Graph::end_of`] its target.
#[must_use]
pub fn closes_loop(tasks: &[Task], start: &Task) -> Option<Vec<Version>> {
    let others: Vec<&Task> = tasks.iter().filter(|task| task.id != start.id).collect();
    let graph = Graph::of_those(others.into_iter().chain([start]), start.kind);
    let (from, target) = (graph.index(start.from.version)?, graph.index(start.target.version)?);
    let way_back = graph.way(target, from)?;
    Some(graph.closed(from, way_back))
}

/// The kinds of firmware that tasks are about: WIFI, MCUs, sub-devices, each by number.
#[must_use]
pub fn kinds(tasks: &[Task]) -> Vec<FirmwareKind> {
    let all = tasks.iter().map(|task| task.kind).collect();
    let mut kinds: Vec<FirmwareKind> = sorted_by(all, |a: &FirmwareKind, b| a.to_wire().cmp(&b.to_wire()));
    kinds.dedup();
    kinds
}

/// Where devices on a version end, if nobody starts or stops anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// No running task starts there: where they are.
    Stays,
    /// On another version.
    At {
        /// The version.
        version: Version,
        /// Tasks on the way, at least one.
        steps: usize,
    },
    /// Nowhere: they get into this loop and re-flash for ever. Closed, smallest version first: `[5, 7, 5]`.
    InLoop(Vec<Version>),
    /// Nobody can say. The platform gives a device the newest running task that starts at its version, and tasks do
    /// not say when they were created.
    Forks {
        /// The version on the way from which running tasks lead to different versions.
        at: Version,
        /// Where they lead, lowest first.
        targets: Vec<Version>,
    },
}

/// The versions of one firmware and the tasks between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// Every version that a task starts at or leads to, lowest first. The others mean them by their place here.
    versions: Vec<Version>,
    /// Where running tasks lead from each version, each target once, lowest first.
    next: Vec<Vec<usize>>,
    /// How many running and how many stopped tasks start at each version.
    starts: Vec<(usize, usize)>,
    /// Which loop-connected part each version is in: two are in one if running tasks lead from each to the other.
    component: Vec<usize>,
}

impl Graph {
    /// The graph of all tasks about this firmware.
    #[must_use]
    pub fn of(tasks: &[Task], kind: FirmwareKind) -> Self {
        Self::with(tasks.iter().map(|task| (task, may_run(task))), kind)
    }

    /// The graph of the tasks that run, and of the last of these, as if it ran.
    fn of_those<'a>(tasks: impl Iterator<Item = &'a Task>, kind: FirmwareKind) -> Self {
        let tasks: Vec<&Task> = tasks.collect();
        let last = tasks.len().saturating_sub(1);
        let marked = tasks.iter().enumerate();
        Self::with(marked.map(|(at, task)| (*task, at == last || may_run(task))), kind)
    }

    fn with<'a>(tasks: impl Iterator<Item = (&'a Task, bool)>, kind: FirmwareKind) -> Self {
        let tasks: Vec<(&Task, bool)> = tasks.filter(|(task, _)| task.kind == kind).collect();
        let ends = tasks
            .iter()
            .flat_map(|(task, _)| [task.from.version, task.target.version]);
        let versions = order::set(ends.collect());
        let mut graph = Self {
            next: vec![Vec::new(); versions.len()],
            starts: vec![(0, 0); versions.len()],
            component: Vec::new(),
            versions,
        };
        for (task, runs) in tasks {
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
            *targets = order::set(std::mem::take(targets));
        }
        graph.component = components::of(&graph.next);
        graph
    }

    /// Every version that a task starts at or leads to, lowest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Loops of running tasks, on which devices re-flash for ever: each closed and with its smallest version first, none
    /// twice, lowest first. Every running task that lies on a loop is on one of them, as long as they are not more than
    /// thirty-two; then there are others ([`is_on_loop`](Self::is_on_loop) still knows).
    #[must_use]
    pub fn loops(&self) -> Vec<Vec<Version>> {
        let mut covered: Vec<Vec<bool>> = self.next.iter().map(|to| vec![false; to.len()]).collect();
        let mut loops = Vec::new();
        for from in 0..self.next.len() {
            for (place, target) in self.next[from].iter().enumerate() {
                if covered[from][place] || self.component[from] != self.component[*target] {
                    continue;
                }
                let Some(way) = self.way(*target, from) else { continue };
                let stops = std::iter::once(from).chain(way.iter().copied());
                for (here, there) in stops.zip(&way) {
                    if let Ok(place) = self.next[here].binary_search(there) {
                        covered[here][place] = true;
                    }
                }
                loops.push(smallest_first(self.closed(from, way)));
                if loops.len() == LOOPS_MAX {
                    return sorted_by(loops, Vec::cmp);
                }
            }
        }
        sorted_by(loops, Vec::cmp)
    }

    /// Whether a running task between these two versions lies on a loop.
    #[must_use]
    pub fn is_on_loop(&self, from: Version, target: Version) -> bool {
        let (Some(from), Some(target)) = (self.index(from), self.index(target)) else {
            return false;
        };
        self.component[from] == self.component[target] && self.next[from].binary_search(&target).is_ok()
    }

    /// Where devices on a version end.
    #[must_use]
    pub fn end_of(&self, version: Version) -> End {
        let Some(mut here) = self.index(version) else {
            return End::Stays;
        };
        let mut walked: Vec<usize> = Vec::new();
        let mut seen = vec![false; self.versions.len()];
        loop {
            seen[here] = true;
            walked.push(here);
            here = match self.next[here].as_slice() {
                [] if walked.len() == 1 => return End::Stays,
                [] => {
                    return End::At {
                        version: self.versions[here],
                        steps: walked.len() - 1,
                    };
                }
                [one] => *one,
                several => {
                    return End::Forks {
                        at: self.versions[here],
                        targets: several.iter().map(|target| self.versions[*target]).collect(),
                    };
                }
            };
            if seen[here] {
                let around = walked.iter().skip_while(|at| **at != here).copied();
                let around: Vec<usize> = around.skip(1).chain([here]).collect();
                return End::InLoop(smallest_first(self.closed(here, around)));
            }
        }
    }

    /// Versions at which more than one running task starts, lowest first. The platform gives a device the newest of
    /// them; the others do nothing, and which one is the newest cannot be told.
    #[must_use]
    pub fn forks(&self) -> Vec<Version> {
        self.where_starts(|at| self.starts[at].0 > 1)
    }

    /// Versions on which running tasks leave devices although a stopped task would lead on from there, lowest first:
    /// the way was meant to go on.
    #[must_use]
    pub fn dead_ends(&self) -> Vec<Version> {
        let mut is_target = vec![false; self.versions.len()];
        for target in self.next.iter().flatten() {
            is_target[*target] = true;
        }
        self.where_starts(|at| is_target[at] && self.next[at].is_empty() && self.starts[at].1 > 0)
    }

    /// Versions at which a stopped task starts, although no device is on them and no chain of running tasks brings one
    /// there from the versions devices are `on`, lowest first: started now, the task would hit nobody.
    #[must_use]
    pub fn unreachable(&self, on: impl IntoIterator<Item = Version>) -> Vec<Version> {
        let mut is_reached = vec![false; self.versions.len()];
        let mut open: Vec<usize> = on.into_iter().filter_map(|version| self.index(version)).collect();
        while let Some(here) = open.pop() {
            if !std::mem::replace(&mut is_reached[here], true) {
                open.extend(&self.next[here]);
            }
        }
        self.where_starts(|at| !is_reached[at] && self.starts[at].1 > 0)
    }

    fn where_starts(&self, holds: impl Fn(usize) -> bool) -> Vec<Version> {
        let places = (0..self.versions.len()).filter(|at| holds(*at));
        places.map(|at| self.versions[at]).collect()
    }

    fn index(&self, version: Version) -> Option<usize> {
        self.versions.binary_search(&version).ok()
    }

    /// A shortest way of running tasks: every stop from `start` to `goal`, both included.
    fn way(&self, start: usize, goal: usize) -> Option<Vec<usize>> {
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
        let mut way = vec![goal];
        let mut here = goal;
        while here != start {
            here = before[here]?;
            way.push(here);
        }
        way.reverse();
        Some(way)
    }

    /// The versions of a loop: its beginning, and every stop from there back to it.
    fn closed(&self, first: usize, back: Vec<usize>) -> Vec<Version> {
        let stops = std::iter::once(first).chain(back);
        stops.map(|at| self.versions[at]).collect()
    }
}

/// A closed loop, turned so that it begins with its smallest version.
fn smallest_first(mut closed: Vec<Version>) -> Vec<Version> {
    closed.pop();
    let smallest = closed.iter().enumerate().min_by_key(|(_, version)| **version);
    let at = smallest.map_or(0, |(at, _)| at);
    closed.rotate_left(at);
    closed.extend(closed.first().copied());
    closed
}
