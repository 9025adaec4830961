//! A request with a token that may have grown old: one renewal, however many requests wait for it. A read is sent again,
//! with the new token or where there was no answer; a write never by itself.

use super::{Answer, ApiError, Call, Client, Fault};
use crate::browser;
use crate::session::{Reason, Token, Up};
use web_sys::AbortSignal;

/// How often a read that got no answer is sent again.
const RETRIES: u32 = 2;
/// Milliseconds the first of these waits at most; each next one twice as long.
const FIRST_WAIT_MS: f64 = 500.0;

impl Client {
    /// Reads with the token; a read that got no answer is sent again a little later. The one place where that is done:
    /// several layers of it would multiply.
    pub(super) async fn read_signed(&self, path: &str, owner: Option<&AbortSignal>) -> Result<String, ApiError> {
        let mut sent = 0;
        let result = loop {
            let result = self.send_renewing(Call::Read, path, None, owner).await.result;
            match &result {
                Err(error) if error.may_pass() && sent < RETRIES => {
                    // All pages that lost the same platform must not come back in the same moment.
                    let most = FIRST_WAIT_MS * f64::from(1 << sent);
                    let asked = error.retry_after().map_or(0.0, |seconds| f64::from(seconds) * 1000.0);
                    browser::pause(asked + js_sys::Math::random() * most).await;
                    sent += 1;
                }
                _ => break result,
            }
        };
        self.tell_error(result.as_ref().err());
        result
    }

    /// Sends a write with the token: once.
    pub(super) async fn write_signed(&self, path: &str, body: String) -> Answer {
        let answer = self.send_renewing(Call::Write, path, Some(body), None).await;
        self.tell_error(answer.result.as_ref().err());
        answer
    }

    async fn send_renewing(&self, call: Call, path: &str, body: Option<String>, owner: Option<&AbortSignal>) -> Answer {
        self.session.freshen().await;
        // Read right before sending: a portal may have renewed it.
        let Some(token) = self.session.token() else {
            return ApiError::SignedOut(None).into();
        };
        let answer = self.send(call, path, body, Some(&token), owner).await;
        let Err(ApiError::SignedOut(Some(_) | None)) = &answer.result else {
            return answer;
        };
        if self.session.token().is_none() {
            // Whoever asked has left meanwhile.
            return answer;
        }
        let new = match self.renewed(&token).await {
            Ok(Some(new)) => new,
            Ok(None) => {
                self.refuse(&token, &answer);
                return answer;
            }
            Err(error) => return error.into(),
        };
        if call == Call::Write {
            // Whether it still should happen is for the operator to say, not for us.
            return ApiError::Renewed.into();
        }
        let answer = self.send(call, path, None, Some(&new), owner).await;
        self.refuse(&new, &answer);
        answer
    }

    pub(super) fn refuse(&self, token: &Token, answer: &Answer) {
        if let Err(ApiError::SignedOut(code)) = &answer.result {
            self.session.refused(token, *code);
        }
    }

    /// Another token than the one that was refused, if there is one to be had.
    pub(super) async fn renewed(&self, refused: &Token) -> Result<Option<Token>, ApiError> {
        let session = self.session;
        let other = || session.token().filter(|token| token != refused);
        if let Some(token) = other() {
            return Ok(Some(token));
        }
        if session.portal().is_some() {
            session.pull(Reason::Rejected).await;
        } else if session.refresh_token().is_some() {
            let client = *self;
            let refresh = async move { client.refresh().await };
            session.renewed_by(Box::pin(refresh)).await;
        } else {
            return Ok(None);
        }
        match other() {
            // It may be had later: this request has failed, the session has not ended.
            None if session.may_renew_later() => Err(ApiError::NotRenewed),
            other => Ok(other),
        }
    }

    pub(super) fn tell_error(&self, error: Option<&ApiError>) {
        let code = match error {
            Some(error) if error.lacks_right().is_some() => "forbidden",
            Some(ApiError::Failed(_, fault)) => match fault {
                Fault::Unreachable => "unreachable",
                Fault::TimedOut => "timeout",
                Fault::TooLarge | Fault::Throttled(_) | Fault::Broken(_) | Fault::Undocumented { .. } => "unexpected",
                Fault::Left => return,
            },
            _ => return,
        };
        self.session.tell(Up::Error(code));
    }
}
