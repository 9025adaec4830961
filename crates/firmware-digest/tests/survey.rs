//! The result of a survey does not depend on how the bytes are split into parts.

use firmware_digest::{Content, Survey, Suspicion};
use proptest::prelude::*;

fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Option<Content> {
    let mut survey = Survey::new();
    parts.into_iter().for_each(|part| survey.update(part));
    survey.content()
}

/// Starts that are suspicious, and some that almost are.
const STARTS: &[&[u8]] = &[
    b"",
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbf \r\n",
    b"<html>",
    b" {",
    b"[",
    b":10010000214601360121470136007EFE09D2190140",
    b"S00F000068656C6C6F202020202000003C",
    b":1001000",
    b"S",
    b"\0",
    b"\0\0\0",
    b"\xff\xff",
    // Lengths around the number of bytes kept from the start.
    &[b' '; 63],
    &[b' '; 64],
    &[b'\n'; 65],
];

/// Bytes that are mostly suspicious: a start, equal bytes, then up to two random bytes, which may clear the suspicion.
fn any_content() -> impl Strategy<Value = Vec<u8>> {
    let start = prop::sample::select(STARTS);
    let fill = prop::sample::select(&b"\x00\xffa <{:"[..]);
    let end = prop::collection::vec(any::<u8>(), 0..3);
    let generated =
        (start, fill, 0..150usize, end).prop_map(|(start, fill, len, end)| [start, &vec![fill; len], &end].concat());
    prop_oneof![4 => generated, 1 => prop::collection::vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn two_parts_give_the_result_of_the_whole(bytes in any_content()) {
        let whole = of_parts([bytes.as_slice()]);
        for split in 0..=bytes.len() {
            let (start, end) = bytes.split_at(split);
            prop_assert_eq!(of_parts([start, end]), whole, "split at {}", split);
        }
    }

    #[test]
    fn any_number_of_parts_gives_the_result_of_the_whole(
        bytes in any_content(), lengths in prop::collection::vec(0..70usize, 0..20)
    ) {
        let mut parts = Vec::new();
        let mut left = bytes.as_slice();
        for len in lengths {
            let (part, later) = left.split_at(len.min(left.len()));
            parts.push(part);
            left = later;
        }
        parts.push(left);
        prop_assert_eq!(of_parts(parts), of_parts([bytes.as_slice()]));
    }

    #[test]
    fn zeros_and_erased_are_reported_exactly_if_all_bytes_are_equal(bytes in any_content()) {
        let all = |byte| !bytes.is_empty() && bytes.iter().all(|found| *found == byte);
        let content = of_parts([bytes.as_slice()]);
        prop_assert_eq!(content == Some(Content::Suspect(Suspicion::Zeros)), all(0x00));
        prop_assert_eq!(content == Some(Content::Suspect(Suspicion::Erased)), all(0xff));
    }

    #[test]
    fn a_control_character_anywhere_clears_the_suspicion(bytes in any_content(), at in any::<prop::sample::Index>()) {
        let mut bytes = [bytes.as_slice(), b"  "].concat();
        let at = at.index(bytes.len());
        bytes[at] = 0x01;
        prop_assert_eq!(of_parts([bytes.as_slice()]), None);
    }
}
