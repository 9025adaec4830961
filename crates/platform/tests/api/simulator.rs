//! Simulated devices: they move the counts of running tasks, and of no others.

use crate::bench::{Bench, PRODUCT, new_task, wait_for, with};
use axum::body::Body;
use axum::http::Method;
use serde_json::Value;

async fn upgraded(bench: &Bench, task: &Value) -> u64 {
    bench.row(task).await["upgrade_count"].as_u64().unwrap()
}

/// Starts a task and waits until no more than `left` devices are on its from version.
async fn run_down(bench: &Bench, from: u32, target: u32, left: u64) {
    let task = bench.create(&new_task(from, target)).await;
    bench.set_status(&task, 1).await.is_done();
    wait_for("devices upgrade", async || {
        (bench.row(&task).await["surplus_count"].as_u64().unwrap() <= left).then_some(())
    })
    .await;
}

#[tokio::test]
async fn counts_move_while_a_task_runs_and_stand_when_it_is_stopped() {
    let bench = Bench::start(&["--empty", "--devices", "300", "--connects-per-second", "400"]).await;
    let task = bench.create(&new_task(1, 2)).await;
    bench.set_status(&task, 1).await.is_done();
    wait_for("some devices upgrade", async || {
        (upgraded(&bench, &task).await >= 5).then_some(())
    })
    .await;
    bench.set_status(&task, 0).await.is_done();
    // Devices in the middle finish, and go on to 3: once all that are on 2 have gone, nobody is in the middle.
    run_down(&bench, 2, 3, 0).await;
    let settled = upgraded(&bench, &task).await;
    // Now half of those connect again, and with them as many of the others, which stay where they are.
    run_down(&bench, 3, 4, settled / 2).await;
    let row = bench.row(&task).await;
    assert_eq!(row["upgrade_count"], settled);
    assert_eq!(row["surplus_count"], 300 - settled);
    assert!((5..300).contains(&settled), "{settled}");
}

#[tokio::test]
async fn devices_download_from_this_platform_and_refuse_a_wrong_digest() {
    let bench = Bench::start(&["--empty", "--devices", "20", "--connects-per-second", "500"]).await;
    let path = format!("/v2/upload/product/{PRODUCT}/firmware");
    let raw = [("content-type", "application/octet-stream")];
    let file = bench
        .ask(Method::POST, &path, &raw, Body::from("firmware 2"))
        .await
        .json();
    let good = with(new_task(1, 2), "target_version_url", file["url"].clone());
    // The digest in `good` is not the file's: devices notice.
    let task = bench.create(&good).await;
    bench.set_status(&task, 1).await.is_done();
    let failures = || {
        let sql = "SELECT count(*) FROM failures WHERE reason LIKE '%not the file%'";
        let store = &bench.platform.shared().store;
        store
            .run_here(|db| Ok(db.query_row(sql, [], |row| row.get::<_, u64>(0))?))
            .unwrap()
    };
    wait_for("devices refuse", async || (failures() >= 20).then_some(())).await;
    assert_eq!(upgraded(&bench, &task).await, 0);
    bench.delete(&task).await.is_done();
    let right = with(good, "target_version_md5", file["md5"].clone());
    let right = with(right, "target_version_size", file["size"].clone());
    let task = bench.create(&right).await;
    bench.set_status(&task, 1).await.is_done();
    wait_for("every device upgrades", async || {
        (upgraded(&bench, &task).await == 20).then_some(())
    })
    .await;
}

#[tokio::test]
async fn devices_disconnect_when_the_platform_stops() {
    let bench = Bench::start(&["--empty", "--devices", "20", "--connects-per-second", "500"]).await;
    bench.platform.stop().await.unwrap();
}
