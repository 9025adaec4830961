//! Reproducible random choices.

/// A `SplitMix64` generator.
pub struct Chance(u64);

impl Chance {
    /// A generator with this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The modulo bias is negligible for such small ranges.
        (self.bits() % end.max(1) as u64) as usize
    }

    /// True with this probability in percent.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A weighted choice; `None` if there are no choices.
    pub fn of<T: Copy>(&mut self, weighted: &[(usize, T)]) -> Option<T> {
        let mut left = self.below(weighted.iter().map(|(weight, _)| weight).sum());
        for (weight, choice) in weighted {
            if left < *weight {
                return Some(*choice);
            }
            left -= weight;
        }
        None
    }
}
