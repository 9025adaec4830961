//! A boxed sentence that stays where it is.

use leptos::prelude::*;

/// What kind of sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteTone {
    /// Think twice.
    Warning,
    /// Something went wrong.
    Error,
    /// Something to know.
    Info,
}

/// A note. Errors are announced as they appear.
#[component]
pub fn Note(
    /// What kind.
    tone: NoteTone,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, role, mark) = match tone {
        NoteTone::Warning => ("note note-warning", None, "▲"),
        NoteTone::Error => ("note note-error", Some("alert"), "●"),
        NoteTone::Info => ("note note-info", None, "i"),
    };
    view! {
        <div class=class role=role>
            <span class="note-mark" aria-hidden="true">{mark}</span>
            <div class="note-text">{children()}</div>
        </div>
    }
}
