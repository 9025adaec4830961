//! Keyboard focus: where it is, and moving it.

use crate::web::{after_render, document, element};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Id of the page's title. It takes the focus where the focused element is removed.
pub const PAGE_TITLE: &str = "page-title";

/// Focuses the element with this id, if it exists and is focusable.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        focus_on(element);
    }
}

/// Focuses this element, if it is focusable.
pub fn focus_on(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // Fails only for an element that is not focusable; the focus does not move then.
        let _ = element.focus();
    }
}

/// Focuses this element, if it is focusable, without scrolling the page or the portal around it.
pub fn focus_in_place(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Fails only for an element that is not focusable; the focus does not move then.
        let _ = element.focus_with_options(&options);
    }
}

/// Moves the focus to the element with this id if the focused element is gone once the pending changes are rendered.
pub fn focus_if_lost(id: &'static str) {
    after_render(move || {
        if is_focus_lost() {
            focus(id);
        }
    });
}

/// Whether no element has the focus, for example after the focused element was removed.
pub fn is_focus_lost() -> bool {
    document()
        .active_element()
        .is_none_or(|active| active.tag_name() == "BODY")
}

/// Whether the focus is inside an element that matches the selector.
pub fn has_focus_in(selector: &str) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| matches!(active.closest(selector), Ok(Some(_))))
}

/// Moves the focus from inside the element with this id to the element itself, before its content is replaced.
pub fn hold_focus(id: &str) {
    if has_focus_in(&format!("#{id}")) {
        focus(id);
    }
}

/// Whether a key press belongs to an input or a dialog, and not to the shortcuts of the page.
pub fn is_typing() -> bool {
    has_focus_in("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") || has_open_dialog()
}

fn has_open_dialog() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// Moves the focus to the element with the id `elsewhere` if the focused element, inside an element that matches the
/// selector, is removed. Call it before the removal.
pub fn catch_focus(selector: &str, elsewhere: &'static str) {
    if !has_focus_in(selector) {
        return;
    }
    after_render(move || catch(elsewhere));
}

/// Moves the focus to the title of the next page if the focused element is removed with the present one. Call it before the
/// change. Without a focused element it does nothing: a frame does not take the focus from its portal.
pub fn focus_new_page() {
    if is_focus_lost() {
        return;
    }
    // Twice: the product picker opens the product that the address names as soon as it is shown.
    after_render(|| after_render(|| catch(PAGE_TITLE)));
}

/// Moves the focus to the element with this id if the focused element was removed.
fn catch(id: &str) {
    if is_focus_lost() && !has_open_dialog() {
        focus(id);
    }
}

/// Restores the focus after the pending changes: an element that moves in the document loses it.
pub fn keep_focus() {
    if is_focus_lost() {
        return;
    }
    let Some(active) = document().active_element() else {
        return;
    };
    spawn_local(async move {
        if is_focus_lost() && active.is_connected() {
            // SVG elements have `focus`, too. The unchecked cast covers both.
            let _ = active.unchecked_ref::<HtmlElement>().focus();
        }
    });
}
