//! Menu behind one button.

use crate::components::{Tone, in_view};
use crate::web;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Node};

/// A menu: a button, and a panel after it that exists only while the menu is open. A press on a button in the panel, Escape,
/// and moving the focus or pressing elsewhere close it. A button with `data-stays` leaves it open.
///
/// The panel is a popover inside the visible part of the page. A parent of the class `menu` marks the button with an arrow.
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
    let (name, icon, text) = match tone {
        Tone::Icon => (Some(label), Some("⋯"), String::new()),
        _ => (None, None, label),
    };
    let key_down = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.prevent_default();
            open.set(false);
        }
    };
    let panel = move || {
        let items = children();
        view! { <Panel open=open>{items}</Panel> }
    };
    view! {
        <button
            type="button"
            class=tone.class()
            aria-label=name
            data-icon=icon
            aria-expanded=move || open.get().to_string()
            prop:textContent=text
            on:click=move |_| open.update(|open| *open = !*open)
            on:keydown=key_down
        />
        {move || open.get().then(&panel)}
    }
}

/// Panel of an open menu.
#[component]
fn Panel(
    /// Whether the menu is open.
    open: RwSignal<bool>,
    /// Items.
    children: Children,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    show_beside_button(panel);
    // The focus returns to the button before the items are removed.
    let close = move || {
        button_of(panel).into_iter().for_each(web::focus_on);
        open.set(false);
    };
    for event in ["pointerdown", "focusin"] {
        web::remove_on_cleanup(window_event_listener_untyped(event, move |event| {
            if is_outside(panel, event) {
                open.set(false);
            }
        }));
    }
    let key_down = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let click = move |event: ev::MouseEvent| {
        let button = event_target::<Element>(&event).closest("button:not([data-stays])");
        if button.is_ok_and(|button| button.is_some()) {
            close();
        }
    };
    view! {
        <div node_ref=panel class="menu-panel" popover="manual" on:keydown=key_down on:click=click>
            {children()}
        </div>
    }
}

/// Shows a panel beside its button once it is in the page, and places it again when its size or that of the page changes.
fn show_beside_button(panel: NodeRef<Div>) {
    Effect::new(move |_| {
        let (Some(panel), Some(button)) = (panel.get(), button_of(panel)) else {
            return;
        };
        let elements = [Some(panel.clone().into()), web::body()].into_iter().flatten();
        let place = move || {
            let (panel, button) = (panel.clone(), button.clone());
            in_view::with_visible_area(move |area| {
                // Fails where it is shown already, and where it has just been removed.
                let _ = panel.show_popover();
                area.place_menu(&panel, &button);
            });
        };
        place();
        web::watch_size(elements, place);
    });
}

/// Button before a panel.
fn button_of(panel: NodeRef<Div>) -> Option<Element> {
    panel.get_untracked()?.previous_element_sibling()
}

/// Whether an event comes from outside the menu.
fn is_outside(panel: NodeRef<Div>, event: Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
    let is_in = |part: &Element| part.contains(target.as_ref());
    let is_in_panel = panel.get_untracked().is_some_and(|panel| is_in(&panel));
    !is_in_panel && !button_of(panel).is_some_and(|button| is_in(&button))
}
