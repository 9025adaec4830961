//! T-RACE-1: simultaneous clicks.

use crate::reliability_page::{Statement, lamp_page, press, statement};
use e2e::ledger::Ledger;
use e2e::platform::EMPTY_PRODUCT;
use e2e::typed::Typed;

/// Script that clicks a button and presses Enter in the dialog's first field, 20 times each.
const TWENTY_CLICKS: &str = "const button = document.querySelector(arguments[0]);
for (let n = 0; n < 20; n++) button.click();
const field = document.querySelector('dialog[open] .input');
for (let n = 0; field && n < 20; n++)
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
return true";

#[tokio::test]
async fn twenty_clicks_and_twenty_enters_are_one_request() {
    let (platform, browser) = lamp_page().await;
    let mut ledger = Ledger::of("simultaneous clicks", "races");
    let task = Typed::task("Only one", 7, 9);
    press(&browser, "#create-task").await;
    browser
        .until_glance("the form is open", |seen| seen.open() == "create")
        .await;
    browser.fill_at_once(&task).await;
    platform.faults("delay=300@create\ndelay=300@status\ndelay=300@delete");
    press(&browser, "#create-go-on").await;
    browser
        .until("the review is shown", async || {
            match browser
                .run("return !!document.querySelector('#create-submit')")
                .await
                .as_bool()
            {
                Some(true) => Ok(()),
                _ => Err("not yet".to_owned()),
            }
        })
        .await;
    browser
        .run(&TWENTY_CLICKS.replace("arguments[0]", "'#create-submit'"))
        .await;
    assert_eq!(statement(&browser, "create").await, Statement::Done);
    ledger.tries();
    ledger.only_once(platform.applied("delay=300@create") == 1, "create");
    ledger.only_once(platform.database().tasks(EMPTY_PRODUCT).len() == 1, "create");
    for (button, op) in [(1, "status"), (1, "status"), (2, "delete")] {
        platform.faults(&format!("delay=300@{op}"));
        let row_button = format!(".cell-actions > button:nth-child({button})");
        let is_stop = browser.glance().await.first().contains("Running") && op == "status";
        if is_stop {
            // A stop needs no confirmation, so the clicks are on the row's button.
            browser
                .run(&TWENTY_CLICKS.replace("arguments[0]", &format!("'{row_button}'")))
                .await;
            browser
                .until_glance("the task is stopped", |seen| seen.told().contains("is stopped."))
                .await;
        } else {
            press(&browser, &row_button).await;
            browser
                .until_glance("the confirmation is open", |seen| seen.open() == "confirm")
                .await;
            browser
                .run(&TWENTY_CLICKS.replace("arguments[0]", "'#confirm .dialog-foot button:last-child'"))
                .await;
            assert_eq!(statement(&browser, "confirm").await, Statement::Done);
        }
        ledger.tries();
        ledger.only_once(platform.applied(&format!("delay=300@{op}")) == 1, op);
    }
    ledger.close();
    browser.finish().await;
}
