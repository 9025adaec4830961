//! The visible part of the page, and places of dialogs, menus and toasts in it. In a frame that is as high as its page, the
//! browser places dialogs and toasts outside the visible part, and a focus there scrolls the portal.

use crate::web;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DomRect, Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry};

/// Attribute of `<html>` in a frame that is as high as the page.
const MARK: &str = "data-tall";
/// Space above and below a dialog, and below the toasts, in CSS pixels.
const GAP: i32 = 12;
/// Space around a menu, and between it and its button, in CSS pixels.
const MENU_GAP: f64 = 4.0;
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
    web::document().document_element()
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
    /// The window, for a page that scrolls in it.
    fn window() -> Self {
        let height = root().map_or(0, |root| root.client_height());
        Self {
            top: 0,
            height,
            frame: height,
        }
    }

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

    /// Start and top of a menu of this width and height beside its button, on a page of this width: below the button, above
    /// it if there is room only there, and over it if there is none. The ends of both are level, or the starts, where the page
    /// has the room.
    fn menu_position(self, button: &Edges, [width, height]: [f64; 2], page_width: f64) -> [f64; 2] {
        let [top, bottom] = [self.top, self.top + self.height].map(f64::from);
        let rightmost = page_width - MENU_GAP - width;
        let lowest = bottom - MENU_GAP - height;
        let (below, above) = (button.bottom + MENU_GAP, button.top - MENU_GAP - height);
        let is_above = below > lowest && above >= top + MENU_GAP;
        let block = if is_above { above } else { below };
        let level_ends = button.right - width;
        let inline = if level_ends < MENU_GAP { button.left } else { level_ends };
        [
            inline.min(rightmost).max(MENU_GAP),
            block.min(lowest).max(top + MENU_GAP),
        ]
    }

    /// Places an open menu beside its button in the visible part. It scrolls with the page.
    pub(crate) fn place_menu(self, menu: &HtmlElement, button: &Element) {
        let window = web::window();
        let page_width = root().map_or(0, |root| root.client_width());
        let room = f64::from(self.height) - 2.0 * MENU_GAP;
        set(menu, "max-block-size", &format!("{room}px"));
        let size = menu.get_bounding_client_rect();
        let edges = Edges::from(button.get_bounding_client_rect());
        let [start, top] = self.menu_position(&edges, [size.width(), size.height()], page_width.into());
        let [x, y] = [window.scroll_x(), window.scroll_y()].map(Result::unwrap_or_default);
        set(menu, "inset-inline-start", &format!("{}px", start + x));
        set(menu, "inset-block-start", &format!("{}px", top + y));
    }

    /// Places a dialog in the visible part.
    pub(crate) fn place_dialog(self, dialog: &HtmlElement) {
        let (top, room) = self.dialog_position();
        set(dialog, "margin-block", &format!("{top}px auto"));
        set(dialog, "max-block-size", &format!("{room}px"));
    }
}

/// Edges of a button that place its menu, in CSS pixels from the top left of the window.
#[derive(Clone, Copy, Debug)]
struct Edges {
    top: f64,
    right: f64,
    bottom: f64,
    left: f64,
}

impl From<DomRect> for Edges {
    fn from(rect: DomRect) -> Self {
        Self {
            top: rect.top(),
            right: rect.right(),
            bottom: rect.bottom(),
            left: rect.left(),
        }
    }
}

fn set(element: &HtmlElement, property: &str, value: &str) {
    // Fails only for a style that is read-only: a computed one.
    let _ = element.style().set_property(property, value);
}

/// Calls `then` with the visible part of the page: at once, or in a frame as high as the page once a part is visible, which
/// the browser reports with the next rendered frame.
pub(crate) fn with_visible_area(then: impl FnOnce(VisibleArea) + 'static) {
    if !is_full_height_frame() {
        return then(VisibleArea::window());
    }
    let Some(body) = web::body() else { return };
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
                anchor.watch(&list, id);
            }
        });
    }

    fn watch(&self, list: &Element, id: &'static str) {
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
    use super::{Edges, VisibleArea};

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
    fn a_menu_is_beside_its_button_in_the_visible_area_and_inside_the_page() {
        for (what, [top, height], width, [button_top, button_right], position) in [
            ("room below", [0, 900], 1280.0, [100.0, 700.0], [500.0, 138.0]),
            (
                "the end of the page",
                [0, 900],
                1280.0,
                [100.0, 1300.0],
                [1076.0, 138.0],
            ),
            ("the start of the page", [0, 900], 320.0, [100.0, 90.0], [10.0, 138.0]),
            ("a narrow page", [0, 900], 250.0, [100.0, 150.0], [46.0, 138.0]),
            ("a narrower page", [0, 900], 150.0, [100.0, 90.0], [4.0, 138.0]),
            ("room above only", [0, 900], 1280.0, [700.0, 700.0], [500.0, 396.0]),
            ("no room beside it", [0, 400], 1280.0, [200.0, 700.0], [500.0, 96.0]),
            ("a low area", [0, 200], 1280.0, [100.0, 700.0], [500.0, 4.0]),
            ("a tall frame", [2000, 800], 1280.0, [2700.0, 700.0], [500.0, 2396.0]),
            ("a button above", [2000, 800], 1280.0, [1500.0, 700.0], [500.0, 2004.0]),
            ("a button below", [2000, 800], 1280.0, [3200.0, 700.0], [500.0, 2496.0]),
        ] {
            let frame = 9000;
            let area = VisibleArea { top, height, frame };
            let button = Edges {
                top: button_top,
                right: button_right,
                bottom: button_top + 34.0,
                left: button_right - 80.0,
            };
            let size = [200.0, 300.0];
            assert_eq!(area.menu_position(&button, size, width), position, "{what}");
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
