//! A modal question or form: the browser's own `<dialog>`, which keeps the focus inside, makes the page behind it
//! inert and gives the focus back.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// A modal dialog. Its content exists only while it is open.
#[component]
pub fn Dialog(
    /// Its id; the title gets `{id}-title`.
    id: &'static str,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Its title, and so its accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// What the close button is called.
    close_label: &'static str,
    /// Whether it is a form and needs room.
    #[prop(optional)]
    wide: bool,
    /// Escape or the close button.
    on_close: Callback<()>,
    /// Its content, made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only where the element has just left the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let children = StoredValue::new(children);
    view! {
        <dialog
            id=id
            node_ref=node
            class="dialog"
            class:dialog-wide=wide
            aria-labelledby=format!("{id}-title")
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
            // A browser may close it without asking, on a second Escape.
            on:close=move |_| {
                if open.get_untracked() {
                    on_close.run(());
                }
            }
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 id=format!("{id}-title")>{move || title.get()}</h2>
                    <button
                        type="button"
                        class="button button-quiet button-icon"
                        aria-label=close_label
                        on:click=move |_| on_close.run(())
                    >
                        "✕"
                    </button>
                </header>
                {children.with_value(|children| children())}
            </Show>
        </dialog>
    }
}
