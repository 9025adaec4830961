//! The demo portal: its address contains the console's route, and the frame follows it.

use e2e::{Browser, Console, EN, FieldId, LAMPS, LAMPS_NAME, Platform, THERMOSTATS, THERMOSTATS_NAME};

async fn in_frame(browser: &Browser, action: impl AsyncFnOnce(&Console<'_>)) {
    browser.enter_frame().await;
    action(&Console::new(browser)).await;
    browser.leave_frames().await;
}

async fn demo_portal() -> (Platform, Browser) {
    let platform = Platform::start(&["--portal", "127.0.0.1:0", "--connects-per-second", "0"]);
    let browser = Browser::open(platform.portal()).await;
    browser.allow_token_to(platform.url());
    Console::new(&browser).sign_in_with_account(&platform, EN.sign_in).await;
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
        browser.expect_eval(controls, 0).await;
        console.button(EN.upgrade_map).click().await;
        console.table().expect_hidden().await;
    })
    .await;
    browser.expect_eval("location.hash", map.as_str()).await;
    in_frame(&browser, async |console| {
        console
            .open_create()
            .await
            .field(FieldId::Name)
            .fill("Half a task")
            .await;
    })
    .await;
    browser.back().await.unwrap();
    in_frame(&browser, async |console| {
        browser.dialog(EN.create_task).expect_hidden().await;
        console.button(EN.upgrade_map).expect_visible().await;
    })
    .await;
    browser.expect_eval("location.hash", map.as_str()).await;
    browser.refresh().await.unwrap();
    in_frame(&browser, async |_| {
        let state = "location.search";
        browser
            .expect_eval(state, format!("?product_id={LAMPS}&view=map"))
            .await;
    })
    .await;
    browser.expect_eval("location.hash", map.as_str()).await;
    browser.back().await.unwrap();
    in_frame(&browser, async |console| console.table().expect_visible().await).await;
    browser.expect_eval("location.hash", list.as_str()).await;
    browser.finish().await;
}

#[tokio::test]
async fn a_reload_of_the_frame_keeps_its_product_and_the_portal_can_open_the_first_again() {
    let (_platform, browser) = demo_portal().await;
    let portal = Console::new(&browser);
    let shows = async |name: &str| {
        in_frame(&browser, async |console| {
            browser.expect_text(name).await;
            console.table().expect_visible().await;
        })
        .await;
    };
    portal.button(LAMPS_NAME).click().await;
    shows(LAMPS_NAME).await;
    let script = format!("location.hash = '/?product_id={THERMOSTATS}'");
    browser.run(&script).await;
    shows(THERMOSTATS_NAME).await;
    in_frame(&browser, async |_| {
        let script = "document.body.dataset.before = ''; location.reload()";
        browser.run(script).await;
        let state = "document.body?.dataset.before === undefined";
        browser.expect_eval(state, true).await;
    })
    .await;
    shows(THERMOSTATS_NAME).await;
    portal.button(LAMPS_NAME).click().await;
    shows(LAMPS_NAME).await;
    browser.finish().await;
}
