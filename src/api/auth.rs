//! Account and password for an Access-Token (profile full).

use super::{ApiError, Client};
use crate::session::Token;
use upgrade_api::full::{Credentials, SignIn};
use upgrade_api::paths;

impl Client {
    /// Buys a token.
    ///
    /// # Errors
    /// As [`ApiError`]; never with the password or the token.
    pub async fn sign_in(&self, account: &str, password: &str) -> Result<Token, ApiError> {
        let body = SignIn {
            account: account.to_owned(),
            password: password.to_owned(),
        };
        let answer = self.post_unsigned(paths::SIGN_IN, &body).await?;
        let credentials = Credentials::read(&answer).map_err(|error| ApiError::unreadable(&error))?;
        Token::parse(&credentials.access_token).map_err(|_| ApiError::Unexpected {
            status: 200,
            detail: "access_token".to_owned(),
        })
    }
}
