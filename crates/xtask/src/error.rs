//! The error type of xtask.

use std::fmt;

/// A message for the terminal: what failed and, if possible, what to do about it.
#[derive(Debug)]
pub(crate) struct Error(String);

/// Result of a fallible function of xtask.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Creates an error with this message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Adds the failed action to an error.
pub(crate) trait Context<T> {
    /// Turns the error into `ACTION: CAUSE`.
    fn context(self, action: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, action: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|cause| Error(format!("{}: {cause}", action())))
    }
}
