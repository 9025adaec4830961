//! What is said about versions and tasks on the map.

use crate::builder::{grouped, visible};
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::status_badge::standstill_text;
use crate::pages::upgrade_map::model::{Spot, Way};
use upgrade_api::progress::Pace;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::Task;

/// A version in one sentence: its number, its devices, where they end.
pub(crate) fn spot_sentence(m: &Messages, spot: &Spot) -> String {
    let devices = devices(m, spot).map_or_else(String::new, |devices| format!("{}{devices}", m.map.comma));
    let ends = (m.map.ends_sentence)(spot.version, &spot.end);
    format!("{}{devices}{}{ends}", (m.map.version)(spot.version), m.map.full_stop)
}

/// The devices on a version, where they are counted.
pub(crate) fn devices(m: &Messages, spot: &Spot) -> Option<String> {
    spot.devices.map(|devices| (m.map.devices)(&grouped(devices)))
}

/// A task in one sentence.
pub(crate) fn way_sentence(cx: TaskContext, way: &Way) -> String {
    let (m, task) = (cx.m, &way.task);
    let mut parts = vec![
        (m.map.task)(&visible(&task.name), task.from.version, task.target.version),
        state(cx, task),
        percent_or_count(m, task),
    ];
    if way.on_loop {
        parts.push(m.map.on_a_loop.to_owned());
    }
    if task.target.version < task.from.version {
        parts.push(m.downgrade.to_ascii_lowercase());
    }
    parts.extend(pace(cx, task));
    parts.join(m.map.comma)
}

/// State and progress, as short as they go.
pub(crate) fn way_state(cx: TaskContext, way: &Way) -> String {
    let m = cx.m;
    let state = match way.on_loop {
        true => format!("↻ {}", m.map.on_a_loop),
        false => state(cx, &way.task),
    };
    format!("{state} · {}", percent_or_count(m, &way.task))
}

/// A task's name, and whether it leads down.
pub(crate) fn way_name(task: &Task) -> (String, &'static str) {
    let mark = if task.target.version < task.from.version {
        " ▼"
    } else {
        ""
    };
    (visible(&task.name), mark)
}

/// How fast devices follow, where this tab has seen it.
pub(crate) fn pace(cx: TaskContext, task: &Task) -> Option<String> {
    let m = cx.m;
    match cx.store.pace(task) {
        Pace::Unknown => None,
        Pace::Moving { per_hour, .. } => Some((m.impact.per_hour)(&grouped(per_hour))),
        Pace::Still { ms } => Some((m.impact.no_progress)(ms / 60_000)),
    }
}

fn state(cx: TaskContext, task: &Task) -> String {
    let m = cx.m;
    let state = match &task.status {
        TaskStatus::Known(RunState::Running) => m.map.running.to_owned(),
        TaskStatus::Known(RunState::Stopped) => m.map.stopped.to_owned(),
        TaskStatus::Unknown(other) => (m.unknown_status)(other),
    };
    match cx.store.standstill(task) {
        Some(standstill) => {
            let word = standstill_text(m, standstill).to_lowercase();
            format!("{state}{}{word}", m.map.comma)
        }
        None => state,
    }
}

/// The share that is upgraded, or the number where it is not known of how many.
pub(crate) fn percent_or_count(m: &Messages, task: &Task) -> String {
    match percent(task.upgrade_count, task.surplus_count) {
        Some(percent) => format!("{percent} %"),
        None => (m.map.upgraded)(&grouped(task.upgrade_count)),
    }
}

/// Rounded down: a hundred is said only where nobody is left.
fn percent(done: u64, left: Option<u64>) -> Option<u64> {
    let all = done.saturating_add(left?);
    match done.checked_mul(100) {
        _ if all == 0 => None,
        Some(hundredfold) => Some(hundredfold / all),
        None => Some(done / (all / 100)),
    }
}

/// As much of a text as fits into so many pixels.
pub(crate) fn fitting(text: &str, room: i32) -> String {
    let mut left = room;
    for (at, c) in text.char_indices() {
        left -= width(c);
        if left < 0 {
            let cut = text[..at].char_indices().last().map_or(0, |(last, _)| last);
            return format!("{}…", &text[..cut]);
        }
    }
    text.to_owned()
}

/// Pixels a letter takes, rather too many than too few: nothing can be measured before it is drawn.
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
    fn a_hundred_percent_is_said_only_where_nobody_is_left() {
        let cases = [
            ((0, None), None),
            ((7, None), None),
            ((0, Some(0)), None),
            ((0, Some(7)), Some(0)),
            ((62, Some(38)), Some(62)),
            ((999_999, Some(1)), Some(99)),
            ((5, Some(0)), Some(100)),
            ((u64::MAX / 2, Some(u64::MAX / 2)), Some(50)),
        ];
        for ((done, left), expected) in cases {
            assert_eq!(percent(done, left), expected, "{done} and {left:?}");
        }
    }

    #[test]
    fn a_text_that_does_not_fit_is_cut_between_two_letters() {
        assert_eq!(fitting("Flicker fix", 200), "Flicker fix");
        assert_eq!(fitting("Flicker fix", 40), "Flic…");
        assert_eq!(fitting("网关固件升级任务", 70), "网关固件…");
        assert_eq!(fitting("Flicker fix", 0), "…");
        assert_eq!(fitting("", 0), "");
    }
}
