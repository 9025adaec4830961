//! Signals of the device statistics and of what this tab has seen of running tasks.

use crate::web::{Moment, steady_ms};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::Fleet;
use upgrade_api::progress::Watched;
use upgrade_api::task::Task;

/// Milliseconds after which the statistics are read again: counting a fleet may cost a platform more than listing tasks.
pub(crate) const FLEET_AGE_MS: f64 = 30_000.0;

/// What is known around the tasks of one product.
#[derive(Clone, Copy)]
pub(crate) struct DeviceStats {
    pub(crate) fleet: RwSignal<Option<Arc<Fleet>>>,
    /// Whether the platform was asked for it and has answered, whatever that was.
    pub(crate) was_told: RwSignal<bool>,
    pub(crate) fleet_at: StoredValue<Option<Moment>>,
    /// Milliseconds after which the statistics are old.
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

    /// Takes the counts of a list.
    pub(crate) fn see(&self, tasks: &[Task]) {
        let at = steady_ms() as u64;
        self.watched.update(|watched| watched.see(tasks, at));
    }

    /// What is known, all of it at once: for whoever asks about many tasks.
    pub(crate) fn with<U>(&self, take: impl FnOnce(Option<&Fleet>, &Watched) -> U) -> U {
        let fleet = self.fleet.get_untracked();
        self.watched.with_untracked(|watched| take(fleet.as_deref(), watched))
    }
}
