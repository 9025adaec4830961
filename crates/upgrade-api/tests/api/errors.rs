//! Error codes against `error-codes.csv`, the error body, and the field of an error.

use crate::kit::{FROM, TARGET, json, missing};
use proptest::prelude::*;
use upgrade_api::{ErrorBody, ErrorCode, FieldId, Part, Problem, ReadError, Side};

/// Columns `code`, `http` and `name` of `error-codes.csv`.
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
fn the_codes_are_the_documented_ones_in_the_documented_order() {
    assert_eq!(ErrorCode::ALL.len(), 33);
    let numbers = documented().into_iter().map(|(number, ..)| number);
    assert!(numbers.map(ErrorCode::from_number).eq(ErrorCode::ALL.iter().copied()));
    let ours = ErrorCode::ALL.iter();
    let ours = ours.map(|code| (code.number(), code.http_status(), code.name()));
    assert_eq!(ours.collect::<Vec<_>>(), documented());
    for number in [0, 1, 400, 4_001_000, 4_001_003, 4_011_001, 5_031_002, u32::MAX] {
        let code = ErrorCode::from_number(number);
        assert_eq!((code, code.name()), (ErrorCode::Other(number), "other"));
    }
}

#[test]
fn the_http_status_is_the_first_three_digits_of_the_number() {
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
        // No error status, or too short.
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
fn four_codes_concern_the_token() {
    let about = ErrorCode::ALL.iter().filter(|code| code.is_about_token());
    let about: Vec<_> = about.map(|code| code.number()).collect();
    assert_eq!(about, [4_031_002, 4_031_003, 4_031_021, 4_031_022]);
    assert!(!ErrorCode::Other(4_031_099).is_about_token());
}

proptest! {
    #[test]
    fn any_number_is_preserved_by_its_code(number in any::<u32>()) {
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
    let expected = r#"{"error":{"code":4001037,"msg":"from_version \"2\" is taken"}}"#;
    assert_eq!(json(&body), expected);
}

#[test]
fn an_error_body_is_read_with_numbers_with_strings_and_without_a_message() {
    let cases = [
        (r#"{"error":{"code":4001035,"msg":"taken"}}"#, 4_001_035, "taken"),
        (r#"{"error":{"code":"4001035","msg":"taken"}}"#, 4_001_035, "taken"),
        (r#"{"error":{"msg":"x","code":" 4001035 "}}"#, 4_001_035, "x"),
        (r#"{"error":{"code":4001035.0,"msg":7}}"#, 4_001_035, "7"),
        (r#"{"error":{"code":4001035}}"#, 4_001_035, ""),
        (r#"{"error":{"code":4001035,"msg":null}}"#, 4_001_035, ""),
        (r#"{"error":{"code":4001035,"msg":["x"]}}"#, 4_001_035, ""),
        (
            r#"{"error":{"code":4009999,"msg":"新","hint":{}},"trace":1}"#,
            4_009_999,
            "新",
        ),
    ];
    for (text, number, msg) in cases {
        let (code, msg) = (ErrorCode::from_number(number), msg.to_owned());
        assert_eq!(ErrorBody::read(text), Ok(ErrorBody { code, msg }), "{text}");
    }
}

#[test]
fn another_body_is_not_read_as_an_error_body() {
    let object = Err(ReadError::Shape { expected: "an object" });
    let cases = [
        ("{}", missing("error")),
        (r#"{"error":null}"#, missing("error")),
        (r#"{"code":4001035,"msg":"x"}"#, missing("error")),
        (r#"{"error":"failed"}"#, object.clone()),
        (r#"{"error":[]}"#, object.clone()),
        ("[]", object),
        (r#"{"error":{"msg":"x"}}"#, missing("code")),
        (r#"{"error":{"code":null}}"#, missing("code")),
        (r#"{"error":{"code":4001035"#, Err(ReadError::NotJson)),
        ("<html>502</html>", Err(ReadError::NotJson)),
    ];
    for (text, refused) in cases {
        assert_eq!(ErrorBody::read(text), refused, "{text}");
    }
    // The last two have more than 32 bits.
    for code in [
        "-1",
        "1.5",
        "\"E42\"",
        "\"\"",
        "[]",
        "4299968331",
        "18446744073709551615",
    ] {
        let read = ErrorBody::read(&format!("{{\"error\":{{\"code\":{code}}}}}"));
        let is_wrong = matches!(read, Err(ReadError::Field { field: "code", .. }));
        assert!(is_wrong, "{code}: {read:?}");
    }
}

fn field_of(code: ErrorCode, msg: &str) -> Option<FieldId> {
    let msg = msg.to_owned();
    ErrorBody { code, msg }.field()
}

const NAMED_BY_MESSAGE: [ErrorCode; 3] = [
    ErrorCode::ValidationFailed,
    ErrorCode::RequiredFieldMissing,
    ErrorCode::InvalidUrl,
];

#[test]
fn a_message_with_one_wire_name_determines_the_field() {
    for code in NAMED_BY_MESSAGE {
        for field in FieldId::TEXT_INPUTS {
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
fn a_message_with_no_or_several_wire_names_determines_no_field() {
    for code in NAMED_BY_MESSAGE {
        for msg in [
            "",
            "bad request",
            "from_version and target_version are the same",
            "name, description: required",
            "from_version_url from_version",
            // Parts of words and other cases do not match.
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
fn some_codes_determine_the_field_without_a_message() {
    for msg in ["", "target_version_md5", "name description"] {
        assert_eq!(field_of(ErrorCode::TaskNameExists, msg), Some(FieldId::Name));
        assert_eq!(field_of(ErrorCode::FromVersionTaskExists, msg), Some(FROM));
    }
}

#[test]
fn other_codes_determine_no_field() {
    let by_code = [ErrorCode::TaskNameExists, ErrorCode::FromVersionTaskExists];
    for code in ErrorCode::ALL.iter().chain(&[ErrorCode::Other(4_001_999)]) {
        let concerns_a_field = NAMED_BY_MESSAGE.contains(code) || by_code.contains(code);
        assert_eq!(field_of(*code, "name").is_some(), concerns_a_field, "{code:?}");
    }
}

#[test]
fn each_problem_has_a_code() {
    let [url, md5, size] = [Part::Url, Part::Md5, Part::Size].map(|part| FieldId::Firmware(Side::Target, part));
    let invalid = ErrorCode::ValidationFailed;
    let table = [
        (FieldId::Name, Problem::Required, ErrorCode::RequiredFieldMissing),
        (url, Problem::Required, ErrorCode::RequiredFieldMissing),
        (FieldId::Name, Problem::TooLong { len: 33, max: 32 }, invalid),
        (FieldId::Name, Problem::NameTaken, ErrorCode::TaskNameExists),
        (FROM, Problem::FromVersionTaken, ErrorCode::FromVersionTaskExists),
        (FROM, Problem::NotANumber('x'), invalid),
        (TARGET, Problem::TooLarge { max: 1 }, invalid),
        (TARGET, Problem::SameVersion, invalid),
        (size, Problem::Zero, invalid),
        (md5, Problem::Md5Length { len: 31 }, invalid),
        (md5, Problem::Md5Digit('g'), invalid),
        (url, Problem::UrlScheme, ErrorCode::InvalidUrl),
        (url, Problem::UrlHost, ErrorCode::InvalidUrl),
        (url, Problem::UrlCharacter(' '), ErrorCode::InvalidUrl),
        (url, Problem::TooLong { len: 251, max: 250 }, ErrorCode::InvalidUrl),
    ];
    for (field, problem, code) in table {
        assert_eq!(ErrorCode::for_problem(field, problem), code, "{field:?} {problem:?}");
    }
}
