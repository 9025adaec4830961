//! Firmware library and statistics.

use crate::bench::{Bench, PRODUCT, merged, with, without};
use serde_json::{Value, json};

fn new_firmware(version: u32) -> Value {
    json!({
        "mod": "E1",
        "version": version,
        "file_url": "http://files.example/1.bin",
        "file_md5": "900150983cd24fb0d6963f7d28e17f72",
        "file_size": 3,
        "description": "",
        "release_date": "2026-11-22T13:00:00Z",
        "is_release": true,
    })
}

fn path() -> String {
    format!("/v2/product/{PRODUCT}/firmware")
}

#[tokio::test]
async fn versions_are_added_and_listed_in_order() {
    let bench = Bench::full().await;
    for version in [3, 1, 2] {
        let created = bench.post(&path(), &new_firmware(version)).await.json();
        assert_eq!((&created["type"], &created["identify"]), (&json!(1), &json!(0)));
        assert!(!created["create_date"].as_str().unwrap().is_empty());
        for (field, value) in new_firmware(version).as_object().unwrap() {
            assert_eq!(&created[field], value, "{field}");
        }
    }
    let versions = async |query: &str| {
        let path = format!("/v2/product/{PRODUCT}/firmwares{query}");
        let rows = bench.get(&path).await.json();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| row["version"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(versions("").await, [3, 1, 2]);
    assert_eq!(versions("?offset=1&limit=1").await, [1]);
    for (path, code) in [
        (&*format!("{PRODUCT}/firmwares?limit=0"), 4_001_001),
        ("unknown/firmwares", 4_041_005),
        ("unknown/firmware/statistics", 4_041_005),
        ("%ff/firmwares", 4_001_001),
        (&format!("{}/firmwares", "x".repeat(65)), 4_001_001),
    ] {
        bench.refuses(&format!("/v2/product/{path}"), code).await;
    }
}

#[tokio::test]
async fn a_version_is_in_the_library_once_per_kind() {
    let bench = Bench::full().await;
    let mcu = merged(new_firmware(1), &json!({"type": 2, "identify": 1}));
    for body in [new_firmware(1), mcu] {
        bench.post(&path(), &body).await.json();
        bench.refuses_post(&path(), &body, 4_001_017).await;
    }
    let other = "/v2/product/unknown/firmware";
    bench.refuses_post(other, &new_firmware(2), 4_041_005).await;
}

#[tokio::test]
async fn the_fields_of_a_version_are_validated() {
    let bench = Bench::full().await;
    for field in new_firmware(1).as_object().unwrap().keys() {
        let incomplete = without(new_firmware(1), field);
        bench.refuses_field(&path(), field, &incomplete, 4_001_002).await;
    }
    let values = [
        ("mod", json!(""), 4_001_002),
        ("mod", json!("m".repeat(21)), 4_001_001),
        ("version", json!("1"), 4_001_001),
        ("version", json!(2_147_483_648_u64), 4_001_001),
        ("file_url", json!("files.example/1.bin"), 4_001_095),
        ("file_md5", json!("900150983CD24FB0D6963F7D28E17F72"), 4_001_001),
        ("file_size", json!(0), 4_001_001),
        ("description", json!("d".repeat(251)), 4_001_001),
        ("release_date", json!("2026-11-22"), 4_001_001),
        ("is_release", json!(1), 4_001_001),
        ("type", json!(4), 4_001_112),
        ("identify", json!(1), 4_001_001),
    ];
    bench.refuses_values(&path(), &new_firmware(1), &values).await;
    bench.post(&path(), &with(new_firmware(1), "unknown", 1)).await.json();
}
