//! The upgrade map: final versions of devices, and opening a task with the keyboard.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::{Element, Role};
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;
use e2e::words::EN;
use thirtyfour::Key;

/// Name of the task between two versions.
fn name(from: u32, target: u32) -> String {
    format!("Lamp {from} to {target}")
}

/// Creates and starts a task for each pair of versions through the API, which permits loops.
fn run(platform: &Platform, pairs: &[(u32, u32)]) {
    let other = Operator::of(platform);
    for (from, target) in pairs {
        let name = name(*from, *target);
        other.create(EMPTY_PRODUCT, &Typed::task(&name, *from, *target));
        let id = platform.database().task(EMPTY_PRODUCT, &name).unwrap().id;
        other.set_status(EMPTY_PRODUCT, &id, 1);
    }
}

/// Creates and starts tasks for these pairs and opens the task list.
async fn page_at(platform: &Platform, pairs: &[(u32, u32)]) -> Browser {
    run(platform, pairs);
    let browser = Browser::open(&format!("{}?product_id={EMPTY_PRODUCT}&lang=en", platform.url())).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    for (from, target) in pairs {
        console.row(&name(*from, *target)).shows(EN.running).await;
    }
    browser
}

/// The map.
fn map(browser: &Browser) -> Element<'_> {
    browser.find(Role::Region, "Upgrade map")
}

/// Presses Tab until an element has the focus, at most 60 times: the page has fewer tab stops.
async fn tab_to(browser: &Browser, element: &Element<'_>) {
    element.appears().await;
    for _ in 0..60 {
        if element.is_focused().await {
            return;
        }
        browser.press(Key::Tab).await;
    }
    panic!("Tab does not reach {element}");
}

#[tokio::test]
async fn devices_reach_the_final_version_that_the_map_shows() {
    let platform = Platform::start(&["--empty", "--devices", "40", "--connects-per-second", "200"]);
    let browser = page_at(&platform, &[(2, 3)]).await;
    Console::new(&browser, &EN).button("Upgrade map").click().await;
    run(&platform, &[(1, 2)]);
    browser.sees("Devices on 1 end on 3, in 2 steps.").await;
    let arrived = async || match platform.database().devices_on(EMPTY_PRODUCT, 3) {
        40 => Ok(()),
        count => Err(format!("{count} are")),
    };
    browser.until("all forty are on version 3", arrived).await;
    map(&browser)
        .button("Task “Lamp 2 to 3”, version 2 to 3, running, 100 %")
        .appears()
        .await;
    // The console counts devices at most twice a minute, but a reloaded page counts them at once. Its address names the
    // map.
    browser.reload().await;
    Console::new(&browser, &EN).sign_in_with_token(platform.token()).await;
    map(&browser)
        .button("Version 3, 40 devices. Devices on 3 stay there.")
        .appears()
        .await;
    browser.finish().await;
}

#[tokio::test]
async fn a_task_is_opened_from_the_map_with_the_keyboard() {
    let platform = Platform::start(&["--empty", "--devices", "30", "--connects-per-second", "0"]);
    let browser = page_at(&platform, &[(1, 2), (2, 5)]).await;
    let console = Console::new(&browser, &EN);
    tab_to(&browser, &console.button("Upgrade map")).await;
    browser.press(Key::Enter).await;
    let task = map(&browser).button("Task “Lamp 2 to 5”, version 2 to 5, running, 0 upgraded");
    tab_to(&browser, &task).await;
    browser.press(Key::Enter).await;
    let details = browser.find(Role::Dialog, &name(2, 5));
    details.shows("From 2 to 5, for a test").await;
    browser.press(Key::Escape).await;
    details.goes_away().await;
    task.has_focus().await;

    let version = map(&browser).button("Version 1, 30 devices. Devices on 1 end on 5, in 2 steps.");
    browser.press_with(Key::Shift, Key::Tab).await;
    browser.press_with(Key::Shift, Key::Tab).await;
    browser.press_with(Key::Shift, Key::Tab).await;
    version.has_focus().await;
    browser.press(" ").await;
    let focused = "return document.activeElement.innerText";
    assert_eq!(browser.run(focused).await, "Version 1");
    browser.finish().await;
}
