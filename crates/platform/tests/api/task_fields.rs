//! Fields of a new task: accepted values, and refusals with their code and the field in the message.

use crate::bench::{Bench, new_task, with, without};
use serde_json::{Value, json};
use upgrade_api::field::FieldId;
use upgrade_api::paths::CREATE_TASK;
use upgrade_api::profile::Profile;

async fn refuses(bench: &Bench, field: &str, body: &Value, code: u32) {
    let answer = bench.post(CREATE_TASK, body).await;
    answer.refuses(code);
    let error = answer.error();
    assert!(error.msg.starts_with(&format!("{field}: ")), "{field}: {}", error.msg);
    if let Some(known) = FieldId::TEXT_INPUTS
        .into_iter()
        .find(|known| known.wire_name() == field)
    {
        assert_eq!(error.field(), Some(known), "{}", error.msg);
    }
}

/// Asserts that a task with this value of a field is refused.
async fn refuses_value(bench: &Bench, field: &str, value: impl Into<Value>, code: u32) {
    refuses(bench, field, &with(new_task(3, 5), field, value), code).await;
}

const FIELDS: [&str; 11] = [
    "product_id",
    "name",
    "description",
    "from_version",
    "from_version_url",
    "from_version_md5",
    "from_version_size",
    "target_version",
    "target_version_url",
    "target_version_md5",
    "target_version_size",
];

#[tokio::test]
async fn a_required_field_must_not_be_absent_null_or_empty() {
    let bench = Bench::core().await;
    for field in FIELDS {
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
        for text in ["\u{3164}", "\u{2800}", " \u{200b}\u{feff}", "\u{202e}"] {
            refuses(&bench, field, &with(new_task(3, 5), field, text), 4_001_001).await;
        }
        let answer = bench.post(CREATE_TASK, &with(new_task(3, 5), field, "\u{3164}")).await;
        assert!(answer.error().msg.contains("U+3164"), "{}", answer.error().msg);
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
    let kind = json!({"type": 2, "identify": 4, "task_type": 1});
    let sent = kind.as_object().into_iter().flatten();
    let body = sent.fold(new_task(3, 5), |body, (field, value)| with(body, field, value.clone()));
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
    for field in FIELDS {
        let is_number = field.ends_with("_version") || field.ends_with("_size");
        let wrong: &[Value] = if is_number {
            &[
                json!("3"),
                json!(3.5),
                json!(true),
                json!([3]),
                json!({}),
                json!(-1),
                json!(1e300),
            ]
        } else {
            &[json!(3), json!(true), json!(["a"]), json!({"a": 1})]
        };
        for value in wrong {
            refuses_value(&bench, field, value.clone(), 4_001_001).await;
        }
    }
}

#[tokio::test]
async fn lengths_are_counted_in_characters() {
    let bench = Bench::core().await;
    for (field, max) in [("name", 32), ("description", 250)] {
        for filler in ["灯", "a", "😀"] {
            let long = with(new_task(3, 5), field, filler.repeat(max + 1));
            refuses(&bench, field, &long, 4_001_001).await;
            let task = bench.create(&with(new_task(3, 5), field, filler.repeat(max))).await;
            assert_eq!(task[field], filler.repeat(max));
            bench.delete(&task).await.is_done();
        }
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
            let task = bench.create(&with(new_task(3, 5), field, value.clone())).await;
            assert_eq!(task[field].as_u64(), value.as_f64().map(|n| n as u64));
            bench.delete(&task).await.is_done();
        }
    }
}

#[tokio::test]
async fn digests_are_32_lower_case_hexadecimal_digits() {
    let bench = Bench::core().await;
    for side in ["from", "target"] {
        let field = format!("{side}_version_md5");
        for wrong in [
            "900150983CD24FB0D6963F7D28E17F72",
            "900150983cd24fb0d6963f7d28e17f7",
            "900150983cd24fb0d6963f7d28e17f722",
            "g00150983cd24fb0d6963f7d28e17f72",
            " 900150983cd24fb0d6963f7d28e17f72",
            "９00150983cd24fb0d6963f7d28e17f72",
            "900150983cd24fb0d6963f7d28e17f72  fw.bin",
            "90 01 50 98 3c d2 4f b0 d6 96 3f 7d 28 e1 7f 72",
            "\u{feff}900150983cd24fb0d6963f7d28e17f72",
        ] {
            refuses_value(&bench, &field, wrong, 4_001_001).await;
        }
    }
}

#[tokio::test]
async fn addresses_are_absolute_http_urls_of_at_most_250_characters() {
    let bench = Bench::core().await;
    let start = "http://files.example/";
    let longest = format!("{start}{}", "a".repeat(250 - start.len()));
    for side in ["from", "target"] {
        let field = format!("{side}_version_url");
        for wrong in [
            "files.example/3.bin",
            "/3.bin",
            "ftp://files.example/3.bin",
            "javascript:alert(1)",
            "http://",
            "http:///3.bin",
            "http://files.example/灯.bin",
            "http://files.example/a b.bin",
            "http://files.example/fw#3.bin",
            "http://files.example/100%.bin",
            "http://files.example/%g1.bin",
            "Http://files.example/3.bin",
            "http：//files.example/3.bin",
            "http://files.example/3.bin\u{200b}",
            " http://files.example/3.bin",
            "http://files.example:99999/3.bin",
            &format!("{longest}a"),
        ] {
            refuses_value(&bench, &field, wrong, 4_001_095).await;
        }
        let task = bench.create(&with(new_task(3, 5), &field, longest.clone())).await;
        assert_eq!(task[&field], longest);
        bench.delete(&task).await.is_done();
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
        let mut body = new_task(3, 5);
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        refuses(&bench, field, &body, code).await;
    }
    let task = bench.create(&new_task(3, 5)).await;
    assert_eq!(
        (
            &task["type"],
            &task["identify"],
            &task["task_type"],
            &task["surplus_count"]
        ),
        (&json!(1), &json!(0), &json!(0), &json!(0))
    );
}

#[tokio::test]
async fn a_from_version_is_unique_per_kind_of_firmware() {
    let bench = Bench::full().await;
    let of_kind = |name: &str, firmware_type: u8, identify: u8| {
        let body = with(with(new_task(3, 5), "name", name), "type", firmware_type);
        with(body, "identify", identify)
    };
    bench.create(&of_kind("wifi", 1, 0)).await;
    let mcu = bench.create(&of_kind("mcu 1", 2, 1)).await;
    bench.create(&of_kind("mcu 2", 2, 2)).await;
    bench.create(&of_kind("sub-device 1", 3, 1)).await;
    refuses(&bench, "from_version", &of_kind("again", 2, 1), 4_001_037).await;
    refuses(
        &bench,
        "from_version",
        &with(new_task(3, 6), "name", "again"),
        4_001_037,
    )
    .await;
    assert_eq!((&mcu["type"], &mcu["identify"]), (&json!(2), &json!(1)));
    assert_eq!(mcu.get("surplus_count"), None, "the surplus count exists for WIFI only");
}
