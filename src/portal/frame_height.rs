//! Reports the height of the page to a portal that resizes the frame.

use crate::web;
use std::cell::RefCell;

/// Greatest height of the protocol (`docs/embedding.md`), in CSS pixels.
const HEIGHT_MAX: u32 = 1_000_000;
/// Smallest change that is reported, in CSS pixels. Rounding and the text cursor cause smaller ones.
const MIN_CHANGE: u32 = 2;
/// Number of increases that are reported within [`INCREASES_MS`]. More of them mean that the frame's height affects the
/// height of the page, which would grow without end.
const INCREASES_MAX: u32 = 20;
const INCREASES_MS: f64 = 2000.0;

/// The last reported height and the recent increases.
#[derive(Debug, Default)]
struct Growth {
    reported: u32,
    increases: u32,
    /// Start of the period in which increases are counted, in milliseconds.
    start_ms: f64,
}

impl Growth {
    /// Returns the height to report, if any, for a page of this height in CSS pixels at the time `now_ms`.
    fn update(&mut self, height: u32, now_ms: f64) -> Option<u32> {
        if height.abs_diff(self.reported) < MIN_CHANGE {
            return None;
        }
        if height > self.reported {
            if now_ms - self.start_ms > INCREASES_MS {
                (self.start_ms, self.increases) = (now_ms, 0);
            }
            self.increases += 1;
            if self.increases > INCREASES_MAX {
                return None;
            }
        }
        self.reported = height;
        Some(height)
    }
}

/// Calls `report` with the height of the page in CSS pixels, initially and after each change, at most once per rendered
/// frame, until the current owner is cleaned up.
pub(crate) fn watch(report: impl Fn(u32) + 'static) {
    let growth = RefCell::new(Growth::default());
    web::watch_size(web::body(), move || {
        let height = web::page_height().clamp(1, HEIGHT_MAX);
        if let Some(height) = growth.borrow_mut().update(height, web::steady_ms()) {
            report(height);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_height_is_reported_once_and_small_changes_are_not() {
        let mut growth = Growth::default();
        let heights = [
            (600, Some(600)),
            (600, None),
            (601, None),
            (599, None),
            (602, Some(602)),
        ];
        for (height, reported) in heights {
            assert_eq!(growth.update(height, 0.0), reported, "{height}");
        }
        assert_eq!(growth.update(300, 0.0), Some(300), "a decrease is always reported");
    }

    #[test]
    fn endless_growth_of_the_page_is_not_reported() {
        let mut growth = Growth::default();
        let reports = (1..=100)
            .filter(|n| growth.update(n * 100, f64::from(*n)).is_some())
            .count();
        assert_eq!(reports, 20);
        assert_eq!(
            growth.update(50_000, 5000.0),
            Some(50_000),
            "a later increase is reported"
        );
    }
}
