//! Task lists: order, pages and totals.

use crate::bench::{Bench, PRODUCT, list, merged, new_task};
use serde_json::{Value, json};
use upgrade_api::paths::TASKS;

fn starts(rows: &Value) -> Vec<u64> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["from_version"].as_u64().unwrap()).collect()
}

async fn with_twelve() -> Bench {
    let bench = Bench::full().await;
    for from in 0..12 {
        let body = new_task(from, 99);
        // The last two tasks upgrade MCU 1.
        let body = match from {
            ..10 => body,
            _ => merged(body, &json!({"type": 2, "identify": 1})),
        };
        bench.create(&body).await;
    }
    bench
}

#[tokio::test]
async fn tasks_are_listed_in_creation_order_completely_or_by_page() {
    let bench = with_twelve().await;
    let all: Vec<u64> = (0..12).collect();
    for (query, expected) in [
        ("", &all[..]),
        ("&limit=5", &all[..5]),
        ("&offset=5&limit=5", &all[5..10]),
        ("&offset=10", &all[10..]),
        ("&offset=50", &[]),
        ("&limit=1000", &all[..]),
    ] {
        let rows = bench.get(&format!("{}{query}", list())).await.json();
        assert_eq!(starts(&rows), expected, "{query}");
    }
    let wrong = "limit=0 limit=1001 limit=x limit= offset=-1 offset=1.0 page=1";
    for wrong in wrong.split(' ') {
        bench.refuses(&format!("{}&{wrong}", list()), 4_001_001).await;
    }
}

#[tokio::test]
async fn a_query_answers_a_page_and_the_total() {
    let bench = with_twelve().await;
    for (extra, count, expected) in [
        (json!({}), 12, (0..10).collect::<Vec<u64>>()),
        (json!({"offset": 10}), 12, vec![10, 11]),
        (json!({"offset": 1, "limit": 2}), 12, vec![1, 2]),
        (json!({"type": 2}), 2, vec![10, 11]),
        (json!({"type": 3}), 0, vec![]),
        (json!({"type": 1, "offset": 9, "limit": 1000}), 10, vec![9]),
        (json!({"sort": "name"}), 12, (0..10).collect()),
    ] {
        let body = merged(json!({"product_id": PRODUCT}), &extra);
        let page = bench.post(TASKS, &body).await.json();
        assert_eq!(page["count"], count, "{extra}");
        assert_eq!(starts(&page["list"]), expected, "{extra}");
    }
    let values = [
        ("limit", json!(0), 4_001_001),
        ("limit", json!(1001), 4_001_001),
        ("limit", json!("10"), 4_001_001),
        ("limit", json!(null), 4_001_001),
        ("offset", json!(-1), 4_001_001),
        ("type", json!(4), 4_001_113),
        ("type", json!("1"), 4_001_001),
        ("product_id", json!("unknown"), 4_041_005),
        ("product_id", json!(null), 4_001_002),
    ];
    bench
        .refuses_values(TASKS, &json!({"product_id": PRODUCT}), &values)
        .await;
}
