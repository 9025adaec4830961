//! The visible part of the page. In a frame that is as high as its page, the browser places dialogs and toasts outside the
//! visible part, and a focus there scrolls the portal.

use crate::web;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry};

/// Attribute of `<html>` in a frame that is as high as the page.
const MARK: &str = "data-tall";
/// Space above and below a dialog, and below the toasts, in CSS pixels.
const GAP: i32 = 12;
/// Minimum height of a dialog, in CSS pixels, where less of the page is visible.
const MIN_DIALOG_HEIGHT: i32 = 240;

/// Marks the frame as being as high as the page.
pub fn frame_follows_page() {
    web::set_root_attribute(MARK, "");
}

/// Whether the frame is as high as the page.
pub(crate) fn is_full_height_frame() -> bool {
    root().is_some_and(|root| root.has_attribute(MARK))
}

fn root() -> Option<Element> {
    web::window().document()?.document_element()
}

/// Visible part of the page, in CSS pixels from the top of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VisibleArea {
    top: i32,
    height: i32,
    /// Height of the frame.
    frame: i32,
}

impl VisibleArea {
    fn read(entry: &IntersectionObserverEntry) -> Option<Self> {
        let rect = entry.intersection_rect();
        // Whole pixels are precise enough.
        entry.is_intersecting().then(|| Self {
            top: rect.top() as i32,
            height: rect.height() as i32,
            frame: root().map_or(0, |root| root.client_height()),
        })
    }

    /// Top and maximum height of a dialog in the visible part.
    fn dialog_position(self) -> (i32, i32) {
        let room = (self.height - 2 * GAP).max(MIN_DIALOG_HEIGHT);
        let lowest = (self.frame - room - GAP).max(GAP);
        ((self.top + GAP).clamp(GAP, lowest), room)
    }

    /// Distance of the toasts from the bottom of the frame.
    fn toasts_offset(self) -> i32 {
        (self.frame - self.top - self.height).max(0) + GAP
    }

    /// Places a dialog in the visible part.
    pub(crate) fn place_dialog(self, dialog: &HtmlElement) {
        let (top, room) = self.dialog_position();
        set(dialog, "margin-block", &format!("{top}px auto"));
        set(dialog, "max-block-size", &format!("{room}px"));
    }
}

fn set(element: &HtmlElement, property: &str, value: &str) {
    // Fails only for a style that is read-only: a computed one.
    let _ = element.style().set_property(property, value);
}

/// Calls `then` once a part of the page is visible. The browser reports the visible part in the next frame.
pub(crate) fn with_visible_area(then: impl FnOnce(VisibleArea) + 'static) {
    let Some(body) = web::window().document().and_then(|document| document.body()) else {
        return;
    };
    let mut then = Some(then);
    observe(&body, move |entry, observer| {
        if let Some(area) = VisibleArea::read(entry) {
            observer.disconnect();
            if let Some(then) = then.take() {
                then(area);
            }
        }
    });
}

/// Calls `act` with the newest entry, now and whenever `element` becomes visible or invisible.
fn observe(
    element: &Element,
    mut act: impl FnMut(&IntersectionObserverEntry, &IntersectionObserver) + 'static,
) -> Option<IntersectionObserver> {
    let on_change = move |entries: Array, observer: IntersectionObserver| {
        let newest = entries.get(entries.length().saturating_sub(1));
        act(newest.unchecked_ref(), &observer);
    };
    let on_change = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(on_change).into_js_value();
    let observer = IntersectionObserver::new(on_change.unchecked_ref()).ok()?;
    observer.observe(element);
    Some(observer)
}

/// Keeps the list of toasts at the bottom of the visible part while it has any.
#[derive(Clone, Default)]
pub(crate) struct Anchor(Rc<RefCell<Option<IntersectionObserver>>>);

impl Anchor {
    /// Places the list with this id now and whenever it has become invisible.
    pub(crate) fn hold(&self, id: &'static str) {
        if !is_full_height_frame() {
            return;
        }
        let anchor = self.clone();
        with_visible_area(move |area| {
            let list = web::element(id).filter(|list| list.child_element_count() > 0);
            if let Some(Ok(list)) = list.map(JsCast::dyn_into::<HtmlElement>) {
                set(&list, "inset-block-end", &format!("{}px", area.toasts_offset()));
                anchor.follow(&list, id);
            }
        });
    }

    fn follow(&self, list: &Element, id: &'static str) {
        let anchor = self.clone();
        let observer = observe(list, move |entry, observer| {
            if !entry.is_intersecting() {
                observer.disconnect();
                anchor.hold(id);
            }
        });
        if let Some(earlier) = self.0.replace(observer) {
            earlier.disconnect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::VisibleArea;

    #[test]
    fn a_dialog_is_placed_in_the_visible_area_and_inside_the_frame() {
        for (what, top, height, frame, dialog) in [
            ("all of a frame", 0, 720, 720, (12, 696)),
            ("the middle of a long one", 1500, 800, 4000, (1512, 776)),
            ("the end of a long one", 3200, 800, 4000, (3212, 776)),
            ("a strip at the top", 0, 90, 4000, (12, 240)),
            ("a strip in the middle", 2000, 90, 4000, (2012, 240)),
            ("a strip at the end", 3910, 90, 4000, (3748, 240)),
            ("a page that is scrolled inside of its frame", -500, 600, 600, (12, 576)),
            ("a frame lower than a dialog", 0, 100, 100, (12, 240)),
        ] {
            assert_eq!(VisibleArea { top, height, frame }.dialog_position(), dialog, "{what}");
        }
    }

    #[test]
    fn toasts_are_at_the_bottom_of_the_visible_area() {
        for (what, top, height, frame, end) in [
            ("all of a frame", 0, 720, 720, 12),
            ("the top of a long one", 0, 800, 4000, 3212),
            ("the middle of a long one", 1500, 800, 4000, 1712),
            ("the end of a long one", 3200, 800, 4000, 12),
            ("a page longer than its frame", 0, 4200, 4000, 12),
        ] {
            assert_eq!(VisibleArea { top, height, frame }.toasts_offset(), end, "{what}");
        }
    }
}
