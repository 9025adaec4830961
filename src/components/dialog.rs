//! Modal dialog.

use crate::components::toasts::DialogToasts;
use crate::components::{Button, Tone, in_view, use_open_dialogs};
use crate::i18n::use_messages;
use crate::web;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

/// A modal `<dialog>`. The browser keeps the focus inside, makes the page behind it inert and restores the focus. The first
/// element with the attribute `data-focus` gets the focus.
#[component]
pub fn Dialog(
    /// Id of the element. The title gets `{id}-title`.
    id: &'static str,
    /// Whether the dialog is wide.
    #[prop(optional)]
    wide: bool,
    /// Whether the dialog asks before a write and shows the result.
    #[prop(optional)]
    question: bool,
    /// Whether the dialog is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Title, which is the accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Called on Escape, the close button and back navigation.
    #[prop(into)]
    on_close: Callback<()>,
    /// Content. It exists only while the dialog is open.
    children: ChildrenFn,
) -> impl IntoView {
    let m = use_messages();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            sync_open_state(dialog, open);
        }
    });
    if let Some(dialogs) = use_open_dialogs() {
        dialogs.register(open, question);
    }
    // Chromium closes on a second Escape without a `cancel` event. `close` fires asynchronously, also after a close by the
    // console, so the dialog may be open again by then.
    let on_native_close = move |event: web_sys::Event| {
        let is_closed = !event_target::<HtmlDialogElement>(&event).open();
        if is_closed && open.get_untracked() {
            on_close.run(());
        }
    };
    view! {
        <dialog
            node_ref=node
            id=id
            class=if wide { "dialog dialog-wide" } else { "dialog" }
            aria-labelledby=format!("{id}-title")
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:close=on_native_close
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 id=format!("{id}-title") prop:textContent=move || title.get() />
                    <Button tone=Tone::Icon label="✕" on_press=move |_| on_close.run(()) attr:aria-label=m.close() />
                </header>
                <DialogToasts />
                {children()}
            </Show>
        </dialog>
    }
}

/// Opens or closes the element. The browser moves the focus in and back. Tracked.
fn sync_open_state(dialog: HtmlDialogElement, open: Signal<bool>) {
    match (open.get(), dialog.open()) {
        (true, false) if in_view::is_full_height_frame() => in_view::with_visible_area(move |area| {
            if open.try_get_untracked() == Some(true) && !dialog.open() {
                // Before it opens: opening moves the focus and scrolls to it.
                area.place_dialog(&dialog);
                show(&dialog);
            }
        }),
        (true, false) => show(&dialog),
        (false, true) => dialog.close(),
        (true, true) | (false, false) => {}
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
