//! The platform's errors: every row of `error-codes.csv`, the error body, and the field an error is about.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use std::collections::HashSet;
use upgrade_api::draft::{Field, Part, Side};
use upgrade_api::error::{ErrorBody, ErrorCode};
use upgrade_api::json::ReadError;
use upgrade_api::values::Problem;

/// The columns code, http and name of `error-codes.csv`.
const CSV: &str = include_str!("fixtures/error-codes.csv");

fn documented() -> Vec<(u32, u16, &'static str)> {
    let row = |line: &'static str| {
        let mut columns = line.split(',');
        let (code, http) = (columns.next().unwrap(), columns.next().unwrap());
        (code.parse().unwrap(), http.parse().unwrap(), columns.next().unwrap())
    };
    CSV.lines().skip(1).map(row).collect()
}

#[test]
fn the_codes_are_exactly_the_documented_ones_in_their_order() {
    let ours: Vec<_> = ErrorCode::ALL
        .iter()
        .map(|code| (code.number(), code.http_status(), code.name()))
        .collect();
    assert_eq!(ours, documented());
    assert_eq!(ours.len(), 33);
}

#[test]
fn every_documented_number_is_its_own_code_and_none_is_other() {
    let mut seen = HashSet::new();
    for (number, _, name) in documented() {
        let code = ErrorCode::from_number(number);
        assert!(!matches!(code, ErrorCode::Other(_)), "{number} {name}");
        assert!(seen.insert(code), "{number} {name} stands twice");
    }
}

#[test]
fn a_number_that_is_not_documented_is_kept() {
    for number in [0, 1, 400, 4_001_000, 4_001_003, 4_011_001, 5_031_002, u32::MAX] {
        let code = ErrorCode::from_number(number);
        assert_eq!(code, ErrorCode::Other(number));
        assert_eq!((code.number(), code.name()), (number, "other"));
    }
}

#[test]
fn the_http_status_is_what_the_number_begins_with() {
    let cases = [
        (4_001_001, 400),
        (4_041_013, 404),
        (5_031_001, 503),
        (4_091_001, 409),
        (4_290_001, 429),
        (400_123, 400),
        (40_412_345, 404),
        (5_000_001, 500),
        (5_990_001, 599),
        // Neither a refusal nor a failure, or too short to say: a failure.
        (2_001_001, 503),
        (6_001_001, 503),
        (0, 503),
        (40, 503),
        (u32::MAX, 429),
    ];
    for (number, status) in cases {
        assert_eq!(ErrorCode::from_number(number).http_status(), status, "{number}");
    }
}

#[test]
fn only_four_codes_are_about_the_token() {
    let about: Vec<_> = ErrorCode::ALL
        .iter()
        .filter(|code| code.is_about_token())
        .map(|code| code.number())
        .collect();
    assert_eq!(about, [4_031_002, 4_031_003, 4_031_021, 4_031_022]);
    assert!(!ErrorCode::Other(4_031_099).is_about_token());
}

proptest! {
    #[test]
    fn a_number_survives_being_made_a_code(number in any::<u32>()) {
        let code = ErrorCode::from_number(number);
        prop_assert_eq!(code.number(), number);
        prop_assert_eq!(ErrorCode::from_number(code.number()), code);
        prop_assert!((400..600).contains(&code.http_status()));
    }
}

#[test]
fn an_error_body_is_written_as_documented() {
    let body = ErrorBody {
        code: ErrorCode::FromVersionTaskExists,
        msg: "from_version \"2\" is taken".to_owned(),
    };
    assert_eq!(
        serde_json::to_string(&body).unwrap(),
        r#"{"error":{"code":4001037,"msg":"from_version \"2\" is taken"}}"#
    );
}

