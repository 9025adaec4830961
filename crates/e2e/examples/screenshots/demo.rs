//! The demo platform in the states that the screenshots show.

use crate::scenes::Scene;
use e2e::{Browser, Platform, new_task};
use serde_json::json;

/// Number of upgraded devices at which progress is visible and devices are left.
const UPGRADED: u64 = 120;

/// Starts the demo, with devices on more versions and upgrades in progress. Afterwards no device connects, so that all
/// screenshots show the same state.
pub async fn some_way_in(scenes: &[Scene]) -> Platform {
    let mut platform = Platform::start(&["--portal", "127.0.0.1:0", "--connects-per-second", "60"]);
    let browser = Browser::open(platform.url()).await;
    for scene in scenes {
        platform.set_running(scene.product, scene.running, false);
    }
    for scene in scenes {
        create_history(&platform, &browser, scene).await;
    }
    for scene in scenes {
        prepare(&platform, scene);
        platform.set_running(scene.product, scene.running, true);
        let database = platform.database();
        let upgraded = async || database.upgraded(scene.product, scene.running);
        browser
            .wait_until("enough devices are upgraded", upgraded, |count| *count >= UPGRADED)
            .await;
    }
    browser.finish().await;
    restart(&mut platform, "0");
    platform
}

/// Lets devices connect slowly, so that the console shows a rate.
pub fn devices_come_slowly(platform: &mut Platform) {
    restart(platform, "2");
}

/// Stops device connections and starts the tasks that lead back. The platform permits loops.
pub fn loops_run(platform: &mut Platform, scenes: &[Scene]) {
    restart(platform, "0");
    for scene in scenes {
        platform.set_running(scene.product, scene.asked, true);
    }
}

/// Restarts the platform with this number of device connections per second.
fn restart(platform: &mut Platform, per_second: &str) {
    // With the seed of the first start, the devices that are upgraded already would connect first.
    platform.restart(&[
        "--portal",
        "127.0.0.1:0",
        "--seed",
        "6",
        "--connects-per-second",
        per_second,
    ]);
}

/// Upgrades devices to versions on which the demo has none. Only one task may start at a version, so the demo's task is
/// deleted and created again.
async fn create_history(platform: &Platform, browser: &Browser, scene: &Scene) {
    let (product, database) = (scene.product, platform.database());
    let back = platform.stored_task(product, scene.asked);
    platform.delete_task(product, scene.asked);
    for (from, target, count) in scene.past {
        let name = format!("{from} to {target}");
        platform.create_running_task(product, &new_task(&name, *from, *target));
        let devices = async || database.devices_on(product, *target);
        browser
            .wait_until("some devices run the other version", devices, |devices| {
                devices >= count
            })
            .await;
        platform.set_running(product, &name, false);
        platform.delete_task(product, &name);
    }
    platform.create_task(product, &back.typed);
}

/// Adds the task and the version that the demo lacks.
fn prepare(platform: &Platform, scene: &Scene) {
    let (name, description, from, target) = scene.more;
    let mut more = new_task(name, from, target);
    description.clone_into(&mut more.description);
    platform.create_task(scene.product, &more);
    let added = &scene.added;
    let version = json!({
        "mod": added.model, "version": added.version, "file_url": format!("https://files.example.com/{}.bin", added.version),
        "file_md5": added.md5, "file_size": added.size, "description": added.notes,
        "release_date": "2026-01-19T09:00:00Z", "is_release": true, "type": 1, "identify": 0,
    });
    platform.add_to_library(scene.product, &version);
}
