//! Requests for a token from the portal. The console requests a token when it needs one instead of relying on pushed
//! tokens, which also works after sleep, after a reload and with a wrong clock.

use crate::console_event::ConsoleEvent;
use crate::session::grant::PortalToken;
use crate::session::last_user;
use crate::session::{Grant, NoTokenReason, Session, SessionState, SignedOut, Token};
use crate::token_reply::TokenReply;
use js_sys::Promise;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;

/// Why the console requests a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenReason {
    /// There is no token yet.
    Boot,
    /// The token is about to expire, or the portal announced that it changed.
    Expired,
    /// The platform refused the token.
    Rejected,
    /// The page became visible.
    Visible,
}

impl TokenReason {
    /// Value of `reason` in the protocol (`docs/embedding.md`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Boot => "boot",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
            Self::Visible => "visible",
        }
    }
}

/// Callback that requests a token from the portal.
pub type RequestPortalToken = Callback<TokenReason, Pin<Box<dyn Future<Output = TokenReply>>>>;

impl Session {
    /// Requests a token from the portal, and waits for the answer. Concurrent callers share one request.
    pub async fn request_token(self, reason: TokenReason) {
        if let Some(request) = self.start_request(reason) {
            // The promise is never rejected.
            let _ = JsFuture::from(request).await;
        }
    }

    /// Starts a request for a token, unless one is in progress. The returned promise resolves when the request ends.
    fn start_request(self, reason: TokenReason) -> Option<Promise> {
        let portal = self.portal.filter(|_| !self.has_ended())?;
        let request = async move {
            let mut reason = reason;
            loop {
                let reply = portal.run(reason).await;
                if self.request_again.try_update_value(std::mem::take) != Some(true) {
                    return self.apply(reply);
                }
                // The token changed during the request, so the reply may contain the old one.
                reason = TokenReason::Expired;
            }
        };
        Some(self.start_renewal(Box::pin(request)))
    }

    /// Requests a token after the portal has announced that it changed.
    pub fn token_changed(self) {
        self.changed.set_value(true);
        if self.renewal.with_value(Option::is_some) {
            self.request_again.set_value(true);
        } else {
            spawn_local(self.request_token(TokenReason::Expired));
        }
    }

    /// Requests a token when the page becomes visible, if the token is missing or about to expire.
    pub fn on_visible(self) {
        let has_token = self.state.get_untracked() == SessionState::SignedIn;
        if !self.has_ended() && (!has_token || self.is_ending()) {
            spawn_local(self.request_token(TokenReason::Visible));
        }
    }

    /// Requests a token if the lifetime that the portal named for the current one is about to end, unless the portal has just
    /// failed to supply one. The lifetime is only a hint: the platform decides whether a token is valid. Until it ends, the
    /// wait for the portal is limited, because the current token is still usable.
    pub async fn refresh_portal_token(self) {
        if self.portal.is_some() && self.is_ending() && self.may_renew_early() {
            if self.has_expired() {
                self.request_token(TokenReason::Expired).await;
            } else {
                let _ = self.start_request(TokenReason::Expired);
                self.wait_for_renewal().await;
            }
        }
        self.count_token(self.token().as_ref());
    }

    /// Ends the session when the portal is about to remove the frame.
    pub fn end(self) {
        self.clear(SignedOut::Portal(NoTokenReason::Ended));
    }

    fn has_ended(&self) -> bool {
        self.state.try_get_untracked() == Some(SessionState::SignedOut(SignedOut::Portal(NoTokenReason::Ended)))
    }

    fn is_ending(&self) -> bool {
        let grant = self.memory.try_get_value().flatten();
        grant.is_some_and(|grant| grant.is_ending())
    }

    /// Whether the lifetime that the portal named for the current token has ended.
    fn has_expired(&self) -> bool {
        let grant = self.memory.try_get_value().flatten();
        grant.and_then(|grant| grant.remaining_ms()).is_some_and(|ms| ms <= 0.0)
    }