#[test]
fn an_error_body_is_read_with_numbers_with_strings_and_without_its_message() {
    let cases = [
        (
            r#"{"error":{"code":4001035,"msg":"name taken"}}"#,
            4_001_035,
            "name taken",
        ),
        (
            r#"{"error":{"code":"4001035","msg":"name taken"}}"#,
            4_001_035,
            "name taken",
        ),
        (r#"{"error":{"msg":"x","code":" 4001035 "}}"#, 4_001_035, "x"),
        (r#"{"error":{"code":4001035.0,"msg":7}}"#, 4_001_035, "7"),
        (r#"{"error":{"code":4001035}}"#, 4_001_035, ""),
        (r#"{"error":{"code":4001035,"msg":null}}"#, 4_001_035, ""),
        (r#"{"error":{"code":4001035,"msg":["x"]}}"#, 4_001_035, ""),
        (
            r#"{"error":{"code":4009999,"msg":"新错误","hint":{}},"trace":1}"#,
            4_009_999,
            "新错误",
        ),
        // Over 32 bits: some code, and surely none of ours.
        (r#"{"error":{"code":4299968331,"msg":""}}"#, u32::MAX, ""),
        (r#"{"error":{"code":18446744073709551615,"msg":""}}"#, u32::MAX, ""),
    ];
    for (text, number, msg) in cases {
        let body = ErrorBody::read(text).unwrap();
        assert_eq!(
            (body.code, body.msg.as_str()),
            (ErrorCode::from_number(number), msg),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_error_body_is_not_read_as_one() {
    let object = ReadError::Shape { expected: "an object" };
    let cases = [
        ("{}", ReadError::Missing { field: "error" }),
        (r#"{"error":null}"#, ReadError::Missing { field: "error" }),
        (r#"{"code":4001035,"msg":"x"}"#, ReadError::Missing { field: "error" }),
        (r#"{"error":"failed"}"#, object.clone()),
        (r#"{"error":[]}"#, object.clone()),
        ("[]", object),
        (r#"{"error":{"msg":"x"}}"#, ReadError::Missing { field: "code" }),
        (r#"{"error":{"code":null}}"#, ReadError::Missing { field: "code" }),
        (r#"{"error":{"code":4001035"#, ReadError::NotJson),
        ("<html>502</html>", ReadError::NotJson),
    ];
    for (text, error) in cases {
        assert_eq!(ErrorBody::read(text), Err(error), "{text}");
    }
    for code in ["-1", "1.5", "\"E42\"", "\"\"", "[]"] {
        let read = ErrorBody::read(&format!("{{\"error\":{{\"code\":{code}}}}}"));
        assert!(
            matches!(read, Err(ReadError::Field { field: "code", .. })),
            "{code}: {read:?}"
        );
    }
}

fn field_of(code: ErrorCode, msg: &str) -> Option<Field> {
    let msg = msg.to_owned();
    ErrorBody { code, msg }.field()
}

const NAMED_BY_MESSAGE: [ErrorCode; 3] = [
    ErrorCode::ValidationFailed,
    ErrorCode::RequiredFieldMissing,
    ErrorCode::InvalidUrl,
];

#[test]
fn a_message_that_names_one_field_says_which_field_the_error_is_about() {
    for code in NAMED_BY_MESSAGE {
        for field in Field::ALL {
            let name = field.wire_name();
            for msg in [
                name.to_owned(),
                format!("{name} is required"),
                format!("field '{name}': wrong"),
                format!("{name}格式错误"),
                format!("字段{name}，不能为空"),
                format!("{name} must match the pattern, got {name}=x"),
            ] {
                assert_eq!(field_of(code, &msg), Some(field), "{msg}");
            }
        }
    }
}

#[test]
fn a_message_that_names_no_field_or_several_says_none() {
    for code in NAMED_BY_MESSAGE {
        for msg in [
            "",
            "bad request",
            "from_version and target_version are the same",
            "name, description: required",
            "from_version_url from_version",
            // Parts of other words are not names, and neither is another case.
            "username",
            "rename it",
            "from_version_url2",
            "_name",
            "NAME",
            "product_id is required",
        ] {
            assert_eq!(field_of(code, msg), None, "{msg:?}");
        }
    }
}

#[test]
fn a_code_about_one_field_needs_no_message() {
    let from_version = Field::Firmware(Side::From, Part::Version);
    for msg in ["", "target_version_md5", "name description"] {
        assert_eq!(field_of(ErrorCode::TaskNameExists, msg), Some(Field::Name));
        assert_eq!(field_of(ErrorCode::FromVersionTaskExists, msg), Some(from_version));
    }
}

#[test]
fn any_other_code_is_about_no_field_whatever_its_message_names() {
    let others = ErrorCode::ALL
        .iter()
        .copied()
        .chain([ErrorCode::Other(4_001_999)])
        .filter(|code| {
            !NAMED_BY_MESSAGE.contains(code)
                && !matches!(code, ErrorCode::TaskNameExists | ErrorCode::FromVersionTaskExists)
        });
    let mut count = 0;
    for code in others {
        assert_eq!(field_of(code, "name"), None, "{code:?}");
        count += 1;
    }
    assert_eq!(count, 33 - 5 + 1);
}

#[test]
fn every_problem_has_the_code_the_platform_answers_with() {
    let url = Field::Firmware(Side::Target, Part::Url);
    let from = Field::Firmware(Side::From, Part::Version);
    let target = Field::Firmware(Side::Target, Part::Version);
    let table = [
        (Field::Name, Problem::Required, ErrorCode::RequiredFieldMissing),
        (url, Problem::Required, ErrorCode::RequiredFieldMissing),
        (
            Field::Name,
            Problem::TooLong { len: 33, max: 32 },
            ErrorCode::ValidationFailed,
        ),
        (Field::Name, Problem::NameTaken, ErrorCode::TaskNameExists),
        (from, Problem::FromVersionTaken, ErrorCode::FromVersionTaskExists),
        (from, Problem::NotANumber, ErrorCode::ValidationFailed),
        (target, Problem::TooLarge { max: 1 }, ErrorCode::ValidationFailed),
        (target, Problem::SameVersion, ErrorCode::ValidationFailed),
        (
            Field::Firmware(Side::From, Part::Size),
            Problem::Zero,
            ErrorCode::ValidationFailed,
        ),
        (
            Field::Firmware(Side::From, Part::Md5),
            Problem::Md5Length { len: 31 },
            ErrorCode::ValidationFailed,
        ),
        (
            Field::Firmware(Side::From, Part::Md5),
            Problem::Md5Digit('g'),
            ErrorCode::ValidationFailed,
        ),
        (url, Problem::UrlScheme, ErrorCode::InvalidUrl),
        (url, Problem::UrlHost, ErrorCode::InvalidUrl),
        (url, Problem::UrlCharacter(' '), ErrorCode::InvalidUrl),
        (url, Problem::TooLong { len: 251, max: 250 }, ErrorCode::InvalidUrl),
    ];
    for (field, problem, code) in table {
        assert_eq!(ErrorCode::for_problem(field, problem), code, "{field:?} {problem:?}");
    }
}
