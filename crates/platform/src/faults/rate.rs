//! Share of the answers that get a random fault.

use std::fmt;

/// A share from 0 to 0.5. A higher share would leave too few answers intact to use the console.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate(f64);

impl Rate {
    /// No random faults.
    pub const NEVER: Self = Self(0.0);

    /// Parses a share.
    ///
    /// # Errors
    /// A message with the allowed range.
    pub fn parse(text: &str) -> Result<Self, String> {
        let share = text.parse().ok().filter(|share| (0.0..=0.5).contains(share));
        share.map(Self).ok_or_else(|| "use a share from 0 to 0.5".to_owned())
    }

    /// Returns the share as a number.
    #[must_use]
    pub fn share(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_at_most_a_half() {
        for (text, share) in [("0", 0.0), ("0.05", 0.05), ("0.5", 0.5)] {
            assert_eq!(Rate::parse(text).map(Rate::share), Ok(share));
        }
        for bad in ["", "x", "-0.1", "0.51", "1", "NaN", "inf"] {
            assert!(Rate::parse(bad).is_err(), "{bad}");
        }
    }
}
