//! Reply of a portal to a token request, from [`crate::portal`] to [`crate::session`].

/// The portal's reply to a token request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenReply {
    /// A token, with its lifetime and its user if the portal names them.
    Given {
        /// The token; `None` if it is not a string, or if its user is not a valid one.
        token: Option<String>,
        /// Lifetime in seconds.
        expires_in: Option<u32>,
        /// Identifier of the user.
        user: Option<String>,
    },
    /// No user is signed in at the portal.
    SignedOut,
    /// The user may not use the console.
    Denied,
    /// The portal has no token at the moment; the seconds until it may have one, if it names them.
    Unavailable(Option<u32>),
    /// The portal did not reply in time.
    TimedOut,
}
