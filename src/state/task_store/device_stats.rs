//! Device statistics of the task store: devices per version, upgrade rates and idle tasks.

use crate::api::ApiError;
use crate::state::task_store::TaskStore;
use crate::web::Moment;
use crate::web::scoped;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::{DeviceCounts, Impact, Uncounted};
use upgrade_api::profile::Profile;
use upgrade_api::progress::{Idle, Samples, UpgradeRate};
use upgrade_api::task::{DevicePart, Task};
use upgrade_api::timeline::Timeline;
use upgrade_api::values::TaskId;

/// Age in milliseconds at which the statistics are outdated: counting devices may cost a platform more than listing
/// tasks.
const COUNTS_AGE_MS: f64 = 30_000.0;

/// Device statistics.
impl TaskStore {
    /// Devices per version as last read. `None` if the platform does not report them (profile core) or the reading
    /// failed. Tracked.
    pub fn device_counts(&self) -> Option<Arc<DeviceCounts>> {
        scoped(self.device_stats.device_counts).get()
    }

    /// Reason why the number of devices on a version of this firmware is unknown. Tracked.
    pub fn uncounted(&self, device_part: DevicePart) -> Uncounted {
        match device_part {
            _ if !self.is_full() => Uncounted::Never,
            DevicePart::Mcu(_) | DevicePart::SubDevice(_) => Uncounted::OnlyWifi,
            DevicePart::Wifi if scoped(self.device_stats.has_counts_answer).get() => Uncounted::Failed,
            DevicePart::Wifi => Uncounted::NotYet,
        }
    }

    /// Devices that a start of the task affects. Tracked.
    pub fn impact(&self, task: &Task) -> Impact {
        scoped(self.device_stats.device_counts).with(|device_counts| Impact::of(task, device_counts.as_deref()))
    }

    /// Upgrade rate of a running task, from the samples of this tab. Tracked.
    pub fn rate(&self, task: &Task) -> UpgradeRate {
        scoped(self.device_stats.watched).with(|watched| watched.rate(task))
    }

    /// Whether a running task is complete or stalled, from the samples of this tab. Always `None` for profile core,
    /// which does not report the remaining devices. Tracked.
    pub fn idle(&self, task: &Task) -> Option<Idle> {
        let idle = || scoped(self.device_stats.watched).with(|watched| watched.idle(task));
        self.is_full().then(idle).flatten()
    }

    /// Samples of a running task in this tab. Tracked.
    pub fn samples(&self, id: &TaskId) -> Option<Samples> {
        scoped(self.device_stats.watched).with(|watched| watched.of(id).cloned())
    }

    /// What this tab has seen of a task; `None` if it was never seen running. Tracked.
    pub fn timeline(&self, id: &TaskId) -> Option<Timeline<Moment>> {
        scoped(self.device_stats.timelines).with(|timelines| timelines.of(id).cloned())
    }

    /// Whether the platform has profile full.
    pub fn is_full(&self) -> bool {
        self.client.profile == Profile::Full
    }

    /// Reads the statistics if the platform has them and the last ones are outdated, unless the user has left.
    pub(crate) async fn read_device_counts(self) {
        let stats = self.device_stats;
        let max_age_ms = COUNTS_AGE_MS.max(stats.counts_wait_ms.try_get_value().unwrap_or_default());
        let requested_at = stats.counts_requested_at.try_get_value().flatten();
        let is_fresh = requested_at.is_some_and(|at| at.age_ms() < max_age_ms);
        if !self.is_full() || is_fresh || self.has_user_left() {
            return;
        }
        let Some(product) = self.product.try_get_value() else {
            return;
        };
        stats.counts_requested_at.set_value(Some(Moment::now()));
        let device_counts = self.client.device_counts(&product.id).await;
        if self.has_user_left() {
            return;
        }
        let retry_after = device_counts.as_ref().err().and_then(ApiError::retry_after);
        let _ = stats
            .counts_wait_ms
            .try_set_value(f64::from(retry_after.unwrap_or_default()) * 1000.0);
        // A failed reading clears the counts: outdated ones would be a guess.
        let _ = stats.device_counts.try_set(device_counts.ok().map(Arc::new));
        let _ = stats.has_counts_answer.try_set(true);
    }

    /// Marks the statistics as outdated, so that the next reading reads them again.
    pub(crate) fn outdate_device_counts(&self) {
        self.device_stats.counts_requested_at.set_value(None);
    }
}
