//! Signals of the device statistics and of the samples of running tasks.

use crate::state::task_store::snapshot::Snapshot;
use crate::web::{Moment, steady_ms};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::DeviceCounts;
use upgrade_api::progress::Watched;
use upgrade_api::task::Task;
use upgrade_api::timeline::Timelines;

/// Milliseconds that the steady clock has missed between two readings, after which the rates are unknown.
const MISSED_MS: f64 = 15_000.0;

/// Device statistics, task samples and timelines of one product.
#[derive(Clone, Copy, Default)]
pub(crate) struct DeviceStats {
    pub(crate) device_counts: RwSignal<Option<Arc<DeviceCounts>>>,
    /// Whether a request for the statistics has finished, with or without success.
    pub(crate) has_counts_answer: RwSignal<bool>,
    /// Start of the last request; `None` if the statistics are outdated.
    pub(crate) counts_requested_at: StoredValue<Option<Moment>>,
    /// Wait in milliseconds that the platform asked for with the last answer.
    pub(crate) counts_wait_ms: StoredValue<f64>,
    pub(crate) watched: RwSignal<Watched>,
    pub(crate) timelines: RwSignal<Timelines<Moment>>,
    /// Time of the last reading.
    read_at: StoredValue<Option<Moment>>,
}

impl DeviceStats {
    pub(crate) fn clear(&self) {
        self.device_counts.set(None);
        self.has_counts_answer.set(false);
        self.counts_requested_at.set_value(None);
        self.watched.set(Watched::default());
        self.timelines.set(Timelines::default());
        self.read_at.set_value(None);
    }

    /// Adds the counts of a list as samples, and the events that it shows. Profile core has no idle tasks. Where the steady clock
    /// has missed time since the last reading, the samples begin again: rates and starts in that time are unknown.
    pub(crate) fn see(&self, snapshot: &Snapshot, is_full: bool) {
        let tasks = &snapshot.tasks;
        let is_whole = snapshot.all_read() && !snapshot.changed_while_read;
        let (at, now) = (steady_ms() as u64, Moment::now());
        let last = self.read_at.get_value();
        self.read_at.set_value(Some(now));
        if last.is_some_and(|last| last.uncounted_at(now) > MISSED_MS) {
            self.watched.set(Watched::default());
            self.timelines.update(Timelines::interrupt);
        }
        self.watched.update(|watched| watched.see(tasks, at));
        let watched = self.watched;
        let idle = |task: &Task| watched.with_untracked(|watched| watched.idle(task)).filter(|_| is_full);
        self.timelines
            .update(|timelines| timelines.see(tasks, is_whole, idle, now));
    }

    /// Calls `take` with the statistics and the samples, untracked: one access for the rows of all tasks.
    pub(crate) fn with<U>(&self, take: impl FnOnce(Option<&DeviceCounts>, &Watched) -> U) -> U {
        let device_counts = self.device_counts.get_untracked();
        self.watched
            .with_untracked(|watched| take(device_counts.as_deref(), watched))
    }
}
