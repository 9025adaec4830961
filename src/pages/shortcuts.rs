//! The list of keyboard shortcuts.

use crate::components::{Button, Dialog, Tone};
use crate::i18n::{Messages, use_messages};
use crate::web;
use leptos::ev;
use leptos::prelude::*;

/// The button that opens the list.
#[component]
pub fn ShortcutsButton(
    /// Texts in the present language.
    m: Signal<&'static dyn Messages>,
    /// Whether the list is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let name = move || m.get().keyboard_shortcuts();
    view! {
        <Button
            tone=Tone::Icon
            label="?"
            on_press=move |_| open.set(true)
            attr:aria-label=name
            attr:title=name
            attr:aria-keyshortcuts="?"
        />
    }
}

/// Opens the list on `?` until the view is removed, unless the operator is typing.
pub fn open_shortcuts_on_key(open: RwSignal<bool>, is_enabled: Memo<bool>) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_other = event.ctrl_key() || event.meta_key() || web::is_composing(&event) || event.key() != "?";
        if !is_other && is_enabled.get_untracked() && !web::is_typing() {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || listener.remove());
}

/// The list.
#[component]
pub fn ShortcutsDialog(
    /// Whether the list is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let m = use_messages();
    let close = move || open.set(false);
    view! {
        <Dialog id="shortcuts" open=open title=m.keyboard_shortcuts() on_close=move |()| close()>
            <div class="dialog-body">
                <p class="hint">{m.shortcuts().shortcut_scope()}</p>
                <dl class="keys">
                    <dt>
                        <kbd>"/"</kbd>
                    </dt>
                    <dd>{m.shortcuts().shortcut_search()}</dd>
                    <dt>
                        <kbd>"n"</kbd>
                    </dt>
                    <dd>{m.shortcuts().shortcut_create()}</dd>
                    <dt>
                        <kbd>"Esc"</kbd>
                    </dt>
                    <dd>{m.shortcuts().shortcut_escape()}</dd>
                    <dt>
                        <kbd>"?"</kbd>
                    </dt>
                    <dd>{m.shortcuts().shortcut_list()}</dd>
                </dl>
            </div>
            <footer class="dialog-foot">
                <Button label=m.close() on_press=move |_| close() attr:data-focus="" />
            </footer>
        </Dialog>
    }
}
