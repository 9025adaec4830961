//! Back and forward navigation. It closes an open dialog, and otherwise shows the state in the address of the page.

use crate::components::OpenDialogs;
use crate::pages::workspaces::Workspaces;
use crate::routing;
use crate::routing::Route;
use crate::web;
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;

/// Acts on back and forward steps until the view is removed.
pub(crate) fn watch_history(workspaces: Workspaces, dialogs: OpenDialogs) {
    let at_dialog = StoredValue::new(web::is_dialog_entry());
    let mark_dialog = move || {
        if dialogs.is_any_open() {
            routing::open_dialog();
            at_dialog.set_value(web::is_dialog_entry());
        }
    };
    Effect::new(move |_| mark_dialog());
    let navigated = move |_| {
        let was_at_dialog = at_dialog.try_get_value() == Some(true);
        at_dialog.set_value(web::is_dialog_entry());
        if untrack(|| dialogs.is_any_open()) {
            dialogs.dismiss();
            workspaces.show_address();
            // A dialog below the closed one is closed by the next step back.
            set_timeout(move || untrack(mark_dialog), Duration::ZERO);
            return;
        }
        // Only the page of a product has a route to compare.
        let shown = untrack(|| workspaces.current().map(|_| workspaces.route().path()));
        if was_at_dialog && !web::is_dialog_entry() && shown == Some(Route::here().path()) {
            // The step only left the entry of a closed dialog and changed nothing on the page, so another one follows.
            web::go_back();
            return;
        }
        workspaces.show_address();
    };
    web::remove_on_cleanup(window_event_listener(ev::popstate, navigated));
}
