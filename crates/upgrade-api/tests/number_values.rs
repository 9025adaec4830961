//! Versions, sizes and digests: accepted texts, refused texts, and limits.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use proptest::prelude::*;
use upgrade_api::values::{FileSize, Md5, Problem, SIZE_MAX, VERSION_MAX, Version};

const TOO_LARGE_VERSION: Problem = Problem::TooLarge { max: 2_147_483_647 };
const TOO_LARGE_SIZE: Problem = Problem::TooLarge {
    max: 9_007_199_254_740_991,
};
const DIGEST: &str = "0123456789abcdef0123456789abcdef";

/// Texts that are not numbers.
const NOT_NUMBERS: [(&str, Problem); 19] = [
    ("", Problem::Required),
    ("   ", Problem::Required),
    ("\t\n\u{3000}", Problem::Required),
    ("-1", Problem::NotANumber),
    ("-0", Problem::NotANumber),
    ("+5", Problem::NotANumber),
    ("1.5", Problem::NotANumber),
    ("1.0", Problem::NotANumber),
    ("1e3", Problem::NotANumber),
    ("0x10", Problem::NotANumber),
    ("1,024", Problem::NotANumber),
    ("1 024", Problem::NotANumber),
    ("1_024", Problem::NotANumber),
    ("v2", Problem::NotANumber),
    ("１２", Problem::NotANumber),
    ("٣", Problem::NotANumber),
    ("二", Problem::NotANumber),
    ("NaN", Problem::NotANumber),
    ("1\u{0}", Problem::NotANumber),
];

#[test]
fn a_version_is_an_integer_from_0_to_2147483647() {
    assert_eq!(VERSION_MAX, 2_147_483_647);
    let cases = [
        ("0", Ok(0)),
        ("1", Ok(1)),
        ("007", Ok(7)),
        (" 12 ", Ok(12)),
        ("\u{3000}12\n", Ok(12)),
        ("2147483647", Ok(2_147_483_647)),
        ("00000000000000000000002147483647", Ok(2_147_483_647)),
        ("2147483648", Err(TOO_LARGE_VERSION)),
        ("4294967296", Err(TOO_LARGE_VERSION)),
        ("18446744073709551616", Err(TOO_LARGE_VERSION)),
        ("99999999999999999999999999999999999999999", Err(TOO_LARGE_VERSION)),
    ];
    let not_numbers = NOT_NUMBERS.map(|(text, problem)| (text, Err(problem)));
    for (text, expected) in cases.into_iter().chain(not_numbers) {
        assert_eq!(Version::parse(text).map(Version::get), expected, "{text:?}");
    }
}

#[test]
fn a_version_from_a_number_has_the_same_limit() {
    assert_eq!(Version::from_number(0).map(Version::get), Ok(0));
    assert_eq!(Version::from_number(2_147_483_647).map(Version::get), Ok(2_147_483_647));
    // 2^32 is 0 when truncated to 32 bits.
    for number in [2_147_483_648, 4_294_967_295, 4_294_967_296, u64::MAX] {
        assert_eq!(Version::from_number(number), Err(TOO_LARGE_VERSION), "{number}");
    }
}

#[test]
fn versions_compare_as_numbers_not_as_text() {
    let [nine, ten] = ["9", "10"].map(|text| Version::parse(text).unwrap());
    assert!(nine < ten);
    assert_eq!(Version::parse("010"), Ok(ten));
}

#[test]
fn a_version_is_written_as_a_json_integer_and_shown_without_leading_zeros() {
    let version = Version::parse("007").unwrap();
    assert_eq!(serde_json::to_string(&version).unwrap(), "7");
    assert_eq!(version.to_string(), "7");
}

#[test]
fn a_size_is_an_integer_from_1_to_2_to_the_53_minus_1() {
    assert_eq!(SIZE_MAX, 9_007_199_254_740_991);
    let cases = [
        ("0", Err(Problem::Zero)),
        ("000", Err(Problem::Zero)),
        ("1", Ok(1)),
        ("01", Ok(1)),
        (" 1048576 ", Ok(1_048_576)),
        ("9007199254740991", Ok(9_007_199_254_740_991)),
        ("9007199254740992", Err(TOO_LARGE_SIZE)),
        ("18446744073709551615", Err(TOO_LARGE_SIZE)),
        ("18446744073709551616", Err(TOO_LARGE_SIZE)),
    ];
    let not_numbers = NOT_NUMBERS.map(|(text, problem)| (text, Err(problem)));
    for (text, expected) in cases.into_iter().chain(not_numbers) {
        assert_eq!(FileSize::parse(text).map(FileSize::get), expected, "{text:?}");
    }
}

