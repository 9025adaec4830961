//! The overview of all products: running tasks per product, a product that fails, and stopping them all.

use e2e::{
    Browser, Console, LAMPS, LAMPS_NAME, Locator, Origin, Platform, Response, Role, THERMOSTATS, THERMOSTATS_NAME,
    new_task,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const LIST: &str = "/v2/upgrade/firmware/tasks";
const STATUS: &str = "/v2/upgrade/firmware/task/status";
const STOP_ALL: &str = "Stop all running tasks";

/// Running tasks of the two products that this platform has for the demo account, besides the one of the demo.
const TASKS: [(&str, &str); 2] = [(LAMPS, "Lamp night mode"), (THERMOSTATS, "Thermostat fix")];

/// Running task of the demo data.
const DEMO: &str = "秋季版本 3 → 5";

fn with_running_tasks() -> Platform {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    for (product, name) in TASKS {
        platform.create_running_task(product, &new_task(name, 90, 91));
    }
    platform
}

fn running(platform: &Platform) -> [bool; 3] {
    let [lamp, thermostat] = TASKS.map(|(product, name)| platform.is_running(product, name));
    [platform.is_running(LAMPS, DEMO), lamp, thermostat]
}

async fn question<'b>(browser: &'b Browser, button: &str, title: &str) -> Locator<'b> {
    browser.find(Role::Button, button).click().await;
    let question = browser.dialog(title);
    question.expect_visible().await;
    question
}

#[tokio::test]
async fn every_product_shows_its_running_tasks_and_all_of_them_are_stopped_at_once() {
    let platform = with_running_tasks();
    let browser = Browser::open(platform.url()).await;
    Console::signed_in(&browser, &platform).await;
    for (_, name) in TASKS {
        browser.find(Role::Button, name).expect_visible().await;
    }
    browser.find(Role::Button, DEMO).expect_visible().await;
    let title = "Stop 2 running tasks of 1 product?";
    let dialog = question(&browser, &format!("Stop all: {LAMPS_NAME}"), title).await;
    dialog.button("Cancel").click().await;
    dialog.expect_hidden().await;
    assert_eq!(running(&platform), [true; 3], "a question changes nothing");

    let dialog = question(&browser, STOP_ALL, "Stop 3 running tasks of 2 products?").await;
    for text in [DEMO, TASKS[0].1, TASKS[1].1, LAMPS_NAME, THERMOSTATS_NAME] {
        dialog.expect_text(text).await;
    }
    dialog.button("Stop 3 tasks").click().await;
    dialog.expect_text("3 of 3 done.").await;
    assert_eq!(running(&platform), [false; 3]);
    browser.press(thirtyfour::Key::Escape).await;
    dialog.expect_hidden().await;
    browser.expect_text("No running tasks").await;
    browser.finish().await;
}

#[tokio::test]
async fn a_product_that_fails_hides_no_other_and_each_stop_has_its_own_result() {
    let platform = with_running_tasks();
    let origin = Origin::proxy(&platform);
    let [fails_list, fails_stop] = [true, false].map(|fails| Arc::new(AtomicBool::new(fails)));
    let (list, stop) = (Arc::clone(&fails_list), Arc::clone(&fails_stop));
    origin.handle(move |request| {
        let is_about = |product: &str| request.body.contains(product);
        let fails = match request.path() {
            LIST => list.load(Ordering::Relaxed) && is_about(THERMOSTATS),
            STATUS => stop.load(Ordering::Relaxed) && is_about(THERMOSTATS),
            _ => false,
        };
        fails.then(|| Response::status(500))
    });
    let browser = Browser::open(&origin.url()).await;
    browser.allow_log(&["status of 500"]);
    Console::signed_in(&browser, &platform).await;
    browser.find(Role::Button, DEMO).expect_visible().await;
    let retry = browser.find(Role::Button, &format!("Try again: {THERMOSTATS_NAME}"));
    retry.expect_visible().await;
    browser.expect_text("Tasks loaded for 1 of 2 products").await;
    fails_list.store(false, Ordering::Relaxed);
    retry.click().await;
    browser.find(Role::Button, TASKS[1].1).expect_visible().await;
    retry.expect_hidden().await;

    fails_stop.store(true, Ordering::Relaxed);
    let dialog = question(&browser, STOP_ALL, "Stop 3 running tasks of 2 products?").await;
    dialog.button("Stop 3 tasks").click().await;
    let retry = dialog.button(&format!("Try again: {}", TASKS[1].1));
    retry.expect_visible().await;
    dialog.expect_text("2 of 3 done.").await;
    assert_eq!(running(&platform), [false, false, true]);
    fails_stop.store(false, Ordering::Relaxed);
    retry.click().await;
    dialog.expect_text("3 of 3 done.").await;
    assert_eq!(running(&platform), [false; 3]);
    browser.finish().await;
}

#[tokio::test]
async fn a_task_of_the_overview_opens_its_product_with_its_details() {
    let platform = with_running_tasks();
    let browser = Browser::open(platform.url()).await;
    let console = Console::signed_in(&browser, &platform).await;
    browser.find(Role::Button, TASKS[1].1).click().await;
    browser.dialog(TASKS[1].1).expect_visible().await;
    assert!(browser.url().await.contains(THERMOSTATS));
    browser.press(thirtyfour::Key::Escape).await;
    console.row(TASKS[1].1).expect_visible().await;
    browser.finish().await;
}
