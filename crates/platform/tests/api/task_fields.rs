//! Fields of a new task: accepted values, and refusals with their code and the field in the message.

use crate::bench::{Bench, merged, new_task, with, without};
use serde_json::{Value, json};
use upgrade_api::paths::CREATE_TASK;
use upgrade_api::{FieldId, Profile};

/// Asserts that a create is refused, and that the error belongs to the field.
async fn refuses(bench: &Bench, field: &str, body: &Value, code: u32) {
    bench.refuses_field(CREATE_TASK, field, body, code).await;
    if let Some(known) = FieldId::TEXT_INPUTS
        .into_iter()
        .find(|known| known.wire_name() == field)
    {
        let error = bench.post(CREATE_TASK, body).await.error();
        assert_eq!(error.field(), Some(known), "{}", error.msg);
    }
}

async fn refuses_value(bench: &Bench, field: &str, value: impl Into<Value>, code: u32) {
    refuses(bench, field, &with(new_task(3, 5), field, value), code).await;
}

/// Asserts that a task with this value of a field is created, and returns the value of the task.
async fn accepts_value(bench: &Bench, field: &str, value: impl Into<Value>) -> Value {
    let task = bench.create(&with(new_task(3, 5), field, value)).await;
    bench.delete(&task).await.is_done();
    task[field].clone()
}

fn fields() -> impl Iterator<Item = &'static str> {
    FieldId::sent(Profile::Core).map(FieldId::wire_name)
}

#[tokio::test]
async fn a_required_field_must_not_be_absent_null_or_empty() {
    let bench = Bench::core().await;
    for field in fields() {
        refuses(&bench, field, &without(new_task(3, 5), field), 4_001_002).await;
        refuses_value(&bench, field, Value::Null, 4_001_002).await;
        refuses_value(&bench, field, "", 4_001_002).await;
    }
    for field in ["product_id", "name", "description"] {
        refuses_value(&bench, field, " \t\u{3000}", 4_001_002).await;
    }
}

#[tokio::test]
async fn a_name_or_description_of_invisible_characters_is_refused_by_their_codes() {
    let bench = Bench::core().await;
    for field in ["name", "description"] {
        let error = bench
            .post(CREATE_TASK, &with(new_task(3, 5), field, "\u{3164}"))
            .await
            .error();
        assert_eq!(error.code.number(), 4_001_001);
        assert!(error.msg.contains("U+3164"), "{}", error.msg);
    }
}

#[tokio::test]
async fn what_is_invisible_around_a_name_or_description_is_no_part_of_it() {
    let bench = Bench::core().await;
    let padded = with(new_task(3, 5), "name", "\u{feff}灯 A9\u{200b}\n");
    let task = bench.create(&with(padded, "description", "\u{a0}修复\r\n")).await;
    assert_eq!((&task["name"], &task["description"]), (&json!("灯 A9"), &json!("修复")));
    refuses(&bench, "name", &with(new_task(4, 5), "name", "灯 A9 "), 4_001_035).await;
}

#[tokio::test]
async fn every_field_that_is_sent_is_stored_and_reported() {
    let bench = Bench::full().await;
    let body = merged(new_task(3, 5), &json!({"type": 2, "identify": 4, "task_type": 1}));
    let made = bench.create(&body).await;
    let row = bench.row(&made).await;
    for name in FieldId::sent(Profile::Full).map(FieldId::wire_name) {
        assert!(!body[name].is_null(), "the sample has no {name}");
        assert_eq!((&made[name], &row[name]), (&body[name], &body[name]), "{name}");
    }
}

#[tokio::test]
async fn values_of_the_wrong_type_are_refused() {
    let bench = Bench::core().await;
    for field in fields() {
        let is_number = field.ends_with("_version") || field.ends_with("_size");
        let wrong = match is_number {
            true => json!(["3", 3.5, true, [3], {}, -1, 1e300]),
            false => json!([3, true, ["a"], {"a": 1}]),
        };
        for value in wrong.as_array().unwrap() {
            refuses_value(&bench, field, value.clone(), 4_001_001).await;
        }
    }
}

#[tokio::test]
async fn lengths_are_counted_in_characters() {
    let bench = Bench::core().await;
    for (field, max) in [("name", 32), ("description", 250)] {
        refuses_value(&bench, field, "😀".repeat(max + 1), 4_001_001).await;
        let longest = "😀".repeat(max);
        assert_eq!(accepts_value(&bench, field, longest.clone()).await, longest);
    }
    refuses_value(&bench, "product_id", "x".repeat(65), 4_001_001).await;
}

#[tokio::test]
async fn versions_and_sizes_have_limits() {
    let bench = Bench::core().await;
    for side in ["from", "target"] {
        let (version, size) = (format!("{side}_version"), format!("{side}_version_size"));
        refuses_value(&bench, &version, 2_147_483_648_u64, 4_001_001).await;
        refuses_value(&bench, &size, 0, 4_001_001).await;
        refuses_value(&bench, &size, 9_007_199_254_740_992_u64, 4_001_001).await;
        for (field, value) in [
            (&version, json!(0)),
            (&version, json!(2_147_483_647)),
            (&version, json!(7.0)),
            (&size, json!(1)),
            (&size, json!(9_007_199_254_740_991_u64)),
        ] {
            let stored = accepts_value(&bench, field, value.clone()).await;
            assert_eq!(stored.as_u64(), value.as_f64().map(|n| n as u64));
        }
    }
}

