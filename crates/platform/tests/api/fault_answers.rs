//! Unusual answers with status 200, and fields of the wrong shape.

use crate::bench::{Answer, PRODUCT, list, new_task};
use crate::fault_wire::names;
use crate::faults::{faulty, put, rules};
use fault_injection::Shape;
use serde_json::{Value, json};
use strum::VariantNames;
use upgrade_api::paths::{CREATE_TASK, TASKS};
use upgrade_api::{FieldId, Task};

/// Returns the answer to a list of one task with this odd fault.
async fn odd(name: &str) -> Answer {
    let bench = faulty("").await;
    bench.create(&new_task(1, 2)).await;
    put(&bench, &format!("odd={name}@list*1")).await;
    let answer = bench.get(&list()).await;
    assert_eq!(answer.status, 200);
    assert_eq!(rules(&bench).await, format!("odd={name}@list*1 applied=1\n"));
    bench.get(&list()).await.json();
    answer
}

/// Check of an answer's text.
type Check = fn(&str) -> bool;

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.body).unwrap()
}

#[tokio::test]
async fn answers_that_are_not_json_do_not_parse() {
    let cases: [(&str, Check); 6] = [
        ("html", |text| text.starts_with("<!doctype html>")),
        ("empty", str::is_empty),
        ("truncated", |text| text.starts_with("[{")),
        ("not-json", |text| text.contains(' ')),
        ("nan", |text| text.contains(":NaN") && text.contains(":Infinity")),
        ("bom", |text| text.starts_with("\u{feff}[{")),
    ];
    for (name, fits) in cases {
        let answer = odd(name).await;
        assert!(fits(text(&answer)), "{name}: {}", text(&answer));
        assert!(serde_json::from_str::<Value>(text(&answer)).is_err(), "{name}");
        let kind = match name {
            "html" => "text/html; charset=utf-8",
            _ => "application/json;charset=utf-8",
        };
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let bytes = odd("invalid-utf8").await.body;
    assert!(String::from_utf8(bytes).is_err());
}

#[tokio::test]
async fn answers_of_the_wrong_type_are_valid_json() {
    assert_eq!(odd("wrong-type").await.json(), json!({"list": {}}));
    assert_eq!(odd("null").await.json(), Value::Null);
    assert_eq!(odd("number").await.json(), 42);
    let answer = odd("duplicate-keys").await;
    assert_eq!(text(&answer).matches("\"status\":").count(), 2);
    let deep = odd("deep").await;
    assert_eq!(text(&deep), format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)));
}

#[tokio::test]
async fn a_wrong_content_type_keeps_the_real_body() {
    let answer = odd("wrong-content-type").await;
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let rows: Vec<Value> = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(rows[0]["name"], "1 to 2");
}

#[tokio::test]
async fn a_big_answer_is_64_mib_of_json() {
    let answer = odd("big").await;
    assert_eq!(answer.body.len(), 64 << 20);
    assert_eq!(serde_json::from_slice::<Vec<String>>(&answer.body).unwrap().len(), 1024);
    assert_eq!(answer.header("content-length"), "");
}

#[tokio::test]
async fn a_list_has_the_requested_number_of_rows() {
    for count in [1_usize, 100, 12_345] {
        let answer = odd(&format!("rows={count}")).await;
        let rows = upgrade_api::json::elements(text(&answer)).unwrap();
        assert_eq!(rows.len(), count);
        for row in [rows[0], rows[count - 1]] {
            assert_eq!(Task::read(row).unwrap().product_id.as_str(), PRODUCT);
        }
    }
    let bench = faulty("odd=rows=250@list").await;
    let page = bench.post(TASKS, &json!({"product_id": PRODUCT})).await.json();
    assert_eq!(page["count"], 250);
    assert_eq!(page["list"].as_array().map(Vec::len), Some(250));
}

#[tokio::test]
async fn a_name_has_the_requested_length() {
    let rows: Vec<Value> = serde_json::from_slice(&odd("long-name=5000").await.body).unwrap();
    assert_eq!(rows[0]["name"].as_str().map(str::len), Some(5000));
    assert_eq!(rows[0]["from_version"], 1);
}

#[tokio::test]
async fn a_write_with_an_odd_answer_is_committed_only_if_it_needs_the_real_answer() {
    let bench = faulty("odd=html@create*1\nodd=empty@create*1\nodd=bom@create*1").await;
    for count in [0, 0, 1] {
        assert_eq!(bench.post(CREATE_TASK, &new_task(1, 2)).await.status, 200);
        assert_eq!(names(&bench).len(), count);
    }
}

#[tokio::test]
async fn every_shape_replaces_every_field_of_the_first_task_only() {
    let bench = faulty("").await;
    bench.create(&new_task(1, 2)).await;
    bench.create(&new_task(3, 4)).await;
    let real = bench.get(&list()).await.json();
    for field in FieldId::reported().map(FieldId::wire_name) {
        for &shape in Shape::VARIANTS {
            put(&bench, &format!("field={field}:{shape}@list")).await;
            let answer = bench.get(&list()).await;
            let rows = upgrade_api::json::elements(text(&answer)).unwrap();
            let (first, second) = (rows[0], rows[1]);
            let raw = upgrade_api::json::Object::parse(first).unwrap();
            let present = raw.names().any(|name| name == field);
            assert_eq!(present, shape != "absent", "{field}:{shape}");
            if shape == "huge" {
                assert_eq!(raw.raw(field), Some("9".repeat(400).as_str()));
            } else {
                assert_shape(&serde_json::from_str(first).unwrap(), &real[0], field, shape);
            }
            assert_eq!(serde_json::from_str::<Value>(second).unwrap(), real[1]);
        }
    }
}

/// Asserts that the field has the shape and all other fields their real values.
fn assert_shape(task: &Value, real: &Value, field: &str, shape: &str) {
    let value = &task[field];
    let matches = match shape {
        "string" => value.is_string(),
        "number" => value == 7,
        "null" | "absent" => value.is_null(),
        "negative" => value == -1,
        "float" => value == 1.5,
        "boolean" => value == true,
        "object" => value.is_object(),
        _ => value.is_array(),
    };
    assert!(matches, "{field}:{shape}: {value}");
    for (name, value) in real.as_object().unwrap() {
        assert!(name == field || &task[name] == value, "{field}:{shape} changed {name}");
    }
}

#[tokio::test]
async fn several_fields_can_be_wrong_at_once() {
    let bench = faulty("field=status:string@list\nfield=upgrade_count:negative@list").await;
    bench.get(&list()).await.json();
    let task = bench.create(&new_task(1, 2)).await;
    let row = bench.row(&task).await;
    assert_eq!(row["status"], "a text");
    assert_eq!(row["upgrade_count"], -1);
    let page = bench.post(TASKS, &json!({"product_id": PRODUCT})).await.json();
    assert_eq!(page["list"][0]["upgrade_count"], -1);
}
