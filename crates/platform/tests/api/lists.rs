//! Task lists: order, pages and totals.

use crate::bench::{Bench, PRODUCT, new_task, with};
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
        let body = if from < 10 {
            body
        } else {
            with(with(body, "type", 2), "identify", 1)
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
        let rows = bench.get(&format!("{TASKS}?product_id={PRODUCT}{query}")).await.json();
        assert_eq!(starts(&rows), expected, "{query}");
    }
    for wrong in [
        "limit=0",
        "limit=1001",
        "limit=x",
        "limit=",
        "offset=-1",
        "offset=1.0",
        "page=1",
    ] {
        bench
            .get(&format!("{TASKS}?product_id={PRODUCT}&{wrong}"))
            .await
            .refuses(4_001_001);
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
        let mut body = json!({"product_id": PRODUCT});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let page = bench.post(TASKS, &body).await.json();
        assert_eq!(
            (page["count"].as_u64(), starts(&page["list"])),
            (Some(count), expected),
            "{extra}"
        );
    }
    for (extra, code) in [
        (json!({"limit": 0}), 4_001_001),
        (json!({"limit": 1001}), 4_001_001),
        (json!({"limit": "10"}), 4_001_001),
        (json!({"limit": null}), 4_001_001),
        (json!({"offset": -1}), 4_001_001),
        (json!({"type": 4}), 4_001_113),
        (json!({"type": "1"}), 4_001_001),
        (json!({"product_id": "unknown"}), 4_041_005),
        (json!({"product_id": null}), 4_001_002),
    ] {
        let mut body = json!({"product_id": PRODUCT});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        bench.post(TASKS, &body).await.refuses(code);
    }
}
