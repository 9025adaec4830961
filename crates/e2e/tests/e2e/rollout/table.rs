//! The table: finding tasks and coming back to what was found, several tasks at once, new tasks that begin as another
//! one, the list as a file.

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

/// A product with these tasks, and a console that shows them.
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

/// The names on show, from top to bottom.
async fn shows(browser: &Browser, wanted: &[&str]) {
    let script = "return [...document.querySelectorAll('tbody .name')].map(name => name.textContent)";
    let look = async || match browser.run(script).await {
        names if names == json!(wanted) => Ok(()),
        names => Err(names.to_string()),
    };
    browser.until(format!("{wanted:?} are on show"), look).await;
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
async fn what_was_found_is_in_the_address_and_comes_back_with_it() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(&platform).await;
    let tasks = [("Lamp 10", 9, 11), ("Lamp 9", 10, 11), ("Gate", 8, 9), ("Meter", 2, 3)];
    let console = console_of(&browser, &platform, &tasks).await;
    start(&platform, &["Lamp 10", "Gate", "Meter"]);
    console.button(EN.refresh).click().await;
    console.button("Running 3").click().await;
    shows(&browser, &["Lamp 10", "Gate", "Meter"]).await;
    console.table().button("Name").click().await;
    shows(&browser, &["Gate", "Lamp 10", "Meter"]).await;
    console.table().button("Name").click().await;
    shows(&browser, &["Meter", "Lamp 10", "Gate"]).await;
    browser.press("/").await;
    let search = console.field("Search");
    search.has_focus().await;
    browser.enter("9").await;
    shows(&browser, &["Lamp 10", "Gate"]).await;
    let found = format!(
        "{}?product_id={EMPTY_PRODUCT}&q=9&status=running&sort=-name",
        platform.url()
    );
    let same = |a: &str, b: &str| {
        let parts = |url: &str| {
            let mut parts: Vec<String> = url.split(['?', '&']).map(str::to_owned).collect();
            parts.sort();
            parts
        };
        parts(a) == parts(b)
    };
    assert!(same(&browser.url().await, &found), "{}", browser.url().await);

    browser.reload().await;
    console.sign_in_with_token(platform.token()).await;
    shows(&browser, &["Lamp 10", "Gate"]).await;
    search.holds("9").await;
    // Back through what was pressed; what was typed is no step of its own.
    browser.go_back().await;
    shows(&browser, &["Gate", "Lamp 10", "Meter"]).await;
    browser.go_back().await;
    browser.go_back().await;
    shows(&browser, &["Lamp 10", "Lamp 9", "Gate", "Meter"]).await;
    browser.finish().await;
}

#[tokio::test]
async fn several_are_stopped_with_a_result_each_and_one_is_somebody_elses_by_now() {
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
    assert_eq!(status(&platform, "a"), 1, "Enter confirms nothing");
    console.button("Stop 3 tasks").click().await;
    dialog.appears().await;
    // Somebody else stops one of them while the question is read.
    Operator::of(&platform).set_status(EMPTY_PRODUCT, &id(&platform, "b"), 0);
    dialog.button("Stop 3 tasks").click().await;
    dialog.shows("2 of 3 done.").await;
    dialog.shows("Somebody has changed this task since you looked.").await;
    close(&dialog, &browser).await;
    assert_eq!(["a", "b", "c", "d"].map(|task| status(&platform, task)), [0, 0, 0, 1]);
    console.button("Activity").click().await;
    let log = browser.find(Role::Dialog, "Activity");
    log.shows("Not done").await;
    close(&log, &browser).await;
    browser.finish().await;
}

#[tokio::test]
async fn all_running_tasks_of_a_product_are_stopped_by_two_presses() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(&platform).await;
    let console = console_of(&browser, &platform, &[("a", 1, 2), ("b", 2, 3), ("c", 3, 4)]).await;
    start(&platform, &["a", "c"]);
    console.button(EN.refresh).click().await;
    console.row("c").shows(EN.running).await;
    console.field("Search").fill("b").await;
    shows(&browser, &["b"]).await;
    console.button("Stop all").click().await;
    let dialog = browser.find(Role::Dialog, "Stop all 2 running tasks of this product?");
    dialog.shows("A device that is already upgrading finishes").await;
    dialog.button("Stop 2 tasks").click().await;
    dialog.shows("2 of 2 done.").await;
    assert_eq!(["a", "b", "c"].map(|task| status(&platform, task)), [0, 0, 0]);
    close(&dialog, &browser).await;
    browser.finish().await;
}

#[tokio::test]
async fn several_starts_never_close_a_loop_together() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(&platform).await;
    let console = console_of(&browser, &platform, &[("a", 1, 2), ("b", 2, 3), ("back", 3, 1)]).await;
    for task in ["a", "b", "back"] {
        pick(&console, task).await;
    }
    console.button("Start 3 tasks").click().await;
    let dialog = browser.find(Role::Dialog, "Start 2 tasks?");
    dialog.shows("would close a loop").await;
    dialog.button("Start 2 tasks").click().await;
    dialog.shows("2 of 2 done.").await;
    assert_eq!(["a", "b", "back"].map(|task| status(&platform, task)), [1, 1, 0]);
    close(&dialog, &browser).await;
    browser.finish().await;
}

#[tokio::test]
async fn the_next_hop_begins_with_the_bytes_this_one_ends_with() {
    let platform = Platform::start(&["--empty"]);
    let browser = open(&platform).await;
    let console = console_of(&browser, &platform, &[("Autumn", 3, 5)]).await;
    let menu = console.row("Autumn").button("More actions for Autumn");
    menu.click().await;
    console.row("Autumn").button("Next hop").click().await;
    let form = console.form();
    form.dialog.appears().await;
    for (part, text) in [
        (Part::Version, "5"),
        (Part::Url, "https://files.example.com/5.bin"),
        (Part::Md5, "00000000000000000000000000000005"),
        (Part::Size, "1005"),
    ] {
        form.field(Field::From(part)).holds(text).await;
        form.field(Field::Target(part)).holds("").await;
    }
    // A copy would take the place of what stands there: that is asked first.
    close(&form.dialog, &browser).await;
    menu.has_focus().await;
    menu.click().await;
    console.row("Autumn").button("Duplicate").click().await;
    console.row("Autumn").shows("The form holds a draft: replace it?").await;
    console.row("Autumn").button("Replace draft").click().await;
    form.field(Field::Name).holds("Autumn (2)").await;
    form.field(Field::Target(Part::Md5))
        .holds("00000000000000000000000000000005")
        .await;
    close(&form.dialog, &browser).await;
    browser.finish().await;
}

#[tokio::test]
async fn what_matches_is_saved_as_a_file_with_every_field() {
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
    shows(&browser, &["Lamp 灯", "Lamp 2"]).await;
    console.button("Export").click().await;
    console.button("Export JSON").click().await;
    let saved = async || {
        let files = fs::read_dir(folder.path()).unwrap().flatten().map(|file| file.path());
        let mut files = files.filter(|file| file.extension().is_some_and(|ending| ending == "json"));
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
    browser.finish().await;
}
