//! Rules for every call: bodies, content types and headers of answers.

use crate::bench::{Bench, PRODUCT, new_task};
use axum::body::Body;
use axum::http::Method;
use upgrade_api::paths::CREATE_TASK;

const JSON: (&str, &str) = ("content-type", "application/json");

async fn refuses(bench: &Bench, headers: &[(&str, &str)], body: impl Into<Body>) {
    let answer = bench.ask(Method::POST, CREATE_TASK, headers, body.into()).await;
    assert_eq!(answer.status, 400);
    answer.refuses(4_001_001);
}

#[tokio::test]
async fn a_body_is_one_json_object_of_limited_size() {
    let bench = Bench::core().await;
    let good = new_task(3, 5).to_string();
    for wrong in [
        String::new(),
        good[..good.len() / 2].to_owned(),
        format!("[{good}]"),
        "\"{}\"".to_owned(),
        format!("{good}{good}"),
        good.replace('}', ",}"),
        // A field twice, and too many bytes.
        good.replacen('{', "{\"name\":\"other\",", 1),
        format!("{good}{}", " ".repeat(70_000)),
    ] {
        refuses(&bench, &[JSON], wrong).await;
    }
    refuses(&bench, &[JSON], vec![b'{', 0xff, b'}']).await;
    assert!(bench.tasks_of(PRODUCT).await.is_empty());
}

#[tokio::test]
async fn a_body_needs_the_json_content_type() {
    let bench = Bench::core().await;
    let good = new_task(3, 5).to_string();
    refuses(&bench, &[], good.clone()).await;
    for wrong in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"] {
        refuses(&bench, &[("content-type", wrong)], good.clone()).await;
    }
    let with_charset = [("content-type", "Application/JSON; charset=utf-8")];
    let answer = bench.ask(Method::POST, CREATE_TASK, &with_charset, good.into()).await;
    answer.json();
}

#[tokio::test]
async fn every_answer_has_a_request_id_and_nosniff() {
    let bench = Bench::full().await;
    let mut ids = Vec::new();
    for path in ["/v2/products", "/v2/unknown", "/", "/files/x", "/unknown.js"] {
        let answer = bench.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        ids.push(answer.header("x-request-id").to_owned());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
}

#[tokio::test]
async fn a_failing_disk_is_a_server_fault() {
    let bench = Bench::full().await;
    std::fs::remove_dir_all(bench.directory.path().join("data/incoming")).unwrap();
    let answer = bench.upload("bytes").await;
    answer.refuses(5_031_001);
    assert!(!answer.error().msg.contains("incoming"), "the cause is only logged");
}
