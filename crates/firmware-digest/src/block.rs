//! The block function of RFC 1321, written for a short chain of dependent operations.
//!
//! Each of the 64 steps of a block needs the result of the previous step, so that the length of this chain determines
//! the time, not the number of operations. Three measures keep it at 4.52 cycles per byte; the minimum is 4.5:
//!
//! - the term that depends on the newest word is added last, when everything else is ready;
//! - G is `(d & b) + (!d & c)`: the terms have no bit in common, so that `+` equals `|`, and only one waits for `b`;
//! - the part of the sum that does not depend on the newest word is combined with `^ zero`, a zero that the optimiser
//!   does not know. Otherwise the optimiser moves the round constant to the end of the sum and onto the chain, which
//!   costs one cycle per step. (Constants behind a hidden pointer keep the chain as short, but each costs a load; in
//!   Chromium this was 5 % slower.)
//!
//! `cargo xtask bench digest` measures the speed, `cargo xtask bench digest --short` only the ratio to hash-wasm.

use core::hint::black_box;

/// Size of a block in bytes.
pub(crate) const BLOCK: usize = 64;

/// The four words of the digest that each block updates.
pub(crate) type State = [u32; 4];

/// The state before the first block (RFC 1321, 3.3).
pub(crate) const START: State = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];

/// The table T of RFC 1321, 3.4: `floor(2^32 * |sin(i + 1)|)`.
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];

/// One step. `$late` depends on `$b`, the newest word; the rest of the sum does not.
macro_rules! step {
    ($a:ident, $b:ident, $early:expr, $late:expr, $zero:ident, $s:literal) => {
        $a = ($a.wrapping_add($early) ^ $zero)
            .wrapping_add($late)
            .rotate_left($s)
            .wrapping_add($b);
    };
}

macro_rules! f {
    ($a:ident, $b:ident, $c:ident, $d:ident, $early:expr, $zero:ident, $s:literal) => {
        step!($a, $b, $early, (($c ^ $d) & $b) ^ $d, $zero, $s)
    };
}
macro_rules! g {
    ($a:ident, $b:ident, $c:ident, $d:ident, $early:expr, $zero:ident, $s:literal) => {
        step!($a, $b, $early.wrapping_add(!$d & $c), $d & $b, $zero, $s)
    };
}
macro_rules! h {
    ($a:ident, $b:ident, $c:ident, $d:ident, $early:expr, $zero:ident, $s:literal) => {
        step!($a, $b, $early, ($c ^ $d) ^ $b, $zero, $s)
    };
}
macro_rules! i {
    ($a:ident, $b:ident, $c:ident, $d:ident, $early:expr, $zero:ident, $s:literal) => {
        step!($a, $b, $early, ($b | !$d) ^ $c, $zero, $s)
    };
}

/// Four steps, each of which updates another of the four words. `$k` is the number of the first step.
macro_rules! four {
    ($round:ident, [$a:ident, $b:ident, $c:ident, $d:ident], $zero:ident, $k:literal, [$w0:ident, $w1:ident, $w2:ident, $w3:ident], [$s0:literal, $s1:literal, $s2:literal, $s3:literal]) => {
        $round!($a, $b, $c, $d, $w0.wrapping_add(SINES[$k]), $zero, $s0);
        $round!($d, $a, $b, $c, $w1.wrapping_add(SINES[$k + 1]), $zero, $s1);
        $round!($c, $d, $a, $b, $w2.wrapping_add(SINES[$k + 2]), $zero, $s2);
        $round!($b, $c, $d, $a, $w3.wrapping_add(SINES[$k + 3]), $zero, $s3);
    };
}

/// Updates the state with whole blocks.
///
/// Never inlined: the module contains one copy of 2 KB, a separate loop whose chain can be inspected. `opt-level` 3 and
/// `z` generate the same code, because there is nothing to unroll or to inline.
#[inline(never)]
pub(crate) fn compress(state: &mut State, blocks: &[[u8; BLOCK]]) {
    let zero: u32 = black_box(0);
    let [mut a, mut b, mut c, mut d] = *state;
    for block in blocks {
        let before = (a, b, c, d);
        let word =
            |at: usize| u32::from_le_bytes([block[4 * at], block[4 * at + 1], block[4 * at + 2], block[4 * at + 3]]);
        let (w0, w1, w2, w3) = (word(0), word(1), word(2), word(3));
        let (w4, w5, w6, w7) = (word(4), word(5), word(6), word(7));
        let (w8, w9, w10, w11) = (word(8), word(9), word(10), word(11));
        let (w12, w13, w14, w15) = (word(12), word(13), word(14), word(15));

        four!(f, [a, b, c, d], zero, 0, [w0, w1, w2, w3], [7, 12, 17, 22]);
        four!(f, [a, b, c, d], zero, 4, [w4, w5, w6, w7], [7, 12, 17, 22]);
        four!(f, [a, b, c, d], zero, 8, [w8, w9, w10, w11], [7, 12, 17, 22]);
        four!(f, [a, b, c, d], zero, 12, [w12, w13, w14, w15], [7, 12, 17, 22]);

        four!(g, [a, b, c, d], zero, 16, [w1, w6, w11, w0], [5, 9, 14, 20]);
        four!(g, [a, b, c, d], zero, 20, [w5, w10, w15, w4], [5, 9, 14, 20]);
        four!(g, [a, b, c, d], zero, 24, [w9, w14, w3, w8], [5, 9, 14, 20]);
        four!(g, [a, b, c, d], zero, 28, [w13, w2, w7, w12], [5, 9, 14, 20]);

        four!(h, [a, b, c, d], zero, 32, [w5, w8, w11, w14], [4, 11, 16, 23]);
        four!(h, [a, b, c, d], zero, 36, [w1, w4, w7, w10], [4, 11, 16, 23]);
        four!(h, [a, b, c, d], zero, 40, [w13, w0, w3, w6], [4, 11, 16, 23]);
        four!(h, [a, b, c, d], zero, 44, [w9, w12, w15, w2], [4, 11, 16, 23]);

        four!(i, [a, b, c, d], zero, 48, [w0, w7, w14, w5], [6, 10, 15, 21]);
        four!(i, [a, b, c, d], zero, 52, [w12, w3, w10, w1], [6, 10, 15, 21]);
        four!(i, [a, b, c, d], zero, 56, [w8, w15, w6, w13], [6, 10, 15, 21]);
        four!(i, [a, b, c, d], zero, 60, [w4, w11, w2, w9], [6, 10, 15, 21]);

        a = a.wrapping_add(before.0);
        b = b.wrapping_add(before.1);
        c = c.wrapping_add(before.2);
        d = d.wrapping_add(before.3);
    }
    *state = [a, b, c, d];
}
