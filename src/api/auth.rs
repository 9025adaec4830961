//! Sign-in with account and password, and token refresh (profile `full`).

use crate::api::error::is_page;
use crate::api::{ApiError, Client, Fault, RequestKind};
use crate::session::{Grant, Token};
use upgrade_api::auth::{Credentials, RefreshToken, SignIn};
use upgrade_api::error::ErrorCode;
use upgrade_api::paths;

impl Client {
    /// Signs in and returns the access token.
    ///
    /// # Errors
    /// Any [`ApiError`]. It never contains the password or the token.
    pub async fn sign_in(&self, account: &str, password: &str) -> Result<Grant, ApiError> {
        let body = SignIn {
            account: account.to_owned(),
            password: password.to_owned(),
        };
        parse_grant(&self.post_as(None, paths::SIGN_IN, &body).await?)
    }

    /// Replaces the access token by means of its refresh token. A refresh request itself needs a valid access token
    /// (`platform-api.md`), so if the platform refused it with the code `refused`, the refresh token is discarded
    /// instead.
    pub(crate) async fn refresh(self, refused: Option<ErrorCode>) {
        let session = self.session;
        let Some(grant) = session.renewable() else { return };
        let _lock = session.renewal_lock(&grant.token).await;
        // A sign-out, a new sign-in or a duplicate of this tab may replace the token while this waits.
        let is_current = || session.token().as_ref() == Some(&grant.token);
        let Some(refresh) = grant.refresh.as_ref().filter(|_| is_current()) else {
            return;
        };
        if refused.is_some() {
            return session.forget_refresh_token();
        }
        let body = RefreshToken {
            refresh_token: refresh.reveal().to_owned(),
        };
        let response = self.post_as(Some(&grant.token), paths::REFRESH_TOKEN, &body).await;
        if !is_current() {
            return;
        }
        match response.and_then(|text| parse_grant(&text)) {
            Ok(mut new) => {
                new.refresh = new.refresh.or(grant.refresh);
                session.refreshed(&grant.token, new);
            }
            Err(error) if error.may_have_been_executed() || error.is_throttled() => {
                session.renewal_failed(error.retry_after());
            }
            Err(_) => session.forget_refresh_token(),
        }
    }
}

fn parse_grant(body: &str) -> Result<Grant, ApiError> {
    // The body may contain secrets, so the error quotes nothing from it.
    let quotable = if is_page(body) { "<" } else { "" };
    let credentials =
        Credentials::read(body).map_err(|error| ApiError::unreadable(RequestKind::Write, &error, quotable))?;
    let token = Token::parse(&credentials.access_token).map_err(|_| {
        let detail = "access_token".to_owned();
        ApiError::Failed(RequestKind::Write, Fault::Undocumented { status: 200, detail })
    })?;
    let refresh = Token::parse(&credentials.refresh_token).ok();
    Ok(Grant::new(token, refresh, Some(credentials.expire_in as f64)))
}
