//! Automatic readings of the tasks of all products.

use crate::pages::overview::context::OverviewPage;
use crate::pages::tasks::polling::{GAP_MS, every};
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;

/// Reads all products, and then each one in its interval while the page is visible and no question is open, until the view is
/// removed.
pub(crate) fn poll_products(page: OverviewPage) {
    let OverviewPage {
        overview,
        poll_seconds,
        question,
        ..
    } = page;
    overview.refresh();
    let may_read = move || web::is_visible() && question.with_untracked(Option::is_none);
    let last = StoredValue::new(Moment::now());
    every(1, move || {
        let (then, now) = (last.get_value(), Moment::now());
        last.set_value(now);
        if then.uncounted_at(now) > GAP_MS {
            overview.forget_samples();
        }
        match then.age_at(now) > GAP_MS {
            _ if !may_read() => {}
            // The device was asleep, and every list is old.
            true => overview.poll_all(),
            false => overview.poll(poll_seconds),
        }
    });
    for event in ["visibilitychange", "online"] {
        let listener = window_event_listener_untyped(event, move |_| {
            if may_read() {
                overview.poll_all();
            }
        });
        on_cleanup(move || listener.remove());
    }
    on_cleanup(move || overview.leave());
}
