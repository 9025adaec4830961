//! The demo's platform at the moments that are worth a picture.

use crate::scenes::Scene;
use e2e::browser::Browser;
use e2e::database::{Database, FirmwareRow, TaskRow};
use e2e::operator::Operator;
use e2e::platform::Platform;
use e2e::typed::{Typed, TypedFirmware};
use serde_json::json;

/// Enough upgraded devices that progress is to be seen, and enough left.
const UPGRADED: u64 = 120;

const STOPPED: u8 = 0;
const RUNNING: u8 = 1;

/// The demo with a past, some way into its upgrades. Then no device comes any more, so that all pictures show the same
/// moment.
pub async fn some_way_in(scenes: &[Scene]) -> Platform {
    let mut platform = Platform::start(&["--portal", "127.0.0.1:0", "--connects-per-second", "60"]);
    let browser = Browser::open(platform.url()).await;
    for scene in scenes {
        set_status(&platform, scene, scene.running, STOPPED);
    }
    for scene in scenes {
        has_a_past(&platform, &browser, scene).await;
    }
    for scene in scenes {
        prepare(&platform, scene);
        set_status(&platform, scene, scene.running, RUNNING);
        let database = platform.database();
        let far_enough = async || match database.upgraded(scene.product, scene.running) {
            count if count >= UPGRADED => Ok(()),
            count => Err(format!("{count} devices upgraded")),
        };
        browser.until("the demo is worth a picture", far_enough).await;
    }
    browser.finish().await;
    come(&mut platform, "0");
    platform
}

/// Devices come one by one, so that a rate is to be seen.
pub fn devices_come_slowly(platform: &mut Platform) {
    come(platform, "2");
}

/// No device comes, and what leads back runs, too: nothing on the platform's side forbids a loop.
pub fn loops_run(platform: &mut Platform, scenes: &[Scene]) {
    come(platform, "0");
    for scene in scenes {
        set_status(platform, scene, scene.asked, RUNNING);
    }
}

fn come(platform: &mut Platform, per_second: &str) {
    // Another seed: with the same one those come first who came before.
    platform.restart_with(&[
        "--portal",
        "127.0.0.1:0",
        "--seed",
        "6",
        "--connects-per-second",
        per_second,
    ]);
}

/// Sends devices to versions the demo has none on. Only one task may start at a version, so the present one is deleted.
async fn has_a_past(platform: &Platform, browser: &Browser, scene: &Scene) {
    let (operator, database) = (Operator::of(platform), platform.database());
    let back = task(&database, scene, scene.asked);
    operator.delete(scene.product, &back.id);
    for (from, target, count) in scene.past {
        let name = format!("{from} to {target}");
        operator.create(scene.product, &Typed::task(&name, *from, *target));
        set_status(platform, scene, &name, RUNNING);
        let arrived = async || match database.devices_on(scene.product, *target) {
            on if on >= *count => Ok(()),
            on => Err(format!("{on} devices on {target}")),
        };
        browser.until("some devices went elsewhere", arrived).await;
        set_status(platform, scene, &name, STOPPED);
        operator.delete(scene.product, &task(&database, scene, &name).id);
    }
    operator.create(scene.product, &as_typed(back));
}

/// What the demo has no task and no version for.
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
