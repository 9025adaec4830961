//! Life cycle of a task (create, start, count, stop, delete), and the calls of devices.

use crate::bench::{Answer, Bench, PRODUCT, new_task, with, without};
use serde_json::{Value, json};
use upgrade_api::paths::{DELETE_TASK, TASK_STATUS};

async fn check(bench: &Bench, device: &str, version: u32) -> Answer {
    let body = json!({"product_id": PRODUCT, "type": 1, "identify": 0, "current_version": version});
    bench.post(&format!("/v2/upgrade/firmware/check/{device}"), &body).await
}

fn report(last: u32, current: u32, result: u32) -> Value {
    json!({"type": 1, "mod": "E1", "identify": 0, "last_version": last, "current_version": current, "result": result})
}

async fn send(bench: &Bench, device: &str, body: &Value) -> Answer {
    bench.post(&format!("/v2/upgrade/firmware/report/{device}"), body).await
}

/// Starts profile full with three devices on version 1, which the simulator does not connect.
async fn with_devices() -> Bench {
    Bench::start(&["--empty", "--devices", "3", "--connects-per-second", "0"]).await
}

async fn counts(bench: &Bench, task: &Value) -> (u64, u64) {
    let row = bench.row(task).await;
    let count = |field: &str| row[field].as_u64().unwrap();
    (count("upgrade_count"), count("surplus_count"))
}

#[tokio::test]
async fn a_task_is_created_stopped_then_started_stopped_and_deleted() {
    let bench = Bench::core().await;
    let task = bench.create(&new_task(3, 5)).await;
    assert_eq!(task["status"], 0);
    for wanted in [1, 1, 0, 0, 1] {
        bench.set_status(&task, wanted).await.is_done();
        assert_eq!(bench.row(&task).await["status"], wanted);
    }
    bench.delete(&task).await.is_done();
    assert!(bench.tasks_of(PRODUCT).await.is_empty());
    bench.delete(&task).await.refuses(4_041_013);
    bench.set_status(&task, 0).await.refuses(4_041_013);
}

#[tokio::test]
async fn start_stop_and_delete_need_an_existing_task_of_the_product() {
    let bench = Bench::core().await;
    let task = bench.create(&new_task(3, 5)).await;
    let body = json!({"product_id": PRODUCT, "upgrade_task_id": task["id"], "status": 1});
    let values = [
        ("status", json!(2), 4_001_036),
        ("status", json!(-1), 4_001_036),
        ("status", json!("1"), 4_001_001),
        ("status", json!(true), 4_001_001),
        ("status", json!(null), 4_001_002),
        ("upgrade_task_id", json!(""), 4_001_002),
        ("upgrade_task_id", json!(7), 4_001_001),
        ("upgrade_task_id", json!("x".repeat(65)), 4_001_001),
        ("upgrade_task_id", json!("unknown"), 4_041_013),
        ("product_id", json!("unknown"), 4_041_005),
    ];
    bench.refuses_values(TASK_STATUS, &body, &values).await;
    let incomplete = without(body, "status");
    bench.refuses_post(TASK_STATUS, &incomplete, 4_001_002).await;
    let body = json!({"product_id": PRODUCT, "id": task["id"]});
    let values = [
        ("id", json!("unknown"), 4_041_013),
        ("id", json!(null), 4_001_002),
        ("product_id", json!("unknown"), 4_041_005),
    ];
    bench.refuses_values(DELETE_TASK, &body, &values).await;
    let incomplete = without(body, "id");
    bench.refuses_post(DELETE_TASK, &incomplete, 4_001_002).await;
    assert_eq!(bench.row(&task).await["status"], 0);
}

#[tokio::test]
async fn a_device_is_offered_the_running_task_that_starts_at_its_version() {
    let bench = with_devices().await;
    let task = bench.create(&new_task(1, 2)).await;
    check(&bench, "device-00001", 1).await.refuses(4_001_053);
    bench.set_status(&task, 1).await.is_done();
    assert_eq!(check(&bench, "device-00001", 1).await.json()["id"], task["id"]);
    check(&bench, "device-00001", 2).await.refuses(4_001_053);
    check(&bench, "device-00009", 1).await.refuses(4_041_008);
    bench.set_status(&task, 0).await.is_done();
    check(&bench, "device-00001", 1).await.refuses(4_001_053);
}

