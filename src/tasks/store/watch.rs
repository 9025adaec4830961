//! What is known around the tasks: how many devices run which version, and how fast they follow.

use super::TaskStore;
use crate::browser;
use crate::config::Profile;
use crate::reactive::{RwSignal, signal, stored};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::{Fleet, Impact, Uncounted};
use upgrade_api::progress::{Pace, Sample, Samples};
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::TaskId;

/// Milliseconds after which the statistics are read again: counting a fleet may cost a platform more than listing tasks.
const FLEET_AGE_MS: f64 = 30_000.0;

/// What is known around the tasks of one product.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    fleet: RwSignal<Option<Arc<Fleet>>>,
    /// Whether the platform was asked for it and has answered, whatever that was.
    was_told: RwSignal<bool>,
    fleet_at: StoredValue<Option<f64>>,
    samples: RwSignal<Arc<Vec<(TaskId, Samples)>>>,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self {
            fleet: signal(None),
            was_told: signal(false),
            fleet_at: stored(None),
            samples: signal(Arc::default()),
        }
    }

    pub(super) fn clear(&self) {
        self.fleet.set(None);
        self.was_told.set(false);
        self.fleet_at.set_value(None);
        self.samples.set(Arc::default());
    }

    /// Takes the counts of a list. A task that does not run has no pace: its samples begin anew when it does.
    pub(super) fn see(&self, tasks: &[Task]) {
        let at = browser::now_ms() as u64;
        let old = self.samples.get_untracked();
        let running = tasks
            .iter()
            .filter(|task| task.status == TaskStatus::Known(RunState::Running));
        // Mostly a task stands behind the one that was found before it: looking there first keeps long lists cheap.
        let mut next = 0;
        let new = running.map(|task| {
            let (before, after) = old.split_at(next);
            let place = |part: &[(TaskId, Samples)]| part.iter().position(|(id, _)| *id == task.id);
            let place = place(after).map(|at| next + at).or_else(|| place(before));
            let known = place.and_then(|at| old.get(at));
            next = place.map_or(next, |at| at + 1);
            let mut samples = known.map(|(_, samples)| samples.clone()).unwrap_or_default();
            samples.add(Sample {
                at,
                upgraded: task.upgrade_count,
            });
            (task.id.clone(), samples)
        });
        self.samples.set(Arc::new(new.collect()));
    }
}

/// Around the tasks.
impl TaskStore {
    /// How many devices run which version, as last read. `None`: the platform does not say (profile core), or could not.
    #[must_use]
    pub fn fleet(&self) -> Option<Arc<Fleet>> {
        self.watch.fleet.get()
    }

    /// Why it is not known how many devices run a version of this firmware, where that is not known.
    #[must_use]
    pub fn uncounted(&self, kind: FirmwareKind) -> Uncounted {
        match kind {
            _ if !self.is_full() => Uncounted::Never,
            FirmwareKind::Mcu(_) | FirmwareKind::SubDevice(_) => Uncounted::OnlyWifi,
            FirmwareKind::Wifi if self.watch.was_told.get() => Uncounted::Failed,
            FirmwareKind::Wifi => Uncounted::NotYet,
        }
    }

    /// Whom starting a task would hit.
    #[must_use]
    pub fn impact(&self, task: &Task) -> Impact {
        self.watch.fleet.with(|fleet| Impact::of(task, fleet.as_deref()))
    }

    /// How a running task goes, as far as this tab has seen.
    #[must_use]
    pub fn pace(&self, task: &Task) -> Pace {
        self.samples(&task.id)
            .map_or(Pace::Unknown, |samples| samples.pace(task.surplus_count))
    }

    /// What this tab has seen of a running task.
    #[must_use]
    pub fn samples(&self, id: &TaskId) -> Option<Samples> {
        self.watch.samples.with(|all| {
            let found = all.iter().find(|(task, _)| task == id);
            found.map(|(_, samples)| samples.clone())
        })
    }

    /// Whether the platform is one of profile full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.client.profile() == Profile::Full
    }

    /// Reads the statistics, where there are any and the last ones are old.
    pub(super) async fn read_fleet(self) {
        let now = browser::now_ms();
        let watch = self.watch;
        let is_fresh = |at: Option<f64>| at.is_some_and(|at| now - at < FLEET_AGE_MS);
        if !self.is_full() || is_fresh(watch.fleet_at.try_get_value().flatten()) {
            return;
        }
        let Some(product) = self.product.try_get_value() else {
            return;
        };
        watch.fleet_at.set_value(Some(now));
        let fleet = self.client.fleet(&product.id).await;
        if self.is_over() {
            return;
        }
        // What cannot be read is not known: an old count would be as good as a guess.
        let _ = watch.fleet.try_set(fleet.ok().map(Arc::new));
        let _ = watch.was_told.try_set(true);
    }

    /// The devices have moved: the next reading counts them again.
    pub(super) fn fleet_has_moved(&self) {
        self.watch.fleet_at.set_value(None);
    }
}
