//! Automatic readings of the tasks of all products.

use crate::pages::overview::context::OverviewPage;
use crate::pages::tasks::polling::watch_clock;
use crate::web;
use leptos::prelude::*;

/// Reads all products, and then each one in its interval while the page is visible and no question is open, until the view is
/// removed.
pub(crate) fn poll_products(page: OverviewPage) {
    let OverviewPage {
        workspaces,
        overview,
        question,
    } = page;
    overview.refresh();
    let may_read = move || web::is_visible() && question.with_untracked(Option::is_none);
    let tick = move |was_asleep| match was_asleep {
        _ if !may_read() => {}
        // Every list is old.
        true => overview.poll_all(),
        false => overview.poll(workspaces.poll_seconds),
    };
    let wake = move || {
        if may_read() {
            overview.poll_all();
        }
    };
    watch_clock(tick, wake);
    on_cleanup(move || overview.leave());
}
