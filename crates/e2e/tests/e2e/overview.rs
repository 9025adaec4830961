//! The overview of all products: running tasks per product, and stopping them all, compared with the database.

use e2e::{Browser, Console, LAMPS, LAMPS_NAME, Locator, Platform, Role, THERMOSTATS, THERMOSTATS_NAME, new_task};

/// Running tasks of the two products that this platform has for the demo account, besides the one of the demo.
const TASKS: [(&str, &str); 2] = [(LAMPS, "Lamp night mode"), (THERMOSTATS, "Thermostat fix")];

/// Running task of the demo data.
const DEMO: &str = "秋季版本 3 → 5";

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
    let platform = Platform::start(&["--connects-per-second", "0"]);
    for (product, name) in TASKS {
        platform.create_running_task(product, &new_task(name, 90, 91));
    }
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

    let dialog = question(
        &browser,
        "Stop all running tasks",
        "Stop 3 running tasks of 2 products?",
    )
    .await;
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
