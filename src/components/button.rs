//! A button that says why, when it cannot be used.

use crate::components::{El, el};
use leptos::prelude::untrack;
use std::sync::Arc;

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The ordinary one.
    Plain,
    /// The one thing this view is for.
    Primary,
    /// Without a border, for the less important.
    Quiet,
    /// Takes something away.
    Danger,
    /// A sign instead of a word; its name comes as `aria-label`.
    Icon,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button-primary",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
            Self::Icon => "button button-quiet button-icon",
        }
    }
}

/// A button that does `press`. Its label is its first child; append one that follows a signal where it must change.
#[must_use]
pub fn button(tone: Tone, label: &str, press: impl FnMut() + 'static) -> El {
    button_of(tone, label, Box::new(press))
}

#[inline(never)]
fn button_of(tone: Tone, label: &str, mut press: Box<dyn FnMut()>) -> El {
    el("button")
        .attr("type", "button")
        .class(tone.class())
        .on("click", move |_| press())
        .child(label)
}

/// Why a button cannot be used now; `None` means that it can.
type Reason = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// A button that may not always be used: `reason` says why not. It stays focusable and tells: a silent grey button
/// explains nothing.
#[must_use]
pub fn guarded_button(
    tone: Tone,
    label: &str,
    reason: impl Fn() -> Option<String> + Send + Sync + 'static,
    press: impl FnMut() + 'static,
) -> El {
    guarded_button_of(tone, label, Arc::new(reason), Box::new(press))
}

#[inline(never)]
fn guarded_button_of(tone: Tone, label: &str, reason: Reason, mut press: Box<dyn FnMut()>) -> El {
    let (shown, asked) = (Arc::clone(&reason), Arc::clone(&reason));
    let guarded = move || {
        if untrack(|| reason()).is_none() {
            press();
        }
    };
    button(tone, label, guarded)
        .attr_with("aria-disabled", move || asked().map(|_| "true".to_owned()))
        .attr_with("title", move || shown())
}
