//! Messages from the console to the portal over the port.

use crate::portal::wire::{message, quoted};

/// A message to the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outbound<'a> {
    /// The console is shown.
    Ready,
    /// The current route.
    Route {
        /// Path and query.
        path: &'a str,
        /// Whether the portal should add a history entry for it.
        new_entry: bool,
    },
    /// The title of the page.
    Title(&'a str),
    /// The height of the page in CSS pixels.
    Size(u32),
    /// Whether there is unsaved input.
    Dirty(bool),
    /// A failure: an error code, never a message text.
    Error(&'static str),
    /// A task was `created`, `updated` or `deleted`; the task's id.
    Task(&'static str, &'a str),
    /// A token request: its id and the reason.
    TokenGet(&'a str, &'static str),
    /// The answer to a teardown.
    TeardownOk {
        /// Id of the request.
        id: &'a str,
        /// Whether unsaved input is lost.
        unsaved: bool,
    },
}

impl Outbound<'_> {
    /// Returns the message as JSON.
    pub fn message(self) -> String {
        let object = |name: &str, text: &str| format!(r#"{{"{name}":{}}}"#, quoted(text));
        match self {
            Self::Ready => message("ready", None, "{}"),
            Self::Route { path, new_entry: false } => message("route", None, &object("path", path)),
            Self::Route { path, new_entry: true } => {
                message("route", None, &format!(r#"{{"path":{},"entry":true}}"#, quoted(path)))
            }
            Self::Title(text) => message("title", None, &object("text", text)),
            Self::Size(height) => message("size", None, &format!(r#"{{"height":{height}}}"#)),
            Self::Dirty(value) => message("dirty", None, &format!(r#"{{"value":{value}}}"#)),
            Self::Error(code) => message("error", None, &object("code", code)),
            Self::Task(change, id) => message(&format!("task.{change}"), None, &object("id", id)),
            Self::TokenGet(id, reason) => message("token.get", Some(id), &object("reason", reason)),
            Self::TeardownOk { id, unsaved } => {
                message("teardown.ok", Some(id), &format!(r#"{{"unsaved":{unsaved}}}"#))
            }
        }
    }
}
