//! Reading the list again without a press, and when the next reading comes.

use crate::builder::{Tone, button, dynamic, el, nothing};
use crate::pages::tasks::context::{TaskContext, TaskDialogs};
use crate::state::task_store::{ListState, TaskStore};
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Milliseconds between two seconds of the page from which it has been asleep: what is on show is old.
const GAP_MS: f64 = 15_000.0;

/// Reads again every `seconds` while somebody looks and nobody decides.
pub(crate) fn poll(store: TaskStore, dialogs: TaskDialogs, seconds: u32) {
    let may_read = move || web::is_visible() && !dialogs.is_deciding() && !store.is_busy();
    let last = StoredValue::new(Moment::now());
    every(1, move || {
        let (then, now) = (last.get_value(), Moment::now());
        last.set_value(now);
        if then.uncounted_at(now) > GAP_MS {
            store.forget_paces();
        }
        let was_asleep = then.age_at(now) > GAP_MS && !store.must_wait();
        if (was_asleep || store.next_poll_ms(seconds) <= 0.0) && may_read() {
            store.poll();
        }
    });
    // Back in the light, or back on the network: what is on show may be old.
    for event in ["visibilitychange", "online"] {
        let listener = window_event_listener_untyped(event, move |_| {
            if may_read() && !store.must_wait() {
                store.poll();
            }
        });
        on_cleanup(move || listener.remove());
    }
    on_cleanup(move || store.leave());
}

/// Until this view goes.
pub(crate) fn every(seconds: u32, act: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(act, Duration::from_secs(u64::from(seconds))) {
        on_cleanup(move || handle.clear());
    }
}

/// When a list that could not be read is read again, and the button that does not wait for it. Outside of the note: its
/// seconds are not announced one by one.
pub(crate) fn next_try(cx: TaskContext, now: RwSignal<Moment>, poll_seconds: u32) -> AnyView {
    let TaskContext { m, store, .. } = cx;
    let failed = Memo::new(move |_| matches!(store.state(), ListState::Failed(_)));
    let when = move || {
        let _ = now.get();
        // Read for its changes: with it, the next reading has another time.
        let _ = store.state();
        let left = store.next_poll_ms(poll_seconds);
        match store.is_busy() {
            true => m.trying_again.to_owned(),
            false if left > 0.0 => (m.trying_in)((left / 1000.0).ceil() as u64),
            // Due, and held while somebody decides.
            false => String::new(),
        }
    };
    dynamic(move || {
        if !failed.get() {
            web::catch_focus("#next-try", "refresh");
            return nothing();
        }
        el("div")
            .attr("id", "next-try")
            .class("next-try")
            .child(el("span").class("hint").text_with(when))
            .child(button(Tone::Plain, m.try_now, move || spawn_local(store.refresh())))
            .view()
    })
}
