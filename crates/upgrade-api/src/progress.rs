//! Upgrade rate and idleness of running tasks, computed from the counts that a page has read. The caller supplies the
//! time.

use crate::task::Task;
use crate::values::TaskId;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Largest number of samples per task: one per minute for four hours.
const SAMPLES_MAX: usize = 240;
/// Shortest time between two stored samples, in milliseconds.
const STEP_MS: u64 = 60_000;
/// Longest time that a rate covers, in milliseconds.
const WINDOW_MAX_MS: u64 = 30 * 60_000;
/// Shortest time that a rate covers, in milliseconds: a rate over less time is mostly noise.
const WINDOW_MIN_MS: u64 = 60_000;
/// Time without an upgraded device after which [`UpgradeRate::NoProgress`] is reported, in milliseconds.
const NO_PROGRESS_MS: u64 = 30 * 60_000;
/// Time without an upgraded device after which a running task is complete or stalled, in milliseconds.
const IDLE_MS: u64 = 10 * 60_000;

/// Upgraded share of the devices in percent, rounded down: 100 only without remaining devices. `None` if the remaining ones are
/// unknown, or there are no devices.
#[must_use]
pub fn percent(upgraded: u64, remaining: Option<u64>) -> Option<u64> {
    let all = upgraded.saturating_add(remaining?);
    (all > 0).then(|| (u128::from(upgraded) * 100 / u128::from(all)) as u64)
}

/// Number of upgraded devices at a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Time in milliseconds of a monotonic clock.
    pub at: u64,
    /// Number of upgraded devices.
    pub upgraded: u64,
}

/// Samples of one task since it started running.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// Stored samples, oldest first.
    stored: Vec<Sample>,
    last: Option<Sample>,
    /// Time of the last increase, or of the first sample.
    moved_at: u64,
    /// Time since which devices remain without interruption; `None` if no device remains or the count is unknown.
    remain_since: Option<u64>,
}

impl Samples {
    /// Adds a sample. A count or a time below the last one clears the earlier samples: they belong to another count or
    /// another clock.
    pub fn add(&mut self, new: Sample) {
        match self.last {
            Some(last) if last.upgraded <= new.upgraded && last.at <= new.at => {
                if last.upgraded < new.upgraded {
                    self.moved_at = new.at;
                }
            }
            _ => {
                self.stored.clear();
                self.moved_at = new.at;
            }
        }
        self.last = Some(new);
        let is_due = self.stored.last().is_none_or(|stored| new.at - stored.at >= STEP_MS);
        if is_due {
            if self.stored.len() == SAMPLES_MAX {
                self.stored.remove(0);
            }
            self.stored.push(new);
        }
    }

    /// Adds a sample and the number of remaining devices.
    fn add_remaining(&mut self, new: Sample, remaining: Option<u64>) {
        self.add(new);
        self.remain_since = remaining
            .filter(|devices| *devices > 0)
            .map(|_| self.remain_since.unwrap_or(new.at).min(new.at));
    }

    /// Idle state of the task with this number of `remaining` devices; `None` if devices were upgraded in the last ten
    /// minutes or the number is unknown.
    ///
    /// Devices that appear on the from version of a complete task have ten minutes until the task is stalled.
    pub fn idle(&self, remaining: Option<u64>) -> Option<Idle> {
        let now = self.last?.at;
        let is_long_ago = |since: u64| now.saturating_sub(since) >= IDLE_MS;
        match remaining? {
            _ if !is_long_ago(self.moved_at) => None,
            0 => Some(Idle::Complete),
            _ => self.remain_since.is_some_and(is_long_ago).then_some(Idle::Stalled),
        }
    }

    /// Stored samples and the latest one, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = Sample> {
        let last = self.last.filter(|last| self.stored.last() != Some(last));
        self.stored.iter().copied().chain(last)
    }

    /// Upgrade rate of the task with this number of `remaining` devices.
    pub fn rate(&self, remaining: Option<u64>) -> UpgradeRate {
        let Some(last) = self.last else {
            return UpgradeRate::Unknown;
        };
        if remaining == Some(0) {
            return UpgradeRate::Unknown;
        }
        let idle_ms = last.at - self.moved_at;
        if idle_ms >= NO_PROGRESS_MS {
            return UpgradeRate::NoProgress { ms: idle_ms };
        }
        let first = self.iter().find(|sample| last.at - sample.at <= WINDOW_MAX_MS);
        let first = first.filter(|first| last.at - first.at >= WINDOW_MIN_MS);
        let Some(first) = first else {
            return UpgradeRate::Unknown;
        };
        let devices = last.upgraded - first.upgraded;
        let ms = last.at - first.at;
        UpgradeRate::Upgrading {
            per_hour: devices.saturating_mul(3_600_000) / ms,
            remaining_ms: remaining
                .filter(|_| devices > 0)
                .map(|left| left.saturating_mul(ms) / devices),
        }
    }
}

/// Samples of the running tasks of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    tasks: HashMap<TaskId, Samples>,
}

impl Watched {
    /// Adds the counts of a list that was read at the time `at`, in milliseconds. Drops the samples of tasks that are not
    /// running or not in the list. Of several tasks with the same id, the first counts.
    pub fn see(&mut self, tasks: &[Task], at: u64) {
        let mut old = std::mem::take(&mut self.tasks);
        for task in tasks.iter().filter(|task| task.status.is_running()) {
            if let Entry::Vacant(entry) = self.tasks.entry(task.id.clone()) {
                let mut samples = old.remove(&task.id).unwrap_or_default();
                let upgraded = task.upgrade_count;
                samples.add_remaining(Sample { at, upgraded }, task.surplus_count);
                entry.insert(samples);
            }
        }
    }

    /// Samples of a task.
    pub fn of(&self, id: &TaskId) -> Option<&Samples> {
        self.tasks.get(id)
    }

    /// Upgrade rate of a task; [`UpgradeRate::Unknown`] if it does not run.
    pub fn rate(&self, task: &Task) -> UpgradeRate {
        let samples = self.of_running(task);
        samples.map_or(UpgradeRate::Unknown, |samples| samples.rate(task.surplus_count))
    }

    /// Idle state of a task; `None` if it does not run.
    pub fn idle(&self, task: &Task) -> Option<Idle> {
        self.of_running(task)?.idle(task.surplus_count)
    }

    fn of_running(&self, task: &Task) -> Option<&Samples> {
        self.of(&task.id).filter(|_| task.status.is_running())
    }
}

/// State of a running task that has upgraded no device for ten minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// No device remains.
    Complete,
    /// Devices remain.
    Stalled,
}

/// Upgrade rate of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpgradeRate {
    /// The samples cover less than a minute, or no device remains.
    Unknown,
    /// Devices are being upgraded.
    Upgrading {
        /// Devices per hour.
        per_hour: u64,
        /// Estimated time until no device remains, in milliseconds; `None` if the number of remaining devices is unknown
        /// or the rate is 0.
        remaining_ms: Option<u64>,
    },
    /// No device was upgraded for half an hour or longer.
    NoProgress {
        /// Time since the last upgraded device, in milliseconds.
        ms: u64,
    },
}
