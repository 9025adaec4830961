//! A button that says why, when it cannot be used.

use crate::builder::{El, el};
use crate::components::{PressedAction, Tone};
use leptos::prelude::untrack;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

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

/// Makes a button remember its action when a press begins.
#[must_use]
pub fn captured_by<A: Copy + PartialEq + Send + Sync + 'static>(pressed: PressedAction<A>, button: El) -> El {
    button
        .on("pointerdown", move |_| pressed.begin())
        .on("keydown", move |event| {
            if !event.unchecked_ref::<KeyboardEvent>().repeat() {
                pressed.begin();
            }
        })
}
