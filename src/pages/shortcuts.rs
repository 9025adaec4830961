//! The list of keyboard shortcuts, and the choice whether single keys act.

use crate::components::{Button, Dialog, Tone};
use crate::i18n::{Messages, use_messages};
use crate::web;
use crate::web::scoped;
use leptos::ev;
use leptos::prelude::*;

/// Preference: `off` if single keys do not act.
const SINGLE_KEYS: &str = "single-keys";

/// Whether the shortcuts `/`, `n` and `?` act. Speech input may produce such a letter where no shortcut is meant.
#[derive(Clone, Copy)]
pub struct SingleKeys(RwSignal<bool>);

impl SingleKeys {
    /// Provides the choice of an earlier page to the views.
    pub fn provide() {
        let is_off = web::preference(SINGLE_KEYS).as_deref() == Some("off");
        provide_context(Self(RwSignal::new(!is_off)));
    }

    /// Whether they act. Tracked.
    pub fn are_on(&self) -> bool {
        scoped(self.0).get()
    }

    fn set(self, on: bool) {
        web::set_preference(SINGLE_KEYS, if on { "on" } else { "off" });
        self.0.set(on);
    }
}

/// The choice of the operator.
pub fn use_single_keys() -> SingleKeys {
    expect_context()
}

/// The button that opens the list.
#[component]
pub fn ShortcutsButton(
    /// Texts in the present language.
    m: Signal<&'static dyn Messages>,
    /// Whether the list is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let name = move || m.get().keyboard_shortcuts();
    let keys = use_single_keys();
    view! {
        <Button
            tone=Tone::Icon
            label="?"
            on_press=move |_| open.set(true)
            attr:aria-label=name
            attr:title=name
            attr:aria-keyshortcuts=move || keys.are_on().then_some("?")
        />
    }
}

/// Opens the list on `?` until the view is removed, unless the operator is typing.
pub fn open_shortcuts_on_key(open: RwSignal<bool>, is_enabled: Memo<bool>) {
    let keys = use_single_keys();
    web::remove_on_cleanup(window_event_listener(ev::keydown, move |event| {
        let is_other = event.ctrl_key() || event.meta_key() || web::is_composing(&event) || event.key() != "?";
        let is_on = is_enabled.get_untracked() && untrack(|| keys.are_on());
        if !is_other && is_on && !web::is_typing() {
            event.prevent_default();
            open.set(true);
        }
    }));
}

/// The list.
#[component]
pub fn ShortcutsDialog(
    /// Whether the list is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (m, keys) = (use_messages(), use_single_keys());
    let close = move || open.set(false);
    let shortcuts = [
        ("/", m.flow().shortcut_search()),
        ("n", m.flow().shortcut_create()),
        ("Esc", m.flow().shortcut_escape()),
        ("?", m.flow().shortcut_list()),
    ];
    let shortcut = |(key, action): (&'static str, &'static str)| {
        view! {
            <dt>
                <kbd>{key}</kbd>
            </dt>
            <dd>{action}</dd>
        }
    };
    view! {
        <Dialog id="shortcuts" open=move || scoped(open).get() title=m.keyboard_shortcuts() on_close=move |()| close()>
            <div class="dialog-body">
                <p class="hint">{m.flow().shortcut_scope()}</p>
                <dl class="keys">{shortcuts.map(shortcut).collect_view()}</dl>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || keys.are_on()
                        on:change=move |event| keys.set(event_target_checked(&event))
                    />
                    <span>{m.flow().single_keys()}</span>
                </label>
            </div>
            <footer class="dialog-foot">
                <Button label=m.close() on_press=move |_| close() attr:data-focus="" />
            </footer>
        </Dialog>
    }
}
