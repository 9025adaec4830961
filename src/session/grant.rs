//! An access token with what is known of its life.

use crate::session::Token;
use crate::web::{Moment, now_ms};
use serde::Serialize;
use upgrade_api::json::Object;

/// Milliseconds before expiry at which a token is renewed at the latest.
const AHEAD_MS: f64 = 300_000.0;
/// Milliseconds before expiry from which a renewal waits for nothing any more.
const URGENT_MS: f64 = 60_000.0;

/// An access token, and where the sign-in gave them, its refresh token and its life.
#[derive(Clone)]
pub struct Grant {
    /// The access token.
    pub token: Token,
    /// Buys the next token while this one is good.
    pub refresh: Option<Token>,
    life: Option<Life>,
}

#[derive(Clone, Copy)]
struct Life {
    since: Moment,
    ms: f64,
}

/// How soon a token has to be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalNeed {
    /// Not yet.
    None,
    /// As soon as no write is on its way.
    Soon,
    /// Now: it is about to expire.
    Now,
}

impl RenewalNeed {
    /// The need of a token that lives for `life_ms` and has `left_ms` of that.
    fn of(life_ms: f64, left_ms: f64) -> Self {
        match left_ms {
            // A short life is renewed when three quarters of it have passed.
            left if left > AHEAD_MS.min(life_ms / 4.0) => Self::None,
            left if left < URGENT_MS => Self::Now,
            _ => Self::Soon,
        }
    }
}

impl Grant {
    /// A token given just now; it lives for so many seconds, where that is known.
    #[must_use]
    pub fn new(token: Token, refresh: Option<Token>, seconds: Option<f64>) -> Self {
        Self {
            token,
            refresh,
            life: seconds.map(|seconds| Life {
                since: Moment::now(),
                ms: seconds * 1000.0,
            }),
        }
    }

    /// Milliseconds until it expires; none or less once it has. `None`: not known.
    #[must_use]
    pub fn left_ms(&self) -> Option<f64> {
        self.life.map(|life| life.ms - life.since.age_ms())
    }

    /// How soon it has to be renewed.
    #[must_use]
    pub fn need(&self) -> RenewalNeed {
        match (self.life, &self.refresh) {
            (Some(life), Some(_)) => RenewalNeed::of(life.ms, life.ms - life.since.age_ms()),
            _ => RenewalNeed::None,
        }
    }

    /// What a reload needs beside the token to renew it, as JSON; `None` where it cannot be renewed.
    pub(crate) fn to_keep(&self) -> Option<String> {
        let kept = Kept {
            token: self.token.reveal(),
            refresh: self.refresh.as_ref()?.reveal(),
            life_ms: self.life?.ms.round() as u64,
            until_ms: (now_ms() + self.left_ms()?.max(0.0)).round() as u64,
        };
        serde_json::to_string(&kept).ok()
    }

    /// This token as it was kept, where it is the one that was.
    pub(crate) fn kept(token: &Token, kept: &str) -> Option<Self> {
        let kept = Object::parse(kept).ok()?;
        let text = |field| Token::parse(&kept.text(field).ok()?).ok();
        if text("token")? != *token {
            return None;
        }
        // Before a reload there is only the wall clock to go by.
        let (life, until) = (kept.number("life_ms").ok()?, kept.number("until_ms").ok()?);
        let left = (until as f64 - now_ms()).clamp(0.0, life as f64);
        Some(Self {
            token: token.clone(),
            refresh: text("refresh"),
            life: Some(Life {
                since: Moment::now().before(life as f64 - left),
                ms: life as f64,
            }),
        })
    }
}

/// What stays in the tab's storage with a token that was to be kept.
#[derive(Serialize)]
struct Kept<'a> {
    token: &'a str,
    refresh: &'a str,
    life_ms: u64,
    until_ms: u64,
}

/// A token of the portal, and whose it is, where the portal says.
#[derive(Clone)]
pub(crate) struct PortalToken {
    pub(crate) user: Option<String>,
    pub(crate) token: Token,
}

impl PortalToken {
    /// Whether this is another user's than the one before; `is_changed`: the portal has said that its token has changed.
    pub(crate) fn is_of_other_user(&self, before: &Self, is_changed: bool) -> bool {
        match (&before.user, &self.user) {
            (Some(before), Some(now)) => before != now,
            _ => is_changed && before.token != self.token,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_ahead_of_its_end() {
        let cases = [
            // Two hours: five minutes ahead, and waiting for nothing in the last one.
            (7200, 7200, RenewalNeed::None),
            (7200, 301, RenewalNeed::None),
            (7200, 300, RenewalNeed::Soon),
            (7200, 60, RenewalNeed::Soon),
            (7200, 59, RenewalNeed::Now),
            (7200, 0, RenewalNeed::Now),
            (7200, -3600, RenewalNeed::Now),
            // Ten minutes: a quarter of them ahead.
            (600, 151, RenewalNeed::None),
            (600, 150, RenewalNeed::Soon),
            // A minute: what is left of it is always short.
            (60, 16, RenewalNeed::None),
            (60, 15, RenewalNeed::Now),
            (0, 0, RenewalNeed::Now),
        ];
        for (life, left, need) in cases {
            let ms = |seconds: i32| f64::from(seconds) * 1000.0;
            assert_eq!(RenewalNeed::of(ms(life), ms(left)), need, "{left} s of {life} s");
        }
    }
}
