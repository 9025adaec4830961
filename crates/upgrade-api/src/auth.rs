//! Sign-in and credentials (`openapi.yaml`, profile full). The types do not implement `Debug`: they hold secrets.

use crate::json::{Object, ReadError};
use serde::Serialize;

/// Body of a sign-in by account and password.
#[derive(Serialize)]
pub struct SignIn {
    /// Account.
    pub account: String,
    /// Password, 6 to 16 characters.
    pub password: String,
}

/// Body of a credential refresh.
#[derive(Serialize)]
pub struct RefreshToken {
    /// Refresh token that was issued with the access token.
    pub refresh_token: String,
}

/// Credentials issued by the platform.
pub struct Credentials {
    /// Value of the `Access-Token` header.
    pub access_token: String,
    /// Token that refreshes the credentials before they expire.
    pub refresh_token: String,
    /// Lifetime of the access token in seconds.
    pub expire_in: u64,
}

impl Credentials {
    /// Reads the answer to a sign-in or a refresh.
    ///
    /// # Errors
    /// The first field that is missing or not as documented, always as [`ReadError::Missing`]: the error never contains
    /// a value, because a value in the wrong field may be a token.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let secret = |field| object.text(field).map_err(|_| ReadError::Missing { field });
        Ok(Self {
            access_token: secret("access_token")?,
            refresh_token: secret("refresh_token")?,
            expire_in: object
                .number("expire_in")
                .map_err(|_| ReadError::Missing { field: "expire_in" })?,
        })
    }
}
