//! Whether somebody is signed in, and if not, why.

use upgrade_api::error::ErrorCode;

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// Nobody has signed in yet.
    NotYet,
    /// The operator signed out.
    ByOperator,
    /// The platform no longer takes the token; the code, where it said one.
    Refused(Option<ErrorCode>),
    /// The portal gives no token.
    Portal(NoToken),
}

/// Why a portal gives no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoToken {
    /// Nobody is signed in there.
    SignedOut,
    /// Whoever is signed in there may not use the console.
    Denied,
    /// It cannot now, or does not answer.
    Unavailable,
    /// What it gave is no token.
    Malformed,
    /// It has ended this console.
    Ended,
}

/// Whether somebody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Requests carry a token.
    SignedIn,
    /// The portal was asked for the first token.
    Asking,
    /// There is no token to send.
    SignedOut(SignedOut),
}

impl SessionState {
    /// Whether whoever was here has left: then nothing of theirs may stay.
    #[must_use]
    pub fn is_over(self) -> bool {
        let Self::SignedOut(why) = self else { return false };
        matches!(
            why,
            SignedOut::ByOperator | SignedOut::Portal(NoToken::SignedOut | NoToken::Ended)
        )
    }
}
