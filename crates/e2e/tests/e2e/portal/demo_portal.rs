//! The demo portal: its address contains the console's route, and the frame follows it.

use crate::pages::is;
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform, THERMOSTATS, THERMOSTATS_NAME};
use e2e::typed::Field;
use e2e::words::EN;

/// Enters the frame, runs `action` and leaves the frame.
async fn in_frame(browser: &Browser, action: impl AsyncFnOnce(&Console<'_>)) {
    browser.into_frame().await;
    action(&Console::new(browser, &EN)).await;
    browser.out_of_frames().await;
}

/// Starts a platform with the demo portal and signs in at the portal.
async fn demo_portal() -> (Platform, Browser) {
    let platform = Platform::start(&["--portal", "127.0.0.1:0", "--connects-per-second", "0"]);
    let browser = Browser::open(platform.portal()).await;
    browser.trusts(platform.url().trim_end_matches('/'));
    let portal = Console::new(&browser, &EN);
    portal.field(EN.account).fill(platform.account()).await;
    portal.field(EN.password).fill(platform.password()).await;
    portal.button(EN.sign_in).click().await;
    (platform, browser)
}

#[tokio::test]
async fn going_back_closes_the_dialog_and_then_the_map_and_a_reload_keeps_the_route() {
    let (_platform, browser) = demo_portal().await;
    let list = format!("#/?product_id={LAMPS}");
    let map = format!("{list}&view=map");

    in_frame(&browser, async |console| {
        console.choose_product(LAMPS_NAME).await;
        let controls =
            "document.querySelectorAll('header, select[aria-label=Language], select[aria-label=Theme]').length";
        is(&browser, controls, 0).await;
        console.button("Upgrade map").click().await;
        browser.find(Role::Table, EN.upgrade_tasks).goes_away().await;
    })
    .await;
    is(&browser, "location.hash", map.as_str()).await;
    in_frame(&browser, async |console| {
        console.open_create().await.field(Field::Name).fill("Half a task").await;
    })
    .await;
    browser.go_back().await;
    in_frame(&browser, async |console| {
        browser.find(Role::Dialog, EN.create_task).goes_away().await;
        console.button("Upgrade map").appears().await;
    })
    .await;
    is(&browser, "location.hash", map.as_str()).await;
    browser.reload().await;
    in_frame(&browser, async |_| {
        is(&browser, "location.search", format!("?product_id={LAMPS}&view=map")).await;
    })
    .await;
    is(&browser, "location.hash", map.as_str()).await;
    browser.go_back().await;
    in_frame(&browser, async |console| console.table().appears().await).await;
    is(&browser, "location.hash", list.as_str()).await;
    browser.finish().await;
}

/// The portal opens a product, the frame changes to another and is reloaded, and the portal opens the first again.
#[tokio::test]
async fn a_reload_of_the_frame_keeps_its_product_and_the_portal_can_open_the_first_again() {
    let (_platform, browser) = demo_portal().await;
    let portal = Console::new(&browser, &EN);
    let shows = async |name: &str| {
        in_frame(&browser, async |console| {
            browser.sees(name).await;
            console.table().appears().await;
        })
        .await;
    };
    portal.button(LAMPS_NAME).click().await;
    shows(LAMPS_NAME).await;
    browser
        .run(&format!("location.hash = '/?product_id={THERMOSTATS}'"))
        .await;
    shows(THERMOSTATS_NAME).await;
    in_frame(&browser, async |_| {
        browser
            .run("document.body.dataset.before = ''; location.reload()")
            .await;
        is(&browser, "document.body?.dataset.before === undefined", true).await;
    })
    .await;
    shows(THERMOSTATS_NAME).await;
    portal.button(LAMPS_NAME).click().await;
    shows(LAMPS_NAME).await;
    browser.finish().await;
}
