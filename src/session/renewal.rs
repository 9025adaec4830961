//! When a token is renewed, and what changes afterwards. The requests are in [`crate::api`].

use crate::session::{BoxedRenewal, Grant, RenewalNeed, Session, Token};
use crate::web;
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Minimum number of milliseconds between a renewal that failed for a temporary reason and the next early renewal.
const RETRY_DELAY_MS: f64 = 10_000.0;
/// Milliseconds a request waits for a renewal in progress. After that it is sent with the current token, so that a slow
/// renewal cannot block it.
const MAX_WAIT_MS: f64 = 2_000.0;

/// A write or an upload in flight. It is counted until this guard is dropped.
pub struct WriteGuard(Session);

impl Drop for WriteGuard {
    fn drop(&mut self) {
        let _ = self.0.writes.try_update_value(|writes| *writes -= 1);
    }
}

/// Renewal and its conditions.
impl Session {
    /// Counts a write or an upload until the returned guard is dropped.
    #[must_use]
    pub fn begin_write(self) -> WriteGuard {
        let _ = self.writes.try_update_value(|writes| *writes += 1);
        WriteGuard(self)
    }

    /// Token of a sign-in, if it has a refresh token.
    pub fn renewable(&self) -> Option<Grant> {
        let grant = self.memory.try_get_value().flatten()?;
        grant.refresh.is_some().then_some(grant)
    }

    /// Whether a renewal should start. It invalidates the old token immediately (4031022), so it waits for writes and
    /// uploads in flight until the token is about to expire.
    pub fn wants_renewal(&self) -> bool {
        let Some(grant) = self.renewable().filter(|_| !self.is_renewing()) else {
            return false;
        };
        let may_start = match grant.need() {
            RenewalNeed::None => false,
            RenewalNeed::Soon => self.writes.try_get_value() == Some(0),
            RenewalNeed::Now => true,
        };
        may_start && self.may_renew_early()
    }

    /// Whether no renewal has failed for a temporary reason a short time ago.
    pub(crate) fn may_renew_early(&self) -> bool {
        self.next_renewal_ms
            .try_get_value()
            .is_some_and(|next_ms| web::steady_ms() >= next_ms)
    }

    fn is_renewing(&self) -> bool {
        self.renewal.try_with_value(Option::is_some) == Some(true)
    }

    /// Starts a renewal of the token, unless one is in progress. The returned promise resolves when the renewal ends.
    pub fn start_renewal(self, renewal: BoxedRenewal) -> Promise {
        self.renewal.try_get_value().flatten().unwrap_or_else(|| {
            self.renewal_failed_for_now.set_value(false);
            let promise = future_to_promise(async move {
                renewal.await;
                // Also after a failure, so that the next renewal can start.
                let _ = self.renewal.try_set_value(None);
                Ok(JsValue::UNDEFINED)
            });
            self.renewal.set_value(Some(promise.clone()));
            promise
        })
    }

    /// Runs a renewal of the token, or waits for the renewal in progress.
    pub async fn run_renewal(self, renewal: BoxedRenewal) {
        // The promise is never rejected.
        let _ = JsFuture::from(self.start_renewal(renewal)).await;
    }

    /// Waits for a renewal in progress, at most two seconds.
    pub async fn wait_for_renewal(self) {
        if let Some(renewal) = self.renewal.try_get_value().flatten() {
            let first = Promise::race(&Array::of2(&renewal, &web::passed(MAX_WAIT_MS)));
            let _ = JsFuture::from(first).await;
        }
    }
}

/// Results of a renewal.
impl Session {
    /// Replaces `old` by the renewed token, in this tab, in its duplicates, and in the tab's storage if `old` is stored
    /// there.
    pub fn refreshed(&self, old: &Token, grant: Grant) {
        let is_kept = self.is_kept(old);
        if is_kept {
            self.notify_tabs(old, &grant);
        }
        self.sign_in(grant, is_kept);
    }

    /// Discards a refresh token that the platform does not accept.
    pub fn forget_refresh_token(&self) {
        self.memory.update_value(|grant| {
            if let Some(grant) = grant {
                grant.refresh = None;
            }
        });
    }

    /// Records that a renewal failed for a temporary reason. No early renewal starts for `retry_after` seconds, or for
    /// 10 seconds if that is longer.
    pub fn renewal_failed(&self, retry_after: Option<u32>) {
        let delay_ms = retry_after.map_or(0.0, |seconds| f64::from(seconds) * 1000.0);
        self.next_renewal_ms
            .set_value(web::steady_ms() + delay_ms.max(RETRY_DELAY_MS));
        self.renewal_failed_for_now.set_value(true);
    }

    /// Whether the last renewal failed for a temporary reason.
    pub fn is_renewal_retryable(&self) -> bool {
        self.renewal_failed_for_now.try_get_value() == Some(true)
    }
}

/// Storage of the token in this tab, if the operator chose it.
impl Session {
    /// Whether this token is in the tab's storage, which a duplicate of the tab copies.
    pub fn is_kept(&self, token: &Token) -> bool {
        let stored = self
            .tab_storage()
            .and_then(|storage| storage.get_item(&self.key.get_value()).ok()?);
        stored.as_deref() == Some(token.reveal())
    }

    /// Storage key of the data that renews the token.
    pub(crate) fn renewal_key(&self) -> String {
        self.key.with_value(|key| format!("{key}.renewal"))
    }

    /// Writes the token, and the data that renews it, to the tab's storage.
    pub(crate) fn store(&self, grant: &Grant) {
        let Some(storage) = self.tab_storage() else { return };
        // If the storage is full or blocked, the operator signs in again after a reload.
        let _ = storage.set_item(&self.key.get_value(), grant.token.reveal());
        let _ = match grant.to_json() {
            Some(renewal) => storage.set_item(&self.renewal_key(), &renewal),
            None => storage.remove_item(&self.renewal_key()),
        };
    }

    /// Restores the grant of a token that was stored before a reload.
    pub(crate) fn stored_grant(&self, token: &Token) -> Option<Grant> {
        Grant::from_json(token, &self.tab_storage()?.get_item(&self.renewal_key()).ok()??)
    }
}
