//! Guard of a started task: limits after which the task is to be stopped. The guard only decides; the caller reads the
//! task, supplies the time and stops it. Between two readings the guard sees nothing, so the devices of one interval may
//! exceed a limit.

use crate::progress::Idle;
use crate::task::Task;
use crate::values::{Problem, digits};
use std::num::NonZeroU64;

/// Largest limit of devices.
pub const GUARD_DEVICES_MAX: u64 = 10_000_000;
/// Largest limit of minutes: a week.
pub const GUARD_MINUTES_MAX: u64 = 7 * 24 * 60;
/// Time until a task has to be shown as running, in milliseconds. A start whose answer was lost may take effect later.
const START_MS: u64 = 120_000;
/// Milliseconds in a minute.
const MINUTE: u64 = 60_000;

/// Limits of a guard; at least one is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuardLimits {
    /// Number of devices, upgraded since the start, after which the task is to be stopped.
    devices: Option<NonZeroU64>,
    /// Minutes without an upgraded device after which the task is to be stopped.
    minutes: Option<NonZeroU64>,
}

impl GuardLimits {
    /// Limits; `None` if none is set.
    pub fn new(devices: Option<NonZeroU64>, minutes: Option<NonZeroU64>) -> Option<Self> {
        (devices.is_some() || minutes.is_some()).then_some(Self { devices, minutes })
    }

    /// Parses a limit of at most `max`; `None` if the text is blank.
    ///
    /// # Errors
    /// [`Problem::NotANumber`], [`Problem::Zero`] or [`Problem::TooLarge`].
    pub fn parse(text: &str, max: u64) -> Result<Option<NonZeroU64>, Problem> {
        match digits(text, max) {
            Ok(number) => NonZeroU64::new(number).map(Some).ok_or(Problem::Zero),
            Err(Problem::Required) => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    /// Number of devices.
    pub fn devices(&self) -> Option<NonZeroU64> {
        self.devices
    }

    /// Minutes without an upgraded device.
    pub fn minutes(&self) -> Option<NonZeroU64> {
        self.minutes
    }
}

/// Guard of one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartGuard {
    limits: GuardLimits,
    /// Number of upgraded devices before the start.
    baseline: u64,
    /// Whether a reading has shown the task running.
    has_run: bool,
    /// Number of upgraded devices at the last reading.
    upgraded: u64,
    /// Time of the last change of that number, in milliseconds; until the task runs, time at which the guard was set.
    moved_at: u64,
    /// Time of the last reading, in milliseconds.
    read_at: u64,
}

/// Decision after a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The guard goes on.
    Keep,
    /// The task is to be stopped.
    Stop(StopReason),
    /// There is nothing to guard any more.
    End(GuardEnd),
}

/// Reason for a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// This number of devices was upgraded since the start.
    Devices(u64),
    /// No device was upgraded for this number of minutes.
    Idle(u64),
    /// The number of upgraded devices is lower than before the start, so nothing can be counted.
    CountFell,
}

/// Reason why a guard ends without a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuardEnd {
    /// The task was stopped in another way.
    Stopped,
    /// The task does not exist any more.
    Gone,
    /// No device remains, and the guard has no limit of minutes.
    Complete,
    /// The task has not started within two minutes.
    NotStarted,
    /// The page was closed for too long. No reading leads to it; the caller knows.
    Lapsed,
}

impl StartGuard {
    /// Guard of a task that is about to start, with its number of upgraded devices. `at` is the time in milliseconds of a
    /// monotonic clock.
    pub fn new(limits: GuardLimits, upgraded: u64, at: u64) -> Self {
        Self {
            limits,
            baseline: upgraded,
            has_run: false,
            upgraded,
            moved_at: at,
            read_at: at,
        }
    }

    /// The guard of an earlier page, with another clock: the count goes on, the minutes begin again.
    pub fn resumed(limits: GuardLimits, baseline: u64, has_run: bool, at: u64) -> Self {
        Self {
            has_run,
            ..Self::new(limits, baseline, at)
        }
    }

    /// Takes a reading of the task, `None` if the task does not exist, and decides. `idle` is the idle state of the task.
    pub fn decide(&mut self, task: Option<&Task>, idle: Option<Idle>, at: u64) -> Decision {
        let Some(task) = task else {
            return Decision::End(GuardEnd::Gone);
        };
        let upgraded = task.upgrade_count;
        self.read_at = at;
        // Devices of a task in an unknown state may be upgrading.
        if task.status.is_stopped() {
            return match self.has_run {
                true => Decision::End(GuardEnd::Stopped),
                false if at.saturating_sub(self.moved_at) >= START_MS => Decision::End(GuardEnd::NotStarted),
                false => {
                    (self.baseline, self.upgraded) = (upgraded, upgraded);
                    Decision::Keep
                }
            };
        }
        if !self.has_run || self.upgraded != upgraded || at < self.moved_at {
            self.moved_at = at;
        }
        (self.has_run, self.upgraded) = (true, upgraded);
        let idle_minutes = self.idle_minutes();
        match self.limits {
            GuardLimits { devices: Some(_), .. } if upgraded < self.baseline => Decision::Stop(StopReason::CountFell),
            GuardLimits {
                devices: Some(most), ..
            } if self.since_start() >= most.get() => Decision::Stop(StopReason::Devices(self.since_start())),
            GuardLimits {
                minutes: Some(most), ..
            } if idle_minutes >= most.get() => Decision::Stop(StopReason::Idle(idle_minutes)),
            GuardLimits { minutes: None, .. } if idle == Some(Idle::Complete) => Decision::End(GuardEnd::Complete),
            _ => Decision::Keep,
        }
    }

    /// Limits.
    pub fn limits(&self) -> GuardLimits {
        self.limits
    }

    /// Number of upgraded devices before the start.
    pub fn baseline(&self) -> u64 {
        self.baseline
    }

    /// Whether a reading has shown the task running.
    pub fn has_run(&self) -> bool {
        self.has_run
    }

    /// Number of devices upgraded since the start, at the last reading.
    pub fn since_start(&self) -> u64 {
        self.upgraded.saturating_sub(self.baseline)
    }

    /// Number of devices until the task is to be stopped.
    pub fn devices_left(&self) -> Option<u64> {
        let most = self.limits.devices?.get();
        Some(most.saturating_sub(self.since_start()))
    }

    /// Minutes without an upgraded device until the task is to be stopped, at the last reading.
    pub fn minutes_left(&self) -> Option<u64> {
        let most = self.limits.minutes?.get();
        Some(most.saturating_sub(if self.has_run { self.idle_minutes() } else { 0 }))
    }

    fn idle_minutes(&self) -> u64 {
        self.read_at.saturating_sub(self.moved_at) / MINUTE
    }
}
