//! The list of toasts.

use crate::builder::{Make, button, el, keyed};
use crate::components::toasts::{LIST, Toast};
use crate::components::{Toasts, Tone, in_view};
use leptos::prelude::*;
use std::sync::Arc;

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
