//! T-API-1, T-API-2, T-DOS-1, T-NET-1: after a malformed or failed list response the page reports the problem, keeps
//! its rows, and recovers with the next list.

use crate::reliability_page::{lamp_page, press};
use e2e::browser::Browser;
use e2e::ledger::Ledger;
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;

const FRESH: &str = "Updated just now";
const OLDER: &str = "The rows below are older.";

/// Faults of every list response that leave no readable list.
const MALFORMED: [&str; 24] = [
    "odd=html",
    "odd=nan",
    "odd=empty",
    "odd=truncated",
    "odd=not-json",
    "odd=wrong-type",
    "odd=null",
    "odd=number",
    "odd=big",
    "drop-before",
    "drop-after",
    "truncate",
    "truncate=1",
    "status=204",
    "status=302",
    "status=403",
    "status=404",
    "status=413",
    "status=429",
    "status=429,retry-after=30",
    "status=500",
    "status=503",
    "status=503,retry-after=30",
    "status-after=502",
];

/// Faults that leave a readable list, and a text that the page then shows.
const READABLE: [(&str, &str); 7] = [
    ("odd=deep", "could not be read"),
    ("odd=duplicate-keys", "could not be read"),
    ("odd=wrong-content-type", "Lamp 1"),
    ("odd=bom", "Lamp 1"),
    ("odd=long-name=1000000", "nnnn…"),
    ("odd=rows=20000", "The first 200 of 20,000 tasks are on show."),
    ("delay=1500", "Lamp 1"),
];

/// A signed-in page with three tasks.
async fn three_lamps() -> (Platform, Browser) {
    let (platform, browser) = lamp_page().await;
    for number in 1..=3 {
        Operator::of(&platform).create(
            EMPTY_PRODUCT,
            &Typed::task(&format!("Lamp {number}"), number * 2, number * 2 + 1),
        );
    }
    recover(&platform, &browser).await;
    (platform, browser)
}

/// Removes all faults and waits until the page has read the list again.
async fn recover(platform: &Platform, browser: &Browser) {
    platform.faults("");
    press(browser, "#refresh").await;
    browser
        .until_glance("the list is complete", |seen| {
            seen.rows() == 3 && seen.first().contains("Lamp 1") && seen.said().is_empty() && !seen.waits()
        })
        .await;
}

#[tokio::test]
async fn a_malformed_list_is_reported_and_the_shown_rows_stay() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::of("malformed lists", "answers");
    for fault in MALFORMED {
        platform.faults(&format!("{fault}@list"));
        press(&browser, "#refresh").await;
        let seen = browser.until_glance(fault, |seen| !seen.said().is_empty()).await;
        ledger.tries();
        let marked_as_old = seen.said().contains(OLDER) && seen.rows() == 3 && seen.waits() && !seen.has_stopped();
        ledger.said_truly(
            marked_as_old && !seen.page().contains(FRESH),
            &format!("{fault}: {}", seen.said()),
        );
        assert!(seen.page().contains("Try now"), "{fault}: the page offers a retry");
        recover(&platform, &browser).await;
    }
    ledger.close();
    browser.finish().await;
}

#[tokio::test]
async fn the_readable_part_of_a_list_with_invalid_values_is_shown() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::of("lists with invalid values", "answers");
    record_long_tasks(&browser).await;
    for (fault, shows) in READABLE {
        platform.faults(&format!("{fault}@list"));
        press(&browser, "#refresh").await;
        let seen = browser.until_glance(fault, |seen| seen.page().contains(shows)).await;
        ledger.tries();
        ledger.said_truly(!seen.page().contains(OLDER) && !seen.has_stopped(), fault);
        assert!(
            seen.page().len() < 100_000,
            "{fault}: the page shows {} bytes of text",
            seen.page().len()
        );
        recover(&platform, &browser).await;
    }
    // The response exceeds the size limit, or the page shows the first 200 tasks.
    platform.faults("odd=rows=100000@list");
    press(&browser, "#refresh").await;
    let bounded = |page: &str| page.contains("The first 200 of 100,000 tasks") || page.contains("larger than 16 MiB");
    browser.until_glance("100,000 rows", |seen| bounded(seen.page())).await;
    ledger.tries();
    recover(&platform, &browser).await;
    let longest = browser.run("return Math.round(Math.max(0, ...window.longTasks))").await;
    ledger.notes(format!("longest main-thread task {longest} ms"));
    ledger.close();
    browser.finish().await;
}

/// Records the durations of the page's long tasks in `window.longTasks`.
async fn record_long_tasks(browser: &Browser) {
    let script = "window.longTasks = [];
        new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(e => e.duration)))
            .observe({ type: 'longtask' });
        return true";
    browser.run(script).await;
}
