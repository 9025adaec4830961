//! How fast devices follow a running task, from what one page has seen of its counts. No clock here: the caller says
//! what time it is.

use crate::order::sorted_by;
use crate::status::{RunState, TaskStatus};
use crate::task::Task;
use crate::values::TaskId;

/// Counts kept of one task: one a minute for four hours.
const SAMPLES: usize = 240;
/// Milliseconds between two that are kept.
const STEP_MS: u64 = 60_000;
/// Milliseconds a rate looks back at most.
const WINDOW_MS: u64 = 30 * 60_000;
/// Milliseconds a rate needs: less says more about chance than about devices.
const LEAST_MS: u64 = 60_000;
/// Milliseconds without any progress after which it is worth a word.
const STILL_MS: u64 = 30 * 60_000;
/// Milliseconds without a further upgraded device after which a running task is complete or stalled.
const STANDSTILL_MS: u64 = 10 * 60_000;

/// A count and when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Milliseconds, of any clock that does not go back.
    pub at: u64,
    /// Devices upgraded by then.
    pub upgraded: u64,
}

/// What has been seen of one task while it was running.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// Oldest first.
    kept: Vec<Sample>,
    last: Option<Sample>,
    /// When the count last went up, or was first seen.
    moved_at: u64,
    /// Since when devices remain without a break; `None` while none does or the count is unknown.
    remain_since: Option<u64>,
}

impl Samples {
    /// Adds what was read. A count that went down is another count: what came before says nothing about it.
    pub fn add(&mut self, new: Sample) {
        match self.last {
            Some(last) if last.upgraded <= new.upgraded && last.at <= new.at => {
                if last.upgraded < new.upgraded {
                    self.moved_at = new.at;
                }
            }
            _ => {
                self.kept.clear();
                self.moved_at = new.at;
            }
        }
        self.last = Some(new);
        let is_due = self.kept.last().is_none_or(|kept| new.at - kept.at >= STEP_MS);
        if is_due {
            if self.kept.len() == SAMPLES {
                self.kept.remove(0);
            }
            self.kept.push(new);
        }
    }

    /// Adds what was read, with the number of devices that remain.
    fn add_remaining(&mut self, new: Sample, remaining: Option<u64>) {
        self.add(new);
        self.remain_since = remaining
            .filter(|left| *left > 0)
            .map(|_| self.remain_since.unwrap_or(new.at).min(new.at));
    }

    /// Whether the task is at a standstill, with so many devices `remaining`. Without that count nothing is known.
    ///
    /// Devices that appear on the from version of a complete task have ten minutes like any others.
    #[must_use]
    pub fn standstill(&self, remaining: Option<u64>) -> Option<Standstill> {
        let now = self.last?.at;
        let lasts = |since: u64| now.saturating_sub(since) >= STANDSTILL_MS;
        match remaining? {
            _ if !lasts(self.moved_at) => None,
            0 => Some(Standstill::Complete),
            _ => self.remain_since.is_some_and(lasts).then_some(Standstill::Stalled),
        }
    }

    /// What has been seen, oldest first, the newest last.
    pub fn iter(&self) -> impl Iterator<Item = Sample> {
        let last = self.last.filter(|last| self.kept.last() != Some(last));
        self.kept.iter().copied().chain(last)
    }

    /// How it goes, with so many devices `remaining`.
    #[must_use]
    pub fn pace(&self, remaining: Option<u64>) -> Pace {
        let Some(last) = self.last else { return Pace::Unknown };
        if remaining == Some(0) {
            return Pace::Unknown;
        }
        let still = last.at - self.moved_at;
        if still >= STILL_MS {
            return Pace::Still { ms: still };
        }
        let first = self.iter().find(|sample| last.at - sample.at <= WINDOW_MS);
        let first = first.filter(|first| last.at - first.at >= LEAST_MS);
        let Some(first) = first else { return Pace::Unknown };
        let devices = last.upgraded - first.upgraded;
        let ms = last.at - first.at;
        Pace::Moving {
            per_hour: devices.saturating_mul(3_600_000) / ms,
            left_ms: remaining
                .filter(|_| devices > 0)
                .map(|left| left.saturating_mul(ms) / devices),
        }
    }
}

/// What has been seen of the running tasks of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// By id: any of them is found in a few steps, however many run.
    tasks: Vec<(TaskId, Samples)>,
}

impl Watched {
    /// Takes the counts of a list. A task that does not run has no pace: its samples begin anew when it does.
    pub fn see(&mut self, tasks: &[Task], at: u64) {
        let running = tasks.iter().filter(|task| is_running(task)).collect();
        let running = sorted_by(running, |a: &&Task, b| a.id.cmp(&b.id));
        let mut old = std::mem::take(&mut self.tasks).into_iter().peekable();
        for task in running {
            // Both are in the same order: one pass through both.
            while old.next_if(|(id, _)| *id < task.id).is_some() {}
            let known = old.next_if(|(id, _)| *id == task.id);
            let mut samples = known.map(|(_, samples)| samples).unwrap_or_default();
            let upgraded = task.upgrade_count;
            samples.add_remaining(Sample { at, upgraded }, task.surplus_count);
            self.tasks.push((task.id.clone(), samples));
        }
    }

    /// What has been seen of one task.
    #[must_use]
    pub fn of(&self, id: &TaskId) -> Option<&Samples> {
        let first = self.tasks.partition_point(|(known, _)| known < id);
        let (_, samples) = self.tasks.get(first).filter(|(known, _)| known == id)?;
        Some(samples)
    }

    /// How a task goes; of one that does not run nobody knows.
    #[must_use]
    pub fn pace(&self, task: &Task) -> Pace {
        let samples = Some(task)
            .filter(|task| is_running(task))
            .and_then(|task| self.of(&task.id));
        samples.map_or(Pace::Unknown, |samples| samples.pace(task.surplus_count))
    }

    /// Whether a running task is at a standstill.
    #[must_use]
    pub fn standstill(&self, task: &Task) -> Option<Standstill> {
        let samples = self.of(&task.id).filter(|_| is_running(task))?;
        samples.standstill(task.surplus_count)
    }
}

fn is_running(task: &Task) -> bool {
    task.status == TaskStatus::Known(RunState::Running)
}

/// State of a running task that has upgraded no device for ten minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// No device remains.
    Complete,
    /// Devices remain.
    Stalled,
}

/// How a task goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It has not been watched for long enough, or there is nobody left to upgrade.
    Unknown,
    /// Devices follow.
    Moving {
        /// Devices an hour.
        per_hour: u64,
        /// Milliseconds until nobody is left, if it goes on like this and it is known how many are left.
        left_ms: Option<u64>,
    },
    /// For half an hour or longer, no device has followed.
    Still {
        /// Milliseconds since the last one.
        ms: u64,
    },
}
