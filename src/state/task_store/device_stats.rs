//! What is known around the tasks: how many devices run which version, and how fast they follow.

use crate::api::ApiError;
use crate::config::Profile;
use crate::state::task_store::TaskStore;
use crate::state::task_store::watch::FLEET_AGE_MS;
use crate::web::Moment;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::{Fleet, Impact, Uncounted};
use upgrade_api::progress::{Pace, Samples, Standstill, Watched};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::TaskId;

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
        self.watch.watched.with(|watched| watched.pace(task))
    }

    /// Whether a running task is complete or stalled, as far as this tab has seen. Profile core counts no devices left:
    /// there it is never known.
    #[must_use]
    pub fn standstill(&self, task: &Task) -> Option<Standstill> {
        let seen = || self.watch.watched.with(|watched| watched.standstill(task));
        self.is_full().then(seen).flatten()
    }

    /// What this tab has seen of a running task.
    #[must_use]
    pub fn samples(&self, id: &TaskId) -> Option<Samples> {
        self.watch.watched.with(|watched| watched.of(id).cloned())
    }

    /// Whether the platform is one of profile full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.client.profile() == Profile::Full
    }

    /// Reads the statistics, where there are any and the last ones are old.
    pub(crate) async fn read_fleet(self) {
        let watch = self.watch;
        let (at, most) = (watch.fleet_at.try_get_value().flatten(), watch.fleet_ms.try_get_value());
        let is_fresh = at.zip(most).is_some_and(|(at, most)| at.age_ms() < most);
        if !self.is_full() || is_fresh {
            return;
        }
        let Some(product) = self.product.try_get_value() else {
            return;
        };
        watch.fleet_at.set_value(Some(Moment::now()));
        let fleet = self.client.fleet(&product.id).await;
        if self.is_over() {
            return;
        }
        let asked = fleet.as_ref().err().and_then(ApiError::retry_after).unwrap_or_default();
        let _ = watch
            .fleet_ms
            .try_set_value(FLEET_AGE_MS.max(f64::from(asked) * 1000.0));
        // What cannot be read is not known: an old count would be as good as a guess.
        let _ = watch.fleet.try_set(fleet.ok().map(Arc::new));
        let _ = watch.was_told.try_set(true);
    }

    /// The steady clock has missed some time, so the rates of what was seen before are not known.
    pub fn forget_paces(&self) {
        self.watch.watched.set(Watched::default());
    }

    /// The devices have moved: the next reading counts them again.
    pub(crate) fn fleet_has_moved(&self) {
        self.watch.fleet_at.set_value(None);
    }
}
