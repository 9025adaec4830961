//! Asking the portal for a token. The console pulls: that survives sleep, reload and a clock that is wrong.

use super::portal::TokenAnswer;
use super::{Grant, NoToken, Session, SessionState, SignedOut, Up};
use crate::reactive::spawn;
use leptos::prelude::*;
use std::time::Duration;

/// Why a token is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is none yet.
    Boot,
    /// The one at hand is old, or the portal says that it has changed.
    Expired,
    /// The platform does not take the one at hand.
    Rejected,
    /// The page has come to light again.
    Visible,
}

impl Reason {
    fn word(self) -> &'static str {
        match self {
            Self::Boot => "boot",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
            Self::Visible => "visible",
        }
    }
}

impl Session {
    /// Asks the portal for a token. All who ask meanwhile share the answer.
    pub async fn pull(self, reason: Reason) {
        let Some(portal) = self.portal.filter(|_| !self.has_ended()) else {
            return;
        };
        let ask = async move {
            let mut reason = reason;
            loop {
                let answer = portal.ask(reason.word()).await;
                if self.ask_again.try_update_value(std::mem::take) != Some(true) {
                    return self.heard(answer);
                }
                // It changed while we asked: the answer may be the one from before.
                reason = Reason::Expired;
            }
        };
        self.renewed_by(Box::pin(ask)).await;
    }

    /// The portal says that its token has changed.
    pub fn token_changed(self) {
        if self.renewal.with_value(Option::is_some) {
            self.ask_again.set_value(true);
        } else {
            spawn(self.pull(Reason::Expired));
        }
    }

    /// The page has come to light: a token that grew old in the dark is replaced before it is needed.
    pub fn seen_again(self) {
        let has_token = self.state.get_untracked() == SessionState::SignedIn;
        if !self.has_ended() && (!has_token || self.is_old()) {
            spawn(self.pull(Reason::Visible));
        }
    }

    /// Makes sure that the token is not older than the portal said it may become. Only a hint: what counts is whether
    /// the platform takes it.
    pub async fn freshen(self) {
        if self.portal.is_some() && self.is_old() {
            self.pull(Reason::Expired).await;
        }
        self.notice(self.token().as_ref());
    }

    /// The portal is about to take the frame away.
    pub fn end(self) {
        self.forget(SignedOut::Portal(NoToken::Ended));
    }

    fn has_ended(&self) -> bool {
        self.state.try_get_untracked() == Some(SessionState::SignedOut(SignedOut::Portal(NoToken::Ended)))
    }

    fn is_old(&self) -> bool {
        let left = self.memory.get_value().and_then(|grant| grant.left_ms());
        left.is_some_and(|left| left <= 0.0)
    }

    fn heard(self, answer: TokenAnswer) {
        if self.state.is_disposed() || self.has_ended() {
            return;
        }
        match answer {
            TokenAnswer::Given(Ok(token), seconds) => {
                self.take(Grant::new(token, None, seconds.map(f64::from)));
            }
            TokenAnswer::Given(Err(_), _) => self.without("token-malformed", NoToken::Malformed),
            TokenAnswer::SignedOut => self.without("auth", NoToken::SignedOut),
            TokenAnswer::Denied => self.without("forbidden", NoToken::Denied),
            TokenAnswer::Unavailable(again) => {
                self.not_now("unreachable");
                if let Some(seconds) = again {
                    let pull = move || spawn(self.pull(Reason::Expired));
                    set_timeout(pull, Duration::from_secs(u64::from(seconds.clamp(1, 300))));
                }
            }
            TokenAnswer::Late => self.not_now("timeout"),
        }
    }

    fn without(self, code: &'static str, why: NoToken) {
        self.tell(Up::Error(code));
        self.forget(SignedOut::Portal(why));
    }

    /// A token at hand may still be good, and the next request finds out; without one there is nothing to show.
    fn not_now(self, code: &'static str) {
        if self.token().is_some() {
            self.tell(Up::Error(code));
            self.not_renewed(None);
        } else {
            self.without(code, NoToken::Unavailable);
        }
    }
}
