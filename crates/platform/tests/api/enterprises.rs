//! Two enterprises on one platform: products, tasks and devices of the other are absent, in every operation.

use crate::bench::{Answer, Bench, new_task, request, with};
use axum::http::Method;
use platform::demo::{ACCOUNT, LAMP, LOCK, OTHER_ACCOUNT, OTHER_PASSWORD, PASSWORD};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use upgrade_api::paths::{CREATE_TASK, DELETE_TASK, TASK_STATUS, TASKS};

/// Device of the lamps: the first that the demo data creates.
const DEVICE: &str = "lamp-00001";
/// Operations that name neither product nor device.
const WITHOUT_IDS: [&str; 3] = ["listProducts", "signIn", "refreshToken"];

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

/// Operation of `openapi.yaml`: its name, its path, and the body of a POST.
type Call = (&'static str, String, Option<Value>);

fn calls(ids: Ids<'_>) -> Vec<Call> {
    let Ids { product, task, device } = ids;
    let get = |name, path| (name, path, None);
    let post = |name, path: &str, body| (name, path.to_owned(), Some(body));
    let [firmware_path, firmwares, statistics] =
        ["firmware", "firmwares", "firmware/statistics"].map(|rest| format!("/v2/product/{product}/{rest}"));
    let device = |verb: &str| format!("/v2/upgrade/firmware/{verb}/{device}");
    let firmware = json!({
        "mod": "A9", "version": 90, "file_url": "http://files.example/90", "file_size": 1, "is_release": true,
        "file_md5": "900150983cd24fb0d6963f7d28e17f72", "description": "", "release_date": "2026-11-22T13:00:00Z",
    });
    let check = json!({"product_id": product, "type": 1, "identify": 0, "current_version": 3});
    let report = json!({
        "type": 1, "mod": "A9", "identify": 0, "last_version": 3, "current_version": 5, "result": 1, "desc": "power",
    });
    let status = json!({"product_id": product, "upgrade_task_id": task, "status": 0});
    let upload = format!("/v2/upload/product/{product}/firmware");
    vec![
        post("createTask", CREATE_TASK, with(new_task(40, 41), "product_id", product)),
        get("listTasks", format!("{TASKS}?product_id={product}")),
        post("queryTasks", TASKS, json!({"product_id": product})),
        post("setTaskStatus", TASK_STATUS, status),
        post("checkUpgrade", &device("check"), check),
        post("reportUpgrade", &device("report"), report),
        post("createFirmware", &firmware_path, firmware),
        get("listFirmwares", firmwares),
        get("firmwareStatistics", statistics),
        post("uploadFirmware", &upload, Value::Null),
        post("deleteTask", DELETE_TASK, json!({"id": task, "product_id": product})),
    ]
}

async fn send(bench: &Bench, token: &str, (name, path, post): &Call) -> Answer {
    if *name != "uploadFirmware" {
        return bench.call(Some(token), path, post.as_ref()).await;
    }
    let headers = [("access-token", token), ("content-type", "application/octet-stream")];
    bench
        .send(request(Method::POST, path, &headers, "raw bytes".into()))
        .await
}

async fn start() -> (Bench, String, String) {
    let bench = Bench::start(&["--devices", "30", "--connects-per-second", "0"]).await;
    let own = bench.sign_in(ACCOUNT, PASSWORD).await.json();
    let other = bench.sign_in(OTHER_ACCOUNT, OTHER_PASSWORD).await.json();
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
    let of_the_lock = |ids| Ids { product: LOCK, ..ids };
    for (foreign, absent) in [(lamp, ABSENT), (of_the_lock(lamp), of_the_lock(ABSENT))] {
        for (foreign, absent) in calls(foreign).iter().zip(&calls(absent)) {
            if foreign == absent {
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
        assert_ne!(answer.status, 404, "{}", call.0);
    }
}

#[tokio::test]
async fn each_enterprise_lists_its_own_products() {
    let (bench, own, other) = start().await;
    let list = async |token: &str| bench.call(Some(token), "/v2/products", None).await.json();
    let products = list(&own).await;
    assert_eq!(products, bench.get("/v2/products").await.json());
    assert_eq!(products.as_array().map(Vec::len), Some(2));
    let products = list(&other).await;
    assert_eq!(products.as_array().map(Vec::len), Some(1));
    assert_eq!(products[0]["id"], LOCK);
}
