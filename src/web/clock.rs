//! The two clocks of a browser. The wall clock is the one people read; it can be set. The steady clock only ever runs
//! forward, but on some machines it stops while they sleep. Neither alone can tell how old something is.

use crate::web::window;
use js_sys::Date;

/// Milliseconds since 1970 by the wall clock: for times that people read.
#[must_use]
pub fn now_ms() -> f64 {
    Date::now()
}

/// Milliseconds on the steady clock: for rates, waits and guards against double clicks.
#[must_use]
pub fn steady_ms() -> f64 {
    window()
        .performance()
        .map_or_else(now_ms, |performance| performance.now())
}

/// A moment on both clocks: for expiry and for the age of data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    wall_ms: f64,
    steady_ms: f64,
}

impl Moment {
    /// This moment.
    #[must_use]
    pub fn now() -> Self {
        Self {
            wall_ms: now_ms(),
            steady_ms: steady_ms(),
        }
    }

    /// The moment so many milliseconds before this one.
    #[must_use]
    pub fn before(self, ms: f64) -> Self {
        Self {
            wall_ms: self.wall_ms - ms,
            steady_ms: self.steady_ms - ms,
        }
    }

    /// Milliseconds since this moment.
    #[must_use]
    pub fn age_ms(self) -> f64 {
        self.age_at(Self::now())
    }

    /// Milliseconds from this moment to `now`: the larger of what both clocks say. Neither a clock that is set back nor a
    /// machine that slept makes anything younger than it is.
    #[must_use]
    pub fn age_at(self, now: Self) -> f64 {
        (now.wall_ms - self.wall_ms)
            .max(now.steady_ms - self.steady_ms)
            .max(0.0)
    }

    /// Milliseconds from this moment to `now` that the steady clock has not counted: the machine slept, or the wall clock
    /// was set forward.
    #[must_use]
    pub fn uncounted_at(self, now: Self) -> f64 {
        self.age_at(now) - (now.steady_ms - self.steady_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_the_larger_of_what_both_clocks_say() {
        let then = Moment {
            wall_ms: 1_000_000.0,
            steady_ms: 5_000.0,
        };
        // What each clock went forward by, the age, and what the steady clock has missed of it.
        let cases = [
            ("nothing has passed", 0.0, 0.0, 0.0, 0.0),
            ("both agree", 7_000.0, 7_000.0, 7_000.0, 0.0),
            (
                "the machine slept for an hour",
                3_600_000.0,
                2_000.0,
                3_600_000.0,
                3_598_000.0,
            ),
            (
                "the wall clock was set back an hour",
                -3_600_000.0,
                9_000.0,
                9_000.0,
                0.0,
            ),
            ("it was set back, and nothing has passed", -3_600_000.0, 0.0, 0.0, 0.0),
        ];
        for (what, wall, steady, age, uncounted) in cases {
            let now = Moment {
                wall_ms: then.wall_ms + wall,
                steady_ms: then.steady_ms + steady,
            };
            assert_eq!(then.age_at(now), age, "{what}");
            assert_eq!(then.uncounted_at(now), uncounted, "{what}");
        }
    }
}
