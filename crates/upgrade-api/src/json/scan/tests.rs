//! Held against `serde_json`.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

/// What is right by `serde_json`, which reads into numbers and texts what is only stepped over here.
fn agrees(text: &str) {
    let (mine, theirs) = (is_value(text), serde_json::from_str::<Value>(text));
    assert_eq!(mine, theirs.is_ok(), "{text}");
    if let Ok(Value::Object(fields)) = &theirs {
        let parts = parts(text, b'}').unwrap_or_default();
        assert!(parts.len() >= fields.len(), "{text}");
        for (name, value) in parts {
            assert!(
                unescaped(name).is_some_and(|name| fields.contains_key(&*name)),
                "{text}"
            );
            assert!(is_value(value) && value.trim() == value, "{text}");
        }
    }
    if let Ok(Value::Array(elements)) = &theirs {
        let parts = parts(text, b']').unwrap_or_default();
        let read: Vec<Value> = parts
            .iter()
            .filter_map(|(_, text)| serde_json::from_str(text).ok())
            .collect();
        assert_eq!(read, *elements, "{text}");
    }
    // Whoever takes JSON apart takes the space around it away.
    let unescaped = unescaped(text.trim_matches([' ', '\t', '\n', '\r'])).map(Cow::into_owned);
    assert_eq!(unescaped, serde_json::from_str::<String>(text).ok(), "{text}");
}

#[test]
fn what_is_json_and_what_is_not() {
    let texts = [
        "",
        "{",
        "}",
        "[",
        "]",
        "{}",
        "[]",
        "{]",
        "[}",
        "[,]",
        "[1,]",
        "{,}",
        "[1 2]",
        "[1,2]",
        "[[],{}]",
        "[[[1]],2]",
        r#"{"a":1,}"#,
        r#"{"a":}"#,
        r#"{"a"}"#,
        r#"{"a" : {"b" : [1 , {"c" : null}]} , "d" : 2}"#,
        "{a:1}",
        "{1:2}",
        "[{\"a\":[]}]",
        "[{\"a\":[}]",
        "[{\"a\":1]",
        "{\"a\":1]",
        "[]]",
        "{}{}",
        "1 1",
        "[1]x",
        "<html>",
        "x",
        "null",
        "nul",
        "nulll",
        "true",
        "tru",
        "false",
        "fals",
        "True",
        "-",
        "-1",
        "--1",
        "+1",
        "01",
        "-01",
        "0",
        "-0",
        "1.",
        ".5",
        "1.5",
        "1.5.5",
        "1e",
        "1e+",
        "1e+5",
        "1E-5",
        "1e5.5",
        "1a",
        "0x1",
        "12345678901234567890123",
        "\"",
        "\"\"",
        "\"a",
        "a\"",
        "\"\\\"",
        "\"\\\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\u0041\"",
        "\"\\ud83d\\ude00\"",
        "\"\u{7f}\"",
        "\"\u{1f}\"",
        "\"\n\"",
        "\"固件\"",
        "\"\\/\\b\\f\\n\\r\\t\"",
        "\"a\"b\"",
        "\u{feff}{}",
        "\u{a0}1",
        "固",
        "[\"固\",\"件\"]",
        "{\"固\":\"件\"}",
        "{\"\\u0061\":1}",
        "\t\"a\" ",
    ];
    texts.into_iter().for_each(agrees);
}

#[test]
fn half_a_character_is_no_text() {
    for text in [
        r#""\ud800""#,
        r#""\udc00""#,
        r#""\ud800\ud800""#,
        r#""\ud800x""#,
        r#""\ud800\n""#,
        r#""\ud800\ue000""#,
    ] {
        assert_eq!(unescaped(text), None, "{text}");
    }
}

#[test]
fn depth_costs_no_stack() {
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert!(is_value(&deep));
    assert!(!is_value(&deep[1..]));
}

proptest! {
    #[test]
    fn any_text_is_read_as_serde_json_reads_it(text in "[\\[\\]{},:\"\\\\ \t0-2eE+.a-fnrtul\\-\u{1}é固]{0,16}") {
        // Only there half a character spoils the whole, and so does a number no float can hold.
        prop_assume!(!text.contains("\\u") && !text.contains(['e', 'E']));
        agrees(&text);
    }

    #[test]
    fn any_string_is_read_back(text in any::<String>()) {
        let raw = serde_json::to_string(&text).unwrap_or_default();
        prop_assert_eq!(unescaped(&raw).map(Cow::into_owned), Some(text));
    }
}
