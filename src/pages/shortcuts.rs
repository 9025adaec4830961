//! Which keys do something, said by `?` and by a button at the top.

use crate::components::{Dialog, El, Tone, button, el, several};
use crate::i18n::Messages;
use crate::web;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The button.
pub fn help_button(m: impl Fn() -> &'static Messages + Copy + Send + 'static, open: RwSignal<bool>) -> El {
    let name = move || Some(m().shortcuts.to_owned());
    button(Tone::Icon, "?", move || open.set(true))
        .attr_with("aria-label", name)
        .attr_with("title", name)
        .attr("aria-keyshortcuts", "?")
}

/// While the view lives, `?` opens the list wherever its keys do something, unless somebody is typing.
pub fn help_key(open: RwSignal<bool>, has_keys: Memo<bool>) {
    let listener = window_event_listener_untyped("keydown", move |event| {
        let key = event.unchecked_ref::<KeyboardEvent>();
        let is_other = key.ctrl_key() || key.meta_key() || key.is_composing() || key.key() != "?";
        if !is_other && has_keys.get_untracked() && !web::is_typing() {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || listener.remove());
}

/// The list.
pub fn help_dialog(m: &'static Messages, open: RwSignal<bool>) -> AnyView {
    let help = m.help();
    let dialog = Dialog {
        id: "help",
        wide: false,
        open: Memo::new(move |_| open.get()),
        close_label: m.close,
        on_close: Callback::new(move |()| open.set(false)),
    };
    dialog.view(
        move || m.shortcuts.to_owned(),
        move || {
            let keys = [
                ("/", help.search),
                ("n", help.create),
                ("Esc", help.escape),
                ("?", help.this_list),
            ];
            let lines = keys.map(|(key, does)| vec![el("dt").child(el("kbd").child(key)), el("dd").child(does)]);
            let list = el("dl")
                .class("keys")
                .child(lines.into_iter().flatten().collect::<Vec<_>>());
            let close = button(Tone::Plain, m.close, move || open.set(false)).attr("data-focus", "");
            several(vec![
                el("div")
                    .class("dialog-body")
                    .child(el("p").class("hint").child(help.shortcuts_about))
                    .child(list)
                    .view(),
                el("footer").class("dialog-foot").child(close).view(),
            ])
        },
    )
}