#[test]
fn a_size_from_a_number_of_bytes_has_the_same_limits() {
    let cases = [
        (0, Err(Problem::Zero)),
        (1, Ok(1)),
        (9_007_199_254_740_991, Ok(9_007_199_254_740_991)),
        (9_007_199_254_740_992, Err(TOO_LARGE_SIZE)),
        (u64::MAX, Err(TOO_LARGE_SIZE)),
    ];
    for (bytes, expected) in cases {
        assert_eq!(FileSize::from_bytes(bytes).map(FileSize::get), expected, "{bytes}");
    }
}

#[test]
fn the_largest_size_is_written_exactly() {
    let size = FileSize::from_bytes(SIZE_MAX).unwrap();
    assert_eq!(serde_json::to_string(&size).unwrap(), "9007199254740991");
}

#[test]
fn a_digest_is_32_hexadecimal_digits_written_in_lower_case() {
    for typed in [
        "0123456789abcdef0123456789abcdef",
        "0123456789ABCDEF0123456789ABCDEF",
        "0123456789aBcDeF0123456789AbCdEf",
        "  0123456789ABCDEF0123456789ABCDEF\n",
    ] {
        let digest = Md5::parse(typed).unwrap();
        assert_eq!(digest.to_string(), DIGEST, "{typed:?}");
        assert_eq!(serde_json::to_string(&digest).unwrap(), format!("\"{DIGEST}\""));
    }
}

#[test]
fn a_digest_of_another_length_or_with_another_character_is_refused() {
    let cases = [
        ("", Problem::Required),
        (" \u{3000} ", Problem::Required),
        ("a", Problem::Md5Length { len: 1 }),
        (&DIGEST[1..], Problem::Md5Length { len: 31 }),
        ("0123456789abcdef0123456789abcdef0", Problem::Md5Length { len: 33 }),
        ("g123456789abcdef0123456789abcdef", Problem::Md5Digit('g')),
        ("0123456789abcdef0123456789abcdeO", Problem::Md5Digit('O')),
        ("0123456789abcdef 0123456789abcdef", Problem::Md5Digit(' ')),
        ("0x23456789abcdef0123456789abcdef", Problem::Md5Digit('x')),
        ("０123456789abcdef0123456789abcdef", Problem::Md5Digit('０')),
        ("é123456789abcdef0123456789abcd", Problem::Md5Digit('é')),
        // An invalid digit is reported before the length.
        ("not a digest", Problem::Md5Digit('n')),
    ];
    for (text, problem) in cases {
        assert_eq!(Md5::parse(text), Err(problem), "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_digest_is_parsed_from_its_text_in_either_case(bytes in any::<[u8; 16]>()) {
        let digest = Md5::from_bytes(bytes);
        let text = digest.to_string();
        prop_assert_eq!(text.len(), 32);
        prop_assert_eq!(&text, &text.to_lowercase());
        prop_assert_eq!(Md5::parse(&text), Ok(digest));
        prop_assert_eq!(Md5::parse(&text.to_uppercase()), Ok(digest));
    }

    #[test]
    fn any_version_is_parsed_from_its_text(number in 0..=VERSION_MAX) {
        let version = Version::from_number(u64::from(number)).unwrap();
        prop_assert_eq!(version.get(), number);
        prop_assert_eq!(Version::parse(&version.to_string()), Ok(version));
    }

    #[test]
    fn no_text_makes_a_value_parser_panic(text in any::<String>()) {
        let _ = (Version::parse(&text), FileSize::parse(&text), Md5::parse(&text));
        let with_x = format!("{text}x");
        prop_assert!(Version::parse(&with_x).is_err() && FileSize::parse(&with_x).is_err());
        prop_assert!(Md5::parse(&with_x).is_err());
    }
}
