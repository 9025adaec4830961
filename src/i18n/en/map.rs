//! Texts of the upgrade map.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::messages::MapMessages;
use upgrade_api::graph::End;
use upgrade_api::values::Version;

impl MapMessages for English {
    texts! {
        upgrade_map: "Upgrade map",
        list: "List",
        view: "View",
        firmware: "Firmware",
        legend: "Circles are versions: the more devices, the larger. Arrows are tasks: solid ones run, dashed ones are stopped, dotted ones are in a state this console does not know, ▼ leads to a lower version, ↻ lies on a loop.",
        final_versions: "Where devices end",
        counts_unknown: "How many devices run which version is not known here.",
        some_unreadable: "Tasks that could not be read are missing here.",
        counts_as_running: "A task in a state this console does not know counts as running here.",
        no_task_here: "No task starts here.",
        running: "running",
        stopped: "stopped",
        on_loop: "on a loop",
        comma: ", ",
        colon: ": ",
        full_stop: ". ",
        and: ", ",
        loop_devices_unknown: "Devices on these versions re-flash for ever; how many there are is not known here.",
        show_on_map: "Show on the map",
        draw_more: "Draw more",
        list_more: "List more",

        version(version: Version): "Version {version}",
        task(name: &str, from: Version, target: Version): "Task “{name}”, version {from} to {target}",
        upgraded(count: &str): "{count} upgraded",
        loop_runs(steps: &str): "Running tasks form a loop: {steps}.",
        stop(name: &str): "Stop “{name}”",
        fork(version: Version, names: &str): "Several running tasks start at version {version}: {names}. Devices take the newest; which one that is cannot be told here.",
        dead_end(version: Version, names: &str): "Running tasks leave devices on version {version}: what leads on from there is stopped ({names}).",
        unreachable(version: Version, names: &str): "No device is on version {version} and no running task brings one there: started now, {names} would hit nobody.",
        loops(count: &str): "{count} loops of running tasks",
        forks(count: &str): "{count} versions at which several running tasks start",
        dead_ends(count: &str): "{count} versions on which running tasks leave devices",
        unreachable_versions(count: &str): "{count} versions that no device is on and no running task leads to",
        more_warnings(count: &str): "{count} more",
    }

    fn not_drawn(&self, versions: &str, tasks: &str) -> String {
        let versions = count(versions, "version", "versions");
        let tasks = count(tasks, "task", "tasks");
        format!(
            "Not drawn: {versions} and {tasks}. Tasks on loops come first, then running ones; the list has every task."
        )
    }

    fn hidden_tasks(&self, number: &str) -> String {
        format!("{} from here not drawn.", count(number, "task", "tasks"))
    }

    fn devices(&self, number: &str) -> String {
        count(number, "device", "devices")
    }

    fn final_version(&self, end: &End) -> Option<String> {
        match end {
            End::Stays => None,
            End::At { version, .. } => Some(format!("end on {version}")),
            End::InLoop(_) => Some("end in a loop".to_owned()),
            End::Forks { .. } => Some("end not certain".to_owned()),
        }
    }

    fn final_version_sentence(&self, version: Version, end: &End) -> String {
        match end {
            End::Stays => format!("Devices on {version} stay there."),
            End::At { version: last, steps } => {
                let steps = count(steps, "step", "steps");
                format!("Devices on {version} end on {last}, in {steps}.")
            }
            End::InLoop(versions) => format!("Devices on {version} re-flash for ever: {}.", joined(versions, " → ")),
            End::Forks { at, targets } => format!(
                "Where devices on {version} end is not certain: running tasks lead from {at} to {}, and devices take the newest.",
                joined(targets, " and ")
            ),
        }
    }

    fn loop_devices(&self, on: &str, coming: Option<&str>) -> String {
        let on = count(on, "device re-flashes", "devices re-flash");
        match coming {
            Some(coming) => {
                let coming = count(coming, "more is on its way", "more are on their way");
                format!("{on} for ever, and {coming} there.")
            }
            None => format!("{on} for ever."),
        }
    }
}

/// Versions with a separator between them.
fn joined(versions: &[Version], between: &str) -> String {
    let texts: Vec<_> = versions.iter().map(Version::to_string).collect();
    texts.join(between)
}
