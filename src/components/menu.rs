//! A few things to do or to choose behind one button: the browser's own `<details>`, which opens and closes by itself,
//! by key too. What is in it exists only while it is open.

use crate::components::{El, dynamic, el, nothing};
use crate::web;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, KeyboardEvent, Node};

const MENU: &str = "details.menu";

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

/// While the view lives, a press anywhere else closes a menu. Once per page.
pub fn menus_close_elsewhere() {
    let listener = window_event_listener_untyped("pointerdown", |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        let Some(document) = web::window().document() else {
            return;
        };
        let Ok(open) = document.query_selector_all("details.menu[open]") else {
            return;
        };
        for at in 0..open.length() {
            let menu = open.item(at).and_then(|node| node.dyn_into::<Element>().ok());
            menu.filter(|menu| !menu.contains(pressed.as_ref()))
                .iter()
                .for_each(shut);
        }
    });
    on_cleanup(move || listener.remove());
}

fn menu_around(event: &Event) -> Option<Element> {
    event_target::<Element>(event).closest(MENU).ok()?
}

/// Closes the menu an event happened in; the focus goes back to its button, before what is in it goes.
fn close(event: &Event) {
    let Some(menu) = menu_around(event) else { return };
    if let Ok(Some(button)) = menu.query_selector("summary") {
        web::focus_on(button);
    }
    shut(&menu);
}

fn shut(menu: &Element) {
    let _ = menu.remove_attribute("open");
}
