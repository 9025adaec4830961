//! Demo data, which the first start creates and later starts keep.

use crate::bench::Bench;
use platform::demo::{LAMP, THERMOSTAT};
use serde_json::Value;
use std::collections::HashSet;

const QUIET: [&str; 2] = ["--connects-per-second", "0"];

async fn firmwares(bench: &Bench, product: &str) -> Vec<Value> {
    bench.firmwares(product).await.as_array().unwrap().clone()
}

async fn tasks(bench: &Bench) -> Vec<Value> {
    [bench.tasks_of(LAMP).await, bench.tasks_of(THERMOSTAT).await].concat()
}

async fn devices(bench: &Bench, product: &str) -> u64 {
    let counts = bench.statistics(product).await;
    counts.as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum()
}

#[tokio::test]
async fn the_first_start_creates_products_versions_devices_and_tasks() {
    let bench = Bench::start(&QUIET).await;
    let products = bench.get("/v2/products").await.json();
    let ids: Vec<&Value> = products.as_array().unwrap().iter().map(|p| &p["id"]).collect();
    assert_eq!(ids, [LAMP, THERMOSTAT]);
    assert_eq!(devices(&bench, LAMP).await + devices(&bench, THERMOSTAT).await, 1200);
    let tasks = tasks(&bench).await;
    assert_eq!(tasks.len(), 5);
    let states: HashSet<u64> = tasks.iter().map(|task| task["status"].as_u64().unwrap()).collect();
    assert_eq!(states.len(), 2);
    assert!(tasks.iter().any(|task| task["type"] == 2));
    assert!(tasks.iter().any(|task| task["upgrade_count"].as_u64() > Some(0)));
    let restarted = bench.restart(&["--seed", "7", "--connects-per-second", "0"]).await;
    assert_eq!(self::tasks(&restarted).await, tasks);
}

#[tokio::test]
async fn every_version_has_a_file_with_its_size_and_digest() {
    let bench = Bench::start(&QUIET).await;
    let all = [firmwares(&bench, LAMP).await, firmwares(&bench, THERMOSTAT).await].concat();
    assert_eq!(all.len(), 6);
    for firmware in all {
        let url = firmware["file_url"].as_str().unwrap();
        let file = bench.get(url.strip_prefix("http://localhost:8080").unwrap()).await;
        assert_eq!(file.body.len() as u64, firmware["file_size"].as_u64().unwrap());
        assert_eq!(firmware["file_md5"], format!("{:x}", md5::compute(&file.body)));
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_demo_data() {
    let demo_data = async |seed: &str| {
        let bench = Bench::start(&["--seed", seed, "--devices", "90", "--connects-per-second", "0"]).await;
        let files = firmwares(&bench, LAMP).await.into_iter();
        let digests: Vec<Value> = files.map(|mut file| file["file_md5"].take()).collect();
        (digests, bench.statistics(LAMP).await)
    };
    assert_eq!(demo_data("7").await, demo_data("7").await);
    assert_ne!(demo_data("7").await.0, demo_data("8").await.0);
}

#[tokio::test]
async fn in_profile_core_every_demo_task_upgrades_wifi_firmware() {
    let bench = Bench::start(&["--profile", "core", "--devices", "0"]).await;
    assert_eq!(bench.tasks_of(LAMP).await.len(), 2);
    assert_eq!(bench.tasks_of(THERMOSTAT).await.len(), 2);
}

#[tokio::test]
async fn an_interrupted_first_start_is_completed() {
    let bench = Bench::start(&QUIET).await;
    let sql = "DELETE FROM sessions; DELETE FROM accounts; DELETE FROM tasks;";
    bench.database(|db| db.execute_batch(sql));
    let bench = bench.restart(&QUIET).await;
    assert_eq!(bench.tasks_of(LAMP).await.len(), 3);
    assert_eq!(devices(&bench, LAMP).await, 800);
}
