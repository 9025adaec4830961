//! A text somebody will want elsewhere, with a button that copies it.

use crate::builder::{El, button, el};
use crate::components::{CopyLabels, Toasts, Tone, copy_now};

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