#[tokio::test]
async fn a_success_updates_the_device_and_counts_once() {
    let bench = with_devices().await;
    let task = bench.create(&new_task(1, 2)).await;
    bench.set_status(&task, 1).await.is_done();
    assert_eq!(counts(&bench, &task).await, (0, 3));
    for _ in 0..3 {
        send(&bench, "device-00001", &report(1, 2, 0)).await.is_done();
        assert_eq!(counts(&bench, &task).await, (1, 2), "a repeated report counts once");
    }
    assert_eq!(bench.statistics(PRODUCT).await, json!({"1": 2, "2": 1}));
}

#[tokio::test]
async fn an_upgrade_that_started_before_the_stop_counts() {
    let bench = with_devices().await;
    let task = bench.create(&new_task(1, 2)).await;
    bench.set_status(&task, 1).await.is_done();
    check(&bench, "device-00001", 1).await.json();
    bench.set_status(&task, 0).await.is_done();
    send(&bench, "device-00001", &report(1, 2, 0)).await.is_done();
    assert_eq!(counts(&bench, &task).await, (1, 2));
}

#[tokio::test]
async fn a_failure_is_stored_and_changes_nothing_else() {
    let bench = with_devices().await;
    let task = bench.create(&new_task(1, 2)).await;
    let failed = with(report(1, 1, 1), "desc", "断电");
    send(&bench, "device-00001", &failed).await.is_done();
    assert_eq!(counts(&bench, &task).await, (0, 3));
    let reason: String = bench.database(|db| db.query_row("SELECT reason FROM failures", [], |row| row.get(0)));
    assert_eq!(reason, "断电");
}

#[tokio::test]
async fn only_the_last_failure_of_a_device_part_is_kept() {
    let bench = with_devices().await;
    for (device, reason) in [
        ("device-00001", "first"),
        ("device-00002", "other"),
        ("device-00001", "last"),
    ] {
        send(&bench, device, &with(report(1, 1, 1), "desc", reason))
            .await
            .is_done();
    }
    let sql = "SELECT group_concat(reason ORDER BY device_id) FROM failures";
    let reasons: String = bench.database(|db| db.query_row(sql, [], |row| row.get(0)));
    assert_eq!(reasons, "last,other");
}

#[tokio::test]
async fn a_report_from_another_version_is_not_counted() {
    let bench = with_devices().await;
    let task = bench.create(&new_task(7, 8)).await;
    send(&bench, "device-00001", &report(7, 8, 0)).await.is_done();
    assert_eq!(counts(&bench, &task).await, (0, 0));
    send(&bench, "device-00001", &report(1, 1, 0)).await.is_done();
    send(&bench, "device-00009", &report(1, 2, 0)).await.refuses(4_041_008);
}

#[tokio::test]
async fn reports_of_devices_are_validated() {
    let bench = with_devices().await;
    let values = [
        ("type", json!(9), 4_001_112),
        ("type", json!(null), 4_001_002),
        ("identify", json!("0"), 4_001_001),
        ("identify", json!(1), 4_001_001),
        ("mod", json!("m".repeat(21)), 4_001_001),
        ("last_version", json!(-1), 4_001_001),
        ("current_version", json!("2"), 4_001_001),
        ("result", json!(2), 4_001_001),
        ("desc", json!("d".repeat(251)), 4_001_001),
        ("start_date", json!("yesterday"), 4_001_001),
        ("end_date", json!(5), 4_001_001),
    ];
    let path = "/v2/upgrade/firmware/report/device-00001";
    bench.refuses_values(path, &report(1, 2, 0), &values).await;
    let full = with(report(1, 2, 0), "start_date", "2026-11-22T13:00:00+08:00");
    send(&bench, "device-00001", &with(full, "battery", 80)).await.is_done();
    send(&bench, &"d".repeat(65), &report(1, 2, 0)).await.refuses(4_001_001);
}
