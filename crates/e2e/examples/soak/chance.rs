//! Chance that comes back: the same seed, the same choices.

/// `SplitMix64`.
pub struct Chance(u64);

impl Chance {
    /// Starts at a seed.
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

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        // Far fewer choices than 2^64: the bias does not show.
        (self.bits() % end.max(1) as u64) as usize
    }

    /// True in `of_hundred` of a hundred cases.
    pub fn percent(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }

    /// One of them, by weight.
    pub fn of<T: Copy>(&mut self, weighted: &[(usize, T)]) -> Option<T> {
        let mut left = self.below(weighted.iter().map(|(weight, _)| weight).sum());
        for (weight, one) in weighted {
            if left < *weight {
                return Some(*one);
            }
            left -= weight;
        }
        None
    }
}
