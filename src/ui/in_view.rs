//! A dialog where it is seen. In a frame that is made as high as its page the browser puts a dialog into the middle of
//! that page, which may be far below what the screen shows.

use crate::browser;
use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRectReadOnly, HtmlDialogElement, IntersectionObserver};

/// Set on `<html>` where the frame is as high as the page.
const MARK: &str = "data-tall";
/// Left free above and below a dialog, in CSS pixels.
const GAP: f64 = 12.0;

/// The frame is made as high as the page from now on.
pub fn frame_follows_page() {
    browser::set_root_attribute(MARK, "");
}

/// Puts an open dialog into the part of the page that is on the screen, which only the browser knows.
pub(super) fn place(dialog: &HtmlDialogElement) {
    let Some(document) = browser::window().document() else {
        return;
    };
    let is_tall = document.document_element().is_some_and(|root| root.has_attribute(MARK));
    let Some(body) = document.body().filter(|_| is_tall) else {
        return;
    };
    let style = dialog.style();
    let seen = move |entries: Array, observer: IntersectionObserver| {
        observer.disconnect();
        let Ok(rect) = Reflect::get(&entries.get(0), &JsValue::from_str("intersectionRect")) else {
            return;
        };
        let rect = rect.unchecked_into::<DomRectReadOnly>();
        // Whole pixels: floating-point text costs kilobytes.
        let (top, room) = ((rect.top() + GAP) as i32, (rect.height() - 2.0 * GAP) as i32);
        if room > 0 {
            let _ = style.set_property("margin-block", &format!("{top}px auto"));
            let _ = style.set_property("max-block-size", &format!("{room}px"));
        }
    };
    // Told once in any case, with what is seen now.
    let seen = Closure::once_into_js(seen);
    if let Ok(observer) = IntersectionObserver::new(seen.unchecked_ref()) {
        observer.observe(&body);
    }
}
