//! Numbers of several rounds: the median and the spread.

/// Rounds before those that count: by then every engine runs its best code.
pub const WARM_UPS: usize = 2;

/// A median with its spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The middle one.
    pub median: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
}

impl Figure {
    /// Of at least one number.
    pub fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (low, high) = (sorted.len().saturating_sub(1) / 2, sorted.len() / 2);
        let at = |at: usize| sorted.get(at).copied().unwrap_or(f64::NAN);
        Self {
            median: f64::midpoint(at(low), at(high)),
            least: at(0),
            most: at(sorted.len().saturating_sub(1)),
        }
    }

    /// Round by round, how many times as long the others took: a machine that is slow for a while is slow for both.
    pub fn ratio(others: &[f64], ours: &[f64]) -> Self {
        let ratios: Vec<f64> = others.iter().zip(ours).map(|(other, ours)| other / ours).collect();
        Self::of(&ratios)
    }
}
