//! T-STOP-1: a stop is sent while the list fails, and is reported as done only after a list shows it.

use super::support::{empty_page, refresh};
use e2e::{EMPTY_PRODUCT, Ledger, Snapshot, new_task};

/// Faults of every list response while the task is stopped.
const LIST_FAULTS: &str = "status=503 status=429,retry-after=300 drop-before truncate odd=not-json delay=60000";

#[tokio::test]
async fn a_stop_is_sent_while_the_list_fails_and_reported_as_done_after_a_list_shows_it() {
    let (platform, browser) = empty_page().await;
    let mut ledger = Ledger::new("stops while the list fails", "faults");
    platform.create_task(EMPTY_PRODUCT, &new_task("Lamp", 1, 2));
    let row = |page: &Snapshot| page.row("Lamp").map(|row| row.text.clone()).unwrap_or_default();
    for fault in LIST_FAULTS.split(' ') {
        platform.set_running(EMPTY_PRODUCT, "Lamp", true);
        refresh(&browser).await;
        browser
            .expect_snapshot("the task runs", |page| row(page).contains("Running"))
            .await;
        browser.mark_toasts_read().await;
        platform.set_faults(&format!("{fault}@list"));
        refresh(&browser).await;
        browser.click_css(".cell-actions > button", "").await;
        let what = format!("{fault}: the platform has stopped the task");
        let runs = async || platform.is_running(EMPTY_PRODUCT, "Lamp");
        browser.wait_until(what, runs, |runs| !runs).await;
        let page = browser
            .expect_snapshot(fault, |page| row(page).contains("Stop accepted, not confirmed"))
            .await;
        ledger.count();
        let text = row(&page);
        ledger.true_statement(!text.contains("Stopped"), &format!("{fault}: {text}"));
        platform.set_faults("");
        refresh(&browser).await;
        // A toast states the outcome. Without it the console may still read the list to confirm the stop.
        let is_confirmed = |page: &Snapshot| {
            row(page).contains("Stopped") && !row(page).contains("not confirmed") && !page.toasts.is_empty()
        };
        browser
            .expect_snapshot("a list shows the task as stopped", is_confirmed)
            .await;
    }
    ledger.finish();
    browser.finish().await;
}
