//! A request with a token that may have grown old: one renewal, however many requests wait for it; a read is sent
//! again once, a write never by itself.

use super::client::GET;
use super::{ApiError, Client};
use crate::session::{Reason, Token, Up};

impl Client {
    /// Sends a request with the token.
    pub(super) async fn send_signed(&self, method: &str, path: &str, body: Option<String>) -> Result<String, ApiError> {
        let answer = self.send_renewing(method, path, body).await;
        if let Err(error) = &answer {
            self.tell_error(error);
        }
        answer
    }

    async fn send_renewing(&self, method: &str, path: &str, body: Option<String>) -> Result<String, ApiError> {
        self.session.freshen().await;
        // Read right before sending: a portal may have renewed it.
        let Some(token) = self.session.token() else {
            return Err(ApiError::SignedOut(None));
        };
        let answer = self.send(method, path, body, Some(&token)).await;
        let Err(ApiError::SignedOut(Some(_) | None)) = &answer else {
            return answer;
        };
        if self.session.token().is_none() {
            // Whoever asked has left meanwhile.
            return answer;
        }
        let Some(new) = self.renewed(&token).await? else {
            self.refuse(&token, &answer);
            return answer;
        };
        if method != GET {
            // Whether it still should happen is for the operator to say, not for us.
            return Err(ApiError::Renewed);
        }
        let answer = self.send(method, path, None, Some(&new)).await;
        self.refuse(&new, &answer);
        answer
    }

    fn refuse(&self, token: &Token, answer: &Result<String, ApiError>) {
        if let Err(ApiError::SignedOut(code)) = answer {
            self.session.refused(token, *code);
        }
    }

    /// Another token than the one that was refused, if there is one to be had.
    async fn renewed(&self, refused: &Token) -> Result<Option<Token>, ApiError> {
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

    fn tell_error(&self, error: &ApiError) {
        let code = match error {
            error if error.lacks_right().is_some() => "forbidden",
            ApiError::Unreachable => "unreachable",
            ApiError::TimedOut => "timeout",
            ApiError::Unexpected { .. } => "unexpected",
            ApiError::Refused(_) | ApiError::SignedOut(_) | ApiError::Renewed | ApiError::NotRenewed => return,
        };
        self.session.tell(Up::Error(code));
    }
}
