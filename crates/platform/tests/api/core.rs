//! Profile core: exactly the four documented operations, fields and parameters.

use crate::bench::{Bench, PRODUCT, merged, new_task, with};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use upgrade_api::paths::{CREATE_TASK, DELETE_TASK, TASK_STATUS, TASKS};

/// Names of the documented fields, sorted.
const DOCUMENTED: &str = "description from_version from_version_md5 from_version_size from_version_url id name product_id \
    status target_version target_version_md5 target_version_size target_version_url upgrade_count";

fn names(object: &Value) -> String {
    let mut names: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names.join(" ")
}

#[tokio::test]
async fn a_task_has_exactly_the_fourteen_documented_fields() {
    let bench = Bench::core().await;
    let sent = new_task(3, 5);
    let created = bench.create(&sent).await;
    assert_eq!(names(&created), DOCUMENTED);
    assert_eq!((&created["status"], &created["upgrade_count"]), (&json!(0), &json!(0)));
    for (field, value) in sent.as_object().unwrap() {
        assert_eq!(&created[field], value, "{field}");
    }
    assert_eq!(bench.tasks_of(PRODUCT).await, [created]);
}

#[tokio::test]
async fn undocumented_fields_are_refused() {
    let bench = Bench::core().await;
    for extra in ["type", "identify", "task_type", "status", "Name", "extra"] {
        let body = with(new_task(3, 5), extra, 0);
        bench.refuses_post(CREATE_TASK, &body, 4_001_001).await;
    }
    let task = bench.create(&new_task(3, 5)).await;
    let status = json!({"product_id": PRODUCT, "upgrade_task_id": task["id"], "status": 1, "type": 1});
    bench.refuses_post(TASK_STATUS, &status, 4_001_001).await;
    let delete = json!({"product_id": PRODUCT, "id": task["id"], "force": true});
    bench.refuses_post(DELETE_TASK, &delete, 4_001_001).await;
    assert_eq!(bench.tasks_of(PRODUCT).await, [task], "the task is unchanged");
}

#[tokio::test]
async fn undocumented_parameters_are_refused() {
    let bench = Bench::core().await;
    for (query, code) in [
        ("?product_id=PRODUCT&offset=0", 4_001_001),
        ("?product_id=PRODUCT&limit=10", 4_001_001),
        ("?product_id=PRODUCT&type=1", 4_001_001),
        ("?product_id=PRODUCT&_=1", 4_001_001),
        ("?product_id=PRODUCT&product_id=again", 4_001_001),
        ("", 4_001_002),
        ("?product_id=", 4_001_002),
        ("?product_id=nothing", 4_041_005),
    ] {
        let path = format!("{TASKS}{}", query.replace("PRODUCT", PRODUCT));
        bench.refuses(&path, code).await;
    }
}

#[tokio::test]
async fn undocumented_urls_and_methods_are_not_found() {
    let bench = Bench::core().await;
    for (method, path) in [
        (Method::POST, TASKS),
        (Method::GET, CREATE_TASK),
        (Method::PUT, CREATE_TASK),
        (Method::DELETE, CREATE_TASK),
        (Method::HEAD, "/v2/upgrade/firmware/tasks?product_id=1"),
        (Method::OPTIONS, TASKS),
        (Method::GET, "/v2/products"),
        (Method::POST, "/v2/corp_auth"),
        (Method::POST, "/v2/corp/token/refresh"),
        (Method::GET, "/v2/product/1/firmwares"),
        (Method::POST, "/v2/product/1/firmware"),
        (Method::GET, "/v2/product/1/firmware/statistics"),
        (Method::POST, "/v2/upload/product/1/firmware"),
        (Method::POST, "/v2/upgrade/firmware/check/1"),
        (Method::POST, "/v2/upgrade/firmware/report/1"),
        (Method::GET, "/v2"),
        (Method::GET, "/v2/"),
        (Method::GET, "/v2/upgrade/firmware/task/"),
        (Method::POST, "/v1/upgrade/firmware/task"),
    ] {
        let answer = bench.ask(method.clone(), path, &[], Body::empty()).await;
        assert_eq!(answer.status, 404, "{method} {path}");
        if method != Method::HEAD {
            answer.refuses(4_041_001);
        }
    }
}

#[tokio::test]
async fn tasks_of_profile_full_show_only_the_documented_fields() {
    let bench = Bench::full().await;
    let mcu = merged(new_task(3, 5), &json!({"type": 2, "identify": 1}));
    bench.create(&mcu).await;
    let bench = bench.restart(&["--profile", "core"]).await;
    for task in bench.tasks_of(PRODUCT).await {
        assert_eq!(names(&task), DOCUMENTED);
    }
}
