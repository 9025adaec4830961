//! A few things to do or to choose behind one button: the browser's own `<details>`, which opens and closes by itself,
//! by key too. What is in it exists only while it is open.

use crate::builder::{El, dynamic, el, nothing};
use crate::components::menu::{close, menu_around, shut};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent, Node};

/// A menu: what stands on its button, and what is in it. A press on a button in it, Escape, and going elsewhere close it.
#[must_use]
pub fn menu(summary: El, content: impl Fn() -> AnyView + Send + Sync + 'static) -> El {
    menu_of(summary, Box::new(content))
}

#[inline(never)]
fn menu_of(summary: El, content: Box<dyn Fn() -> AnyView + Send + Sync>) -> El {
    let open = RwSignal::new(false);
    let panel = dynamic(move || match open.get() {
        true => untrack(|| el("div").class("menu-panel").child(content()).view()),
        false => nothing(),
    });
    el("details")
        .class("menu")
        .on("toggle", move |event| {
            open.set(event_target::<Element>(&event).has_attribute("open"))
        })
        .on("keydown", move |event| {
            let key = event.unchecked_ref::<KeyboardEvent>().key();
            if key == "Escape" && open.get_untracked() {
                event.prevent_default();
                close(&event);
            }
        })
        .on("focusout", |event| {
            let next = event.unchecked_ref::<FocusEvent>().related_target();
            let next = next.and_then(|next| next.dyn_into::<Node>().ok());
            if let (Some(next), Some(menu)) = (next, menu_around(&event))
                && !menu.contains(Some(&next))
            {
                shut(&menu);
            }
        })
        .on("click", |event| {
            if event_target::<Element>(&event)
                .closest("button:not([data-stays])")
                .is_ok_and(|found| found.is_some())
            {
                close(&event);
            }
        })
        .child(summary)
        .child(panel)
}
