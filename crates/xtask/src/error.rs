//! One error: a sentence for the person at the terminal.

use std::fmt;

/// What went wrong, in words that say what to do where something can be done.
#[derive(Debug)]
pub(crate) struct Error(String);

/// The result of every fallible step here.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that reads as `message`.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Puts "what was being done" before an error of the standard library.
pub(crate) trait Context<T> {
    /// Turns the error into `WHAT: CAUSE`.
    fn context(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|cause| Error(format!("{}: {cause}", what())))
    }
}
