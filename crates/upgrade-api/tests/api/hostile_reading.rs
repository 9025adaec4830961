//! Answers other than the documented JSON: each reader returns an error and does not panic.

use crate::kit::{missing, wrong};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use upgrade_api::impact::read_statistics;
use upgrade_api::json::elements;
use upgrade_api::{
    Credentials, ErrorBody, LibraryFirmware, Object, Product, ReadError, Row, Task, TaskListPage, Uploaded, read_list,
};

const TASK: &str = include_str!("fixtures/task_full_numbers.json");
const LIST: &str = include_str!("fixtures/list_answer.json");

const NOT_JSON: [&str; 10] = [
    "",
    "   \n",
    "<!doctype html><title>502 Bad Gateway</title>",
    "upstream timed out",
    "{",
    "[",
    "[{\"id\":",
    "{\"id\":1}{\"id\":2}",
    "[1,]",
    "{'id':1}",
];

/// Result of each reader, without the value.
fn all_readers(text: &str) -> [(&'static str, Result<(), ReadError>); 9] {
    [
        ("task", Task::read(text).map(drop)),
        ("list", read_list(text).map(drop)),
        ("page", TaskListPage::read(text).map(drop)),
        ("error", ErrorBody::read(text).map(drop)),
        ("products", Product::read_list(text).map(drop)),
        ("firmware", LibraryFirmware::read(text).map(drop)),
        ("uploaded", Uploaded::read(text).map(drop)),
        ("statistics", read_statistics(text).map(drop)),
        ("credentials", Credentials::read(text).map(drop)),
    ]
}

#[test]
fn text_other_than_json_is_refused_by_each_reader() {
    for text in NOT_JSON {
        // Readers check the shape first, so a text that begins with another shape may be reported as such.
        for (reader, read) in all_readers(text) {
            let is_refused = matches!(read, Err(ReadError::NotJson | ReadError::Shape { .. }));
            assert!(is_refused, "{reader} of {text:?}: {read:?}");
        }
    }
    for text in &NOT_JSON[..4] {
        for (reader, read) in all_readers(text) {
            assert_eq!(read, Err(ReadError::NotJson), "{reader} of {text:?}");
        }
    }
}

#[test]
fn json_of_another_shape_is_refused() {
    let object = Some(ReadError::Shape { expected: "an object" });
    let array = Some(ReadError::Shape { expected: "an array" });
    for text in ["null", "true", "1", "\"text\""] {
        assert_eq!(Object::parse(text).err(), object, "{text}");
        assert_eq!(elements(text).err(), array, "{text}");
    }
    assert_eq!(Object::parse("[]").err(), object);
    assert_eq!(elements("{}").err(), array);
}

#[test]
fn an_answer_cut_anywhere_is_not_json() {
    for (at, _) in LIST.trim_end().char_indices() {
        assert_eq!(read_list(&LIST[..at]), Err(ReadError::NotJson), "cut at {at}");
    }
    for (at, _) in TASK.trim_end().char_indices() {
        assert_eq!(Task::read(&TASK[..at]), Err(ReadError::NotJson), "cut at {at}");
    }
}

#[test]
fn nesting_of_10_000_levels_is_skipped_in_unknown_fields_and_refused_elsewhere() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let plain = Task::read(TASK).unwrap();
    let unknown_field = TASK.replacen('{', &format!("{{\"new\":{deep},"), 1);
    assert_eq!(Task::read(&unknown_field), Ok(plain.clone()));

    let name = TASK.replacen("\"网关 2 → 3\"", &deep, 1);
    assert_eq!(Task::read(&name), wrong("name", &"[".repeat(80)));

    let rows = read_list(&format!("[{TASK},{deep},{TASK}]")).unwrap();
    assert_eq!(rows[0], Row::Task(Box::new(plain.clone())));
    assert!(matches!(&rows[1], Row::Unreadable { index: 1, raw, .. } if raw.len() == 400));
    assert_eq!(rows[2], Row::Task(Box::new(plain)));

    let never_closed = "[".repeat(10_000);
    for text in [&deep, &never_closed, &"{\"a\":".repeat(10_000)] {
        for (reader, read) in all_readers(text) {
            assert!(read.is_err() || reader == "list", "{reader}");
        }
    }
}

