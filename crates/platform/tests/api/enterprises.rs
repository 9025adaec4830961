//! Two enterprises on one platform: products, tasks and devices of the other are absent, in every operation.

use crate::bench::{Answer, Bench, new_task, with};
use axum::body::Body;
use axum::http::Request;
use platform::demo::{ACCOUNT, LAMP, LOCK, OTHER_ACCOUNT, OTHER_PASSWORD, PASSWORD};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Device of the lamps: the first that the demo data creates.
const DEVICE: &str = "lamp-00001";
/// Operations that name neither product nor device.
const WITHOUT_IDS: [&str; 3] = ["listProducts", "signIn", "refreshToken"];

/// Ids that a call names.
#[derive(Clone, Copy)]
struct Ids<'a> {
    product: &'a str,
    task: &'a str,
    device: &'a str,
}

const ABSENT: Ids<'_> = Ids {
    product: "absent",
    task: "absent",
    device: "absent",
};

/// Operation of `openapi.yaml`: its name, method, path, body.
type Call = (&'static str, &'static str, String, Value);

fn calls(ids: Ids<'_>) -> Vec<Call> {
    let Ids { product, task, device } = ids;
    let under = |rest: &str| format!("/v2/product/{product}/{rest}");
    let firmware = json!({
        "mod": "A9", "version": 90, "file_url": "http://files.example/90", "file_size": 1, "is_release": true,
        "file_md5": "900150983cd24fb0d6963f7d28e17f72", "description": "", "release_date": "2026-11-22T13:00:00Z",
    });
    let check = json!({"product_id": product, "type": 1, "identify": 0, "current_version": 3});
    let report = json!({
        "type": 1, "mod": "A9", "identify": 0, "last_version": 3, "current_version": 5, "result": 1, "desc": "power",
    });
    let tasks = "/v2/upgrade/firmware/tasks";
    vec![
        (
            "createTask",
            "POST",
            "/v2/upgrade/firmware/task".to_owned(),
            with(new_task(40, 41), "product_id", product),
        ),
        ("listTasks", "GET", format!("{tasks}?product_id={product}"), Value::Null),
        ("queryTasks", "POST", tasks.to_owned(), json!({"product_id": product})),
        (
            "setTaskStatus",
            "POST",
            "/v2/upgrade/firmware/task/status".to_owned(),
            json!({"product_id": product, "upgrade_task_id": task, "status": 0}),
        ),
        (
            "checkUpgrade",
            "POST",
            format!("/v2/upgrade/firmware/check/{device}"),
            check,
        ),
        (
            "reportUpgrade",
            "POST",
            format!("/v2/upgrade/firmware/report/{device}"),
            report,
        ),
        ("createFirmware", "POST", under("firmware"), firmware),
        ("listFirmwares", "GET", under("firmwares"), Value::Null),
        ("firmwareStatistics", "GET", under("firmware/statistics"), Value::Null),
        (
            "uploadFirmware",
            "POST",
            format!("/v2/upload/product/{product}/firmware"),
            Value::Null,
        ),
        (
            "deleteTask",
            "POST",
            "/v2/upgrade/firmware/task/delete".to_owned(),
            json!({"id": task, "product_id": product}),
        ),
    ]
}

async fn send(bench: &Bench, token: &str, (name, method, path, body): &Call) -> Answer {
    let raw = *name == "uploadFirmware";
    let content = if raw {
        "application/octet-stream"
    } else {
        "application/json"
    };
    let request = Request::builder()
        .method(*method)
        .uri(path)
        .header("access-token", token)
        .header("content-type", content);
    let body = if raw { "raw bytes".to_owned() } else { body.to_string() };
    bench.send(request.body(Body::from(body)).unwrap()).await
}

async fn start() -> (Bench, String, String) {
    let bench = Bench::start(&["--devices", "30", "--connects-per-second", "0"]).await;
    let (own, other) = (
        bench.sign_in(ACCOUNT, PASSWORD).await.json(),
        bench.sign_in(OTHER_ACCOUNT, OTHER_PASSWORD).await.json(),
    );
    assert_ne!(own["corp_id"], other["corp_id"]);
    let token = |pair: Value| pair["access_token"].as_str().unwrap().to_owned();
    (bench, token(own), token(other))
}

async fn rows(bench: &Bench) -> (Vec<Value>, Value, Value) {
    let (firmware, statistics) = (bench.firmwares(LAMP).await, bench.statistics(LAMP).await);
    (bench.tasks_of(LAMP).await, firmware, statistics)
}

#[test]
fn the_table_has_every_operation() {
    let documented = include_str!("../openapi.yaml").lines();
    let documented: BTreeSet<_> = documented
        .filter_map(|line| line.trim().strip_prefix("operationId: "))
        .collect();
    let tested = calls(ABSENT).into_iter().map(|(name, ..)| name).chain(WITHOUT_IDS);
    assert_eq!(documented, tested.collect());
}

#[tokio::test]
async fn ids_of_another_enterprise_answer_as_absent() {
    let (bench, _, other) = start().await;
    let before = rows(&bench).await;
    let task = before.0[0]["id"].as_str().unwrap();
    let lamp = Ids {
        product: LAMP,
        task,
        device: DEVICE,
    };
    // The product of the other enterprise, and ids of it under the product of the own one.
    for (foreign, absent) in [
        (lamp, ABSENT),
        (
            Ids { product: LOCK, ..lamp },
            Ids {
                product: LOCK,
                ..ABSENT
            },
        ),
    ] {
        for (foreign, absent) in calls(foreign).iter().zip(&calls(absent)) {
            if (&foreign.2, &foreign.3) == (&absent.2, &absent.3) {
                continue;
            }
            let (name, answer) = (foreign.0, send(&bench, &other, foreign).await);
            let expected = send(&bench, &other, absent).await;
            assert_eq!((answer.status, expected.status), (404, 404), "{name}");
            assert_eq!(answer.body, expected.body, "{name}");
        }
    }
    assert_eq!(rows(&bench).await, before);
}

#[tokio::test]
async fn ids_of_the_own_enterprise_are_found() {
    let (bench, own, _) = start().await;
    let task = bench.tasks_of(LAMP).await[0]["id"].as_str().unwrap().to_owned();
    let lamp = Ids {
        product: LAMP,
        task: &task,
        device: DEVICE,
    };
    for call in calls(lamp) {
        let answer = send(&bench, &own, &call).await;
        assert_ne!(
            answer.status,
            404,
            "{}: {}",
            call.0,
            String::from_utf8_lossy(&answer.body)
        );
    }
}

#[tokio::test]
async fn each_enterprise_lists_its_own_products() {
    let (bench, own, other) = start().await;
    let list = ("listProducts", "GET", "/v2/products".to_owned(), Value::Null);
    assert_eq!(
        send(&bench, &own, &list).await.json(),
        bench.get("/v2/products").await.json()
    );
    let ids = |products: Value| -> Vec<String> {
        let products = products.as_array().unwrap().iter();
        products
            .map(|product| product["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(send(&bench, &own, &list).await.json()).len(), 2);
    assert_eq!(ids(send(&bench, &other, &list).await.json()), [LOCK]);
}
