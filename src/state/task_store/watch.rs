//! Signals of the device statistics and of the samples of running tasks.

use crate::web::{Moment, steady_ms};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::Fleet;
use upgrade_api::progress::Watched;
use upgrade_api::task::Task;

/// Age in milliseconds at which the statistics are outdated: counting a fleet may cost a platform more than listing
/// tasks.
pub(crate) const FLEET_AGE_MS: f64 = 30_000.0;

/// Device statistics and task samples of one product.
#[derive(Clone, Copy)]
pub(crate) struct DeviceStats {
    pub(crate) fleet: RwSignal<Option<Arc<Fleet>>>,
    /// Whether a request for the statistics has finished, with or without success.
    pub(crate) was_told: RwSignal<bool>,
    /// Start of the last request; `None` if the statistics are outdated.
    pub(crate) fleet_at: StoredValue<Option<Moment>>,
    /// Age in milliseconds at which the statistics are outdated: [`FLEET_AGE_MS`] or the wait that the platform asked
    /// for.
    pub(crate) fleet_ms: StoredValue<f64>,
    pub(crate) watched: RwSignal<Watched>,
}

impl DeviceStats {
    pub(crate) fn new() -> Self {
        Self {
            fleet: RwSignal::new(None),
            was_told: RwSignal::new(false),
            fleet_at: StoredValue::new(None),
            fleet_ms: StoredValue::new(FLEET_AGE_MS),
            watched: RwSignal::new(Watched::default()),
        }
    }

    pub(crate) fn clear(&self) {
        self.fleet.set(None);
        self.was_told.set(false);
        self.fleet_at.set_value(None);
        self.watched.set(Watched::default());
    }

    /// Adds the counts of a list as samples.
    pub(crate) fn see(&self, tasks: &[Task]) {
        let at = steady_ms() as u64;
        self.watched.update(|watched| watched.see(tasks, at));
    }

    /// Calls `take` with the statistics and the samples, untracked: one access for the rows of all tasks.
    pub(crate) fn with<U>(&self, take: impl FnOnce(Option<&Fleet>, &Watched) -> U) -> U {
        let fleet = self.fleet.get_untracked();
        self.watched.with_untracked(|watched| take(fleet.as_deref(), watched))
    }
}
