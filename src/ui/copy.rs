//! A text somebody will want elsewhere, with a button that copies it.

use super::Toasts;
use crate::browser;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A text and its copy button. Where the browser lets us not copy, the text is selected and the reader told how.
#[component]
pub fn CopyText(
    /// Its id.
    id: &'static str,
    /// The text.
    #[prop(into)]
    text: String,
    /// What the button is called: "Copy MD5".
    label: &'static str,
    /// Said once it is copied.
    copied: &'static str,
    /// Said where the browser refused and the text is selected instead.
    selected: &'static str,
) -> impl IntoView {
    let toasts = Toasts::expect();
    let shown = text.clone();
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            match browser::copy(&text).await {
                Ok(()) => toasts.tell(copied.to_owned()),
                Err(_) => {
                    browser::select(id);
                    toasts.tell(selected.to_owned());
                }
            }
        });
    };
    view! {
        <span class="copy">
            <code id=id class="copy-text">{shown}</code>
            <button type="button" class="button button-quiet button-icon" aria-label=label title=label on:click=copy>
                "⧉"
            </button>
        </span>
    }
}
