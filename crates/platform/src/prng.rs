//! Small seeded random number generator for the demo data, the simulator and random faults.
//!
//! SplitMix64 (Steele, Lea, Flood 2014) gives the same sequence for the same seed on every machine and in every
//! release, which the default generators of crates do not promise. Not for secrets: those come from the operating
//! system.

/// State of the generator.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// Creates a generator from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number in `0..below`, or 0 if `below` is 0. The bias of the multiplication is under `below / 2^64`.
    pub fn below(&mut self, below: u64) -> u64 {
        let wide = u128::from(self.bits()) * u128::from(below);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// Returns a number in `0.0..1.0` with 53 random bits, as many as an `f64` represents exactly.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Returns the seconds until the next event of a Poisson process with `per_second` events on average.
    pub fn gap(&mut self, per_second: f64) -> f64 {
        -(1.0 - self.unit()).ln() / per_second
    }

    /// Fills `bytes` with random values.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let word = self.bits().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_matches_the_published_one() {
        let mut random = SplitMix64::new(1_234_567);
        assert_eq!(random.bits(), 6_457_827_717_110_365_317);
        assert_eq!(random.bits(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let mut random = SplitMix64::new(7);
        for _ in 0..10_000 {
            assert!(random.below(6) < 6);
            assert!((0.0..1.0).contains(&random.unit()));
            assert!(random.gap(20.0).is_finite());
        }
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn gaps_average_to_the_requested_rate() {
        let mut random = SplitMix64::new(7);
        let total: f64 = (0..20_000).map(|_| random.gap(20.0)).sum();
        let average = total / 20_000.0;
        assert!((average - 0.05).abs() < 0.002, "{average}");
    }
}
