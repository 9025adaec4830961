//! Error of a start.

use std::fmt;

/// Reason why the platform cannot start, as a message for the user.
#[derive(Debug)]
pub struct StartError(String);

impl StartError {
    /// Creates the message `context: cause`.
    pub(crate) fn new(context: &str, cause: impl fmt::Display) -> Self {
        Self(format!("{context}: {cause}"))
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}
