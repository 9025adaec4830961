//! Toasts: short messages about what just happened, in one live region.

use crate::components::{Button, Tone, in_view};
use crate::i18n::Messages;
use crate::web;
use leptos::prelude::*;
use std::time::Duration;

/// Seconds until a toast about success disappears.
const SECONDS: u64 = 8;
/// Toasts that are kept; a new one replaces the oldest.
const MOST: usize = 4;
/// Id of the list.
pub(crate) const LIST: &str = "toasts";

#[derive(Clone)]
pub(crate) struct Toast {
    pub(crate) id: u32,
    /// Subject: a toast replaces an older one with the same subject.
    about: Option<String>,
    pub(crate) text: String,
    pub(crate) is_error: bool,
}

/// Toasts on the page.
#[derive(Clone, Copy, Default)]
pub struct Toasts {
    pub(crate) list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Reports success; the toast disappears after some seconds. It replaces a toast `about` the same subject.
    pub fn notify(&self, about: Option<&str>, text: String) {
        let id = self.push(about, text, false);
        let list = self.list;
        set_timeout(
            move || list.update(|toasts| toasts.retain(|toast| toast.id != id)),
            Duration::from_secs(SECONDS),
        );
    }

    /// Reports a failure; the toast stays until it is dismissed or replaced by one `about` the same subject.
    pub fn warn(&self, about: Option<&str>, text: String) {
        self.push(about, text, true);
    }

    /// Removes all toasts.
    pub fn clear(&self) {
        self.list.set(Vec::new());
    }

    fn push(&self, about: Option<&str>, text: String, is_error: bool) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let about = about.map(str::to_owned);
        self.list.update(|toasts| {
            toasts.retain(|old| about.is_none() || old.about != about);
            let surplus = (toasts.len() + 1).saturating_sub(MOST);
            toasts.drain(..surplus);
            toasts.push(Toast {
                id,
                about,
                text,
                is_error,
            });
        });
        id
    }
}

/// The toasts of the page.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// The list of toasts.
#[component]
pub fn ToastList(
    /// Toasts.
    toasts: Toasts,
    /// Texts in the language of the page.
    m: Signal<&'static dyn Messages>,
) -> impl IntoView {
    let list = toasts.list;
    let anchor = in_view::Anchor::default();
    Effect::new(move |_| {
        if list.with(|toasts| !toasts.is_empty()) {
            anchor.hold(LIST);
        }
    });
    let each = move || {
        web::keep_focus();
        list.get()
    };
    let dismiss_toast = move |id| list.update(|toasts| toasts.retain(|toast| toast.id != id));
    view! {
        // Not atomic: a new message is announced alone.
        <div id=LIST class="toasts" role="status" aria-atomic="false" aria-label=move || m.get().notifications()>
            <For each=each key=|toast| toast.id let(toast)>
                <div class=if toast.is_error { "toast toast-error" } else { "toast" }>
                    <span>{toast.text}</span>
                    <Button
                        tone=Tone::Icon
                        label="✕"
                        on_press=move |_| dismiss_toast(toast.id)
                        attr:aria-label=move || m.get().dismiss()
                    />
                </div>
            </For>
        </div>
    }
}
