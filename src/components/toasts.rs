//! Toasts: short messages about what just happened, in a live region of the page and of an open dialog.

use crate::components::{Button, Tone, in_view};
use crate::i18n::{Messages, use_messages};
use crate::web;
use crate::web::scoped;
use leptos::prelude::*;
use std::time::Duration;

/// Seconds until a toast about success disappears.
const SECONDS: u64 = 8;
/// Largest number of toasts about success. A new one replaces the oldest of them.
const SUCCESSES_MAX: usize = 4;
/// Largest number of toasts about failures. A new one replaces the oldest of them, and never one about success.
const FAILURES_MAX: usize = 20;
/// Id of the list of the page.
pub(crate) const LIST: &str = "toasts";
/// Id of the list in a dialog.
const IN_DIALOG: &str = "dialog-toasts";

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
            let max = if is_error { FAILURES_MAX } else { SUCCESSES_MAX };
            let of_kind = toasts.iter().filter(|old| old.is_error == is_error);
            let mut surplus = (of_kind.count() + 1).saturating_sub(max);
            toasts.retain(|old| {
                let is_surplus = old.is_error == is_error && surplus > 0;
                surplus -= usize::from(is_surplus);
                !is_surplus
            });
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
            // The newest toast is the last one.
            web::after_render(|| {
                if let Some(list) = web::element(LIST) {
                    list.set_scroll_top(list.scroll_height());
                }
            });
        }
    });
    let each = move || {
        web::keep_focus();
        hold_focus(LIST, web::PAGE_TITLE);
        list.get()
    };
    view! {
        // Not atomic: a new message is announced alone.
        <div id=LIST class="toasts" role="status" aria-atomic="false" aria-label=move || m.get().notifications()>
            <For each=each key=|toast| toast.id let(toast)>
                <ToastItem toast=toast list=list m=m />
            </For>
        </div>
    }
}

/// Toasts of a modal dialog since it opened. The dialog hides the list of the page and makes it inert.
#[component]
pub(crate) fn DialogToasts() -> impl IntoView {
    let (m, toasts) = (use_messages(), use_toasts());
    let first = toasts.next.get_value();
    let each = move || {
        hold_focus(IN_DIALOG, IN_DIALOG);
        let mut recent = scoped(toasts.list).get();
        recent.retain(|toast| toast.id >= first);
        recent
    };
    view! {
        <div id=IN_DIALOG class="dialog-toasts" role="status" aria-atomic="false" tabindex="-1">
            <For each=each key=|toast| toast.id let(toast)>
                <ToastItem toast=toast list=toasts.list m=m />
            </For>
        </div>
    }
}

/// Moves the focus from a toast that is removed to another one in the list with this id, or else to the element
/// `elsewhere`. Nothing scrolls. Call it before the removal.
fn hold_focus(list: &'static str, elsewhere: &'static str) {
    if !web::has_focus_in(&format!("#{list}")) {
        return;
    }
    web::after_render(move || {
        let next = web::all(&format!("#{list} button")).into_iter().next();
        if web::is_focus_lost()
            && let Some(next) = next.or_else(|| web::element(elsewhere))
        {
            web::focus_in_place(next);
        }
    });
}

/// A toast and its dismiss button.
#[component]
fn ToastItem(
    /// Toast to show.
    toast: Toast,
    /// All toasts.
    list: RwSignal<Vec<Toast>>,
    /// Texts in the language of the page.
    #[prop(into)]
    m: Signal<&'static dyn Messages>,
) -> impl IntoView {
    let dismiss = move |_| list.update(|toasts| toasts.retain(|other| other.id != toast.id));
    view! {
        <div class=if toast.is_error { "toast toast-error" } else { "toast" }>
            <span>{toast.text}</span>
            <Button tone=Tone::Icon label="✕" on_press=dismiss attr:aria-label=move || m.get().dismiss() />
        </div>
    }
}
