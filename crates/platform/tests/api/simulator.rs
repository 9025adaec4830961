//! Simulated devices, which change the counts of running tasks only.

use crate::bench::{Bench, new_task, wait_for, with};
use serde_json::Value;

async fn upgraded(bench: &Bench, task: &Value) -> u64 {
    bench.row(task).await["upgrade_count"].as_u64().unwrap()
}

/// Starts a task and waits until at most `remaining` devices are on its from version.
async fn run_down(bench: &Bench, from: u32, target: u32, remaining: u64) {
    let task = bench.create(&new_task(from, target)).await;
    bench.set_status(&task, 1).await.is_done();
    wait_for("devices upgrade", async || {
        (bench.row(&task).await["surplus_count"].as_u64().unwrap() <= remaining).then_some(())
    })
    .await;
}

#[tokio::test]
async fn counts_increase_only_while_a_task_runs() {
    let bench = Bench::start(&["--empty", "--devices", "300", "--connects-per-second", "400"]).await;
    let task = bench.create(&new_task(1, 2)).await;
    bench.set_status(&task, 1).await.is_done();
    wait_for("some devices upgrade", async || {
        (upgraded(&bench, &task).await >= 5).then_some(())
    })
    .await;
    bench.set_status(&task, 0).await.is_done();
    // Devices finish an upgrade that has started, then upgrade to 3. Once no device is on 2, no upgrade is in progress.
    run_down(&bench, 2, 3, 0).await;
    let settled = upgraded(&bench, &task).await;
    // When half of the devices on 3 have connected again, about half of those on 1 have, too, and must still be on 1.
    run_down(&bench, 3, 4, settled / 2).await;
    let row = bench.row(&task).await;
    assert_eq!(row["upgrade_count"], settled);
    assert_eq!(row["surplus_count"], 300 - settled);
    assert!((5..300).contains(&settled), "{settled}");
}

#[tokio::test]
async fn devices_download_from_this_platform_and_refuse_a_wrong_digest() {
    let bench = Bench::start(&["--empty", "--devices", "20", "--connects-per-second", "500"]).await;
    let file = bench.upload("firmware 2").await.json();
    let wrong = with(new_task(1, 2), "target_version_url", file["url"].clone());
    // This digest is not the file's, so the devices refuse the file.
    let task = bench.create(&wrong).await;
    bench.set_status(&task, 1).await.is_done();
    let failures = || {
        let sql = "SELECT count(*) FROM failures WHERE reason LIKE '%not the file%'";
        bench.database(|db| db.query_row(sql, [], |row| row.get::<_, u64>(0)))
    };
    wait_for("devices refuse", async || (failures() >= 20).then_some(())).await;
    assert_eq!(upgraded(&bench, &task).await, 0);
    bench.delete(&task).await.is_done();
    let right = with(wrong, "target_version_md5", file["md5"].clone());
    let right = with(right, "target_version_size", file["size"].clone());
    let task = bench.create(&right).await;
    bench.set_status(&task, 1).await.is_done();
    wait_for("every device upgrades", async || {
        (upgraded(&bench, &task).await == 20).then_some(())
    })
    .await;
}
