//! The upgrade map: final versions of devices, and opening a task with the keyboard.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::labels::EN;
use e2e::locator::{Locator, Role};
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::task_input::TaskInput;
use thirtyfour::Key;

/// Name of the task between two versions.
fn name(from: u32, target: u32) -> String {
    format!("Lamp {from} to {target}")
}

/// Creates and starts a task for each pair of versions through the API, which permits loops.
fn run(platform: &Platform, pairs: &[(u32, u32)]) {
    for &(from, target) in pairs {
        platform.create_running_task(EMPTY_PRODUCT, &TaskInput::new(&name(from, target), from, target));
    }
}

/// Creates and starts tasks for these pairs and opens the task list.
async fn page_at(platform: &Platform, pairs: &[(u32, u32)]) -> Browser {
    run(platform, pairs);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let console = Console::signed_in(&browser, platform).await;
    for &(from, target) in pairs {
        console.row(&name(from, target)).expect_text(EN.running).await;
    }
    browser
}

/// The map.
fn map(browser: &Browser) -> Locator<'_> {
    browser.find(Role::Region, EN.upgrade_map)
}

#[tokio::test]
async fn devices_reach_the_final_version_that_the_map_shows() {
    let platform = Platform::start(&["--empty", "--devices", "40", "--connects-per-second", "200"]);
    let browser = page_at(&platform, &[(2, 3)]).await;
    Console::new(&browser).button(EN.upgrade_map).click().await;
    run(&platform, &[(1, 2)]);
    browser.expect_text("Devices on 1 end on 3, in 2 steps.").await;
    let arrived = async || platform.database().devices_on(EMPTY_PRODUCT, 3);
    browser
        .wait_until("all forty are on version 3", arrived, |count| *count == 40)
        .await;
    map(&browser)
        .button("Task “Lamp 2 to 3”, version 2 to 3, running, 100 %")
        .expect_visible()
        .await;
    // The console counts devices at most twice a minute, but a reloaded page counts them at once. Its address names the
    // map.
    browser.refresh().await.unwrap();
    Console::new(&browser).sign_in(platform.token()).await;
    map(&browser)
        .button("Version 3, 40 devices. Devices on 3 stay there.")
        .expect_visible()
        .await;
    browser.finish().await;
}

#[tokio::test]
async fn a_task_is_opened_from_the_map_with_the_keyboard() {
    let platform = Platform::start(&["--empty", "--devices", "30", "--connects-per-second", "0"]);
    let browser = page_at(&platform, &[(1, 2), (2, 5)]).await;
    let console = Console::new(&browser);
    browser.tab_to(&console.button(EN.upgrade_map)).await;
    browser.press(Key::Enter).await;
    let task = map(&browser).button("Task “Lamp 2 to 5”, version 2 to 5, running, 0 upgraded");
    browser.tab_to(&task).await;
    browser.press(Key::Enter).await;
    let details = browser.dialog(&name(2, 5));
    details.expect_text("From 2 to 5, for a test").await;
    browser.press(Key::Escape).await;
    details.expect_hidden().await;
    task.expect_focus().await;

    let version = map(&browser).button("Version 1, 30 devices. Devices on 1 end on 5, in 2 steps.");
    for _ in 0..3 {
        browser.press_with(Key::Shift, Key::Tab).await;
    }
    version.expect_focus().await;
    browser.press(" ").await;
    assert_eq!(browser.eval("document.activeElement.innerText").await, "Version 1");
    browser.finish().await;
}
