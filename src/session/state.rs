//! Whether a user is signed in, and the reason if not.

use upgrade_api::error::ErrorCode;

/// Why no user is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// No user has signed in yet.
    NotYet,
    /// The operator signed out in this page.
    ByOperator,
    /// Another page has removed the token from the storage.
    ByOtherPage,
    /// The platform refused the token, with its error code if it sent one.
    Refused(Option<ErrorCode>),
    /// The portal supplies no token.
    Portal(NoTokenReason),
}

/// Why the portal supplies no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTokenReason {
    /// No user is signed in at the portal.
    SignedOut,
    /// The portal's user may not use the console.
    Denied,
    /// The portal has no token at the moment, or does not answer.
    Unavailable,
    /// The portal's token is malformed.
    Malformed,
    /// The portal has ended this console.
    Ended,
}

/// State of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Requests carry a token.
    SignedIn,
    /// The first token has been requested from the portal.
    Asking,
    /// There is no token to send.
    SignedOut(SignedOut),
}

impl SessionState {
    /// Whether the user has left, so that the user's data must be cleared.
    pub fn has_user_left(self) -> bool {
        let Self::SignedOut(why) = self else { return false };
        matches!(
            why,
            SignedOut::ByOperator
                | SignedOut::ByOtherPage
                | SignedOut::Portal(NoTokenReason::SignedOut | NoTokenReason::Ended)
        )
    }

    /// Whether the user's input and guards stay stored in this tab. They do when the portal removes the frame, because it
    /// may restore it.
    pub fn keeps_input(self) -> bool {
        !self.has_user_left() || self == Self::SignedOut(SignedOut::Portal(NoTokenReason::Ended))
    }
}
