//! MD5 compared with RFC 1321, with another implementation (crate `md5`) and with `md5sum`.

use firmware_digest::Md5;
use proptest::prelude::*;

fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; 16] {
    let mut md5 = Md5::new();
    parts.into_iter().for_each(|part| md5.update(part));
    md5.finish()
}

fn hex(digest: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(digest))
}

/// Bytes in which no two blocks are equal.
fn varied(len: usize) -> Vec<u8> {
    (0..len as u32)
        .map(|at| (at.wrapping_mul(0x9e37_79b9) >> 24) as u8)
        .collect()
}

#[test]
fn the_test_suite_of_rfc_1321_a_5_passes() {
    for (text, expected) in [
        ("", "d41d8cd98f00b204e9800998ecf8427e"),
        ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "d174ab98d277d9f5a5611c2c9f419d9f",
        ),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a",
        ),
    ] {
        assert_eq!(hex(digest([text.as_bytes()])), expected, "{text:?}");
    }
}

#[test]
fn every_length_around_a_block_boundary_has_the_right_digest() {
    let boundaries = [0..=1, 54..=57, 62..=66, 118..=121, 127..=129, 65535..=65537];
    for len in boundaries.into_iter().flatten() {
        let bytes = varied(len);
        assert_eq!(digest([bytes.as_slice()]), md5::compute(&bytes).0, "{len} bytes");
    }
}

#[test]
fn a_clone_is_independent_of_the_original() {
    let bytes = varied(130);
    for half in 0..=bytes.len() {
        let (start, end) = bytes.split_at(half);
        let mut first = Md5::new();
        first.update(start);
        let mut second = first.clone();
        let so_far = second.clone().finish();
        second.update(b"something else");
        first.update(end);
        let other = [start, b"something else"].concat();
        assert_eq!(so_far, md5::compute(start).0, "so far, {half} bytes");
        assert_eq!(first.finish(), md5::compute(&bytes).0, "first, from {half} bytes on");
        assert_eq!(second.finish(), md5::compute(other).0, "second, from {half} bytes on");
    }
}

/// The length exceeds 32 bits both in bytes and in bits.
#[test]
fn one_byte_more_than_4_gib_has_the_digest_that_md5sum_prints() {
    // yes firmware | head -c 4294967297 | md5sum
    const EXPECTED: &str = "6a7ef4c32210adac1ee77dbbea74c5f7";
    const LEN: u64 = (4 << 30) + 1;
    // The buffer is a whole number of lines, but not of blocks.
    let lines = b"firmware\n".repeat(100_001);
    let mut md5 = Md5::new();
    let mut left = LEN;
    while left > 0 {
        let part = left.min(lines.len() as u64);
        md5.update(&lines[..part as usize]);
        left -= part;
    }
    assert_eq!(hex(md5.finish()), EXPECTED);
}

/// Lengths of parts: half of them random, the others zero or whole blocks.
fn any_lengths() -> impl Strategy<Value = Vec<usize>> {
    let len = prop_oneof![
        2 => 0..300usize,
        1 => Just(0),
        1 => (1..5usize).prop_map(|blocks| blocks * 64),
    ];
    prop::collection::vec(len, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_in_any_parts_have_the_digest_of_the_whole(
        bytes in prop::collection::vec(any::<u8>(), 0..1500), lengths in any_lengths()
    ) {
        let mut md5 = Md5::new();
        let mut left = bytes.as_slice();
        for len in lengths {
            let (part, later) = left.split_at(len.min(left.len()));
            md5.update(part);
            left = later;
        }
        md5.update(left);
        prop_assert_eq!(md5.finish(), md5::compute(&bytes).0);
    }

    #[test]
    fn a_part_that_ends_at_a_block_boundary_does_not_change_the_digest(
        bytes in prop::collection::vec(any::<u8>(), 0..700), before in 0..64usize
    ) {
        let before = before.min(bytes.len());
        let boundary = bytes.len() / 64 * 64;
        let boundary = boundary.max(before);
        let parts = [&bytes[..before], &[], &bytes[before..boundary], &[], &bytes[boundary..]];
        prop_assert_eq!(digest(parts), md5::compute(&bytes).0);
    }
}
