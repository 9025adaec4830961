//! An access token with its refresh token and lifetime.

use crate::session::Token;
use crate::web::{Moment, now_ms};
use serde::{Deserialize, Serialize};

/// Milliseconds before expiry from which a renewal is due.
const AHEAD_MS: f64 = 300_000.0;
/// Milliseconds before expiry from which a renewal does not wait for writes.
const URGENT_MS: f64 = 60_000.0;
/// Milliseconds before expiry from which the portal is asked for another token.
const PORTAL_AHEAD_MS: f64 = 30_000.0;

/// An access token, with its refresh token and lifetime if the sign-in returned them.
#[derive(Clone)]
pub struct Grant {
    /// The access token.
    pub token: Token,
    /// Refresh token, usable while the access token is valid.
    pub refresh: Option<Token>,
    lifetime: Option<Lifetime>,
}

#[derive(Clone, Copy)]
struct Lifetime {
    start: Moment,
    ms: f64,
}

/// How soon a token has to be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalNeed {
    /// Renewal is not due.
    None,
    /// Renewal is due as soon as no write is in flight.
    Soon,
    /// Renewal is due immediately, because the token is about to expire.
    Now,
}

impl RenewalNeed {
    /// Need of a token with a lifetime of `life_ms` milliseconds, of which `remaining_ms` remain.
    fn of(life_ms: f64, remaining_ms: f64) -> Self {
        match remaining_ms {
            // With a short lifetime, renewal is due after three quarters of it.
            remaining if remaining > AHEAD_MS.min(life_ms / 4.0) => Self::None,
            remaining if remaining < URGENT_MS => Self::Now,
            _ => Self::Soon,
        }
    }
}

impl Grant {
    /// Creates the grant of a token that was issued just now, with its lifetime in seconds if known.
    pub fn new(token: Token, refresh: Option<Token>, seconds: Option<f64>) -> Self {
        Self {
            token,
            refresh,
            lifetime: seconds.map(|seconds| Lifetime {
                start: Moment::now(),
                ms: seconds * 1000.0,
            }),
        }
    }

    /// Milliseconds until the token expires, negative afterwards; `None` if unknown.
    pub fn remaining_ms(&self) -> Option<f64> {
        self.lifetime.map(|lifetime| lifetime.ms - lifetime.start.age_ms())
    }

    /// Whether the token has expired or is about to: half a minute ahead, or in the last quarter of a short lifetime.
    pub(crate) fn is_ending(&self) -> bool {
        let known = self.lifetime.zip(self.remaining_ms());
        known.is_some_and(|(lifetime, remaining_ms)| remaining_ms <= PORTAL_AHEAD_MS.min(lifetime.ms / 4.0))
    }

    /// How soon the token has to be renewed.
    pub fn need(&self) -> RenewalNeed {
        match (self.lifetime, &self.refresh) {
            (Some(lifetime), Some(_)) => RenewalNeed::of(lifetime.ms, lifetime.ms - lifetime.start.age_ms()),
            _ => RenewalNeed::None,
        }
    }

    /// Returns the JSON from which [`kept`](Self::kept) restores this grant after a reload; `None` if it cannot be
    /// renewed.
    pub(crate) fn to_json(&self) -> Option<String> {
        let stored = StoredGrant {
            token: self.token.reveal().to_owned(),
            refresh: self.refresh.as_ref()?.reveal().to_owned(),
            life_ms: self.lifetime?.ms.round() as u64,
            until_ms: (now_ms() + self.remaining_ms()?.max(0.0)).round() as u64,
        };
        serde_json::to_string(&stored).ok()
    }

    /// Restores the grant of `token` from stored JSON; `None` if the JSON is invalid or belongs to another token.
    pub(crate) fn from_json(token: &Token, json: &str) -> Option<Self> {
        let stored: StoredGrant = serde_json::from_str(json).ok()?;
        if Token::parse(&stored.token).ok()? != *token {
            return None;
        }
        // Only wall-clock time is comparable across a reload.
        let life_ms = stored.life_ms as f64;
        let remaining = (stored.until_ms as f64 - now_ms()).clamp(0.0, life_ms);
        Some(Self {
            token: token.clone(),
            refresh: Token::parse(&stored.refresh).ok(),
            lifetime: Some(Lifetime {
                start: Moment::now().before(life_ms - remaining),
                ms: life_ms,
            }),
        })
    }
}

/// Entry in the tab's storage from which a stored token can be renewed after a reload.
#[derive(Serialize, Deserialize)]
struct StoredGrant {
    token: String,
    refresh: String,
    life_ms: u64,
    until_ms: u64,
}

/// A token of the portal, with its user if the portal names one.
#[derive(Clone)]
pub(crate) struct PortalToken {
    pub(crate) user: Option<String>,
    pub(crate) token: Token,
}

impl PortalToken {
    /// Whether this token belongs to another user than `before`. `is_changed`: the portal announced that its token
    /// changed.
    pub(crate) fn is_of_other_user(&self, before: &Self, is_changed: bool) -> bool {
        match (&before.user, &self.user) {
            (Some(before), Some(user)) => before != user,
            _ => is_changed && before.token != self.token,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_before_it_expires() {
        let cases = [
            // Two hours: due five minutes before expiry, and immediately in the last minute.
            (7200, 7200, RenewalNeed::None),
            (7200, 301, RenewalNeed::None),
            (7200, 300, RenewalNeed::Soon),
            (7200, 60, RenewalNeed::Soon),
            (7200, 59, RenewalNeed::Now),
            (7200, 0, RenewalNeed::Now),
            (7200, -3600, RenewalNeed::Now),
            // Ten minutes: due in the last quarter.
            (600, 151, RenewalNeed::None),
            (600, 150, RenewalNeed::Soon),
            // One minute: due immediately in the last quarter.
            (60, 16, RenewalNeed::None),
            (60, 15, RenewalNeed::Now),
            (0, 0, RenewalNeed::Now),
        ];
        for (life, remaining, need) in cases {
            let ms = |seconds: i32| f64::from(seconds) * 1000.0;
            assert_eq!(
                RenewalNeed::of(ms(life), ms(remaining)),
                need,
                "{remaining} s of {life} s"
            );
        }
    }
}
