//! Account and password, or a refresh token, for an Access-Token (profile full).

use crate::api::error::is_page;
use crate::api::{ApiError, Client, ErrorClass, Fault, RequestKind};
use crate::session::{Grant, Token};
use upgrade_api::error::ErrorCode;
use upgrade_api::full::{Credentials, RefreshToken, SignIn};
use upgrade_api::paths;

impl Client {
    /// Buys a token.
    ///
    /// # Errors
    /// As [`ApiError`]; never with the password or the token.
    pub async fn sign_in(&self, account: &str, password: &str) -> Result<Grant, ApiError> {
        let body = SignIn {
            account: account.to_owned(),
            password: password.to_owned(),
        };
        bought(&self.post_as(None, paths::SIGN_IN, &body).await?)
    }

    /// Buys the next token with the refresh token that came with this one; `refused` is the code the platform has refused
    /// this one with. A refresh is a call like any other: it needs a token that is good (`platform-api.md`).
    pub(crate) async fn refresh(self, refused: Option<ErrorCode>) {
        let session = self.session;
        let Some(grant) = session.renewable() else { return };
        let _lock = session.renewal_lock(&grant.token).await;
        // Somebody has left or signed in again meanwhile, or a duplicate of this tab has renewed the token.
        let is_same = || session.token().as_ref() == Some(&grant.token);
        let Some(refresh) = grant.refresh.as_ref().filter(|_| is_same()) else {
            return;
        };
        if refused.is_some() {
            return session.forget_refresh_token();
        }
        let body = RefreshToken {
            refresh_token: refresh.reveal().to_owned(),
        };
        let answer = self.post_as(Some(&grant.token), paths::REFRESH_TOKEN, &body).await;
        if !is_same() {
            return;
        }
        match answer.and_then(|answer| bought(&answer)) {
            Ok(mut new) => {
                new.refresh = new.refresh.or(grant.refresh);
                session.refreshed(&grant.token, new);
            }
            Err(error) => match error.outcome() {
                ErrorClass::Unknown | ErrorClass::Throttled => session.not_renewed(error.retry_after()),
                _ => session.forget_refresh_token(),
            },
        }
    }
}

fn bought(answer: &str) -> Result<Grant, ApiError> {
    // Of an answer that may hold secrets nothing is quoted.
    let unquoted = if is_page(answer) { "<" } else { "" };
    let credentials =
        Credentials::read(answer).map_err(|error| ApiError::unreadable(RequestKind::Write, &error, unquoted))?;
    let token = Token::parse(&credentials.access_token).map_err(|_| {
        let detail = "access_token".to_owned();
        ApiError::Failed(RequestKind::Write, Fault::Undocumented { status: 200, detail })
    })?;
    let refresh = Token::parse(&credentials.refresh_token).ok();
    Ok(Grant::new(token, refresh, Some(credentials.expire_in as f64)))
}
