//! A request with a token that may have grown old: one renewal, however many requests wait for it. A read is sent again,
//! with the new token or where there was no answer; a write is sent once. The token of an account is renewed ahead of time.

use crate::api::{ApiError, ApiResponse, Client, Fault, RequestKind};
use crate::console_event::ConsoleEvent;
use crate::session::{Token, TokenReason};
use crate::web;
use leptos::prelude::*;
use std::time::Duration;
use upgrade_api::error::ErrorCode;
use web_sys::AbortSignal;

/// How often a read that got no answer is sent again.
const RETRIES: u32 = 2;
/// Milliseconds the first of these waits at most; each next one twice as long.
const FIRST_WAIT_MS: f64 = 500.0;
/// Seconds a read waits where the platform has named them. A longer wait is an answer: who asked says so.
const NAMED_WAIT: u32 = 2;
/// Seconds between two looks at how long the token still lives.
const LOOK_SECONDS: u64 = 1;

impl Client {
    /// Reads with the token; a read that got no answer is sent again a little later. The one place where that is done:
    /// several layers of it would multiply.
    pub(crate) async fn read_signed(
        &self,
        path: &str,
        body: Option<String>,
        owner: Option<&AbortSignal>,
    ) -> Result<String, ApiError> {
        let mut sent = 0;
        let result = loop {
            self.ensure_fresh().await;
            let result = self
                .send_renewing(RequestKind::Read, path, body.clone(), owner)
                .await
                .result;
            match &result {
                Err(error) if error.may_pass() && error.retry_after() <= Some(NAMED_WAIT) && sent < RETRIES => {
                    let asked = f64::from(error.retry_after().unwrap_or_default()) * 1000.0;
                    web::pause(asked + jitter(FIRST_WAIT_MS * f64::from(1 << sent))).await;
                    sent += 1;
                }
                _ => break result,
            }
        };
        self.report_error(result.as_ref().err());
        result
    }

    /// Sends a write with the token: once.
    pub(crate) async fn write_signed(&self, path: &str, body: String) -> ApiResponse {
        self.ensure_fresh().await;
        self.write_at_once(path, body).await
    }

    /// Sends a write with the token at hand: once.
    pub(crate) async fn write_at_once(&self, path: &str, body: String) -> ApiResponse {
        let answer = self.send_renewing(RequestKind::Write, path, Some(body), None).await;
        self.report_error(answer.result.as_ref().err());
        answer
    }

    /// Sends a request; where the token is refused, renews it.
    async fn send_renewing(
        &self,
        call: RequestKind,
        path: &str,
        body: Option<String>,
        owner: Option<&AbortSignal>,
    ) -> ApiResponse {
        // Read right before sending: a portal may have renewed it.
        let Some(token) = self.session.token() else {
            return ApiError::SignedOut(None).into();
        };
        let _underway = (call == RequestKind::Write).then(|| self.session.underway());
        let answer = self.send(call, path, body.clone(), Some(&token), owner).await;
        let Err(ApiError::SignedOut(code)) = answer.result else {
            return answer;
        };
        if self.session.token().is_none() {
            // Whoever asked has left meanwhile.
            return answer;
        }
        let new = match self.renewed(&token, code).await {
            Ok(Some(new)) => new,
            Ok(None) => {
                self.refuse(&token, &answer);
                return answer;
            }
            Err(error) => return error.into(),
        };
        if call == RequestKind::Write {
            // Whether it still should happen is for the operator to say, not for us.
            return ApiError::Renewed.into();
        }
        let answer = self.send(call, path, body, Some(&new), owner).await;
        self.refuse(&new, &answer);
        answer
    }

    pub(crate) fn refuse(&self, token: &Token, answer: &ApiResponse) {
        if let Err(ApiError::SignedOut(code)) = &answer.result {
            self.session.refused(token, *code);
        }
    }

    /// Another token than the one that was refused with this code, if there is one to be had.
    pub(crate) async fn renewed(&self, refused: &Token, code: Option<ErrorCode>) -> Result<Option<Token>, ApiError> {
        let session = self.session;
        let other = || session.token().filter(|token| token != refused);
        if let Some(token) = other() {
            return Ok(Some(token));
        }
        if session.is_in_portal() {
            session.request_token(TokenReason::Rejected).await;
        } else if session.renewable().is_some() {
            session.renewed_by(Box::pin(self.refresh(code))).await;
        } else {
            return Ok(None);
        }
        match other() {
            // It may be had later: this request has failed, the session has not ended.
            None if session.may_renew_later() => Err(ApiError::NotRenewed),
            other => Ok(other),
        }
    }

    pub(crate) fn report_error(&self, error: Option<&ApiError>) {
        let code = match error {
            Some(error) if error.lacks_right().is_some() => "forbidden",
            Some(ApiError::Failed(_, fault)) => match fault {
                Fault::Unreachable => "unreachable",
                Fault::TimedOut => "timeout",
                Fault::TooLarge
                | Fault::OverLimit
                | Fault::Throttled(_)
                | Fault::Unavailable { .. }
                | Fault::Gateway(_)
                | Fault::Broken(..)
                | Fault::Undocumented { .. } => "unexpected",
                Fault::Left => return,
            },
            _ => return,
        };
        self.session.emit(ConsoleEvent::Error(code));
    }
}

/// Ahead of time.
impl Client {
    /// Keeps the session alive until the view goes: looks every second, and shares renewals with duplicates of the tab.
    pub fn keep_session(self) {
        if self.session.is_in_portal() {
            return;
        }
        self.session.follow_tabs();
        let look = move || self.renew_ahead();
        if let Ok(handle) = set_interval_with_handle(look, Duration::from_secs(LOOK_SECONDS)) {
            on_cleanup(move || handle.clear());
        }
    }

    /// Renews the token of an account where it is about to expire.
    pub fn renew_ahead(self) {
        if self.session.wants_renewal() {
            // Runs whether somebody waits for it or not.
            let _ = self.session.start_renewal(Box::pin(self.refresh(None)));
        }
    }

    /// Sees to a good token before a request is sent.
    pub(crate) async fn ensure_fresh(&self) {
        if !self.session.is_in_portal() {
            self.renew_ahead();
            self.session.renewal_settled().await;
        }
        self.session.ensure_fresh().await;
    }
}

/// A part of so many milliseconds, by chance: pages that lost the same platform must not come back in the same moment.
#[must_use]
pub fn jitter(most_ms: f64) -> f64 {
    js_sys::Math::random() * most_ms
}
