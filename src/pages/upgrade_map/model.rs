//! What the map shows, before a word is said about it.

use crate::pages::upgrade_map::layout::{Arch, Layout, Spot as Place, layout};
use upgrade_api::graph::{End, Graph, kinds, may_run};
use upgrade_api::impact::Fleet;
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::Version;

/// Versions, and tasks, that are drawn at most: more would be a picture of nothing.
pub(crate) const MOST: usize = 200;

/// A version: one that a task starts at or leads to, or that devices run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) version: Version,
    /// Devices on it; `None` where nobody says.
    pub(crate) devices: Option<u64>,
    /// Where devices on it end.
    pub(crate) end: End,
}

/// A task, and whether it lies on a loop of running tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    /// What stays the same while it is the same: the task's id.
    pub(crate) key: String,
    pub(crate) task: Task,
    pub(crate) on_loop: bool,
}

/// The map of one firmware.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Model {
    /// Lowest first.
    pub(crate) spots: Vec<Spot>,
    /// By from version, then target version.
    pub(crate) ways: Vec<Way>,
    pub(crate) layout: Layout,
    /// How many versions and tasks there are in all.
    pub(crate) all: (usize, usize),
}

/// The statistics, if they are about this firmware.
pub(crate) fn fleet_of(fleet: Option<&Fleet>, kind: FirmwareKind) -> Option<&Fleet> {
    fleet.filter(|_| kind == FirmwareKind::Wifi)
}

/// The firmware that is shown: the one that was chosen while there are tasks about it, else the first there is.
pub(crate) fn shown_kind(chosen: FirmwareKind, tasks: &[Task]) -> FirmwareKind {
    let kinds = kinds(tasks);
    match kinds.first() {
        Some(first) if !kinds.contains(&chosen) => *first,
        _ => chosen,
    }
}

/// The key of a task. A platform that names two tasks alike is wrong; two parts with one key would be our mistake.
fn key_of(task: &Task, before: &[Way]) -> String {
    let again = before.iter().filter(|way| way.task.id == task.id).count();
    match again {
        0 => format!("task {}", task.id),
        again => format!("task {} again {again}", task.id),
    }
}

impl Model {
    pub(crate) fn of(tasks: &[Task], fleet: Option<&Fleet>, kind: FirmwareKind) -> Self {
        let fleet = fleet_of(fleet, kind);
        let graph = Graph::of(tasks, kind);
        let mut versions = graph.versions().to_vec();
        versions.extend(
            fleet
                .iter()
                .flat_map(|fleet| fleet.versions())
                .map(|(version, _)| version),
        );
        versions.sort_unstable();
        versions.dedup();
        let mut own: Vec<&Task> = tasks.iter().filter(|task| task.kind == kind).collect();
        own.sort_by_key(|task| (task.from.version, task.target.version));
        let all = (versions.len(), own.len());
        versions.truncate(MOST);
        let place = |version| versions.binary_search(&version).ok();
        let mut ways = Vec::new();
        let mut places = Vec::new();
        for task in own {
            let (from, target) = (task.from.version, task.target.version);
            if let (Some(start), Some(stop)) = (place(from), place(target))
                && ways.len() < MOST
            {
                places.push((start, stop));
                let on_loop = may_run(task) && graph.is_on_loop(from, target);
                ways.push(Way {
                    key: key_of(task, &ways),
                    task: task.clone(),
                    on_loop,
                });
            }
        }
        let spots: Vec<Spot> = versions
            .iter()
            .map(|version| Spot {
                version: *version,
                devices: fleet.map(|fleet| fleet.on(*version)),
                end: graph.end_of(*version),
            })
            .collect();
        let devices: Vec<Option<u64>> = spots.iter().map(|spot| spot.devices).collect();
        Self {
            layout: layout(&devices, &places),
            spots,
            ways,
            all,
        }
    }

    /// Whether all of it is drawn.
    pub(crate) fn is_whole(&self) -> bool {
        self.all == (self.spots.len(), self.ways.len())
    }

    /// A version, and where it stands.
    pub(crate) fn spot(&self, version: Version) -> Option<(&Spot, &Place)> {
        let at = self.spots.binary_search_by_key(&version, |spot| spot.version).ok()?;
        Some((&self.spots[at], self.layout.spots.get(at)?))
    }

    /// A task, and its arch.
    pub(crate) fn way(&self, key: &str) -> Option<(&Way, &Arch)> {
        let at = self.ways.iter().position(|way| way.key == key)?;
        Some((&self.ways[at], self.layout.arches.get(at)?))
    }

    /// The middle of the first loop of running tasks, from the drawing's beginning.
    pub(crate) fn loop_x(&self) -> Option<i32> {
        let of = |spot: &Spot| match &spot.end {
            End::InLoop(versions) if versions.contains(&spot.version) => Some(versions.clone()),
            _ => None,
        };
        let versions = self.spots.iter().find_map(of)?;
        let all = versions.iter().filter_map(|version| self.spot(*version));
        let all: Vec<i32> = all.map(|(_, place)| place.x).collect();
        Some(all.iter().min()?.midpoint(*all.iter().max()?))
    }

    /// The tasks that start at a version.
    pub(crate) fn ways_from(&self, version: Version) -> impl Iterator<Item = &Way> {
        self.ways.iter().filter(move |way| way.task.from.version == version)
    }
}