#[test]
fn a_field_that_occurs_twice_makes_its_row_unreadable() {
    for again in ["\"status\":0,", "\"status\":1,", "\"\\u0073tatus\":0,"] {
        let twice = TASK.replacen('{', &format!("{{{again}"), 1);
        let field = "status".to_owned();
        assert_eq!(Task::read(&twice), Err(ReadError::Duplicate { field }), "{again}");
        let rows = read_list(&format!("[{twice},{TASK}]")).unwrap();
        assert!(matches!(&rows[..], [Row::Unreadable { index: 0, .. }, Row::Task(_)]));
    }
}

#[test]
fn a_hundred_thousand_fields_are_read_in_seconds() {
    let fields: Vec<String> = (0..100_000).map(|n| format!("\"{n}\":{n}")).collect();
    let text = format!("{{{}}}", fields.join(","));
    let start = Instant::now();
    assert_eq!(read_statistics(&text).unwrap().len(), 100_000);
    let twin = text.replacen('{', "{\"99999\":0,", 1);
    let field = "99999".to_owned();
    assert_eq!(Object::parse(&twin).err(), Some(ReadError::Duplicate { field }));
    // A comparison of all pairs of names takes most of a minute.
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn field_names_are_case_sensitive() {
    let upper = TASK.replacen("\"id\"", "\"ID\"", 1);
    assert_eq!(Task::read(&upper), missing("id"));
}

#[test]
fn half_a_surrogate_pair_makes_only_its_own_row_unreadable() {
    let broken = TASK.replacen("网关", "\\ud83d", 1);
    let rows = read_list(&format!("[{broken},{TASK}]")).unwrap();
    assert!(matches!(&rows[..], [Row::Unreadable { .. }, Row::Task(_)]));
    assert!(matches!(
        Task::read(&broken),
        Err(ReadError::Field { field: "name", .. })
    ));
}

#[test]
fn the_value_of_an_invalid_field_is_cut_to_80_characters() {
    let value = format!("[\"{}\"]", "固".repeat(1000));
    let read = Task::read(&TASK.replacen("1048576", &value, 1));
    let Err(ReadError::Field { field, found }) = read else {
        unreachable!("an array is not a size")
    };
    assert_eq!((field, found.chars().count()), ("from_version_size", 80));
}

#[test]
fn a_read_error_contains_the_field_and_its_value() {
    let field = "name".to_owned();
    for (refused, text) in [
        (Err(ReadError::NotJson), "not JSON"),
        (Err(ReadError::Shape { expected: "an array" }), "not an array"),
        (missing("id"), "id: missing"),
        (wrong("status", "[]"), "status: []"),
        (Err(ReadError::Duplicate { field }), "name: twice"),
    ] {
        assert_eq!(
            refused.map_err(|error| error.to_string()),
            Err::<(), _>(text.to_owned())
        );
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>()) {
        for (reader, read) in all_readers(&format!("{text}<")) {
            prop_assert!(read.is_err(), "{}", reader);
        }
    }

    #[test]
    fn no_change_of_one_character_makes_a_reader_panic(at in 0..10_000usize, with in any::<char>()) {
        let mut characters: Vec<char> = LIST.chars().collect();
        let at = at % characters.len();
        characters[at] = with;
        let text: String = characters.into_iter().collect();
        // The change makes the text invalid, or affects one row, or splits or merges rows.
        if let Ok(rows) = read_list(&text) {
            prop_assert!(rows.iter().any(|row| matches!(row, Row::Task(_))), "{}", text);
        }
    }
}
