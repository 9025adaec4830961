//! Short messages about what just happened, in one live region, so that they are heard as well as seen.

use crate::components::{Make, Tone, button, el, in_view, keyed};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long good news stays.
const SECONDS: u64 = 8;
/// How many are kept: older ones make room.
const MOST: usize = 4;
/// The id of the list.
const LIST: &str = "toasts";

#[derive(Clone)]
struct Toast {
    id: u32,
    /// What it is about: of two about the same only the newer one is true.
    about: Option<String>,
    text: String,
    is_error: bool,
}

/// The messages on show.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// None yet.
    #[must_use]
    pub fn none() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Says something good; it goes by itself. What was said `about` the same before goes at once.
    pub fn notify(&self, about: Option<&str>, text: String) {
        let id = self.push(about, text, false);
        let list = self.list;
        set_timeout(
            move || list.update(|toasts| toasts.retain(|toast| toast.id != id)),
            Duration::from_secs(SECONDS),
        );
    }

    /// Says something bad; it stays until dismissed, or until there is news `about` the same.
    pub fn warn(&self, about: Option<&str>, text: String) {
        self.push(about, text, true);
    }

    /// Takes all of them away.
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

/// Where the messages appear: the region's name, and what the buttons that dismiss a message are called.
pub fn toast_list(
    toasts: Toasts,
    label: impl Fn() -> String + Send + Sync + 'static,
    dismiss: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let list = toasts.list;
    let dismiss = Memo::new(move |_| dismiss());
    let toast_view = move |toast: Toast| {
        let close = button(Tone::Icon, "✕", move || {
            list.update(|toasts| toasts.retain(|other| other.id != toast.id))
        });
        el("div")
            .class(if toast.is_error { "toast toast-error" } else { "toast" })
            .child(el("span").child(toast.text))
            .child(close.attr_with("aria-label", move || Some(dismiss.get())))
            .view()
    };
    let anchor = in_view::Anchor::default();
    Effect::new(move |_| {
        if list.with(|toasts| !toasts.is_empty()) {
            anchor.hold(LIST);
        }
    });
    el("div")
        .attr("id", LIST)
        .class("toasts")
        .attr("role", "status")
        // Each message by itself, not all that still stand there with every new one.
        .attr("aria-atomic", "false")
        .attr_with("aria-label", move || Some(label()))
        .child(keyed(move || {
            let entry = |toast: Toast| {
                let make: Make = Arc::new(move || toast_view(toast.clone()));
                make
            };
            list.get()
                .into_iter()
                .map(|toast| (toast.id.to_string(), entry(toast)))
                .collect()
        }))
        .view()
}
