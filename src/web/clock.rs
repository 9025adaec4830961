//! The two clocks of a browser. The wall clock shows the time of day and can be set. The steady clock never goes back,
//! but on some machines it stops during sleep. An age therefore needs both.

use crate::web::window;
use js_sys::Date;

/// Milliseconds since 1970 on the wall clock, for times that people read.
pub fn now_ms() -> f64 {
    Date::now()
}

/// Milliseconds on the steady clock, for rates, waits and double-click guards.
pub fn steady_ms() -> f64 {
    window()
        .performance()
        .map_or_else(now_ms, |performance| performance.now())
}

/// Point in time on both clocks, for expiry and the age of data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    wall_ms: f64,
    steady_ms: f64,
}

impl Moment {
    /// The current time.
    pub fn now() -> Self {
        Self {
            wall_ms: now_ms(),
            steady_ms: steady_ms(),
        }
    }

    /// Milliseconds since 1970, by the wall clock.
    pub fn wall_ms(self) -> f64 {
        self.wall_ms
    }

    /// The time `ms` milliseconds before this one.
    pub fn before(self, ms: f64) -> Self {
        Self {
            wall_ms: self.wall_ms - ms,
            steady_ms: self.steady_ms - ms,
        }
    }

    /// Milliseconds since this time.
    pub fn age_ms(self) -> f64 {
        self.age_at(Self::now())
    }

    /// Milliseconds from this time to `now`: the larger difference of the two clocks. Neither a wall clock that is set
    /// back nor a machine that sleeps reduces an age.
    pub fn age_at(self, now: Self) -> f64 {
        (now.wall_ms - self.wall_ms)
            .max(now.steady_ms - self.steady_ms)
            .max(0.0)
    }

    /// Milliseconds from this time to `now` that the steady clock has missed: the machine slept, or the wall clock was
    /// set forward.
    pub fn uncounted_at(self, now: Self) -> f64 {
        self.age_at(now) - (now.steady_ms - self.steady_ms)
    }
}

/// Returns a random number of milliseconds below `max_ms`. Randomised delays keep pages that lost the same platform
/// from retrying at the same moment.
pub fn jitter(max_ms: f64) -> f64 {
    js_sys::Math::random() * max_ms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_the_larger_difference_of_the_two_clocks() {
        let start = Moment {
            wall_ms: 1_000_000.0,
            steady_ms: 5_000.0,
        };
        // Case, difference of the wall clock, difference of the steady clock, age, time missed by the steady clock.
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
        for (case, wall, steady, age, uncounted) in cases {
            let now = Moment {
                wall_ms: start.wall_ms + wall,
                steady_ms: start.steady_ms + steady,
            };
            assert_eq!(start.age_at(now), age, "{case}");
            assert_eq!(start.uncounted_at(now), uncounted, "{case}");
        }
    }
}
