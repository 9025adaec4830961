//! A text with a button that copies it.

use crate::components::{Toasts, Tone, use_toasts};
use crate::i18n::{Messages, use_messages};
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A text and its copy button. Where the browser refuses to copy, the text is selected for Ctrl+C.
#[component]
pub fn CopyText(
    /// Id of the text.
    id: &'static str,
    /// Text to show and to copy.
    text: String,
    /// Name of the button: "Copy MD5".
    label: &'static str,
) -> impl IntoView {
    let (m, toasts) = (use_messages(), use_toasts());

    let shown = text.clone();
    view! {
        <span class="copy">
            <code id=id class="copy-text" translate="no" prop:textContent=shown />
            <button
                type="button"
                class=Tone::Icon.class()
                aria-label=label
                title=label
                on:click=move |_| copy_now(m, toasts, id, text.clone(), m.copy_manually())
            >
                <span class="icon-copy" aria-hidden="true"></span>
            </button>
        </span>
    }
}

/// Copies a text and reports it. Where the browser refuses, selects the element with this id and reports `selected`.
pub fn copy_now(m: &'static dyn Messages, toasts: Toasts, id: &'static str, text: String, selected: &'static str) {
    spawn_local(async move {
        let message = match web::copy(&text).await {
            Ok(()) => m.copied(),
            Err(_) => {
                web::select(id);
                selected
            }
        };
        toasts.notify(None, message.to_owned());
    });
}
