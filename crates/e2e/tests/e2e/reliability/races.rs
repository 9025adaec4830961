//! T-RACE-1: simultaneous clicks.

use super::support::{empty_page, open_create, outcome};
use e2e::{Browser, EMPTY_PRODUCT, Ledger, Outcome, new_task};
use serde_json::json;

const ROW_BUTTON: &str = ".cell-actions > button:nth-child";
const CONFIRM_BUTTON: &str = "#confirm .dialog-foot button:last-child";

/// Clicks a button and presses Enter in the dialog's first field, 20 times each.
async fn click_twenty_times(browser: &Browser, button: &str) {
    let script = "const button = document.querySelector(arguments[0]);
        for (let n = 0; n < 20; n++) button.click();
        const field = document.querySelector('dialog[open] .input');
        const enter = { key: 'Enter', bubbles: true, cancelable: true };
        for (let n = 0; field && n < 20; n++) field.dispatchEvent(new KeyboardEvent('keydown', enter))";
    browser.try_run(script, vec![json!(button)]).await.unwrap();
}

#[tokio::test]
async fn twenty_clicks_and_twenty_enters_are_one_request() {
    let (platform, browser) = empty_page().await;
    let mut ledger = Ledger::new("simultaneous clicks", "races");
    open_create(&browser).await;
    browser.fill_at_once(&new_task("Only one", 7, 9)).await;
    platform.set_faults("delay=300@create");
    browser.click_css("#create-go-on", "").await;
    browser.expect_css("#create-submit").await;
    click_twenty_times(&browser, "#create-submit").await;
    assert_eq!(outcome(&browser, "create").await, Outcome::Done);
    ledger.count();
    ledger.no_duplicate(platform.applied_faults("delay=300@create") == 1, "create");
    ledger.no_duplicate(platform.database().tasks(EMPTY_PRODUCT).len() == 1, "create");
    for (action, operation) in [("start", "status"), ("stop", "status"), ("delete", "delete")] {
        let fault = format!("delay=300@{operation}");
        platform.set_faults(&fault);
        if action == "stop" {
            // A stop needs no confirmation, so the clicks are on the row's button.
            click_twenty_times(&browser, &format!("{ROW_BUTTON}(1)")).await;
            let is_stopped = |page: &e2e::Snapshot| page.has_toast("“Only one” is stopped.");
            browser.expect_snapshot("the task is stopped", is_stopped).await;
        } else {
            let button = if action == "delete" { 2 } else { 1 };
            browser.click_css(&format!("{ROW_BUTTON}({button})"), "").await;
            browser.expect_dialog("confirm").await;
            click_twenty_times(&browser, CONFIRM_BUTTON).await;
            assert_eq!(outcome(&browser, "confirm").await, Outcome::Done);
        }
        ledger.count();
        ledger.no_duplicate(platform.applied_faults(&fault) == 1, action);
    }
    ledger.finish();
    browser.finish().await;
}