/// The form accepts what is pasted with a digest or an address (`upgrade-api`); a request has to be exact.
#[tokio::test]
async fn digests_and_addresses_are_exactly_those_of_the_documents() {
    let bench = Bench::core().await;
    let start = "http://files.example/";
    let longest = format!("{start}{}", "a".repeat(250 - start.len()));
    for side in ["from", "target"] {
        let (md5, url) = (format!("{side}_version_md5"), format!("{side}_version_url"));
        for wrong in [
            "900150983CD24FB0D6963F7D28E17F72",
            "900150983cd24fb0d6963f7d28e17f7",
            "g00150983cd24fb0d6963f7d28e17f72",
            " 900150983cd24fb0d6963f7d28e17f72",
            "９00150983cd24fb0d6963f7d28e17f72",
            "900150983cd24fb0d6963f7d28e17f72  fw.bin",
            "90 01 50 98 3c d2 4f b0 d6 96 3f 7d 28 e1 7f 72",
            "\u{feff}900150983cd24fb0d6963f7d28e17f72",
        ] {
            refuses_value(&bench, &md5, wrong, 4_001_001).await;
        }
        for wrong in [
            "files.example/3.bin",
            "ftp://files.example/3.bin",
            "http:///3.bin",
            "http://files.example/灯.bin",
            "http://files.example/fw#3.bin",
            "Http://files.example/3.bin",
            "http：//files.example/3.bin",
            "http://files.example/3.bin\u{200b}",
            " http://files.example/3.bin",
            &format!("{longest}a"),
        ] {
            refuses_value(&bench, &url, wrong, 4_001_095).await;
        }
        assert_eq!(accepts_value(&bench, &url, longest.clone()).await, longest);
    }
}

#[tokio::test]
async fn from_and_target_version_must_differ() {
    let bench = Bench::core().await;
    refuses(&bench, "target_version", &new_task(3, 3), 4_001_001).await;
    // A downgrade is allowed; the console warns about it.
    bench.create(&new_task(5, 3)).await;
}

#[tokio::test]
async fn names_and_from_versions_are_unique_in_a_product() {
    let bench = Bench::core().await;
    let task = bench.create(&new_task(3, 5)).await;
    refuses(&bench, "name", &with(new_task(4, 5), "name", "3 to 5"), 4_001_035).await;
    refuses(&bench, "from_version", &new_task(3, 6), 4_001_037).await;
    // Names are case-sensitive.
    bench.create(&with(new_task(4, 5), "name", "3 TO 5")).await;
    bench.delete(&task).await.is_done();
    bench.create(&new_task(3, 5)).await;
}

#[tokio::test]
async fn the_product_must_exist() {
    let bench = Bench::core().await;
    refuses_value(&bench, "product_id", "no-such-product", 4_041_005).await;
}

#[tokio::test]
async fn profile_full_accepts_type_identify_and_task_type() {
    let bench = Bench::full().await;
    let refused = [
        ("type", json!({"type": 0}), 4_001_113),
        ("type", json!({"type": 4}), 4_001_113),
        ("type", json!({"type": -1}), 4_001_113),
        ("type", json!({"type": "1"}), 4_001_001),
        ("type", json!({"type": null}), 4_001_001),
        ("identify", json!({"type": 2}), 4_001_002),
        ("identify", json!({"type": 3}), 4_001_002),
        ("identify", json!({"type": 2, "identify": -1}), 4_001_001),
        ("identify", json!({"type": 2, "identify": "1"}), 4_001_001),
        ("identify", json!({"type": 1, "identify": 1}), 4_001_001),
        ("identify", json!({"identify": 7}), 4_001_001),
        ("task_type", json!({"task_type": 2}), 4_001_138),
        ("task_type", json!({"task_type": "0"}), 4_001_001),
        ("mode", json!({"mode": 1}), 4_001_001),
    ];
    for (field, extra, code) in refused {
        refuses(&bench, field, &merged(new_task(3, 5), &extra), code).await;
    }
    let task = bench.create(&new_task(3, 5)).await;
    let fields = ["type", "identify", "task_type", "surplus_count"];
    assert_eq!(fields.map(|field| task[field].as_u64()), [1, 0, 0, 0].map(Some));
}

#[tokio::test]
async fn a_from_version_is_unique_per_kind_of_firmware() {
    let bench = Bench::full().await;
    let of_kind = |name: &str, firmware_type: u8, identify: u8| {
        let kind = json!({"name": name, "type": firmware_type, "identify": identify});
        merged(new_task(3, 5), &kind)
    };
    bench.create(&of_kind("wifi", 1, 0)).await;
    let mcu = bench.create(&of_kind("mcu 1", 2, 1)).await;
    bench.create(&of_kind("mcu 2", 2, 2)).await;
    bench.create(&of_kind("sub-device 1", 3, 1)).await;
    refuses(&bench, "from_version", &of_kind("again", 2, 1), 4_001_037).await;
    let again = with(new_task(3, 6), "name", "again");
    refuses(&bench, "from_version", &again, 4_001_037).await;
    assert_eq!((&mcu["type"], &mcu["identify"]), (&json!(2), &json!(1)));
    assert_eq!(mcu.get("surplus_count"), None, "the surplus count exists for WIFI only");
}
