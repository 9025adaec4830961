//! Modal dialog.

use crate::components::{Button, OpenDialogs, Tone, in_view};
use crate::i18n::use_messages;
use crate::web;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// A modal `<dialog>`. The browser keeps the focus inside, makes the page behind it inert and restores the focus.
#[component]
pub fn Dialog(
    /// Id of the element. The title gets `{id}-title`.
    id: &'static str,
    /// Whether the dialog is wide.
    #[prop(optional)]
    wide: bool,
    /// Whether the dialog is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Title, which is the accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Called on Escape and on a press of the close button.
    #[prop(into)]
    on_close: Callback<()>,
    /// Content. It exists only while the dialog is open.
    children: ChildrenFn,
) -> impl IntoView {
    let m = use_messages();
    let wanted = Rc::new(Cell::new(false));
    Effect::new(move |_| {
        wanted.set(open.get());
        follow(id, &wanted);
    });
    if let Some(all) = OpenDialogs::here() {
        all.add(Memo::new(move |_| open.get()));
    }
    // A browser closes the dialog without a `cancel` event on a second Escape. The `close` event comes a frame late, and also
    // after a close by the console: the dialog may be open again by then.
    let closed = move |event: web_sys::Event| {
        let is_closed = !event_target::<HtmlDialogElement>(&event).open();
        if is_closed && open.get_untracked() {
            on_close.run(());
        }
    };
    view! {
        <dialog
            id=id
            class=if wide { "dialog dialog-wide" } else { "dialog" }
            aria-labelledby=format!("{id}-title")
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:close=closed
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 id=format!("{id}-title") prop:textContent=move || title.get() />
                    <Button tone=Tone::Icon label="✕" on_press=on_close attr:aria-label=m.close() />
                </header>
                {children()}
            </Show>
        </dialog>
    }
}

/// Opens or closes the element. The browser moves the focus in and back.
pub(crate) fn follow(id: &str, wanted: &Rc<Cell<bool>>) {
    let Some(dialog) = web::element(id).and_then(|e| e.dyn_into::<HtmlDialogElement>().ok()) else {
        return;
    };
    match (wanted.get(), dialog.open()) {
        (true, false) if in_view::is_frame_tall() => {
            let wanted = Rc::clone(wanted);
            // Placed before it opens: the browser focuses inside the dialog while it opens it, and scrolls to the focus.
            in_view::when_seen(move |seen| {
                if wanted.get() && !dialog.open() {
                    seen.place_dialog(&dialog);
                    show(&dialog);
                }
            });
        }
        (true, false) => show(&dialog),
        (false, true) => dialog.close(),
        _ => {}
    }
}

fn show(dialog: &HtmlDialogElement) {
    // Fails only if the element has just been removed from the page.
    let _ = dialog.show_modal();
    // Not `autofocus`: browsers refuse it in a frame of another origin and log an error.
    if let Ok(Some(first)) = dialog.query_selector("[data-focus]") {
        web::focus_in_place(first);
    }
}
