//! The demo of the first start, and that later starts leave it alone.

use crate::bench::Bench;
use platform::demo::{LAMP, THERMOSTAT};
use serde_json::Value;
use std::collections::HashSet;

const QUIET: [&str; 2] = ["--connects-per-second", "0"];

async fn firmwares(bench: &Bench, product: &str) -> Vec<Value> {
    let rows = bench.get(&format!("/v2/product/{product}/firmwares")).await.json();
    rows.as_array().unwrap().clone()
}

async fn devices(bench: &Bench, product: &str) -> u64 {
    let counts = bench
        .get(&format!("/v2/product/{product}/firmware/statistics"))
        .await
        .json();
    counts.as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum()
}

#[tokio::test]
async fn the_first_start_makes_products_versions_devices_and_tasks() {
    let bench = Bench::start(&QUIET).await;
    let products = bench.get("/v2/products").await.json();
    let ids: Vec<&str> = products
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [LAMP, THERMOSTAT]);
    assert_eq!(devices(&bench, LAMP).await + devices(&bench, THERMOSTAT).await, 1200);
    let mut tasks = bench.tasks_of(LAMP).await;
    tasks.extend(bench.tasks_of(THERMOSTAT).await);
    assert_eq!(tasks.len(), 5);
    let states: HashSet<u64> = tasks.iter().map(|task| task["status"].as_u64().unwrap()).collect();
    assert_eq!(states.len(), 2);
    assert!(tasks.iter().any(|task| task["type"] == 2));
    assert!(tasks.iter().any(|task| task["upgrade_count"].as_u64() > Some(0)));
    let restarted = bench.restart(&["--seed", "7", "--connects-per-second", "0"]).await;
    let mut kept = restarted.tasks_of(LAMP).await;
    kept.extend(restarted.tasks_of(THERMOSTAT).await);
    assert_eq!(kept, tasks);
}

#[tokio::test]
async fn every_version_has_real_bytes() {
    let bench = Bench::start(&QUIET).await;
    let mut all = firmwares(&bench, LAMP).await;
    all.extend(firmwares(&bench, THERMOSTAT).await);
    assert_eq!(all.len(), 6);
    for firmware in all {
        let url = firmware["file_url"].as_str().unwrap();
        let file = bench.get(url.strip_prefix("http://ota.example:8080").unwrap()).await;
        assert_eq!(file.body.len() as u64, firmware["file_size"].as_u64().unwrap());
        assert_eq!(firmware["file_md5"], format!("{:x}", md5::compute(&file.body)));
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_demo() {
    let same = async |seed: &str| {
        let bench = Bench::start(&["--seed", seed, "--devices", "90", "--connects-per-second", "0"]).await;
        let digests = firmwares(&bench, LAMP)
            .await
            .iter()
            .map(|f| f["file_md5"].clone())
            .collect::<Vec<_>>();
        let counts = bench
            .get(&format!("/v2/product/{LAMP}/firmware/statistics"))
            .await
            .json();
        (digests, counts)
    };
    assert_eq!(same("7").await, same("7").await);
    assert_ne!(same("7").await.0, same("8").await.0);
}

#[tokio::test]
async fn in_profile_core_every_demo_task_is_about_wifi() {
    let bench = Bench::start(&["--profile", "core", "--devices", "0"]).await;
    assert_eq!(bench.tasks_of(LAMP).await.len(), 2);
    assert_eq!(bench.tasks_of(THERMOSTAT).await.len(), 2);
}

#[tokio::test]
async fn an_interrupted_first_start_is_made_whole() {
    let bench = Bench::start(&QUIET).await;
    let store = &bench.platform.shared().store;
    let forget = "DELETE FROM sessions; DELETE FROM accounts; DELETE FROM tasks;";
    store.run_here(|db| Ok(db.execute_batch(forget)?)).unwrap();
    let bench = bench.restart(&QUIET).await;
    assert_eq!(bench.tasks_of(LAMP).await.len(), 3);
    assert_eq!(devices(&bench, LAMP).await, 800);
}