    fn apply(self, reply: TokenReply) {
        if self.state.is_disposed() || self.has_ended() {
            return;
        }
        // Only a portal that still has no token at the moment is asked again later.
        if !matches!(reply, TokenReply::Unavailable(_) | TokenReply::TimedOut) {
            self.set_retry(None);
        }
        match reply {
            TokenReply::Given {
                token,
                expires_in,
                user,
            } => match token.as_deref().map(Token::parse) {
                Some(Ok(token)) => {
                    self.compare_user(&token, user);
                    self.store_grant(Grant::new(token, None, expires_in.map(f64::from)));
                }
                Some(Err(_)) | None => self.fail("token-malformed", NoTokenReason::Malformed),
            },
            TokenReply::SignedOut => self.fail("auth", NoTokenReason::SignedOut),
            TokenReply::Denied => self.fail("forbidden", NoTokenReason::Denied),
            TokenReply::Unavailable(retry_after) => {
                self.token_unavailable();
                if let Some(seconds) = retry_after {
                    let retry = move || spawn_local(self.request_token(TokenReason::Expired));
                    let delay = Duration::from_secs(u64::from(seconds.clamp(1, 300)));
                    self.set_retry(set_timeout_with_handle(retry, delay).ok());
                }
            }
            TokenReply::TimedOut => self.token_unavailable(),
        }
    }

    /// Replaces the timer of the next request.
    fn set_retry(self, timer: Option<TimeoutHandle>) {
        if let Some(previous) = self
            .retry
            .try_update_value(|retry| std::mem::replace(retry, timer))
            .flatten()
        {
            previous.clear();
        }
    }

    /// Compares the user of a token with the previous one, because input of one user must not be shown to another. If
    /// the portal names no user, a token that the portal announced as changed belongs to another user; a renewed one
    /// does not. The first token of a page is compared with the last named user of this tab.
    fn compare_user(&self, token: &Token, user: Option<String>) {
        let is_changed = self.changed.try_update_value(std::mem::take) == Some(true);
        let portal_token = PortalToken {
            user,
            token: token.clone(),
        };
        let before = self
            .portal_token
            .try_update_value(|last| last.replace(portal_token.clone()))
            .flatten();
        let user = portal_token.user.as_deref();
        let is_other = match before {
            Some(before) => portal_token.is_of_other_user(&before, is_changed),
            None => last_user::is_other_than(user),
        };
        if is_other || user.is_some() {
            last_user::record(user);
        }
        if is_other {
            self.abort();
            self.user_changes.update(|user_changes| *user_changes += 1);
        }
    }

    /// Reports an error code to the portal and forgets the token.
    fn fail(self, code: &'static str, why: NoTokenReason) {
        self.emit(ConsoleEvent::Error(code));
        self.clear(SignedOut::Portal(why));
    }

    /// Keeps the current token, which may still be valid. Without one, the session ends.
    fn token_unavailable(self) {
        // The failure is the portal's; no request was sent to the platform.
        const CODE: &str = "portal";
        if self.token().is_some() {
            self.emit(ConsoleEvent::Error(CODE));
            self.renewal_failed(None);
        } else {
            self.fail(CODE, NoTokenReason::Unavailable);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn another_user_is_detected_by_the_name_or_without_a_name_by_a_changed_token() {
        let portal_token = |user: &str, token: &str| PortalToken {
            user: (!user.is_empty()).then(|| user.to_owned()),
            token: Token::parse(token).unwrap(),
        };
        // User and token before, user and token after, whether that is another user if the token was [renewed,
        // changed].
        let cases = [
            (("a", "1"), ("a", "2"), [false, false]),
            (("a", "1"), ("b", "2"), [true, true]),
            (("a", "1"), ("b", "1"), [true, true]),
            (("", "1"), ("", "2"), [false, true]),
            (("", "1"), ("", "1"), [false, false]),
            (("a", "1"), ("", "2"), [false, true]),
            (("", "1"), ("a", "2"), [false, true]),
        ];
        for (before, after, expected) in cases {
            let (first, second) = (portal_token(before.0, before.1), portal_token(after.0, after.1));
            let found = [false, true].map(|is_changed| second.is_of_other_user(&first, is_changed));
            assert_eq!(found, expected, "{before:?} {after:?}");
        }
    }
}
