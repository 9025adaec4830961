//! A text somebody will want elsewhere, with a button that copies it.

use crate::components::{El, Toasts, Tone, button, el};
use crate::web;
use leptos::task::spawn_local;

/// What a copy button says.
#[derive(Clone, Copy)]
pub struct CopyLabels {
    /// What the button is called: "Copy MD5".
    pub label: &'static str,
    /// Said once it is copied.
    pub copied: &'static str,
    /// Said where the browser refused and the text is selected instead.
    pub selected: &'static str,
}

/// A text and its copy button. Where the browser does not let us copy, the text is selected and the reader told how.
#[must_use]
pub fn copy_text(toasts: Toasts, id: &'static str, text: String, words: CopyLabels) -> El {
    let shown = el("code")
        .attr("id", id)
        .class("copy-text")
        .verbatim()
        .child(text.clone());
    let button = button(Tone::Icon, "", move || copy_now(toasts, id, text.clone(), words))
        .attr("aria-label", words.label)
        .attr("title", words.label)
        .child(el("span").class("icon-copy").attr("aria-hidden", "true"));
    el("span").class("copy").child(shown).child(button)
}

/// Copies a text, and says so. Where the browser does not let us, selects what has this id, and says how to copy it.
pub fn copy_now(toasts: Toasts, id: &'static str, text: String, words: CopyLabels) {
    spawn_local(async move {
        let said = match web::copy(&text).await {
            Ok(()) => words.copied,
            Err(_) => {
                web::select(id);
                words.selected
            }
        };
        toasts.notify(None, said.to_owned());
    });
}
