//! A form that is being filled in survives everything that is not its operator's wish.

use crate::reliability_page::{Statement, create, lamp_page, press, statement};
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::ledger::Ledger;
use e2e::platform::{EMPTY_PRODUCT, LAMPS_NAME, Platform};
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::json;

const NOTE: &str = "is still here: “Kept”";

#[tokio::test]
async fn a_reload_and_a_lost_token_lose_nothing_typed() {
    let (platform, browser) = lamp_page().await;
    let mut ledger = Ledger::of("forms through reloads", "events");
    let task = Typed::task("Kept", 7, 9);
    press(&browser, "#create-task").await;
    browser
        .until_glance("the form is open", |seen| seen.open() == "create")
        .await;
    browser.fill_at_once(&task).await;
    let url = browser.url().await;
    for event in ["reload", "another page and back", "a token that ran out"] {
        match event {
            "reload" => browser.go_to(&url).await,
            "another page and back" => {
                browser.go_to("about:blank").await;
                browser.go_to(&url).await;
            }
            _ => {
                platform.faults("expire@list");
                press(&browser, "#refresh").await;
                browser
                    .until_glance("the token is refused", |seen| seen.page().contains("no longer takes"))
                    .await;
                platform.faults("");
            }
        }
        ledger.tries();
        sign_in_again(&platform, &browser).await;
        press(
            &browser,
            if event == "a token that ran out" {
                "#create-task"
            } else {
                ".note button"
            },
        )
        .await;
        browser
            .until_glance("the form is open", |seen| seen.open() == "create")
            .await;
        ledger.input_kept(browser.still_holds(&task).await, event);
    }
    create(&browser).await;
    assert_eq!(statement(&browser, "create").await, Statement::Done);
    assert!(task.is(&platform.database().task(EMPTY_PRODUCT, "Kept").unwrap(), EMPTY_PRODUCT));
    browser.go_to(&url).await;
    sign_in_again(&platform, &browser).await;
    let seen = browser
        .until_glance("the task is on show", |seen| seen.rows() == 1)
        .await;
    ledger.said_truly(!seen.page().contains(NOTE), "a draft of a task that exists");
    ledger.close();
    browser.finish().await;
}

#[tokio::test]
async fn a_portal_that_goes_elsewhere_and_comes_back_loses_nothing_typed() {
    let rig = Rig::start();
    let mut ledger = Ledger::of("forms through a portal that goes elsewhere", "events");
    let task = Typed::task("Kept", 2, 6);
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    press(&browser, "#create-task").await;
    browser
        .until_glance("the form is open", |seen| seen.open() == "create")
        .await;
    browser.fill_at_once(&task).await;
    browser.out_of_frames().await;
    for event in ["another page of the portal", "the view taken away and made again"] {
        if event.starts_with("the view") {
            assert_eq!(
                browser.run("return embedded.destroy()").await,
                json!({ "unsaved": true })
            );
        }
        browser.go_to(&rig.page_url()).await;
        browser.into_frame().await;
        console.choose_product(LAMPS_NAME).await;
        ledger.tries();
        press(&browser, ".note button").await;
        browser
            .until_glance("the form is open", |seen| seen.open() == "create")
            .await;
        ledger.input_kept(browser.still_holds(&task).await, event);
        browser.out_of_frames().await;
    }
    ledger.close();
    browser.finish().await;
}

/// A reload takes the token away, and one that ran out is worth nothing.
async fn sign_in_again(platform: &Platform, browser: &Browser) {
    Console::new(browser, &EN).sign_in_with_account(platform).await;
    browser
        .until_glance("the page of tasks is on show", |seen| {
            seen.page().contains("Upgrade tasks")
        })
        .await;
}
