//! Session history of the page. In a frame the history belongs to the portal.

use crate::web::{is_framed, window};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::Url;

/// State of a history entry that a dialog has added.
const DIALOG: &str = "dialog";

thread_local! {
    /// Whether a change in a frame would have added a history entry outside a frame.
    static PENDING_ENTRY: Cell<bool> = const { Cell::new(false) };
}

/// Shows `url` in the address bar without loading it. With `new_entry` it adds a history entry, except in a frame:
/// there it replaces the current entry.
pub fn show_url(url: &Url, new_entry: bool) {
    let Ok(history) = window().history() else { return };
    let href = url.href();
    let is_framed = is_framed();
    if new_entry && is_framed {
        PENDING_ENTRY.set(true);
    }
    // Browsers refuse frequent calls; the page works without the change.
    let _ = if new_entry && !is_framed {
        history.push_state_with_url(&JsValue::NULL, "", Some(&href))
    } else {
        let state = history.state().unwrap_or_default();
        history.replace_state_with_url(&state, "", Some(&href))
    };
}

/// Whether the portal should add a history entry: a change since the last call would have added one outside a frame.
pub fn take_pending_history_entry() -> bool {
    PENDING_ENTRY.take()
}

/// Adds a history entry for a dialog, so that going back closes the dialog and stays on the page.
pub fn push_dialog(href: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&DIALOG.into(), "", Some(href));
    }
}

/// Whether a dialog has added the current history entry.
pub fn is_dialog_entry() -> bool {
    let state = window().history().and_then(|history| history.state());
    state.is_ok_and(|state| state.as_string().as_deref() == Some(DIALOG))
}

/// Goes back in the history, like the browser's back button.
pub fn go_back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}
