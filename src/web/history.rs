//! The history of this page. Inside a frame it belongs to the portal.

use crate::web::{is_framed, window};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::Url;

/// The state of an entry of the history that a dialog has made.
const DIALOG: &str = "dialog";

thread_local! {
    /// Whether something was shown in a frame that would be an entry of the history in a page of its own.
    static NEW_ENTRY: Cell<bool> = const { Cell::new(false) };
}

/// Shows `url` in the address bar without loading it. Inside a frame the history belongs to the portal, so the
/// entry is replaced there.
pub fn show_url(url: &Url, new_entry: bool) {
    let Ok(history) = window().history() else { return };
    let href = url.href();
    let is_framed = is_framed();
    if new_entry && is_framed {
        NEW_ENTRY.set(true);
    }
    // Browsers refuse this when called too often; the page works without it.
    let _ = if new_entry && !is_framed {
        history.push_state_with_url(&JsValue::NULL, "", Some(&href))
    } else {
        let state = history.state().unwrap_or_default();
        history.replace_state_with_url(&state, "", Some(&href))
    };
}

/// Whether something was shown in this frame, since this was last asked, that the portal should make an entry of its
/// history.
#[must_use]
pub fn take_new_entry() -> bool {
    NEW_ENTRY.take()
}

/// Adds an entry of the history for a dialog, so that going back closes the dialog and leaves the page alone.
pub fn push_dialog(href: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&DIALOG.into(), "", Some(href));
    }
}

/// Whether the present entry of the history was made by a dialog.
#[must_use]
pub fn is_dialog_entry() -> bool {
    let state = window().history().and_then(|history| history.state());
    state.is_ok_and(|state| state.as_string().as_deref() == Some(DIALOG))
}

/// Goes back in the history, as the browser's button does.
pub fn go_back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}
