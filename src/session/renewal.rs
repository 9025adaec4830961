//! When a token is renewed and what a renewal leaves behind. How it is bought is in [`crate::api`].

use crate::session::{Grant, RenewalNeed, Session, Token, Work};
use crate::web;
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Milliseconds between two renewals ahead of time where the first one got no answer.
const REST_MS: f64 = 10_000.0;
/// Milliseconds a request waits for a renewal that is under way. Then it is sent with the token at hand: no stop may depend
/// on how long a renewal takes.
const PATIENCE_MS: f64 = 2_000.0;

/// A write or an upload on its way.
pub struct WriteGuard(Session);

impl Drop for WriteGuard {
    fn drop(&mut self) {
        let _ = self.0.writes.try_update_value(|writes| *writes -= 1);
    }
}

/// Whether and when.
impl Session {
    /// Counts a write or an upload until what this gives is dropped.
    #[must_use]
    pub fn underway(self) -> WriteGuard {
        let _ = self.writes.try_update_value(|writes| *writes += 1);
        WriteGuard(self)
    }

    /// The token of a sign-in, where a refresh token came with it.
    #[must_use]
    pub fn renewable(&self) -> Option<Grant> {
        let grant = self.memory.try_get_value().flatten()?;
        grant.refresh.is_some().then_some(grant)
    }

    /// Whether the token is to be renewed now. A renewal ends the old token at once (4031022), so it waits for writes and
    /// uploads that are on their way, as long as the token lives.
    #[must_use]
    pub fn wants_renewal(&self) -> bool {
        let Some(grant) = self.renewable().filter(|_| !self.is_renewing()) else {
            return false;
        };
        let may_start = match grant.need() {
            RenewalNeed::None => false,
            RenewalNeed::Soon => self.writes.try_get_value() == Some(0),
            RenewalNeed::Now => true,
        };
        may_start && web::steady_ms() >= self.renewal_rests.get_value()
    }

    fn is_renewing(&self) -> bool {
        self.renewal.try_with_value(Option::is_some) == Some(true)
    }

    /// Starts a renewal of the token, unless one is under way, and gives the end of it.
    pub fn start_renewal(self, renewal: Work) -> Promise {
        self.renewal.try_get_value().flatten().unwrap_or_else(|| {
            self.unanswered.set_value(false);
            let promise = future_to_promise(async move {
                renewal.await;
                // A failed renewal leaves nothing behind that could keep the next one from being tried.
                let _ = self.renewal.try_set_value(None);
                Ok(JsValue::UNDEFINED)
            });
            self.renewal.set_value(Some(promise.clone()));
            promise
        })
    }

    /// Runs a renewal of the token, or waits for the one that is under way.
    pub async fn renewed_by(self, renewal: Work) {
        // It is only ever resolved.
        let _ = JsFuture::from(self.start_renewal(renewal)).await;
    }

    /// Waits for a renewal that is under way, two seconds at most.
    pub async fn renewal_settled(self) {
        if let Some(renewal) = self.renewal.try_get_value().flatten() {
            let first = Promise::race(&Array::of2(&renewal, &web::passed(PATIENCE_MS)));
            let _ = JsFuture::from(first).await;
        }
    }
}

/// What a renewal leaves behind.
impl Session {
    /// Takes the token that was bought with `old`, here and in duplicates of this tab. A kept one is replaced where it is
    /// kept.
    pub fn refreshed(&self, old: &Token, grant: Grant) {
        let is_kept = self.is_kept(old);
        if is_kept {
            self.notify_tabs(old, &grant);
        }
        self.sign_in(grant, is_kept);
    }

    /// The refresh token is of no use any more.
    pub fn forget_refresh_token(&self) {
        self.memory.update_value(|grant| {
            if let Some(grant) = grant {
                grant.refresh = None;
            }
        });
    }

    /// A renewal came to nothing for a reason that may pass; it is tried again later, after so many seconds where the
    /// platform has named them.
    pub fn not_renewed(&self, retry_after: Option<u32>) {
        let rest = retry_after.map_or(0.0, |seconds| f64::from(seconds) * 1000.0);
        self.renewal_rests.set_value(web::steady_ms() + rest.max(REST_MS));
        self.unanswered.set_value(true);
    }

    /// Whether the last renewal came to nothing for a reason that may pass.
    #[must_use]
    pub fn may_renew_later(&self) -> bool {
        self.unanswered.try_get_value() == Some(true)
    }
}

/// In this tab's storage, where the operator wanted that.
impl Session {
    /// Whether this token is kept in the tab's storage, so that a duplicate of the tab has it too.
    #[must_use]
    pub fn is_kept(&self, token: &Token) -> bool {
        let kept = self.storage_area().filter(|_| self.can_keep());
        let kept = kept.and_then(|place| place.get_item(&self.key.get_value()).ok()?);
        kept.as_deref() == Some(token.reveal())
    }

    /// Where what renews the token is kept.
    pub(crate) fn renewal_key(&self) -> String {
        self.key.with_value(|key| format!("{key}.renewal"))
    }

    pub(crate) fn keep(&self, grant: &Grant) {
        let Some(place) = self.storage_area().filter(|_| self.can_keep()) else {
            return;
        };
        // A full or refused storage only means that a reload asks again.
        let _ = place.set_item(&self.key.get_value(), grant.token.reveal());
        let _ = match grant.to_keep() {
            Some(renewal) => place.set_item(&self.renewal_key(), &renewal),
            None => place.remove_item(&self.renewal_key()),
        };
    }

    /// What was kept with this token before a reload.
    pub(crate) fn kept(&self, token: &Token) -> Option<Grant> {
        let place = self.storage_area().filter(|_| self.can_keep())?;
        Grant::kept(token, &place.get_item(&self.renewal_key()).ok()??)
    }
}
