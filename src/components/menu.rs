//! Menu behind one button.

use crate::components::Tone;
use crate::web;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Node};

/// Selector of a menu.
const MENU: &str = "details.menu";

/// A menu: a native `<details>`. A press on a button in it, Escape, and moving the focus or pressing elsewhere close it. A
/// button with `data-stays` leaves it open.
#[component]
pub fn Menu(
    /// Label of the button, or its accessible name where the tone is [`Tone::Icon`].
    #[prop(into)]
    label: String,
    /// Appearance of the button.
    #[prop(optional)]
    tone: Tone,
    /// Items. They exist only while the menu is open.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let summary = match tone {
        Tone::Icon => view! {
            <summary class=tone.class() role="button" aria-label=label>
                "⋯"
            </summary>
        }
        .into_any(),
        _ => view! { <summary class=tone.class()>{label}</summary> }.into_any(),
    };
    let key_down = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.prevent_default();
            close(&event);
        }
    };
    let focus_out = |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
        if let (Some(next), Some(menu)) = (next, menu_around(&event))
            && !menu.contains(Some(&next))
        {
            shut(&menu);
        }
    };
    let click = |event: ev::MouseEvent| {
        let button = event_target::<Element>(&event).closest("button:not([data-stays])");
        if button.is_ok_and(|button| button.is_some()) {
            close(&event);
        }
    };
    view! {
        <details
            class="menu"
            on:toggle=move |event| open.set(event_target::<Element>(&event).has_attribute("open"))
            on:keydown=key_down
            on:focusout=focus_out
            on:click=click
        >
            {summary}
            <Show when=move || open.get()>
                <div class="menu-panel">{children()}</div>
            </Show>
        </details>
    }
}

/// Closes open menus on a press elsewhere, until the view is removed. Called once per page.
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

pub(crate) fn menu_around(event: &Event) -> Option<Element> {
    event_target::<Element>(event).closest(MENU).ok()?
}

/// Closes the menu of an event. The focus returns to the button before the items are removed.
pub(crate) fn close(event: &Event) {
    let Some(menu) = menu_around(event) else { return };
    if let Ok(Some(button)) = menu.query_selector("summary") {
        web::focus_on(button);
    }
    shut(&menu);
}

pub(crate) fn shut(menu: &Element) {
    let _ = menu.remove_attribute("open");
}
