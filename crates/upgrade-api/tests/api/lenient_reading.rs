//! Each field of a task in each shape that a platform may send: no panic, and no effect on other rows.

use proptest::prelude::*;
use upgrade_api::{Row, RunState, Task, TaskStatus, read_list};

/// Type that a field is read as. Determines the accepted shapes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Required text; a number is read as its digits.
    Text,
    /// Required integer.
    Number,
    Optional,
    /// Status: any value except null.
    Status,
}

/// Fields of a task, each with a valid value and its kind.
const FIELDS: [(&str, &str, Kind); 18] = [
    ("id", r#""17a3c5d40be849b2""#, Kind::Text),
    ("product_id", r#""160fa2b2ab4a03e9""#, Kind::Text),
    ("name", r#""网关""#, Kind::Text),
    ("description", r#""修复""#, Kind::Text),
    ("from_version", "2", Kind::Number),
    ("from_version_url", r#""https://h/2""#, Kind::Text),
    ("from_version_md5", r#""0cc175b9c0f1b6a831c399e269772661""#, Kind::Text),
    ("from_version_size", "10", Kind::Number),
    ("target_version", "3", Kind::Number),
    ("target_version_url", r#""https://h/3""#, Kind::Text),
    (
        "target_version_md5",
        r#""92eb5ffee6ae2fec3ad71c777531578f""#,
        Kind::Text,
    ),
    ("target_version_size", "11", Kind::Number),
    ("upgrade_count", "41", Kind::Number),
    ("status", "1", Kind::Status),
    ("type", "1", Kind::Optional),
    ("identify", "0", Kind::Optional),
    ("task_type", "0", Kind::Optional),
    ("surplus_count", "9", Kind::Optional),
];

/// Shapes of a value (`None` is a missing field), and whether text, number and optional number accept it.
const SHAPES: [(&str, Option<&str>, [bool; 3]); 19] = [
    ("text", Some(r#""twelve""#), [true, false, false]),
    ("decimal string", Some(r#""1""#), [true, true, true]),
    ("padded decimal string", Some(r#"" 1 ""#), [true, true, true]),
    ("escaped decimal string", Some(r#""\u0031\n""#), [true, true, true]),
    ("number", Some("1"), [true, true, true]),
    ("whole float", Some("1.0"), [true, true, true]),
    ("whole float as a string", Some(r#""1.00""#), [true, true, true]),
    ("float", Some("1.5"), [true, false, false]),
    ("exponent", Some("1e-3"), [true, false, false]),
    ("negative", Some("-1"), [true, false, false]),
    ("negative string", Some(r#""-1""#), [true, false, false]),
    ("huge", Some("99999999999999999999999999"), [true, false, false]),
    ("full-width digits", Some(r#""１""#), [true, false, false]),
    ("null", None, [false, false, true]),
    ("null spelt out", Some("null"), [false, false, true]),
    ("true", Some("true"), [false, true, true]),
    ("object", Some(r#"{"a":1}"#), [false, false, false]),
    ("array", Some("[1]"), [false, false, false]),
    ("empty array", Some("[]"), [false, false, false]),
];

/// Valid row with another value of one field; `None` removes the field.
fn row_with(field: &str, value: Option<&str>) -> String {
    let pairs = FIELDS.iter().filter_map(|(name, good, _)| {
        let value = if *name == field { value? } else { good };
        Some(format!("\"{name}\":{value}"))
    });
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
}

fn good_row() -> String {
    row_with("", None)
}

fn read_with(field: &str, value: &str) -> Task {
    Task::read(&row_with(field, Some(value))).unwrap()
}

/// Reads a row between two valid ones and checks that both are read.
fn read_between_neighbours(row: &str) -> Row {
    let good = good_row();
    let neighbour = Row::Task(Box::new(Task::read(&good).unwrap()));
    let mut rows = read_list(&format!("[{good},{row},{good}]")).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2], neighbour);
    assert_eq!(rows[0], neighbour);
    rows.swap_remove(1)
}

#[test]
fn a_shape_that_a_field_does_not_accept_makes_only_its_row_unreadable() {
    for (field, _, kind) in FIELDS {
        for (shape, value, [as_text, as_number, as_optional]) in SHAPES {
            let accepted = match kind {
                Kind::Text => as_text,
                Kind::Number => as_number,
                Kind::Optional => as_optional,
                Kind::Status => value.is_some_and(|value| value != "null"),
            };
            let row = row_with(field, value);
            match read_between_neighbours(&row) {
                Row::Task(_) => assert!(accepted, "{field} as {shape} is taken"),
                Row::Unreadable { index, error, raw, .. } => {
                    assert!(!accepted, "{field} as {shape}: {error}");
                    assert_eq!(index, 1);
                    assert_eq!(raw, row.chars().take(400).collect::<String>());
                    assert!(error.to_string().starts_with(&format!("{field}: ")), "{error}");
                }
            }
        }
    }
}

#[test]
fn a_version_or_id_beyond_its_limit_makes_its_row_unreadable() {
    let long = format!("\"{}\"", "a".repeat(65));
    // 2^32 + 2 is not 2.
    let versions = ["2147483648", "\"2147483648\"", "\"4294967298\""];
    let ids = ["\"\"", "\"  \"", &long];
    for (fields, values) in [
        (["from_version", "target_version"], versions),
        (["id", "product_id"], ids),
    ] {
        for (field, value) in fields.into_iter().flat_map(|field| values.map(|value| (field, value))) {
            let row = read_between_neighbours(&row_with(field, Some(value)));
            assert!(matches!(row, Row::Unreadable { index: 1, .. }), "{field} {value}");
        }
    }
}

#[test]
fn an_id_above_2_to_the_53_stays_exact_as_a_number_and_as_a_string() {
    for id in [
        "9007199254740993",
        "18446744073709551617",
        "123456789012345678901234567890",
    ] {
        for value in [id, &format!("\"{id}\"")] {
            assert_eq!(read_with("id", value).id.as_str(), id);
            assert_eq!(read_with("product_id", value).product_id.as_str(), id);
        }
    }
}

#[test]
fn a_64_bit_count_stays_exact_as_a_number_and_as_a_string() {
    let count = 9_007_199_254_740_993;
    for value in ["9007199254740993", "\"9007199254740993\"", "9007199254740993.0"] {
        assert_eq!(read_with("upgrade_count", value).upgrade_count, count);
        assert_eq!(read_with("surplus_count", value).surplus_count, Some(count));
        assert_eq!(read_with("from_version_size", value).from.size, count);
    }
    let largest = read_with("upgrade_count", "18446744073709551615");
    assert_eq!(largest.upgrade_count, u64::MAX);
}

#[test]
fn an_empty_text_is_read_as_empty() {
    for value in ["\"\"", "\"   \""] {
        let text = value.trim_matches('"');
        assert_eq!(read_with("name", value).name, text);
        assert_eq!(read_with("description", value).description, text);
        assert_eq!(read_with("from_version_url", value).from.url, text);
        assert_eq!(read_with("target_version_md5", value).target.md5, text);
    }
}

#[test]
fn the_documented_states_are_read_from_numbers_strings_and_booleans() {
    for (values, state) in [
        (["0", "\"0\"", "0.0", "\" 0 \"", "false", "\"0.0\""], RunState::Stopped),
        (["1", "\"1\"", "1.0", "\" 1 \"", "true", "\"01\""], RunState::Running),
    ] {
        for value in values {
            assert_eq!(read_with("status", value).status, TaskStatus::Known(state), "{value}");
        }
    }
}

#[test]
fn an_unknown_status_is_preserved() {
    let long = "x".repeat(100);
    let cases = [
        ("2", "2"),
        ("-1", "-1"),
        ("1.5", "1.5"),
        ("10", "10"),
        // 0 and 1 when truncated.
        ("256", "256"),
        ("4294967297", "4294967297"),
        ("\"2\"", "2"),
        ("\"\"", ""),
        ("\"running\"", "running"),
        ("\"已停止\"", "已停止"),
        (r#""\u5df2\"x\" \\""#, "已\"x\" \\"),
        (r#""\"""#, "\""),
        ("[1]", "[1]"),
        (r#"{"a":"b"}"#, r#"{"a":"b"}"#),
        (&format!("\"{long}\""), &long[..40]),
    ];
    for (value, text) in cases {
        let status = read_with("status", value).status;
        assert_eq!(status, TaskStatus::Unknown(text.to_owned()), "{value}");
    }
}

/// All fields except one. The three fields that are written together count as one.
fn other_fields(task: &Task, field: &str) -> serde_json::Value {
    const TOGETHER: [&str; 3] = ["type", "identify", "task_type"];
    let mut value = serde_json::to_value(task).unwrap();
    let fields = value.as_object_mut().unwrap();
    fields.retain(|name, _| name != field && !(TOGETHER.contains(&field) && TOGETHER.contains(&name.as_str())));
    value
}

/// Any JSON value as text, with numbers beyond the range of all types.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?",
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|all| format!("[{}]", all.join(","))),
            prop::collection::vec(("[a-c]", inner), 0..6).prop_map(|all| {
                let pairs: Vec<_> = all.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
                format!("{{{}}}", pairs.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_value_of_a_field_affects_a_neighbour(at in 0..FIELDS.len(), value in any_json()) {
        let (field, good, _) = FIELDS[at];
        match read_between_neighbours(&row_with(field, Some(&value))) {
            Row::Task(task) => {
                let good = Task::read(&row_with(field, Some(good))).unwrap();
                prop_assert_eq!(other_fields(&task, field), other_fields(&good, field));
            }
            Row::Unreadable { index, .. } => prop_assert_eq!(index, 1),
        }
    }

    #[test]
    fn no_row_affects_a_neighbour(value in any_json()) {
        let row = read_between_neighbours(&value);
        prop_assert!(matches!(row, Row::Unreadable { index: 1, .. }), "{:?}", row);
    }

    #[test]
    fn unknown_fields_are_ignored(value in any_json(), before in any::<bool>()) {
        let good = good_row();
        let inside = &good[1..good.len() - 1];
        let row = if before { format!("{{\"new\":{value},{inside}}}") } else { format!("{{{inside},\"new\":{value}}}") };
        prop_assert_eq!(Task::read(&row), Task::read(&good));
    }
}
