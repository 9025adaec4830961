//! Reading of the task list: at the start, on a timer and after a write.

use crate::api::{ApiError, Beginning, ListAnswer, ListTexts, MAX_WAIT_SECONDS, TaskList};
use crate::session::abort_controller;
use crate::state::task_store::row_signals::Order;
use crate::state::task_store::snapshot::Snapshot;
use crate::state::task_store::store::{ListState, PartlyRead, TaskStore};
use crate::web;
use crate::web::Moment;
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use upgrade_api::values::TaskId;

impl TaskStore {
    /// Starts the first reading before the page exists.
    pub fn prefetch(self) {
        self.is_ahead.set_value(true);
        if !self.is_busy() {
            spawn_local(self.refresh());
        }
    }

    /// Starts the first reading of a page, unless [`prefetch`](Self::prefetch) has started it.
    pub fn start(self) {
        let was_ahead = self.is_ahead.get_value();
        self.is_ahead.set_value(false);
        if !was_ahead {
            spawn_local(self.refresh());
        }
    }

    /// Removes all rows, for a sign-out or another user. The store is not used again.
    pub fn clear(&self) {
        self.is_cleared.set_value(true);
        self.overtake();
        self.snapshot.set(Arc::default());
        self.texts.set_value(Arc::default());
        self.partly.set(None);
        self.rows.clear();
        self.read_at.set(None);
        self.state.set(ListState::Loading);
        self.unconfirmed.set(Vec::new());
        self.device_stats.clear();
        self.guards.set(Vec::new());
    }

    /// Reads the list and then, unless the platform asks to wait, the device statistics.
    pub async fn refresh(self) {
        self.read().await;
        if !self.must_wait() {
            self.read_device_counts().await;
        }
    }

    /// Cancels the reading in flight when the page closes, unless it belongs to a write or a guard waits for it.
    pub fn leave(&self) {
        if self.writing.try_get_untracked() == Some(0) && !self.is_guarding() {
            self.overtake();
        }
    }

    /// Whether a reading or a write is in flight. A poll waits for its end.
    pub fn is_busy(&self) -> bool {
        self.writing.get_untracked() > 0 || self.reading.with_value(Option::is_some)
    }

    /// Whether a write is in flight. Tracked.
    pub fn is_writing(&self) -> bool {
        scoped(self.writing).get() > 0
    }

    /// Whether this task is being started, stopped or deleted. Tracked.
    pub fn is_acting(&self, id: &TaskId) -> bool {
        scoped(self.acting).with(|acting| acting.contains(id))
    }

    /// Whether the session is over, or belongs to another user now. Answers that arrive afterwards are dropped.
    pub fn has_user_left(&self) -> bool {
        self.client.session.has_user_left() || self.is_cleared.try_get_value() != Some(false)
    }

    /// Starts a periodic reading. The time until the next poll counts from this call or from the end of this reading.
    pub fn poll(self) {
        self.ended_at.set_value(web::steady_ms());
        spawn_local(self.refresh());
    }

    /// Milliseconds until the next poll at an interval of `seconds`; zero or less when it is due. Failures in a row
    /// lengthen the interval, and it is never shorter than the wait that the platform has asked for.
    pub fn next_poll_ms(&self, seconds: u32) -> f64 {
        let interval_ms = f64::from(poll_wait(seconds, self.failures.get_value())) * 1000.0;
        interval_ms.max(self.requested_wait_ms.get_value()) - self.ms_since_reading()
    }

    /// Whether the wait that the platform has asked for is still running.
    pub fn must_wait(&self) -> bool {
        self.ms_since_reading() < self.requested_wait_ms.try_get_value().unwrap_or_default()
    }

    fn ms_since_reading(&self) -> f64 {
        web::steady_ms() - self.ended_at.try_get_value().unwrap_or_default()
    }

