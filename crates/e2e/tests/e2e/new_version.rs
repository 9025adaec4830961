//! The server gets a new version of the console while a page runs the old one.

use e2e::{Browser, Console, EMPTY_PRODUCT, Origin, Platform, Response, Switch, new_task};
use thirtyfour::Key;

const NOTE: &str = "A new version of this console is available.";

/// Lets the wall clock go forward by this many minutes and reports that the page is visible.
async fn come_back_after(browser: &Browser, minutes: u32) {
    let script = format!(
        "const now = Date.now; Date.now = () => now() + {minutes} * 60000;
        document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}))"
    );
    browser.run(&script).await;
}

/// Makes the page that the server has name other files, as after a deployment.
fn deploy(origin: &Origin) -> Switch {
    origin.edit(|request, response| {
        if request.path() == "/" {
            response.replace("upgrade-console-", "upgrade-console-new-");
        }
    })
}

#[tokio::test]
async fn after_an_hour_a_note_offers_to_reload_and_the_draft_survives() {
    let platform = Platform::start(&["--empty"]);
    let origin = Origin::proxy(&platform);
    let browser = Browser::open(&format!("{}?product_id={EMPTY_PRODUCT}", origin.url())).await;
    let console = Console::signed_in(&browser, &platform).await;
    let form = console.open_create().await;
    let task = new_task("Kept over a new version", 1, 2);
    form.fill(&task).await;
    browser.press(Key::Escape).await;
    form.dialog.expect_hidden().await;
    let loads = origin.count("/");

    come_back_after(&browser, 59).await;
    come_back_after(&browser, 2).await;
    let is_read = async || origin.count("/");
    browser
        .wait_until("the page of the server is read", is_read, |count| *count == loads + 1)
        .await;
    // The page has not changed, so no note is shown.
    let deployment = deploy(&origin);
    come_back_after(&browser, 61).await;
    browser.expect_text(NOTE).await;
    assert_eq!(origin.count("/"), loads + 2, "one reading an hour");
    deployment.off();
    console.button("Reload").click().await;
    console.sign_in(platform.token()).await;
    browser.expect_text("You have a draft of a new task").await;
    console.button("Continue").click().await;
    console.form().dialog.expect_visible().await;
    assert!(browser.holds_input(&task).await, "the form keeps every text");
    browser.finish().await;
}

#[tokio::test]
async fn a_module_of_an_old_version_that_is_gone_leads_to_the_note() {
    let platform = Platform::start(&["--empty"]);
    let origin = Origin::proxy(&platform);
    origin.handle(|request| {
        let is_module = request.path().starts_with("/later-") && request.path().ends_with(".wasm");
        is_module.then(|| Response::status(404))
    });
    let browser = Browser::open(&format!("{}?product_id={EMPTY_PRODUCT}", origin.url())).await;
    browser.allow_log(&["integrity", "no second module", "status of 404"]);
    deploy(&origin);
    let console = Console::signed_in(&browser, &platform).await;
    browser.expect_text(NOTE).await;
    console.button("Reload").expect_visible().await;
    browser.finish().await;
}
