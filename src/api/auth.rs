//! Account and password, or a refresh token, for an Access-Token (profile full).

use super::{ApiError, Call, Client, Fault, Outcome};
use crate::session::Token;
use upgrade_api::full::{Credentials, RefreshToken, SignIn};
use upgrade_api::paths;

/// What a sign-in buys: a token, and what buys the next one.
type Bought = (Token, Option<Token>);

impl Client {
    /// Buys a token.
    ///
    /// # Errors
    /// As [`ApiError`]; never with the password or the token.
    pub async fn sign_in(&self, account: &str, password: &str) -> Result<Bought, ApiError> {
        let body = SignIn {
            account: account.to_owned(),
            password: password.to_owned(),
        };
        bought(&self.post_unsigned(paths::SIGN_IN, &body).await?)
    }

    /// Buys the next token with the refresh token that came with this one.
    pub(super) async fn refresh(self) {
        let session = self.session;
        let Some(refresh) = session.refresh_token() else { return };
        let body = RefreshToken {
            refresh_token: refresh.reveal().to_owned(),
        };
        let answer = self.post_unsigned(paths::REFRESH_TOKEN, &body).await;
        // Whoever was here has left, or signed in anew.
        if session.refresh_token().as_ref() != Some(&refresh) {
            return;
        }
        match answer.and_then(|answer| bought(&answer)) {
            Ok((token, next)) => session.refreshed(token, next.or(Some(refresh))),
            Err(error) => match error.outcome() {
                Outcome::Unknown | Outcome::Throttled => session.not_renewed(),
                _ => session.forget_refresh_token(),
            },
        }
    }
}

fn bought(answer: &str) -> Result<Bought, ApiError> {
    let credentials = Credentials::read(answer).map_err(|error| ApiError::unreadable(Call::Write, &error, ""))?;
    let token = Token::parse(&credentials.access_token).map_err(|_| {
        let detail = "access_token".to_owned();
        ApiError::Failed(Call::Write, Fault::Undocumented { status: 200, detail })
    })?;
    Ok((token, Token::parse(&credentials.refresh_token).ok()))
}
