//! T-STOP-1: a stop is sent while the list fails, and is reported as done only after a list shows it.

use super::support::{empty_page, refresh};
use e2e::ledger::Ledger;
use e2e::platform::EMPTY_PRODUCT;
use e2e::task_input::TaskInput;

/// Faults of every list response while the task is stopped.
const LIST_FAULTS: [&str; 6] = [
    "status=503",
    "status=429,retry-after=300",
    "drop-before",
    "truncate",
    "odd=not-json",
    "delay=60000",
];

#[tokio::test]
async fn a_stop_is_sent_while_the_list_fails_and_reported_as_done_after_a_list_shows_it() {
    let (platform, browser) = empty_page().await;
    let mut ledger = Ledger::new("stops while the list fails", "faults");
    platform.create_task(EMPTY_PRODUCT, &TaskInput::new("Lamp", 1, 2));
    let row_has = async |what: &str, text: &str, not: &str| {
        let is_right = |row: &str| row.contains(text) && (not.is_empty() || !row.contains(not));
        let page = browser
            .expect_snapshot(what, |page| page.row("Lamp").is_some_and(|row| is_right(&row.text)))
            .await;
        page.rows[0].text.clone()
    };
    for fault in LIST_FAULTS {
        platform.set_running(EMPTY_PRODUCT, "Lamp", true);
        refresh(&browser).await;
        row_has("the task runs", "Running", "").await;
        platform.set_faults(&format!("{fault}@list"));
        refresh(&browser).await;
        browser.click_css(".row-actions button", "").await;
        let what = format!("{fault}: the platform has stopped the task");
        let runs = async || platform.is_running(EMPTY_PRODUCT, "Lamp");
        browser.wait_until(what, runs, |runs| !runs).await;
        let row = row_has(fault, "Stop accepted, not confirmed", "").await;
        ledger.count();
        ledger.true_statement(!row.contains("Stopped"), &format!("{fault}: {row}"));
        platform.set_faults("");
        refresh(&browser).await;
        row_has("a list shows the task as stopped", "Stopped", "not confirmed").await;
    }
    ledger.finish();
    browser.finish().await;
}
