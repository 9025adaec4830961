//! The task table: bulk actions, export, and the next hop after a task.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::{Element, Role};
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::temp::TempDir;
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;
use serde_json::{Value, json};
use std::fs;
use thirtyfour::Key;

/// Creates these tasks, signs in and waits until the table shows them.
async fn console_of<'b>(browser: &'b Browser, platform: &Platform, tasks: &[(&str, u32, u32)]) -> Console<'b> {
    let operator = Operator::of(platform);
    for (name, from, target) in tasks {
        operator.create(EMPTY_PRODUCT, &Typed::task(name, *from, *target));
    }
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    for (name, ..) in tasks {
        console.row(name).appears().await;
    }
    console
}

async fn open(platform: &Platform) -> Browser {
    Browser::open(&format!("{}?product_id={EMPTY_PRODUCT}", platform.url())).await
}

/// Waits until the table shows these names, from top to bottom.
async fn rows_are(browser: &Browser, wanted: &[&str]) {
    let script = "return [...document.querySelectorAll('tbody .name')].map(name => name.textContent)";
    let look = async || match browser.run(script).await {
        names if names == json!(wanted) => Ok(()),
        names => Err(names.to_string()),
    };
    browser.until(format!("the rows are {wanted:?}"), look).await;
}

fn id(platform: &Platform, name: &str) -> String {
    platform.database().task(EMPTY_PRODUCT, name).unwrap().id
}

fn status(platform: &Platform, name: &str) -> i64 {
    platform.database().task(EMPTY_PRODUCT, name).unwrap().status
}

fn start(platform: &Platform, names: &[&str]) {
    let operator = Operator::of(platform);
    for name in names {
        operator.set_status(EMPTY_PRODUCT, &id(platform, name), 1);
    }
}

async fn pick(console: &Console<'_>, task: &str) {
    let name = format!("Select {task}");
    console.row(task).find(Role::CheckBox, &name).click().await;
}

async fn close(dialog: &Element<'_>, browser: &Browser) {
    browser.press(Key::Escape).await;
    dialog.goes_away().await;
}

#[tokio::test]
async fn a_bulk_stop_reports_each_task_and_one_that_was_deleted() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(&platform).await;
    let console = console_of(
        &browser,
        &platform,
        &[("a", 1, 2), ("b", 2, 3), ("c", 3, 4), ("d", 4, 5)],
    )
    .await;
    start(&platform, &["a", "b", "c", "d"]);
    console.button(EN.refresh).click().await;
    console.row("d").shows(EN.running).await;
    for task in ["a", "b", "c"] {
        pick(&console, task).await;
    }
    console.button("Stop 3 tasks").click().await;
    let dialog = browser.find(Role::Dialog, "Stop 3 tasks?");
    dialog.button(EN.cancel).has_focus().await;
    browser.press(Key::Enter).await;
    dialog.goes_away().await;
    assert_eq!(status(&platform, "a"), 1, "Enter does not confirm");
    console.button("Stop 3 tasks").click().await;
    dialog.appears().await;
    // Another operator deletes a task while the confirmation is open.
    browser.expect_in_log("status of 404");
    Operator::of(&platform).delete(EMPTY_PRODUCT, &id(&platform, "b"));
    dialog.button("Stop 3 tasks").click().await;
    dialog.shows("2 of 3 done.").await;
    dialog.shows("This task no longer exists").await;
    close(&dialog, &browser).await;
    assert_eq!(["a", "c", "d"].map(|task| status(&platform, task)), [0, 0, 1]);
    console.button("Activity").click().await;
    let log = browser.find(Role::Dialog, "Activity");
    log.shows("Not done").await;
    close(&log, &browser).await;
    browser.finish().await;
}

#[tokio::test]
async fn matching_tasks_are_exported_and_a_row_offers_the_next_hop() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(&platform).await;
    let folder = TempDir::new("export");
    let allow = json!({ "behavior": "allow", "downloadPath": folder.path() });
    browser.devtools("Page.setDownloadBehavior", allow).await.unwrap();
    let console = console_of(
        &browser,
        &platform,
        &[("Lamp 灯", 9, 11), ("Gate", 1, 2), ("Lamp 2", 2, 3)],
    )
    .await;
    console.field("Search").fill("lamp").await;
    rows_are(&browser, &["Lamp 灯", "Lamp 2"]).await;
    console.button("Export").click().await;
    console.button("Export JSON").click().await;
    let saved = async || {
        let files = fs::read_dir(folder.path()).unwrap().flatten().map(|file| file.path());
        let mut files = files.filter(|file| file.extension().is_some_and(|extension| extension == "json"));
        let file = files.next().ok_or("no file yet")?;
        serde_json::from_slice::<Value>(&fs::read(file).unwrap()).map_err(|error| error.to_string())
    };
    let list = browser.until("a file arrives", saved).await;
    let tasks = list.as_array().unwrap();
    assert_eq!(tasks.len(), 2);
    let row = platform.database().task(EMPTY_PRODUCT, "Lamp 灯").unwrap();
    let wanted = json!({
        "id": row.id, "product_id": EMPTY_PRODUCT, "name": "Lamp 灯", "description": row.description,
        "from_version": 9, "from_version_url": row.from.url, "from_version_md5": row.from.md5,
        "from_version_size": row.from.size, "target_version": 11, "target_version_url": row.target.url,
        "target_version_md5": row.target.md5, "target_version_size": row.target.size,
        "upgrade_count": 0, "status": 0, "type": 1, "identify": 0, "task_type": 0, "surplus_count": 0,
    });
    assert_eq!(tasks[0], wanted);

    // The menu of a row is in the second module.
    let row = console.row("Lamp 2");
    row.button("More actions for Lamp 2").click().await;
    row.button("Next hop").click().await;
    let form = console.form();
    form.dialog.appears().await;
    form.field(Field::From(Part::Version)).holds("3").await;
    close(&form.dialog, &browser).await;
    browser.finish().await;
}
