//! Automatic readings of the list.

use crate::pages::tasks::context::TaskPageState;
use crate::pages::tasks::notices::Notices;
use crate::state::task_store::TaskStore;
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;
use std::time::Duration;

/// Milliseconds between two ticks of the page after which the device was asleep, and the list is old.
pub(crate) const GAP_MS: f64 = 15_000.0;

/// Reads the list every `seconds` until the view is removed: while the page is visible and no confirmation or form is open,
/// and while it is hidden and notices are on.
/// For guards, [`GuardWatch`](crate::pages::tasks::guard::watch::GuardWatch) reads it at other times.
pub(crate) fn poll(store: TaskStore, page: TaskPageState, notices: Option<Notices>, seconds: u32) {
    let may_read = move || {
        let is_wanted = match web::is_visible() {
            true => !page.is_deciding(),
            false => notices.is_some_and(|notices| untrack(|| notices.is_on())),
        };
        is_wanted && !store.is_busy()
    };
    let last = StoredValue::new(Moment::now());
    every(1, move || {
        let (then, now) = (last.get_value(), Moment::now());
        last.set_value(now);
        if then.uncounted_at(now) > GAP_MS {
            store.forget_samples();
        }
        let was_asleep = then.age_at(now) > GAP_MS && !store.must_wait();
        if (was_asleep || store.next_poll_ms(seconds) <= 0.0) && may_read() {
            store.poll();
        }
    });
    // The list may be old when the page becomes visible or the network returns.
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

/// Calls `act` every `seconds` until the view is removed.
pub(crate) fn every(seconds: u32, act: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(act, Duration::from_secs(u64::from(seconds))) {
        on_cleanup(move || handle.clear());
    }
}
