//! Asking the portal for a token. The console pulls: that survives sleep, reload and a clock that is wrong.

use crate::console_event::ConsoleEvent;
use crate::session::TokenProblem;
use crate::session::grant::PortalToken;
use crate::session::{Grant, NoToken, Session, SessionState, SignedOut, Token};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::time::Duration;

/// Why a token is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenReason {
    /// There is none yet.
    Boot,
    /// The one at hand is old, or the portal says that it has changed.
    Expired,
    /// The platform does not take the one at hand.
    Rejected,
    /// The page has come to light again.
    Visible,
}

impl TokenReason {
    /// The word of the protocol.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Boot => "boot",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
            Self::Visible => "visible",
        }
    }
}

/// Answer of a portal that is asked for a token.
pub enum TokenAnswer {
    /// A token.
    Given {
        /// The token, or what is wrong with it.
        token: Result<Token, TokenProblem>,
        /// Lifetime in seconds, where the portal names it.
        expires_in: Option<u32>,
        /// A text that differs from user to user, where the portal names it.
        user: Option<String>,
    },
    /// No user is signed in at the portal.
    SignedOut,
    /// The user may not use the console.
    Denied,
    /// The portal has no token now; seconds until it may have one, where it names them.
    Unavailable(Option<u32>),
    /// No answer in time.
    Late,
}

/// Asks the portal for a token.
pub type AskPortal = Callback<TokenReason, Pin<Box<dyn Future<Output = TokenAnswer>>>>;

impl Session {
    /// Asks the portal for a token. All who ask meanwhile share the answer.
    pub async fn request_token(self, reason: TokenReason) {
        let Some(portal) = self.portal.filter(|_| !self.has_ended()) else {
            return;
        };
        let ask = async move {
            let mut reason = reason;
            loop {
                let answer = portal.run(reason).await;
                if self.ask_again.try_update_value(std::mem::take) != Some(true) {
                    return self.take_answer(answer);
                }
                // It changed while we asked: the answer may be the one from before.
                reason = TokenReason::Expired;
            }
        };
        self.renewed_by(Box::pin(ask)).await;
    }

    /// The portal says that its token has changed.
    pub fn token_changed(self) {
        self.changed.set_value(true);
        if self.renewal.with_value(Option::is_some) {
            self.ask_again.set_value(true);
        } else {
            spawn_local(self.request_token(TokenReason::Expired));
        }
    }

    /// The page has come to light: a token that grew old in the dark is replaced before it is needed.
    pub fn on_visible(self) {
        let has_token = self.state.get_untracked() == SessionState::SignedIn;
        if !self.has_ended() && (!has_token || self.is_old()) {
            spawn_local(self.request_token(TokenReason::Visible));
        }
    }

    /// Makes sure that the token is not older than the portal said it may become. Only a hint: what counts is whether
    /// the platform takes it.
    pub async fn ensure_fresh(self) {
        if self.portal.is_some() && self.is_old() {
            self.request_token(TokenReason::Expired).await;
        }
        self.count_token(self.token().as_ref());
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

    fn take_answer(self, answer: TokenAnswer) {
        if self.state.is_disposed() || self.has_ended() {
            return;
        }
        match answer {
            TokenAnswer::Given {
                token: Ok(token),
                expires_in,
                user,
            } => {
                self.compare_user(&token, user);
                self.take(Grant::new(token, None, expires_in.map(f64::from)));
            }
            TokenAnswer::Given { token: Err(_), .. } => self.without("token-malformed", NoToken::Malformed),
            TokenAnswer::SignedOut => self.without("auth", NoToken::SignedOut),
            TokenAnswer::Denied => self.without("forbidden", NoToken::Denied),
            TokenAnswer::Unavailable(again) => {
                self.not_now();
                if let Some(seconds) = again {
                    let pull = move || spawn_local(self.request_token(TokenReason::Expired));
                    set_timeout(pull, Duration::from_secs(u64::from(seconds.clamp(1, 300))));
                }
            }
            TokenAnswer::Late => self.not_now(),
        }
    }

    /// Compares the user of a token with the one before: what somebody typed is not shown to another user. Where the
    /// portal names no user, a changed token is another user's; a renewed one never is.
    fn compare_user(&self, token: &Token, user: Option<String>) {
        let is_changed = self.changed.try_update_value(std::mem::take) == Some(true);
        let given = PortalToken {
            user,
            token: token.clone(),
        };
        let before = self
            .given
            .try_update_value(|last| last.replace(given.clone()))
            .flatten();
        let is_other = before.is_some_and(|before| given.is_of_other_user(&before, is_changed));
        if is_other {
            self.abort();
            self.users.update(|users| *users += 1);
        }
    }

    fn without(self, code: &'static str, why: NoToken) {
        self.emit(ConsoleEvent::Error(code));
        self.forget(SignedOut::Portal(why));
    }

    /// A token at hand may still be good, and the next request finds out; without one there is nothing to show.
    fn not_now(self) {
        // The portal's own failure: the platform was not even asked.
        const CODE: &str = "portal";
        if self.token().is_some() {
            self.emit(ConsoleEvent::Error(CODE));
            self.not_renewed(None);
        } else {
            self.without(CODE, NoToken::Unavailable);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn another_user_is_one_of_another_name_or_of_a_changed_token_without_a_name() {
        let given = |user: &str, token: &str| PortalToken {
            user: (!user.is_empty()).then(|| user.to_owned()),
            token: Token::parse(token).unwrap(),
        };
        // The user and token before, those now, and whether it is another user where the token was renewed, or changed.
        let cases = [
            (("a", "1"), ("a", "2"), [false, false]),
            (("a", "1"), ("b", "2"), [true, true]),
            (("a", "1"), ("b", "1"), [true, true]),
            (("", "1"), ("", "2"), [false, true]),
            (("", "1"), ("", "1"), [false, false]),
            (("a", "1"), ("", "2"), [false, true]),
            (("", "1"), ("a", "2"), [false, true]),
        ];
        for (before, now, wanted) in cases {
            let (first, second) = (given(before.0, before.1), given(now.0, now.1));
            let found = [false, true].map(|is_changed| second.is_of_other_user(&first, is_changed));
            assert_eq!(found, wanted, "{before:?} {now:?}");
        }
    }
}
