//! T-API-1, T-API-2, T-DOS-1, T-NET-1: whatever comes in the place of a list, the page survives it, says what is wrong, keeps
//! what it showed, and finds its way back.

use crate::reliability_page::{lamp_page, press};
use e2e::browser::Browser;
use e2e::ledger::Ledger;
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;

const FRESH: &str = "Updated just now";
const OLDER: &str = "The rows below are older.";

/// In place of a list, always: nothing that could be shown.
const NOT_A_LIST: [&str; 24] = [
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

/// A list all the same: what of it can be read is shown, and what cannot is said to be so.
const STILL_A_LIST: [(&str, &str); 7] = [
    ("odd=deep", "could not be read"),
    ("odd=duplicate-keys", "could not be read"),
    ("odd=wrong-content-type", "Lamp 1"),
    ("odd=bom", "Lamp 1"),
    ("odd=long-name=1000000", "nnnn…"),
    ("odd=rows=20000", "The first 200 of 20,000 tasks are on show."),
    ("delay=1500", "Lamp 1"),
];

async fn three_lamps() -> (Platform, Browser) {
    let (platform, browser) = lamp_page().await;
    for number in 1..=3 {
        Operator::of(&platform).create(
            EMPTY_PRODUCT,
            &Typed::task(&format!("Lamp {number}"), number * 2, number * 2 + 1),
        );
    }
    back_to_normal(&platform, &browser).await;
    (platform, browser)
}

/// Without faults the next reading is right again.
async fn back_to_normal(platform: &Platform, browser: &Browser) {
    platform.faults("");
    press(browser, "#refresh").await;
    browser
        .until_glance("the list is right again", |seen| {
            seen.rows() == 3 && seen.first().contains("Lamp 1") && seen.said().is_empty() && !seen.waits()
        })
        .await;
}

#[tokio::test]
async fn what_is_no_list_is_said_and_what_was_shown_stays() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::of("answers that are no list", "answers");
    for fault in NOT_A_LIST {
        platform.faults(&format!("{fault}@list"));
        press(&browser, "#refresh").await;
        let seen = browser.until_glance(fault, |seen| !seen.said().is_empty()).await;
        ledger.tries();
        let is_honest = seen.said().contains(OLDER) && seen.rows() == 3 && seen.waits() && !seen.has_stopped();
        ledger.said_truly(
            is_honest && !seen.page().contains(FRESH),
            &format!("{fault}: {}", seen.said()),
        );
        assert!(seen.page().contains("Try now"), "{fault}: there is a way on");
        back_to_normal(&platform, &browser).await;
    }
    ledger.close();
    browser.finish().await;
}

#[tokio::test]
async fn of_an_odd_list_what_can_be_read_is_shown() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::of("lists with something odd", "answers");
    watch_long_tasks(&browser).await;
    for (fault, shows) in STILL_A_LIST {
        platform.faults(&format!("{fault}@list"));
        press(&browser, "#refresh").await;
        let seen = browser.until_glance(fault, |seen| seen.page().contains(shows)).await;
        ledger.tries();
        ledger.said_truly(!seen.page().contains(OLDER) && !seen.has_stopped(), fault);
        assert!(
            seen.page().len() < 100_000,
            "{fault}: nobody reads {} letters",
            seen.page().len()
        );
        back_to_normal(&platform, &browser).await;
    }
    // A list of 100,000 is over what is read, or is shown from its beginning: both are bounded.
    platform.faults("odd=rows=100000@list");
    press(&browser, "#refresh").await;
    let bounded = |page: &str| page.contains("The first 200 of 100,000 tasks") || page.contains("larger than 16 MiB");
    browser.until_glance("100,000 rows", |seen| bounded(seen.page())).await;
    ledger.tries();
    back_to_normal(&platform, &browser).await;
    let longest = browser.run("return Math.round(Math.max(0, ...window.longTasks))").await;
    ledger.notes(format!("longest task of the page's thread {longest} ms"));
    ledger.close();
    browser.finish().await;
}

async fn watch_long_tasks(browser: &Browser) {
    let script = "window.longTasks = [];
        new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(e => e.duration)))
            .observe({ type: 'longtask' });
        return true";
    browser.run(script).await;
}
