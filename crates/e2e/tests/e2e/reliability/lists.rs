//! T-API-1, T-API-2, T-DOS-1, T-NET-1: whatever comes in the place of a list, the page survives it, says what is wrong, keeps
//! what it showed, and finds its way back.

use crate::reliability_page::{lamp_page, page_of, press};
use e2e::browser::Browser;
use e2e::ledger::Ledger;
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;
use std::fmt::Write;

const FRESH: &str = "Updated just now";
const OLDER: &str = "The rows below are older.";

/// In place of a list, always: nothing that could be shown.
const NOT_A_LIST: [&str; 20] = [
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
    "status=403",
    "status=404",
    "status=429",
    "status=500",
    "status=503",
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
        assert!(seen.said().contains("Try again"), "{fault}: there is a way on");
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

const FIELDS: [&str; 18] = [
    "id",
    "product_id",
    "name",
    "description",
    "from_version",
    "from_version_url",
    "from_version_md5",
    "from_version_size",
    "target_version",
    "target_version_url",
    "target_version_md5",
    "target_version_size",
    "upgrade_count",
    "status",
    "type",
    "identify",
    "task_type",
    "surplus_count",
];

const SHAPES: [&str; 10] = [
    "string", "number", "null", "absent", "huge", "negative", "float", "boolean", "object", "array",
];

#[tokio::test]
async fn a_field_of_any_shape_spoils_no_row_but_its_own_and_is_never_guessed() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::of("fields of a task", "shapes");
    let mut unreadable = 0;
    for field in FIELDS {
        for shape in SHAPES {
            let case = format!("{field}:{shape}");
            platform.faults(&format!("field={case}@list"));
            let before = lists(&browser).await;
            press(&browser, "#refresh").await;
            browser
                .until(&case, async || match lists(&browser).await {
                    now if now > before && platform.applied(&format!("field={case}@list")) > 0 => Ok(()),
                    _ => Err("not read yet".to_owned()),
                })
                .await;
            browser.next_frame().await;
            let seen = browser.until_glance(&case, |seen| seen.rows() == 3).await;
            ledger.tries();
            let is_unreadable = seen.first().contains("could not be read");
            unreadable += u32::from(is_unreadable);
            let others = seen.page().contains("Lamp 2") && seen.page().contains("Lamp 3");
            // A row that is shown says nothing of a number that is none.
            let guessed = !is_unreadable && matches!(shape, "negative" | "float" | "huge") && is_number(field);
            ledger.said_truly(
                others && !guessed && !seen.has_stopped(),
                &format!("{case}: {}", seen.first()),
            );
        }
    }
    platform.faults("");
    ledger.notes(format!(
        "{unreadable} of the rows said to be unreadable, each with its reason"
    ));
    ledger.close();
    browser.finish().await;
}

fn is_number(field: &str) -> bool {
    let text = ["id", "product_id", "name", "description", "status", "task_type"];
    !text.contains(&field) && !field.ends_with("url") && !field.ends_with("md5")
}

/// How many lists have come to the page.
async fn lists(browser: &Browser) -> u64 {
    let script = "performance.setResourceTimingBufferSize(100000);
        return performance.getEntriesByType('resource')
            .filter(entry => entry.name.includes('/tasks') && entry.responseEnd > 0).length";
    browser.run(script).await.as_u64().unwrap_or_default()
}

#[tokio::test]
async fn every_sort_of_oddity_at_the_first_list_leaves_a_way_on() {
    let platform = Platform::start(&["--faults", "--empty", "--connects-per-second", "0"]);
    let mut ledger = Ledger::of("first lists", "answers");
    let browser = page_of(&platform).await;
    for fault in ["odd=html", "odd=null", "drop-before", "status=503", "odd=big"] {
        platform.faults(&format!("{fault}@list"));
        browser
            .go_to(&format!("{}?product_id={EMPTY_PRODUCT}&lang=en", platform.url()))
            .await;
        sign_in(&browser, &platform).await;
        let seen = browser
            .until_glance(fault, |seen| seen.said().contains("Try again"))
            .await;
        ledger.tries();
        let claims = seen.page().contains("No upgrade task yet") || seen.page().contains(OLDER);
        ledger.said_truly(!claims, &format!("{fault}: {}", seen.page()));
        platform.faults("");
        press(&browser, "[role=alert] button").await;
        browser
            .until_glance("it works", |seen| seen.page().contains("No upgrade task yet"))
            .await;
    }
    ledger.close();
    browser.finish().await;
}

async fn sign_in(browser: &Browser, platform: &Platform) {
    let console = e2e::console::Console::new(browser, &e2e::words::EN);
    console.sign_in_with_token(platform.token()).await;
}

#[tokio::test]
async fn a_read_is_asked_three_times_and_a_write_once() {
    let (platform, browser) = three_lamps().await;
    let mut ledger = Ledger::of("what is asked again", "requests");
    for (fault, times) in [
        ("status=503", 3),
        ("drop-before", 3),
        ("status=500", 1),
        ("odd=html", 1),
    ] {
        let rule = format!("{fault}@list");
        platform.faults(&rule);
        press(&browser, "#refresh").await;
        browser.until_glance(fault, |seen| !seen.said().is_empty()).await;
        ledger.tries();
        assert_eq!(platform.applied(&rule), times, "{fault}");
        back_to_normal(&platform, &browser).await;
    }
    // Two that fail and a third that does not are nothing to speak of.
    let mut rules = String::new();
    let _ = writeln!(rules, "status=503@list*2");
    platform.faults(&rules);
    Operator::of(&platform).create(EMPTY_PRODUCT, &Typed::task("Lamp 4", 90, 91));
    press(&browser, "#refresh").await;
    let seen = browser
        .until_glance("the third is the list", |seen| seen.rows() == 4)
        .await;
    ledger.said_truly(seen.said().is_empty(), "two failures that passed");
    assert_eq!(platform.applied("status=503@list*2"), 2);
    ledger.tries();
    ledger.close();
    browser.finish().await;
}
