//! Versions, sizes and digests: accepted texts, refused texts, and limits.

use crate::kit::json;
use proptest::prelude::*;
use upgrade_api::values::parse_identify;
use upgrade_api::{FileSize, Md5, Problem, SIZE_MAX, VERSION_MAX, Version};

const TOO_LARGE_VERSION: Problem = Problem::TooLarge { max: 2_147_483_647 };
const TOO_LARGE_SIZE: Problem = Problem::TooLarge {
    max: 9_007_199_254_740_991,
};
const DIGEST: &str = "0123456789abcdef0123456789abcdef";
const SHA_1: &str = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8";

/// Texts that are not numbers, with the character that a refusal names.
const NOT_NUMBERS: [(&str, Problem); 26] = [
    ("", Problem::Required),
    ("   ", Problem::Required),
    ("\t\n\u{3000}", Problem::Required),
    ("\u{200b}\u{feff}", Problem::Required),
    ("-1", Problem::NotANumber('-')),
    ("－1", Problem::NotANumber('-')),
    ("−1", Problem::NotANumber('−')),
    ("-0", Problem::NotANumber('-')),
    ("+5", Problem::NotANumber('+')),
    ("1.5", Problem::NotANumber('.')),
    ("1.0", Problem::NotANumber('.')),
    ("1.024", Problem::NotANumber('.')),
    ("1,5", Problem::NotANumber(',')),
    ("1,02", Problem::NotANumber(',')),
    ("1,0240", Problem::NotANumber(',')),
    (",024", Problem::NotANumber(',')),
    ("1024,", Problem::NotANumber(',')),
    ("1e3", Problem::NotANumber('e')),
    ("0x10", Problem::NotANumber('x')),
    ("1_024", Problem::NotANumber('_')),
    ("v2", Problem::NotANumber('v')),
    ("٣", Problem::NotANumber('٣')),
    ("二", Problem::NotANumber('二')),
    ("NaN", Problem::NotANumber('N')),
    ("1\u{0}", Problem::NotANumber('\0')),
    ("1\t2", Problem::NotANumber('\t')),
];

/// Numbers as they are pasted from Excel, WeChat, a terminal or a mail.
const PASTED: [(&str, u32); 14] = [
    ("１２", 12),
    ("　１２　", 12),
    ("12\u{200b}", 12),
    ("\u{feff}12", 12),
    ("\u{a0}12\u{a0}", 12),
    ("1\u{200b}2", 12),
    ("\u{202d}12\u{202c}", 12),
    ("12\r\n", 12),
    ("\t12\t", 12),
    ("007", 7),
    ("００７", 7),
    ("1,024", 1024),
    ("1,531,904", 1_531_904),
    ("１，５３１，９０４", 1_531_904),
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
    let pasted = PASTED.map(|(text, number)| (text, Ok(number)));
    // The words and separators of a size are no part of a version, and neither is a tab between two columns.
    let of_sizes = [("7 B", ' '), ("1 024", ' '), ("1.531.904", '.'), ("1'024", '\'')];
    let of_sizes = of_sizes.map(|(text, wrong)| (text, Err(Problem::NotANumber(wrong))));
    for (text, expected) in cases.into_iter().chain(not_numbers).chain(pasted).chain(of_sizes) {
        assert_eq!(Version::parse(text).map(Version::get), expected, "{text:?}");
        let identify = expected.map(u64::from);
        if !matches!(expected, Err(Problem::TooLarge { .. })) {
            assert_eq!(parse_identify(text), identify, "{text:?}");
        }
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
    let pasted = PASTED.map(|(text, number)| (text, Ok(u64::from(number))));
    for (text, expected) in cases.into_iter().chain(not_numbers).chain(pasted) {
        assert_eq!(FileSize::parse(text).map(FileSize::get), expected, "{text:?}");
    }
}

#[test]
fn a_size_is_read_as_file_managers_and_terminals_print_it() {
    for text in [
        "1531904",
        "1 531 904",
        "1\u{a0}531\u{a0}904",
        "1\u{202f}531\u{202f}904",
        "1.531.904",
        "1'531'904",
        "1’531’904",
        "1531904 bytes",
        "1,531,904 bytes",
        "1,531,904 B",
        "1531904B",
        "1.531.904 Bytes",
        "1\u{a0}531\u{a0}904 байт",
        "1,531,904 字节",
        "1531904字节",
        "１，５３１，９０４　字节",
    ] {
        assert_eq!(FileSize::parse(text).map(FileSize::get), Ok(1_531_904), "{text:?}");
    }
    for (text, wrong) in [
        // A decimal point, mixed separators, another unit, two numbers.
        ("1.531", '.'),
        ("1,531.904", ','),
        ("1 531,904", ' '),
        ("1.46 MB", '.'),
        ("12 MB", ' '),
        ("12 KiB", ' '),
        ("12 34", ' '),
        ("B12", 'B'),
        ("12 B B", ' '),
    ] {
        assert_eq!(FileSize::parse(text), Err(Problem::NotANumber(wrong)), "{text:?}");
    }
    assert_eq!(FileSize::parse("bytes"), Err(Problem::Required));
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
    assert_eq!(json(&FileSize::from_bytes(SIZE_MAX).unwrap()), "9007199254740991");
}

#[test]
fn a_digest_is_32_hexadecimal_digits_written_in_lower_case() {
    for typed in [
        "0123456789abcdef0123456789abcdef",
        "0123456789ABCDEF0123456789ABCDEF",
        "0123456789aBcDeF0123456789AbCdEf",
        "  0123456789ABCDEF0123456789ABCDEF\n",
        // Full-width, and with what cannot be seen.
        "０１２３４５６７８９ａｂｃｄｅｆ0123456789abcdef",
        "\u{feff}0123456789abcdef0123456789abcdef\u{200b}",
        "0123456789abcdef\u{200b}0123456789abcdef",
        "\u{a0}0123456789abcdef0123456789abcdef\u{3000}",
        // Lines of tools and pages.
        "0123456789abcdef0123456789abcdef  fw-7.bin",
        "0123456789abcdef0123456789abcdef *固件 (1).bin\n",
        "MD5 (fw.bin) = 0123456789abcdef0123456789abcdef",
        "MD5(fw.bin)= 0123456789abcdef0123456789abcdef",
        "MD5: 0123456789ABCDEF0123456789ABCDEF",
        "校验值：0123456789ABCDEF0123456789ABCDEF",
        "md5值0123456789abcdef0123456789abcdef",
        "\"md5\": \"0123456789abcdef0123456789abcdef\",",
        "\"0123456789abcdef0123456789abcdef\"",
        "MD5             0123456789ABCDEF0123456789ABCDEF       C:\\fw.bin",
        "0123456789abcdef0123456789abcdef  0123456789ABCDEF0123456789ABCDEF",
        // Pairs of digits.
        "01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef",
        "01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF",
        "01-23-45-67-89-AB-CD-EF-01-23-45-67-89-AB-CD-EF\r\n",
    ] {
        let digest = Md5::parse(typed).unwrap();
        assert_eq!(digest.to_string(), DIGEST, "{typed:?}");
        assert_eq!(json(&digest), format!("\"{DIGEST}\""));
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
        ("01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd", Problem::Md5Digit(' ')),
        (
            &format!("{DIGEST} fedcba9876543210fedcba9876543210"),
            Problem::Md5Digit(' '),
        ),
        (&format!("SHA-1: {SHA_1}"), Problem::Md5Digit('S')),
        (SHA_1, Problem::Md5Length { len: 40 }),
        ("0123456789abcdef0123456789abcde\0", Problem::Md5Digit('\0')),
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
