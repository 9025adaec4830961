//! Texts of the upgrade map.

use crate::i18n::en::plural::count;
use crate::i18n::messages::MapMessages;
use upgrade_api::graph::End;
use upgrade_api::values::Version;

pub(crate) const MESSAGES: MapMessages = MapMessages {
    upgrade_map: "Upgrade map",
    list: "List",
    view: "View",
    firmware: "Firmware",
    legend: "Circles are versions: the more devices, the larger. Arrows are tasks: solid ones run, dashed ones are stopped, dotted ones are in a state this console does not know, ▼ leads to a lower version, ↻ lies on a loop.",
    in_words: "Where devices end",
    counts_unknown: "How many devices run which version is not known here.",
    not_all: |versions, tasks| {
        let versions = count(versions, "version", "versions");
        let tasks = count(tasks, "task", "tasks");
        format!("This is only the beginning: {versions} and {tasks} are too many to draw.")
    },
    some_unreadable: "Tasks that could not be read are missing here.",
    counts_as_running: "A task in a state this console does not know counts as running here.",
    version: |version| format!("Version {version}"),
    devices: |number| count(number, "device", "devices"),
    ends: |end| match end {
        End::Stays => None,
        End::At { version, .. } => Some(format!("end on {version}")),
        End::InLoop(_) => Some("end in a loop".to_owned()),
        End::Forks { .. } => Some("end not certain".to_owned()),
    },
    ends_sentence: |version, end| match end {
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
    },
    no_task_here: "No task starts here.",
    task: |name, from, target| format!("Task “{name}”, version {from} to {target}"),
    running: "running",
    stopped: "stopped",
    upgraded: |count| format!("{count} upgraded"),
    on_a_loop: "on a loop",
    comma: ", ",
    colon: ": ",
    full_stop: ". ",
    and: ", ",
    loop_runs: |steps| format!("Running tasks form a loop: {steps}."),
    loop_devices: |on, coming| {
        let on = count(on, "device re-flashes", "devices re-flash");
        match coming {
            Some(coming) => {
                let coming = count(coming, "more is on its way", "more are on their way");
                format!("{on} for ever, and {coming} there.")
            }
            None => format!("{on} for ever."),
        }
    },
    loop_unknown: "Devices on these versions re-flash for ever; how many there are is not known here.",
    stop: |name| format!("Stop “{name}”"),
    show_on_map: "Show on the map",
    fork: |version, names| {
        format!(
            "Several running tasks start at version {version}: {names}. Devices take the newest; which one that is cannot be told here."
        )
    },
    dead_end: |version, names| {
        format!("Running tasks leave devices on version {version}: what leads on from there is stopped ({names}).")
    },
    unreachable: |version, names| {
        format!(
            "No device is on version {version} and no running task brings one there: started now, {names} would hit nobody."
        )
    },
    untold: |count| format!("Loops and forks not listed here: {count}. Stop some of the tasks above first."),
    untold_ends: |count| format!("Such versions not listed here: {count}."),
};

/// Versions with a separator between them.
fn joined(versions: &[Version], between: &str) -> String {
    let texts: Vec<_> = versions.iter().map(Version::to_string).collect();
    texts.join(between)
}
