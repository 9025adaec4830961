//! The survey sees a file and not its parts: however the bytes are cut, it says the same.

use firmware_digest::{Survey, Suspicion};
use proptest::prelude::*;

fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Option<Suspicion> {
    let mut survey = Survey::new();
    parts.into_iter().for_each(|part| survey.update(part));
    survey.suspicion()
}

/// Starts that decide, and some that nearly do.
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
    // As long as what is kept of the start, and on both sides of it.
    &[b' '; 63],
    &[b' '; 64],
    &[b'\n'; 65],
];

/// Bytes that are mostly suspicious: after a start that decides, many alike, then perhaps one that settles it.
fn any_content() -> impl Strategy<Value = Vec<u8>> {
    let start = prop::sample::select(STARTS);
    let fill = prop::sample::select(&b"\x00\xffa <{:"[..]);
    let end = prop::collection::vec(any::<u8>(), 0..3);
    let made =
        (start, fill, 0..150usize, end).prop_map(|(start, fill, len, end)| [start, &vec![fill; len], &end].concat());
    prop_oneof![4 => made, 1 => prop::collection::vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_cut_changes_what_is_said(bytes in any_content()) {
        let whole = of_parts([bytes.as_slice()]);
        for cut in 0..=bytes.len() {
            let (start, end) = bytes.split_at(cut);
            prop_assert_eq!(of_parts([start, end]), whole, "cut at {}", cut);
        }
    }

    #[test]
    fn no_number_of_parts_changes_what_is_said(
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
    fn all_alike_is_said_of_exactly_the_files_that_are(bytes in any_content()) {
        let all = |byte| !bytes.is_empty() && bytes.iter().all(|found| *found == byte);
        let said = of_parts([bytes.as_slice()]);
        prop_assert_eq!(said == Some(Suspicion::Zeros), all(0x00));
        prop_assert_eq!(said == Some(Suspicion::Erased), all(0xff));
    }

    #[test]
    fn a_control_character_anywhere_is_no_text(bytes in any_content(), at in any::<prop::sample::Index>()) {
        let mut bytes = [bytes.as_slice(), b"  "].concat();
        let at = at.index(bytes.len());
        bytes[at] = 0x01;
        prop_assert_eq!(of_parts([bytes.as_slice()]), None);
    }
}
