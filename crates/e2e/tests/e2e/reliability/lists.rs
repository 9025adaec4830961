//! T-API-1, T-API-2, T-DOS-1, T-NET-1: after a malformed or failed list response the page reports the problem, keeps
//! its rows, and recovers with the next list.

use super::support::{empty_page, refresh};
use e2e::{Browser, EMPTY_PRODUCT, Ledger, Platform, Snapshot, new_task};

const FRESH: &str = "Updated just now";
const OLDER: &str = "Showing data from ";

/// Script that records the durations of the page's long tasks.
const RECORD_LONG_TASKS: &str = "window.longTasks = [];
    new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(e => e.duration)))
        .observe({ type: 'longtask' })";

/// Faults of every list response that leave no readable list.
const MALFORMED: &str = "odd=html odd=nan odd=empty odd=truncated odd=not-json odd=wrong-type odd=null \
    odd=number odd=big drop-before drop-after truncate truncate=1 status=204 status=302 status=403 status=404 \
    status=413 status=429 status=429,retry-after=30 status=500 status=503 status=503,retry-after=30 \
    status-after=502";

/// Faults that leave a readable list, and a text that the page then shows.
const READABLE: [(&str, &str); 7] = [
    ("odd=deep", "invalid data"),
    ("odd=duplicate-keys", "invalid data"),
    ("odd=wrong-content-type", "Lamp 1"),
    ("odd=bom", "Lamp 1"),
    ("odd=long-name=1000000", "nnnn…"),
    ("odd=rows=20000", "Rows 1–50 of 20,000"),
    ("delay=1500", "Lamp 1"),
];

/// A signed-in page with three tasks.
async fn three_lamps() -> (Platform, Browser) {
    let (platform, browser) = empty_page().await;
    for number in 1..=3 {
        let task = new_task(&format!("Lamp {number}"), number * 2, number * 2 + 1);
        platform.create_task(EMPTY_PRODUCT, &task);
    }
    recover(&platform, &browser).await;
    (platform, browser)
}

/// Removes all faults and waits until the page has read the list again.
async fn recover(platform: &Platform, browser: &Browser) {
    platform.set_faults("");
    refresh(browser).await;
    let is_complete = |page: &Snapshot| {
        page.rows.len() == 3 && page.rows[0].name == "Lamp 1" && page.alerts.is_empty() && !page.actions_disabled
    };
    browser.expect_snapshot("the list is complete", is_complete).await;
}

#[tokio::test]
async fn a_malformed_list_is_reported_and_the_shown_rows_stay() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::new("malformed lists", "answers");
    for fault in MALFORMED.split(' ') {
        platform.set_faults(&format!("{fault}@list"));
        refresh(&browser).await;
        let page = browser.expect_snapshot(fault, |page| !page.alerts.is_empty()).await;
        ledger.count();
        let alerts = page.alerts.concat();
        let marked_as_old = alerts.contains(OLDER) && page.rows.len() == 3 && page.actions_disabled;
        ledger.true_statement(
            marked_as_old && !page.has_stopped && !page.page.contains(FRESH),
            &format!("{fault}: {alerts}"),
        );
        assert!(page.page.contains("Try now"), "{fault}: the page offers a retry");
        recover(&platform, &browser).await;
    }
    ledger.finish();
    browser.finish().await;
}

#[tokio::test]
async fn the_readable_part_of_a_list_with_invalid_values_is_shown() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::new("lists with invalid values", "answers");
    browser.run(RECORD_LONG_TASKS).await;
    for (fault, text) in READABLE {
        platform.set_faults(&format!("{fault}@list"));
        refresh(&browser).await;
        let page = browser.expect_snapshot(fault, |page| page.page.contains(text)).await;
        ledger.count();
        ledger.true_statement(!page.page.contains(OLDER) && !page.has_stopped, fault);
        let length = page.page.len();
        assert!(length < 100_000, "{fault}: the page shows {length} bytes of text");
        recover(&platform, &browser).await;
    }
    // The response exceeds the size limit, or the page shows the first 50 tasks.
    platform.set_faults("odd=rows=100000@list");
    refresh(&browser).await;
    let bounded = ["Rows 1–50 of 100,000", "larger than 16 MiB"];
    let is_bounded = |page: &Snapshot| bounded.iter().any(|text| page.page.contains(text));
    browser.expect_snapshot("100,000 rows", is_bounded).await;
    ledger.count();
    recover(&platform, &browser).await;
    let longest = browser.eval("Math.round(Math.max(0, ...window.longTasks))").await;
    ledger.set_notes(format!("longest main-thread task {longest} ms"));
    ledger.finish();
    browser.finish().await;
}
