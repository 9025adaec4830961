//! How high the page is, for a portal that makes the frame as high.

use crate::web;
use js_sys::Array;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

/// The greatest height the protocol knows, in CSS pixels.
const HEIGHT_MAX: u32 = 1_000_000;
/// A change of less than this is none: rounding, a caret.
const STEP: u32 = 2;
/// So many rises within [`RISES_MS`] are not a page that grows but a frame that makes it grow.
const RISES_MAX: u32 = 20;
const RISES_MS: f64 = 2000.0;

/// What was told, and how fast it has been growing.
#[derive(Debug, Default)]
struct Growth {
    told: u32,
    rises: u32,
    since: f64,
}

impl Growth {
    /// What to tell of a page that is `height` high at `now`, in milliseconds.
    fn step(&mut self, height: u32, now: f64) -> Option<u32> {
        if height.abs_diff(self.told) < STEP {
            return None;
        }
        if height > self.told {
            if now - self.since > RISES_MS {
                (self.since, self.rises) = (now, 0);
            }
            self.rises += 1;
            if self.rises > RISES_MAX {
                return None;
            }
        }
        self.told = height;
        Some(height)
    }
}

/// Tells the height now and whenever it changes, at most once a frame, until the view goes.
pub(crate) fn watch(tell: impl Fn(u32) + 'static) {
    let Some(body) = web::window().document().and_then(|document| document.body()) else {
        return;
    };
    let growth = RefCell::new(Growth::default());
    let changed = move |_: Array| {
        let height = web::page_height().clamp(1, HEIGHT_MAX);
        if let Some(height) = growth.borrow_mut().step(height, web::steady_ms()) {
            tell(height);
        }
    };
    let changed = Closure::<dyn Fn(Array)>::new(changed).into_js_value();
    if let Ok(observer) = ResizeObserver::new(changed.unchecked_ref()) {
        observer.observe(&body);
        on_cleanup(move || observer.disconnect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_height_is_told_once_and_small_changes_are_not() {
        let mut growth = Growth::default();
        let heights = [
            (600, Some(600)),
            (600, None),
            (601, None),
            (599, None),
            (602, Some(602)),
        ];
        for (height, told) in heights {
            assert_eq!(growth.step(height, 0.0), told, "{height}");
        }
        assert_eq!(growth.step(300, 0.0), Some(300), "lower is always told");
    }

    #[test]
    fn a_frame_that_makes_the_page_grow_is_not_followed_for_ever() {
        let mut growth = Growth::default();
        let told = (1..=100)
            .filter(|n| growth.step(n * 100, f64::from(*n)).is_some())
            .count();
        assert_eq!(told, 20);
        assert_eq!(growth.step(50_000, 5000.0), Some(50_000), "later it may grow again");
    }
}
