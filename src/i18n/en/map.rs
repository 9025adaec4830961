//! Texts of the upgrade map.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::language::Language;
use crate::i18n::messages::MapMessages;
use crate::i18n::number::joined;
use upgrade_api::graph::End;
use upgrade_api::values::Version;

impl MapMessages for English {
    texts! {
        upgrade_map: "Upgrade map",
        list: "List",
        view: "View",
        firmware: "Firmware",
        legend: "Circles are versions: the more devices, the larger. Arrows are tasks: solid ones are running, dashed ones are stopped, dotted ones have an unknown status. ▼ marks a downgrade, ↻ a task in a loop.",
        final_versions: "Where devices end up",
        counts_unknown: "Device counts by version aren’t available.",
        some_unreadable: "Tasks that couldn’t be read are missing here.",
        counts_as_running: "Tasks with an unknown status are treated as running here.",
        no_task_here: "No task from this version.",
        on_loop: "in a loop",
        loop_devices_unknown: "Devices on these versions keep reflashing in a loop. Their number isn’t available.",
        show_on_map: "Show on the map",
        draw_more: "Draw more",
        list_more: "List more",

        task(name: &str, from: Version, target: Version): "Task “{name}”, version {from} to {target}",
        upgraded(count: &str): "{count} upgraded",
        loop_runs(steps: &str): "Running tasks form a loop: {steps}.",
        stop(name: &str): "Stop “{name}”",
        fork(version: Version, names: &str): "Several running tasks are from version {version}: {names}. Devices follow the newest task, and the console can’t tell which one that is. Stop all but one.",
        dead_end(version: Version, names: &str): "Running tasks leave devices on version {version}: follow-up tasks are stopped ({names}).",
        unreachable(version: Version, names: &str): "No devices are on version {version}, and no running task leads there. Starting {names} now would affect no devices.",
        loops(count: &str): "{count} loops of running tasks",
        forks(count: &str): "{count} versions with several running tasks",
        dead_ends(count: &str): "{count} versions where running tasks leave devices",
        unreachable_versions(count: &str): "{count} versions that have no devices and no running task leading to them",
        more_warnings(count: &str): "{count} more",
    }

    fn not_drawn(&self, versions: &str, tasks: &str) -> String {
        let versions = count(versions, "version", "versions");
        let tasks = count(tasks, "task", "tasks");
        format!(
            "Not shown: {versions} and {tasks}. Tasks in loops come first, then running ones. The list shows every task."
        )
    }

    fn hidden_tasks(&self, number: &str) -> String {
        format!("{} from this version not shown.", count(number, "task", "tasks"))
    }

    fn devices(&self, number: &str) -> String {
        count(number, "device", "devices")
    }

    fn final_version(&self, end: &End) -> Option<String> {
        match end {
            End::Stays => None,
            End::At { version, .. } => Some(format!("end up on {version}")),
            End::InLoop(_) => Some("end in a loop".to_owned()),
            End::Forks { .. } => Some("outcome uncertain".to_owned()),
        }
    }

    fn final_version_sentence(&self, version: Version, end: &End) -> String {
        match end {
            End::Stays => format!("Devices on {version} stay there."),
            End::At { version: last, steps } => {
                let steps = count(Language::En.number(*steps as u64), "step", "steps");
                format!("Devices on {version} end up on {last} in {steps}.")
            }
            End::InLoop(versions) => format!(
                "Devices on {version} end up in a loop and keep reflashing: {}.",
                joined(versions, " → ")
            ),
            End::Forks { at, targets } => format!(
                "It isn’t certain where devices on {version} end up: running tasks lead from {at} to {}, and devices follow the newest task.",
                joined(targets, " and ")
            ),
        }
    }

    fn loop_devices(&self, on: &str, coming: Option<&str>) -> String {
        let on = count(on, "device keeps", "devices keep");
        match coming {
            Some(coming) => {
                let coming = count(coming, "more is on its way", "more are on their way");
                format!("{on} reflashing in a loop, and {coming} there.")
            }
            None => format!("{on} reflashing in a loop."),
        }
    }
}
