//! Boxed sentence that stays on the page.

use leptos::prelude::*;

/// Kind of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteTone {
    /// Something to consider.
    Warning,
    /// Something went wrong.
    Error,
    /// Information.
    Info,
}

/// A note. A screen reader announces an error when it appears.
#[component]
pub fn Note(
    /// Kind of the note.
    tone: NoteTone,
    /// Text. A page translator cannot freeze it.
    #[prop(optional, into)]
    text: Option<String>,
    /// Content after the text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, role) = match tone {
        NoteTone::Warning => ("note note-warning", None),
        NoteTone::Error => ("note note-error", Some("alert")),
        NoteTone::Info => ("note note-info", None),
    };
    view! {
        <div class=class role=role>
            <div class="note-text">
                {text.map(|text| view! { <p prop:textContent=text /> }.into_any())}
                {children.map(|children| children())}
            </div>
        </div>
    }
}
