//! Statistics of measurements.

/// A median with its spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub median: f64,
    pub min: f64,
    pub max: f64,
}

impl Summary {
    /// Median and spread of at least one value.
    pub fn of(values: &[f64]) -> Self {
        Self {
            median: median(values),
            min: quantile(values, 0.0),
            max: quantile(values, 1.0),
        }
    }
}

/// Ratios of the values of two series, pair by pair: a temporarily slow machine affects both values of a pair.
pub fn ratios(values: &[f64], of: &[f64]) -> Vec<f64> {
    values.iter().zip(of).map(|(value, of)| value / of).collect()
}

/// Median; NaN without values.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// Quantile, interpolated between the nearest values; `share` is between 0 and 1. NaN without values.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let position = share * sorted.len().saturating_sub(1) as f64;
    match (
        sorted.get(position.floor() as usize),
        sorted.get(position.ceil() as usize),
    ) {
        (Some(low), Some(high)) => low + (high - low) * position.fract(),
        _ => f64::NAN,
    }
}