    /// Reads the list. `None` if the reading failed, a newer reading or write has replaced it, or the user has left.
    pub(crate) async fn read(self) -> Option<Arc<Snapshot>> {
        // The token may belong to the next user.
        if self.has_user_left() {
            return None;
        }
        // The page may have closed since the reading was requested.
        let product = self.product.try_get_value()?.id;
        let request = self.overtake();
        let reading = abort_controller();
        let owner = reading.signal();
        self.reading.set_value(Some(reading));
        let last = self.texts.get_value();
        let on_page = |beginning: Beginning<'_>| self.store_beginning(request, beginning);
        let answer = self.client.list_tasks(&product, &owner, &last, &on_page).await;
        // A newer reading or write has started, or the page is closed: the answer is stale.
        if self.latest_request.try_get_value() != Some(request) {
            return None;
        }
        self.reading.set_value(None);
        self.ended_at.set_value(web::steady_ms());
        let retry_after = answer.as_ref().err().and_then(ApiError::retry_after);
        // The jitter only lengthens the wait. It spreads the requests of all open pages.
        let wait_ms = retry_after.map(|seconds| f64::from(seconds) * 1000.0);
        self.requested_wait_ms
            .set_value(wait_ms.map_or(0.0, |ms| ms + web::jitter(ms / 10.0)));
        match answer {
            Ok(answer) => {
                self.failures.set_value(0);
                let snapshot = match answer {
                    ListAnswer::Unchanged => self.keep_list(),
                    ListAnswer::Read(list, texts) => self.store_list(list, texts),
                };
                self.confirm_stops(&snapshot);
                self.see_guards(&snapshot);
                self.read_at.set(Some(Moment::now()));
                if self.state.with_untracked(|state| *state != ListState::Ready) {
                    self.state.set(ListState::Ready);
                }
                Some(snapshot)
            }
            Err(ApiError::Aborted) => None,
            Err(error) => {
                self.failures
                    .update_value(|failures| *failures = failures.saturating_add(1));
                self.state.set(ListState::Failed(error));
                None
            }
        }
    }

    /// Cancels the reading in flight and makes all answers to earlier requests stale. Returns the number of the new request.
    pub(crate) fn overtake(&self) -> u32 {
        if let Some(Some(reading)) = self.reading.try_update_value(Option::take) {
            reading.abort();
        }
        let request = self.latest_request.get_value().wrapping_add(1);
        self.latest_request.set_value(request);
        request
    }

    /// Shows the first page of the first list while the others are read.
    fn store_beginning(&self, request: u32, Beginning { pages, rows, count }: Beginning<'_>) {
        if self.latest_request.try_get_value() != Some(request) || self.read_at.get_untracked().is_some() {
            return;
        }
        if pages == 1 {
            let list = TaskList {
                rows: rows.to_vec(),
                changed_while_read: true,
            };
            let snapshot = Arc::new(Snapshot::read(list, &Snapshot::default()));
            self.snapshot.set(Arc::clone(&snapshot));
            self.arrange_rows(&snapshot, Order::Fresh);
        }
        let read = rows.len();
        self.partly.set(Some(PartlyRead { read, count }));
    }

    /// Keeps the snapshot, which the platform has confirmed. Only what depends on the time or on the device statistics
    /// may change.
    fn keep_list(&self) -> Arc<Snapshot> {
        let snapshot = self.snapshot.get_untracked();
        self.device_stats.see(&snapshot, self.is_full());
        let sort = self.rows.view.with_untracked(|view| view.sort);
        if self.is_full() || sort.is_some_and(|sort| sort.column.is_live()) {
            self.arrange_rows(&snapshot, Order::MayBeHeld);
        }
        snapshot
    }

    /// Stores a list as the new snapshot, unless it equals the stored one, and updates the rows.
    fn store_list(&self, list: TaskList, texts: ListTexts) -> Arc<Snapshot> {
        self.texts.set_value(Arc::new(texts));
        let mut snapshot = self.snapshot.get_untracked();
        let read = Snapshot::read(list, &snapshot);
        self.device_stats.see(&read, self.is_full());
        if *snapshot != read {
            snapshot = Arc::new(read);
            self.snapshot.set(Arc::clone(&snapshot));
        }
        self.arrange_rows(&snapshot, Order::MayBeHeld);
        if self.partly.with_untracked(Option::is_some) {
            self.partly.set(None);
        }
        snapshot
    }
}

/// Seconds between two polls at an interval of `seconds`, after this number of `failures` in a row.
fn poll_wait(seconds: u32, failures: u32) -> u32 {
    let doubled = seconds.saturating_mul(1 << failures.min(6));
    doubled.min(MAX_WAIT_SECONDS.max(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_poll_interval_doubles_per_failure_up_to_a_minute_or_the_configured_interval() {
        let cases = [
            (10, [10, 20, 40, 60, 60]),
            (1, [1, 2, 4, 8, 16]),
            (45, [45, 60, 60, 60, 60]),
            (3600, [3600, 3600, 3600, 3600, 3600]),
        ];
        for (seconds, waits) in cases {
            for (failures, wait) in (0..).zip(waits) {
                assert_eq!(poll_wait(seconds, failures), wait, "{seconds} s, {failures} failures");
            }
        }
        assert_eq!(poll_wait(1, u32::MAX), 60);
    }
}
