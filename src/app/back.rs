//! Going back and forward: an open dialog is closed first; then the page shows what its address names.

use crate::builder::OpenDialogs;
use crate::pages::workspace::Workspaces;
use crate::routing;
use crate::routing::Route;
use crate::web;
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;

/// Follows the browser's history for as long as the view lives.
pub(crate) fn follow_history(workspaces: Workspaces, dialogs: OpenDialogs) {
    let at_dialog = StoredValue::new(web::is_dialog_entry());
    let open = move || {
        if dialogs.is_any_open() {
            routing::open_dialog();
            at_dialog.set_value(web::is_dialog_entry());
        }
    };
    Effect::new(move |_| open());
    let gone = move |_| {
        let was_at_dialog = at_dialog.try_get_value() == Some(true);
        at_dialog.set_value(web::is_dialog_entry());
        if untrack(|| dialogs.is_any_open()) {
            dialogs.dismiss();
            workspaces.follow_address();
            // One that was opened from another one: the next step back is that one's.
            set_timeout(move || untrack(open), Duration::ZERO);
            return;
        }
        // Only a page that shows a product has a place of its own to compare.
        let shown = untrack(|| workspaces.current().map(|_| workspaces.route().path()));
        if was_at_dialog && !web::is_dialog_entry() && shown == Some(Route::here().path()) {
            // The entry of a dialog that is closed already, in front of the same place: this step has changed nothing.
            web::go_back();
            return;
        }
        workspaces.follow_address();
    };
    let listener = window_event_listener(ev::popstate, gone);
    on_cleanup(move || listener.remove());
}
