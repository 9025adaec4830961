//! Requests with the session's token, and its renewal. Requests that wait for a renewal share it. A read is retried
//! with the renewed token and after a missing response; a write is sent once. The token of an account is renewed before
//! it expires.

use crate::api::{ApiError, ApiResponse, Client, Fault, RequestKind};
use crate::console_event::ConsoleEvent;
use crate::session::{Token, TokenReason};
use crate::web;
use upgrade_api::error::ErrorCode;
use web_sys::AbortSignal;

/// Maximum number of retries of a read.
const MAX_RETRIES: u32 = 2;
/// Maximum random delay before the first retry, in milliseconds. It doubles with each retry.
const FIRST_DELAY_MS: f64 = 500.0;
/// Longest `Retry-After`, in seconds, that a read waits for. A longer one is returned to the caller as an error.
const MAX_INLINE_WAIT_SECONDS: u32 = 2;
/// Seconds between two checks of the token's remaining lifetime.
const CHECK_SECONDS: u32 = 1;

impl Client {
    /// Sends a read with the token and retries it if [`is_retryable`](ApiError::is_retryable) allows. Other layers do not
    /// retry: nested retries would multiply.
    pub(crate) async fn read_with_token(
        &self,
        path: &str,
        body: Option<String>,
        owner: Option<&AbortSignal>,
    ) -> Result<String, ApiError> {
        let user = self.session.abort_signal();
        let mut retries = 0;
        let result = loop {
            self.prepare_token(user.as_ref()).await?;
            let send = async |token: &Token| {
                self.send(RequestKind::Read, path, body.clone(), Some(token), owner)
                    .await
            };
            let result = self.with_renewal(true, send).await.result;
            match &result {
                Err(error)
                    if error.is_retryable()
                        && error
                            .retry_after()
                            .is_none_or(|seconds| seconds <= MAX_INLINE_WAIT_SECONDS)
                        && retries < MAX_RETRIES =>
                {
                    let retry_after_ms = f64::from(error.retry_after().unwrap_or_default()) * 1000.0;
                    web::pause(retry_after_ms + web::jitter(FIRST_DELAY_MS * f64::from(1 << retries))).await;
                    retries += 1;
                }
                _ => break result,
            }
        };
        self.report_error(result.as_ref().err());
        result
    }

    /// Sends a request with the token. If the platform refuses the token, renews it, then sends the request again if it
    /// `repeats`; otherwise returns [`ApiError::Renewed`].
    pub(crate) async fn with_renewal(&self, repeats: bool, send: impl AsyncFn(&Token) -> ApiResponse) -> ApiResponse {
        // Read immediately before sending, because a portal may replace the token at any time.
        let Some(token) = self.session.token() else {
            return ApiError::SignedOut(None).into();
        };
        let user = self.session.abort_signal();
        let response = send(&token).await;
        let Err(ApiError::SignedOut(code)) = response.result else {
            return response;
        };
        if self.session.token().is_none() {
            // The session ended while the request was in flight.
            return response;
        }
        let new_token = match self.replacement_token(&token, code).await {
            Ok(Some(new_token)) => new_token,
            Ok(None) => {
                self.end_if_refused(&token, &response);
                return response;
            }
            Err(error) => return error.into(),
        };
        if !is_same_user(user.as_ref()) {
            return ApiError::Aborted.into();
        }
        if !repeats {
            // The operator decides whether to repeat a write.
            return ApiError::Renewed.into();
        }
        let response = send(&new_token).await;
        self.end_if_refused(&new_token, &response);
        response
    }

    /// Ends the session if the platform refused `token`.
    fn end_if_refused(&self, token: &Token, response: &ApiResponse) {
        if let Err(ApiError::SignedOut(code)) = &response.result {
            self.session.refused(token, *code);
        }
    }

    /// Returns a token that replaces the refused one, renewing it if necessary. `code` is the error code of the
    /// refusal. `None` if there is no replacement.
    ///
    /// # Errors
    /// [`ApiError::NotRenewed`] if a later renewal may succeed.
    async fn replacement_token(&self, refused: &Token, code: Option<ErrorCode>) -> Result<Option<Token>, ApiError> {
        let session = self.session;
        let other = || session.token().filter(|token| token != refused);
        if let Some(token) = other() {
            return Ok(Some(token));
        }
        if session.is_in_portal() {
            session.request_token(TokenReason::Rejected).await;
        } else if session.renewable().is_some() {
            session.run_renewal(Box::pin(self.refresh(code))).await;
        } else {
            return Ok(None);
        }
        match other() {
            // A later renewal may succeed, so only this request fails and the session continues.
            None if session.is_renewal_retryable() => Err(ApiError::NotRenewed),
            other => Ok(other),
        }
    }

    /// Reports a failed request to the portal, if its kind has a code in `docs/embedding.md`.
    pub(crate) fn report_error(&self, error: Option<&ApiError>) {
        let code = match error {
            Some(error) if error.missing_permission().is_some() => "forbidden",
            Some(ApiError::Failed(_, fault)) => match fault {
                Fault::Unreachable => "unreachable",
                Fault::TimedOut => "timeout",
                Fault::ResponseTooLarge
                | Fault::RequestTooLarge
                | Fault::Throttled(_)
                | Fault::Unavailable { .. }
                | Fault::Gateway(_)
                | Fault::ServerError(..)
                | Fault::Undocumented { .. } => "unexpected",
                Fault::PageClosed => return,
            },
            _ => return,
        };
        self.session.emit(ConsoleEvent::Error(code));
    }
}

/// Renewal before expiry.
impl Client {
    /// Renews the token of an account before it expires, until the current owner is cleaned up. Shares renewals with
    /// duplicates of this tab. Does nothing within a portal, which supplies its own tokens.
    pub fn keep_session(self) {
        if self.session.is_in_portal() {
            return;
        }
        self.session.accept_renewals_of_tabs();
        web::every(CHECK_SECONDS, move || self.renew_ahead());
    }

    /// Starts a renewal of an account's token if it is due.
    pub fn renew_ahead(self) {
        if self.session.wants_renewal() {
            // The renewal runs even if no request waits for it.
            let _ = self.session.start_renewal(Box::pin(self.refresh(None)));
        }
    }

    /// Renews a token that is about to expire before a request uses it. `user` is the session's signal at the start of the
    /// operation, which may take several requests.
    ///
    /// # Errors
    /// [`ApiError::Aborted`] if the user has left since: the next user's token must not send the request.
    pub(crate) async fn prepare_token(&self, user: Option<&AbortSignal>) -> Result<(), ApiError> {
        if !self.session.is_in_portal() {
            self.renew_ahead();
            self.session.wait_for_renewal().await;
        }
        self.session.refresh_portal_token().await;
        match is_same_user(user) {
            true => Ok(()),
            false => Err(ApiError::Aborted),
        }
    }
}

/// Whether the user to whose requests this signal belongs has not left.
fn is_same_user(signal: Option<&AbortSignal>) -> bool {
    signal.is_some_and(|signal| !signal.aborted())
}
