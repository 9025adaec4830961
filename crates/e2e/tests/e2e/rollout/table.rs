//! The task table: export, and pages.

use e2e::{Browser, Console, EMPTY_PRODUCT, Platform, TaskDraft, TempDir, new_task};
use serde_json::{Value, json};
use std::fs;

#[tokio::test]
async fn matching_tasks_are_exported() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let folder = TempDir::new("export");
    let allow = json!({ "behavior": "allow", "downloadPath": folder.path() });
    browser.command("Page.setDownloadBehavior", allow).await;
    for (name, from, target) in [("Lamp 灯", 9, 11), ("Gate", 1, 2), ("Lamp 2", 2, 3)] {
        platform.create_task(EMPTY_PRODUCT, &new_task(name, from, target));
    }
    let console = Console::signed_in(&browser, &platform).await;
    console.row("Lamp 2").expect_visible().await;
    console.field("Search").fill("lamp").await;
    let names = "[...document.querySelectorAll('tbody .name')].map(name => name.textContent)";
    browser.expect_eval(names, json!(["Lamp 灯", "Lamp 2"])).await;
    console.button("Export").click().await;
    console.button("Export JSON").click().await;
    let saved = async || {
        let files = fs::read_dir(folder.path()).unwrap().flatten().map(|file| file.path());
        let mut files = files.filter(|file| file.extension().is_some_and(|extension| extension == "json"));
        let file = files.next().ok_or("no file yet")?;
        serde_json::from_slice::<Value>(&fs::read(file).unwrap()).map_err(|error| error.to_string())
    };
    let list = browser.wait_for("a file arrives", saved).await;
    let tasks = list.as_array().unwrap();
    assert_eq!(tasks.len(), 2);
    let row = platform.stored_task(EMPTY_PRODUCT, "Lamp 灯");
    let TaskDraft { from, target, .. } = &row.typed;
    let wanted = json!({
        "id": row.id, "product_id": EMPTY_PRODUCT, "name": "Lamp 灯", "description": row.typed.description,
        "from_version": 9, "from_version_url": from.url, "from_version_md5": from.md5,
        "from_version_size": 1009, "target_version": 11, "target_version_url": target.url,
        "target_version_md5": target.md5, "target_version_size": 1011,
        "upgrade_count": 0, "status": 0, "type": 1, "identify": 0, "task_type": 0, "surplus_count": 0,
    });
    assert_eq!(tasks[0], wanted);
    browser.finish().await;
}

/// Script that returns which buttons of the rows are behind the pager when they have the focus.
const COVERED: &str = "
    const top = e => e.getBoundingClientRect().top, bottom = e => e.getBoundingClientRect().bottom;
    const pager = document.querySelector('.pager');
    return [...document.querySelectorAll('#tasks tbody button')].filter(button => {
        button.focus();
        return bottom(button) > top(pager);
    }).map(button => button.closest('tr').innerText)";

#[tokio::test]
async fn a_turned_page_begins_at_its_first_row_and_survives_a_reload() {
    let platform = Platform::start(&["--empty"]);
    for number in 1..=60 {
        let task = new_task(&format!("Lamp {number}"), number * 2, number * 2 + 1);
        platform.create_task(EMPTY_PRODUCT, &task);
    }
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let console = Console::signed_in(&browser, &platform).await;
    let next = console.button("Next page");
    next.expect_visible().await;
    for width in [320, 1280] {
        browser.set_width(width).await;
        let overflow = "return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";
        assert_eq!(browser.run(overflow).await, 0, "{width} wide");
        assert_eq!(browser.run(COVERED).await, json!([]), "{width} wide");
    }
    browser.run("window.scrollTo(0, document.body.scrollHeight)").await;
    next.click().await;
    console.row("Lamp 60").expect_visible().await;
    next.expect_focus().await;
    let is_at_top = "document.querySelector('#tasks').getBoundingClientRect().top >= 0";
    browser.expect_eval(is_at_top, true).await;
    browser.refresh().await.unwrap();
    console.sign_in(platform.token()).await;
    console.row("Lamp 60").expect_visible().await;
    browser.finish().await;
}
