//! T-STOP-1: a stop is sent while the list fails, and is reported as done only after a list shows it.

use crate::reliability_page::{lamp_page, press};
use e2e::ledger::Ledger;
use e2e::operator::Operator;
use e2e::platform::EMPTY_PRODUCT;
use e2e::typed::Typed;

/// Faults of every list response while the task is stopped.
const LIST_FAULTS: [&str; 6] = [
    "status=503",
    "status=429,retry-after=300",
    "drop-before",
    "truncate",
    "odd=not-json",
    "delay=60000",
];

const ROW_BUTTON: &str = "tbody tr:first-child .cell-actions > button:first-child";

#[tokio::test]
async fn a_stop_is_sent_while_the_list_fails_and_reported_as_done_after_a_list_shows_it() {
    let (platform, browser) = lamp_page().await;
    let mut ledger = Ledger::of("stops while the list fails", "faults");
    let other = Operator::of(&platform);
    other.create(EMPTY_PRODUCT, &Typed::task("Lamp", 1, 2));
    let status = || platform.database().task(EMPTY_PRODUCT, "Lamp").map(|row| row.status);
    let id = platform.database().task(EMPTY_PRODUCT, "Lamp").unwrap().id;
    for fault in LIST_FAULTS {
        other.set_status(EMPTY_PRODUCT, &id, 1);
        press(&browser, "#refresh").await;
        browser
            .until_glance("the task runs", |seen| seen.first().contains("Running"))
            .await;
        platform.faults(&format!("{fault}@list"));
        press(&browser, "#refresh").await;
        press(&browser, ROW_BUTTON).await;
        browser
            .until(
                format!("{fault}: the platform has stopped the task"),
                async || match status() {
                    Some(0) => Ok(()),
                    other => Err(format!("{other:?}")),
                },
            )
            .await;
        let seen = browser
            .until_glance(fault, |seen| seen.first().contains("Stop accepted, not confirmed"))
            .await;
        ledger.tries();
        ledger.said_truly(!seen.first().contains("Stopped"), &format!("{fault}: {}", seen.first()));
        platform.faults("");
        press(&browser, "#refresh").await;
        browser
            .until_glance("a list shows the task as stopped", |seen| {
                seen.first().contains("Stopped") && !seen.first().contains("not confirmed")
            })
            .await;
    }
    ledger.close();
    browser.finish().await;
}
