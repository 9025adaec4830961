//! Median and spread of several rounds.

/// Number of rounds before the measured ones, after which engines run optimised code.
pub const WARM_UPS: usize = 2;

/// A median with its spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Median.
    pub median: f64,
    /// Minimum.
    pub least: f64,
    /// Maximum.
    pub most: f64,
}

impl Figure {
    /// Median and spread of at least one value.
    pub fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (low, high) = (sorted.len().saturating_sub(1) / 2, sorted.len() / 2);
        let value = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
        Self {
            median: f64::midpoint(value(low), value(high)),
            least: value(0),
            most: value(sorted.len().saturating_sub(1)),
        }
    }

    /// Ratio of `others` to `ours` per round, so that a temporarily slow machine affects both.
    pub fn ratio(others: &[f64], ours: &[f64]) -> Self {
        let ratios: Vec<f64> = others.iter().zip(ours).map(|(other, ours)| other / ours).collect();
        Self::of(&ratios)
    }
}
