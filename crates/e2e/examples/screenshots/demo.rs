//! The demo platform in the states that the screenshots show.

use crate::scenes::Scene;
use e2e::browser::Browser;
use e2e::database::{Database, FirmwareRow, TaskRow};
use e2e::operator::Operator;
use e2e::platform::Platform;
use e2e::typed::{Typed, TypedFirmware};
use serde_json::json;

/// Number of upgraded devices at which progress is visible and devices are left.
const UPGRADED: u64 = 120;

const STOPPED: u8 = 0;
const RUNNING: u8 = 1;

/// Starts the demo, with devices on more versions and upgrades in progress. Afterwards no device connects, so that all
/// screenshots show the same state.
pub async fn some_way_in(scenes: &[Scene]) -> Platform {
    let mut platform = Platform::start(&["--portal", "127.0.0.1:0", "--connects-per-second", "60"]);
    let browser = Browser::open(platform.url()).await;
    for scene in scenes {
        set_status(&platform, scene, scene.running, STOPPED);
    }
    for scene in scenes {
        create_history(&platform, &browser, scene).await;
    }
    for scene in scenes {
        prepare(&platform, scene);
        set_status(&platform, scene, scene.running, RUNNING);
        let database = platform.database();
        let in_progress = async || match database.upgraded(scene.product, scene.running) {
            count if count >= UPGRADED => Ok(()),
            count => Err(format!("{count} devices upgraded")),
        };
        browser.until("enough devices are upgraded", in_progress).await;
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
        set_status(platform, scene, scene.asked, RUNNING);
    }
}

/// Restarts the platform with this number of device connections per second.
fn restart(platform: &mut Platform, per_second: &str) {
    // With the seed of the first start, the devices that are upgraded already would connect first.
    platform.restart_with(&[
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
    let (operator, database) = (Operator::of(platform), platform.database());
    let back = task(&database, scene, scene.asked);
    operator.delete(scene.product, &back.id);
    for (from, target, count) in scene.past {
        let name = format!("{from} to {target}");
        operator.create(scene.product, &Typed::task(&name, *from, *target));
        set_status(platform, scene, &name, RUNNING);
        let arrived = async || match database.devices_on(scene.product, *target) {
            devices if devices >= *count => Ok(()),
            devices => Err(format!("{devices} devices on {target}")),
        };
        browser.until("some devices run the other version", arrived).await;
        set_status(platform, scene, &name, STOPPED);
        operator.delete(scene.product, &task(&database, scene, &name).id);
    }
    operator.create(scene.product, &as_typed(back));
}

/// Adds the task and the version that the demo lacks.
fn prepare(platform: &Platform, scene: &Scene) {
    let operator = Operator::of(platform);
    let (name, description, from, target) = scene.more;
    let mut more = Typed::task(name, from, target);
    description.clone_into(&mut more.description);
    operator.create(scene.product, &more);
    let added = &scene.added;
    let version = json!({
        "mod": added.model, "version": added.version, "file_url": format!("https://files.example.com/{}.bin", added.version),
        "file_md5": added.md5, "file_size": added.size, "description": added.notes,
        "release_date": "2026-01-19T09:00:00Z", "is_release": true, "type": 1, "identify": 0,
    });
    operator.add_to_library(scene.product, &version);
}

fn set_status(platform: &Platform, scene: &Scene, name: &str, status: u8) {
    let id = task(&platform.database(), scene, name).id;
    Operator::of(platform).set_status(scene.product, &id, status);
}

fn task(database: &Database, scene: &Scene, name: &str) -> TaskRow {
    let found = database.task(scene.product, name);
    found.unwrap_or_else(|| panic!("the demo has no task {name:?}"))
}

fn as_typed(task: TaskRow) -> Typed {
    Typed {
        name: task.name,
        description: task.description,
        from: firmware(task.from),
        target: firmware(task.target),
    }
}

fn firmware(row: FirmwareRow) -> TypedFirmware {
    TypedFirmware {
        version: row.version.to_string(),
        url: row.url,
        md5: row.md5,
        size: row.size.to_string(),
    }
}
