//! Reading the list: at the start, on a timer, after a write.

use crate::api::{ApiError, LONGEST_WAIT, TaskList, jitter};
use crate::session::abort_controller;
use crate::state::task_store::shown::Order;
use crate::state::task_store::snapshot::Snapshot;
use crate::state::task_store::store::{ListState, TaskStore};
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use upgrade_api::values::TaskId;

impl TaskStore {
    /// Reads before there is a page for it.
    pub fn prefetch(self) {
        self.is_ahead.set_value(true);
        if !self.is_busy() {
            spawn_local(self.refresh());
        }
    }

    /// The first reading of a page, unless it began before.
    pub fn start(self) {
        let was_ahead = self.is_ahead.get_value();
        self.is_ahead.set_value(false);
        if !was_ahead {
            spawn_local(self.refresh());
        }
    }

    /// Forgets all rows, as on signing out.
    pub fn clear(&self) {
        self.overtake();
        self.known.set(Arc::default());
        self.shown.clear();
        self.read_at.set(None);
        self.state.set(ListState::Loading);
        self.unconfirmed.set(Vec::new());
        self.watch.clear();
    }

    /// Asks the platform again.
    pub async fn refresh(self) {
        self.read().await;
        if !self.must_wait() {
            self.read_fleet().await;
        }
    }

    /// Gives up a reading that is under way: nobody looks any more.
    pub fn leave(&self) {
        if self.writing.try_get_untracked() == Some(0) {
            self.overtake();
        }
    }

    /// Whether something is being read or written: then a poll would only come in between.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.writing.get_untracked() > 0 || self.reading.with_value(Option::is_some)
    }

    /// Whether something is being changed.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.writing.get() > 0
    }

    /// Whether this task is being started, stopped or deleted.
    #[must_use]
    pub fn is_acting(&self, id: &TaskId) -> bool {
        self.acting.with(|acting| acting.contains(id))
    }

    /// Whether whoever was here has left: then nothing of theirs is told any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        untrack(|| self.client.session().state().is_over())
    }

    /// Asks again, as the time for it has come; the next time is counted from here or from the end of this reading.
    pub fn poll(self) {
        self.ended_at.set_value(web::steady_ms());
        spawn_local(self.refresh());
    }

    /// Milliseconds until the next poll, where one comes every `seconds`; not above zero once it is due. A platform that
    /// does not answer is asked less and less often, and one that has named a wait not before that.
    #[must_use]
    pub fn next_poll_ms(&self, seconds: u32) -> f64 {
        let usual = f64::from(poll_wait(seconds, self.failures.get_value())) * 1000.0;
        usual.max(self.asked_ms.get_value()) - self.since_reading()
    }

    /// Whether the platform has asked to be left alone, and that time is not over.
    #[must_use]
    pub fn must_wait(&self) -> bool {
        self.since_reading() < self.asked_ms.try_get_value().unwrap_or_default()
    }

    fn since_reading(&self) -> f64 {
        web::steady_ms() - self.ended_at.try_get_value().unwrap_or_default()
    }

    /// Reads the list. Gives what it says, unless that failed or something newer was asked meanwhile.
    pub(crate) async fn read(self) -> Option<Arc<Snapshot>> {
        let turn = self.overtake();
        let product = self.product.try_get_value()?.id;
        let reading = abort_controller();
        let owner = reading.signal();
        self.reading.set_value(Some(reading));
        let answer = self.client.list_tasks(&product, &owner).await;
        // Something newer was asked or done meanwhile, or the page is gone: this answer is history.
        if self.turn.try_get_value() != Some(turn) {
            return None;
        }
        self.reading.set_value(None);
        self.ended_at.set_value(web::steady_ms());
        let asked = answer.as_ref().err().and_then(ApiError::retry_after);
        // Never sooner than the platform wants, and not all pages at once.
        let asked = asked.map(|seconds| f64::from(seconds) * 1000.0);
        self.asked_ms.set_value(asked.map_or(0.0, |ms| ms + jitter(ms / 10.0)));
        match answer {
            Ok(list) => {
                self.failures.set_value(0);
                let known = self.show(list);
                self.confirm_stops(&known);
                self.read_at.set(Some(Moment::now()));
                self.state.set(ListState::Ready);
                Some(known)
            }
            Err(ApiError::GivenUp) => None,
            Err(error) => {
                self.failures
                    .update_value(|failures| *failures = failures.saturating_add(1));
                self.state.set(ListState::Failed(error));
                None
            }
        }
    }

    /// Makes every answer that is still on its way too late, and ends the reading that waits for one.
    pub(crate) fn overtake(&self) -> u32 {
        if let Some(Some(reading)) = self.reading.try_update_value(Option::take) {
            reading.abort();
        }
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    fn show(&self, list: TaskList) -> Arc<Snapshot> {
        let known = self.known.get_untracked();
        let read = Arc::new(Snapshot::read(list, &known));
        self.watch.see(&read.tasks);
        let known = if *known == *read { known } else { read };
        if !Arc::ptr_eq(&known, &self.known.get_untracked()) {
            self.known.set(Arc::clone(&known));
        }
        self.follow(&known, Order::MayBeHeld);
        known
    }
}

/// Seconds between two polls that come every `seconds`, after so many failures in a row.
fn poll_wait(seconds: u32, failures: u32) -> u32 {
    let doubled = seconds.saturating_mul(1 << failures.min(6));
    doubled.min(LONGEST_WAIT.max(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platform_that_does_not_answer_is_asked_less_and_less_often_but_once_a_minute_or_as_configured() {
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
