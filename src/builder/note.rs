//! A boxed sentence that stays where it is.

use crate::builder::{El, IntoChild, el};
use crate::components::NoteTone;

/// A note. Errors are announced as they appear.
#[must_use]
pub fn note(tone: NoteTone, content: impl IntoChild) -> El {
    let (class, role, mark) = match tone {
        NoteTone::Warning => ("note note-warning", None, "▲"),
        NoteTone::Error => ("note note-error", Some("alert"), "●"),
        NoteTone::Info => ("note note-info", None, "i"),
    };
    el("div")
        .class(class)
        .attr_if("role", role)
        .child(el("span").class("note-mark").attr("aria-hidden", "true").child(mark))
        .child(el("div").class("note-text").child(content))
}
