//! What the console says over the port.

use crate::portal::wire::{message, quoted};

/// What the console tells a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outbound<'a> {
    /// The console is on show.
    Ready,
    /// Where it is, and whether the portal should make an entry of its history for it.
    Route(&'a str, bool),
    /// What it is called now.
    Title(&'a str),
    /// How high it is, in CSS pixels.
    Size(u32),
    /// Whether something is typed that nobody has sent.
    Dirty(bool),
    /// Something went wrong: a short code, never a text.
    Error(&'static str),
    /// A task was `created`, `updated` or `deleted`.
    Task(&'static str, &'a str),
    /// Give me a token: the question's id, and why.
    TokenGet(&'a str, &'static str),
    /// May go: the id of what is answered, and whether something typed is lost.
    TeardownOk(&'a str, bool),
}

impl Outbound<'_> {
    /// The message.
    #[must_use]
    pub fn message(self) -> String {
        let one = |name: &str, text: &str| format!(r#"{{"{name}":{}}}"#, quoted(text));
        match self {
            Self::Ready => message("ready", None, "{}"),
            Self::Route(path, false) => message("route", None, &one("path", path)),
            Self::Route(path, true) => message("route", None, &format!(r#"{{"path":{},"entry":true}}"#, quoted(path))),
            Self::Title(text) => message("title", None, &one("text", text)),
            Self::Size(height) => message("size", None, &format!(r#"{{"height":{height}}}"#)),
            Self::Dirty(value) => message("dirty", None, &format!(r#"{{"value":{value}}}"#)),
            Self::Error(code) => message("error", None, &one("code", code)),
            Self::Task(what, id) => message(&format!("task.{what}"), None, &one("id", id)),
            Self::TokenGet(id, reason) => message("token.get", Some(id), &one("reason", reason)),
            Self::TeardownOk(id, unsaved) => message("teardown.ok", Some(id), &format!(r#"{{"unsaved":{unsaved}}}"#)),
        }
    }
}
