//! What versions and tasks of the drawing have in common.

use leptos::prelude::*;
use leptos::{ev, svg};

/// Distance between two lines of a label, in pixels.
pub(crate) const LINE: i32 = 16;

/// Text of a version or task; `None` after its removal.
pub(crate) fn text<T, P>(drawn: Memo<Option<(T, P)>>, of: fn(&T, &P) -> String) -> Option<String>
where
    T: Send + Sync + 'static,
    P: Send + Sync + 'static,
{
    drawn.with(|drawn| drawn.as_ref().map(|(part, shape)| of(part, shape)))
}

/// A part that can be pressed by pointer or key.
#[component]
pub(crate) fn PressablePart(
    /// Class names.
    #[prop(into)]
    class: Signal<Option<String>>,
    /// Accessible name and tooltip.
    #[prop(into)]
    name: Signal<Option<String>>,
    /// Whether a press opens a dialog.
    #[prop(optional)]
    opens_dialog: bool,
    /// Called on a press.
    #[prop(into)]
    on_press: Callback<()>,
    /// Shapes and labels.
    children: Children,
) -> impl IntoView {
    let key_down = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            // Space would also scroll the page.
            event.prevent_default();
            on_press.run(());
        }
    };
    view! {
        <g
            role="button"
            tabindex="0"
            class=move || class.get()
            aria-haspopup=opens_dialog.then_some("dialog")
            aria-label=move || name.get()
            on:click=move |_| on_press.run(())
            on:keydown=key_down
        >
            // `view!` takes a `<title>` that has siblings for the one of HTML.
            {svg::title().prop("textContent", move || name.get().unwrap_or_default())}
            {children()}
        </g>
    }
}
