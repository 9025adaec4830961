//! Automatic readings of the list.

use crate::pages::tasks::context::TaskPageState;
use crate::pages::tasks::notices::Notices;
use crate::state::task_store::TaskStore;
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;

/// Milliseconds between two ticks of the page after which the device was asleep, and the list is old.
const GAP_MS: f64 = 15_000.0;

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
    let tick = move |was_asleep| {
        let is_old = was_asleep && !store.must_wait();
        if (is_old || store.next_poll_ms(seconds) <= 0.0) && may_read() {
            store.poll();
        }
    };
    let wake = move || {
        if may_read() && !store.must_wait() {
            store.poll();
        }
    };
    watch_clock(tick, wake);
    on_cleanup(move || store.leave());
}

/// Until the view is removed, calls `tick` once a second with whether the device was asleep since the last call, and `wake` when
/// the page becomes visible or the network returns, because the list may be old.
pub(crate) fn watch_clock(tick: impl Fn(bool) + 'static, wake: impl Fn() + Copy + 'static) {
    let last = StoredValue::new(Moment::now());
    web::every(1, move || {
        let (then, now) = (last.get_value(), Moment::now());
        last.set_value(now);
        tick(then.age_at(now) > GAP_MS);
    });
    for event in ["visibilitychange", "online"] {
        web::remove_on_cleanup(window_event_listener_untyped(event, move |_| wake()));
    }
}
