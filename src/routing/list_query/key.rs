//! Sort keys of tasks.

use crate::routing::list_query::{Column, Direction, Sort};
use std::cmp::Ordering;
use upgrade_api::impact::Impact;
use upgrade_api::progress::{Idle, UpgradeRate};
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::Task;

/// Functions that compute values of a task for filters and sorts from data outside the task.
pub struct SortContext<'a> {
    /// Upgrade rate of a running task.
    pub rate: &'a dyn Fn(&Task) -> UpgradeRate,
    /// Idle state of a running task.
    pub idle: &'a dyn Fn(&Task) -> Option<Idle>,
    /// Devices that a start affects.
    pub impact: &'a dyn Fn(&Task) -> Impact,
}

/// Sort key of a task.
#[derive(PartialEq, Eq)]
pub(crate) struct Key {
    /// Whether the value is unknown. Unknown values are last in both directions.
    is_unknown: bool,
    numbers: [u64; 2],
    text: String,
    direction: Direction,
}

impl Key {
    pub fn of(task: &Task, sort: Sort, context: &SortContext<'_>) -> Self {
        let key = |numbers: Option<[u64; 2]>, text| Self {
            is_unknown: numbers.is_none(),
            numbers: numbers.unwrap_or_default(),
            text,
            direction: sort.direction,
        };
        let one = |number: Option<u64>| key(number.map(|number| [number, 0]), String::new());
        match sort.column {
            Column::Name => key(Some([0, 0]), natural(&task.name)),
            Column::Versions => {
                let [from, target] = [task.from.version, task.target.version].map(|version| u64::from(version.get()));
                key(Some([from, target]), String::new())
            }
            Column::Status => one(match task.status {
                TaskStatus::Known(RunState::Stopped) => Some(0),
                TaskStatus::Known(RunState::Running) => Some(1),
                TaskStatus::Unknown(_) => None,
            }),
            Column::Progress => one(task
                .surplus_count
                .and_then(|remaining| share(task.upgrade_count, remaining))),
            Column::Upgraded => one(Some(task.upgrade_count)),
            Column::Remaining => one(task.surplus_count),
            Column::Rate => one(match (context.rate)(task) {
                UpgradeRate::Upgrading { per_hour, .. } => Some(per_hour),
                UpgradeRate::NoProgress { .. } => Some(0),
                UpgradeRate::Unknown => None,
            }),
            Column::Devices => one((context.impact)(task).affected),
            Column::FirmwareType => {
                let (number, identify) = task.device_part.to_wire();
                key(Some([u64::from(number), identify]), String::new())
            }
        }
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        let values = || {
            self.numbers
                .cmp(&other.numbers)
                .then_with(|| self.text.cmp(&other.text))
        };
        let values = || match self.direction {
            Direction::Up => values(),
            Direction::Down => values().reverse(),
        };
        let known = self.is_unknown.cmp(&other.is_unknown);
        known.then_with(values)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Upgraded share in millionths; `None` without devices.
fn share(done: u64, remaining: u64) -> Option<u64> {
    let [done, remaining] = [done, remaining].map(u128::from);
    let all = done + remaining;
    (all > 0).then(|| (done * 1_000_000 / all) as u64)
}

/// Natural sort key of a name: case-insensitive for ASCII letters, with digits compared as numbers ("Lamp 9" before
/// "Lamp 10"). Other characters compare by code point, independent of the browser's language.
pub fn natural(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 8);
    let mut letters = name.chars().map(|c| c.to_ascii_lowercase()).peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii_digit() {
            key.push(letter);
            continue;
        }
        let mut digits = String::new();
        digits.push(letter);
        while let Some(digit) = letters.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let digits = digits.trim_start_matches('0');
        // Number of digits, then the digits. The `0` before them sorts numbers among other characters as digits.
        key.push('0');
        let length = u32::try_from(digits.len()).unwrap_or(u32::MAX).min(0xd7ff);
        key.extend(char::from_u32(length));
        key.push_str(digits);
    }
    key
}
