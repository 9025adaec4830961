//! Labels and accessible names of versions and tasks on the map.

use crate::components::visible;
use crate::i18n::Messages;
use crate::pages::tasks::progress::short_rate_text;
use crate::pages::tasks::status_badge::idle_text;
use crate::pages::upgrade_map::model::{TaskEdge, VersionNode};
use crate::state::task_store::TaskStore;
use upgrade_api::progress::percent;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::Task;

/// Accessible name of a version: its number, its devices and their final version.
pub(crate) fn version_sentence(m: &dyn Messages, node: &VersionNode) -> String {
    let devices = devices(m, node).map_or_else(String::new, |devices| format!("{}{devices}", m.comma()));
    let ends = m.map().final_version_sentence(node.version, &node.end);
    format!("{}{devices}{}{ends}", m.view().version(node.version), m.full_stop())
}

/// Number of devices on a version; `None` if unknown.
pub(crate) fn devices(m: &dyn Messages, node: &VersionNode) -> Option<String> {
    node.devices.map(|devices| m.map().devices(&m.number(devices)))
}

/// Accessible name of a task: its name and versions, its status, its progress and its rate.
pub(crate) fn task_sentence(m: &dyn Messages, store: TaskStore, edge: &TaskEdge) -> String {
    let task = &edge.task;
    let mut parts = vec![
        m.map()
            .task(&visible(&task.name), task.from.version, task.target.version),
        status(m, store, task),
        percent_or_count(m, task),
    ];
    if edge.on_loop {
        parts.push(m.map().on_loop().to_owned());
    }
    if task.target.version < task.from.version {
        parts.push(m.downgrade().to_ascii_lowercase());
    }
    parts.extend(short_rate_text(m, store.rate(task)));
    parts.join(m.comma())
}

/// Status and progress in a few words.
pub(crate) fn task_state(m: &dyn Messages, store: TaskStore, edge: &TaskEdge) -> String {
    let status = match edge.on_loop {
        true => format!("↻ {}", m.map().on_loop()),
        false => status(m, store, &edge.task),
    };
    format!("{status} · {}", percent_or_count(m, &edge.task))
}

/// Name of a task, and a mark for a downgrade.
pub(crate) fn task_name(task: &Task) -> (String, &'static str) {
    let mark = if task.target.version < task.from.version {
        " ▼"
    } else {
        ""
    };
    (visible(&task.name), mark)
}

fn status(m: &dyn Messages, store: TaskStore, task: &Task) -> String {
    let status = match &task.status {
        TaskStatus::Known(RunState::Running) => m.running().to_lowercase(),
        TaskStatus::Known(RunState::Stopped) => m.stopped().to_lowercase(),
        TaskStatus::Unknown(other) => m.unknown_status(other),
    };
    match store.idle(task) {
        Some(idle) => {
            let word = idle_text(m, idle).to_lowercase();
            format!("{status}{}{word}", m.comma())
        }
        None => status,
    }
}

/// Upgraded share, or number of upgraded devices if the remaining ones are unknown.
pub(crate) fn percent_or_count(m: &dyn Messages, task: &Task) -> String {
    match percent(task.upgrade_count, task.surplus_count) {
        Some(percent) => m.percent(percent * 10),
        None => m.map().upgraded(&m.number(task.upgrade_count)),
    }
}

/// The text, cut to a width in pixels.
pub(crate) fn fitting(text: &str, max_width: i32) -> String {
    let mut left = max_width;
    for (at, c) in text.char_indices() {
        left -= width(c);
        if left < 0 {
            let cut = text[..at].char_indices().last().map_or(0, |(last, _)| last);
            return format!("{}…", &text[..cut]);
        }
    }
    text.to_owned()
}

/// Upper estimate of the width of a letter in pixels. A text can be measured only after it is drawn.
fn width(c: char) -> i32 {
    match c {
        'a'..='z' | '0'..='9' | ' ' | '.' | '-' => 7,
        _ if c.is_ascii() => 9,
        _ => 13,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_does_not_fit_is_cut_between_two_letters() {
        assert_eq!(fitting("Flicker fix", 200), "Flicker fix");
        assert_eq!(fitting("Flicker fix", 40), "Flic…");
        assert_eq!(fitting("网关固件升级任务", 70), "网关固件…");
        assert_eq!(fitting("Flicker fix", 0), "…");
        assert_eq!(fitting("", 0), "");
    }
}
