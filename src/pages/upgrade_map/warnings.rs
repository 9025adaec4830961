//! What about the tasks of a product needs a look, before a word is said about it.

use crate::pages::upgrade_map::model::fleet_of;
use upgrade_api::graph::{End, Graph, kinds, may_run};
use upgrade_api::impact::Fleet;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::Version;

/// Of each sort so many are told, and how many are not: more are read by nobody.
const MOST: usize = 20;

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Matter {
    /// Running tasks lead in a circle through these versions, closed.
    Loop(Vec<Version>),
    /// More than one running task starts at this version.
    Fork(Version),
    /// So many more loops and forks.
    Untold(usize),
    /// Running tasks leave devices on this version, and what leads on is stopped.
    DeadEnd(Version),
    /// Nobody is on this version and no running task brings anybody there.
    Unreachable(Version),
    /// So many more of those two.
    UntoldEnds(usize),
}

/// Something that needs a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alarm {
    pub(crate) kind: FirmwareKind,
    pub(crate) matter: Matter,
    /// The tasks it is about.
    pub(crate) tasks: Vec<Task>,
    /// Of a loop: devices on its versions, and devices on their way there. `None` where nobody says.
    pub(crate) devices: Option<(u64, u64)>,
}

/// Everything that needs a look, the worst first.
pub(crate) fn alarms(tasks: &[Task], fleet: Option<&Fleet>) -> Vec<Alarm> {
    let mut all: Vec<Alarm> = kinds(tasks)
        .into_iter()
        .flat_map(|kind| alarms_of(tasks, fleet_of(fleet, kind), kind))
        .collect();
    all.sort_by_key(|alarm| match alarm.matter {
        Matter::Loop(_) => 0,
        Matter::Fork(_) => 1,
        Matter::Untold(_) => 2,
        Matter::DeadEnd(_) => 3,
        Matter::Unreachable(_) => 4,
        Matter::UntoldEnds(_) => 5,
    });
    all
}

fn alarms_of(tasks: &[Task], fleet: Option<&Fleet>, kind: FirmwareKind) -> Vec<Alarm> {
    let graph = Graph::of(tasks, kind);
    let own: Vec<&Task> = tasks.iter().filter(|task| task.kind == kind).collect();
    let those = |is_meant: &dyn Fn(&Task) -> bool| -> Vec<Task> {
        let meant = own.iter().filter(|task| is_meant(task)).take(MOST);
        meant.map(|task| (*task).clone()).collect()
    };
    let alarm = |matter, tasks| Alarm {
        kind,
        matter,
        tasks,
        devices: None,
    };
    let is_stopped = |task: &Task| task.status == TaskStatus::Known(RunState::Stopped);
    let (loops, forks) = (graph.loops(), graph.forks());
    let untold = over(loops.len()) + over(forks.len());
    let loops = loops.into_iter().take(MOST).map(|versions| {
        let is_on_it = |task: &Task| {
            let way = [task.from.version, task.target.version];
            may_run(task) && versions.windows(2).any(|step| step == way)
        };
        Alarm {
            devices: fleet.map(|fleet| caught(&graph, fleet, &versions)),
            ..alarm(Matter::Loop(versions.clone()), those(&is_on_it))
        }
    });
    let forks = forks.into_iter().take(MOST).map(|version| {
        alarm(
            Matter::Fork(version),
            those(&|task| task.from.version == version && may_run(task)),
        )
    });
    let leads_on = |version: Version| those(&|task| task.from.version == version && is_stopped(task));
    let on = fleet.map(|fleet| fleet.versions().map(|(version, _)| version));
    let unreachable = on.map_or_else(Vec::new, |on| graph.unreachable(on));
    // Where no device comes, none is left.
    let dead_ends = graph.dead_ends().into_iter().filter(|end| !unreachable.contains(end));
    let dead_ends: Vec<Version> = dead_ends.collect();
    let untold_ends = over(dead_ends.len()) + over(unreachable.len());
    let dead_ends = dead_ends.into_iter().take(MOST);
    let dead_ends = dead_ends.map(|version| alarm(Matter::DeadEnd(version), leads_on(version)));
    let unreachable = unreachable.into_iter().take(MOST);
    let unreachable = unreachable.map(|version| alarm(Matter::Unreachable(version), leads_on(version)));
    let rest = [Matter::Untold(untold), Matter::UntoldEnds(untold_ends)];
    let is_any = |rest: &Matter| !matches!(rest, Matter::Untold(0) | Matter::UntoldEnds(0));
    let rest = rest.into_iter().filter(is_any).map(|rest| alarm(rest, Vec::new()));
    loops
        .chain(forks)
        .chain(dead_ends)
        .chain(unreachable)
        .chain(rest)
        .collect()
}

fn over(count: usize) -> usize {
    count.saturating_sub(MOST)
}

/// Devices on the versions of a loop, and devices that will get there.
fn caught(graph: &Graph, fleet: &Fleet, versions: &[Version]) -> (u64, u64) {
    let mut caught = (0_u64, 0_u64);
    for (version, devices) in fleet.versions() {
        if versions.contains(&version) {
            caught.0 = caught.0.saturating_add(devices);
        } else if graph.end_of(version) == End::InLoop(versions.to_vec()) {
            caught.1 = caught.1.saturating_add(devices);
        }
    }
    caught
}
