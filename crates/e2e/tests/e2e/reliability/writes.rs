//! T-RACE-5, T-RACE-6, T-NET-1: whatever happens to the answer of a write, the page says nothing that is not so, keeps
//! what was typed, and sends nothing twice.

use crate::reliability_page::{Statement, create, lamp_page, press, statement};
use e2e::browser::Browser;
use e2e::ledger::Ledger;
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;

/// What can happen to a create. Each happens once.
const TO_A_CREATE: [&str; 18] = [
    "drop-before",
    "drop-after",
    "truncate",
    "truncate=1",
    "status=429,retry-after=1",
    "status=408",
    "status=403",
    "status=500",
    "status=503",
    "status-after=502",
    "status-after=504",
    "odd=html",
    "odd=empty",
    "odd=not-json",
    "odd=null",
    "odd=big",
    "odd=wrong-content-type",
    "delay-after=31000",
];

/// What can happen to a start, a stop and a delete.
const TO_THE_OTHERS: [&str; 8] = [
    "drop-before",
    "drop-after",
    "truncate",
    "status=429",
    "status=503",
    "status-after=502",
    "odd=html",
    "delay=1500",
];

#[tokio::test]
async fn a_create_is_never_lost_doubled_or_wrongly_told_of() {
    let (platform, browser) = lamp_page().await;
    let mut ledger = Ledger::of("creates", "faults");
    for (at, fault) in (0_u32..).zip(TO_A_CREATE) {
        let task = Typed::task(
            &format!("Lamp {at} {}", fault.replace('=', " ")),
            100 + 2 * at,
            101 + 2 * at,
        );
        press(&browser, "#create-task").await;
        browser
            .until_glance("the form is open", |seen| seen.open() == "create")
            .await;
        browser.fill_at_once(&task).await;
        platform.faults(&format!("{fault}@create*1"));
        create(&browser).await;
        let said = statement(&browser, "create").await;
        ledger.tries();
        assert_eq!(
            platform.applied(&format!("{fault}@create*1")),
            1,
            "{fault}: one request"
        );
        let is_there = platform.database().task(EMPTY_PRODUCT, &task.name).is_some();
        ledger.said_truly(said.is_true(is_there), &format!("{fault}: {said:?}, there: {is_there}"));
        if said != Statement::Done {
            ledger.input_kept(browser.still_holds(&task).await, fault);
            create(&browser).await;
            let again = statement(&browser, "create").await;
            ledger.said_truly(again == Statement::Done, &format!("{fault}, tried again: {again:?}"));
        }
        let tasks = platform.database().tasks(EMPTY_PRODUCT);
        let own: Vec<_> = tasks.iter().filter(|row| row.name == task.name).collect();
        ledger.only_once(own.len() == 1 && task.is(own[0], EMPTY_PRODUCT), fault);
        close_details(&browser).await;
    }
    ledger.close();
    browser.finish().await;
}

/// A task that was found again is shown.
async fn close_details(browser: &Browser) {
    if browser.glance().await.open() == "details" {
        press(browser, "#details [data-focus]").await;
    }
    browser
        .until_glance("no dialog is open", |seen| seen.open().is_empty())
        .await;
}

#[tokio::test]
async fn a_start_a_stop_and_a_delete_are_never_wrongly_told_of() {
    let (platform, browser) = lamp_page().await;
    let other = Operator::of(&platform);
    let mut ledger = Ledger::of("starts stops and deletes", "faults");
    for (at, fault) in (0_u32..).zip(TO_THE_OTHERS) {
        let task = Typed::task(&format!("Lamp {at}"), 100 + 2 * at, 101 + 2 * at);
        other.create(EMPTY_PRODUCT, &task);
        for (action, op) in [("Start", "status"), ("Stop", "status"), ("Delete", "delete")] {
            platform.faults("");
            press(&browser, "#refresh").await;
            browser
                .until_glance("the task is on show", |seen| seen.page().contains(&task.name))
                .await;
            let button = if action == "Delete" { 2 } else { 1 };
            let button = format!("tbody tr:last-child .row-actions button:nth-child({button})");
            let fails = || platform.faults(&format!("{fault}@{op}*1"));
            if action == "Stop" {
                // One press; a question comes only where it is not done for certain.
                fails();
                press(&browser, &button).await;
                let done = format!("“{}” is stopped.", task.name);
                browser
                    .until_glance("it is said what came of it", |seen| {
                        seen.open() == "confirm" || seen.told().contains(&done)
                    })
                    .await;
            } else {
                press(&browser, &button).await;
                browser
                    .until_glance("the question is open", |seen| seen.open() == "confirm")
                    .await;
                fails();
                press(&browser, "#confirm .dialog-foot button:last-child").await;
            }
            let said = statement(&browser, "confirm").await;
            ledger.tries();
            assert_eq!(
                platform.applied(&format!("{fault}@{op}*1")),
                1,
                "{fault}@{op}: one request"
            );
            let is_done = is_done(&platform, &task, action);
            ledger.said_truly(
                said.is_true(is_done),
                &format!("{fault}@{action}: {said:?}, done: {is_done}"),
            );
            if said != Statement::Done {
                press(&browser, "#confirm .dialog-foot button:last-child").await;
                let again = statement(&browser, "confirm").await;
                let now = self::is_done(&platform, &task, action);
                ledger.said_truly(
                    again == Statement::Done && now,
                    &format!("{fault}@{action}, again: {again:?}"),
                );
            }
        }
    }
    ledger.close();
    browser.finish().await;
}

fn is_done(platform: &Platform, task: &Typed, action: &str) -> bool {
    let row = platform.database().task(EMPTY_PRODUCT, &task.name);
    match action {
        "Start" => row.is_some_and(|row| row.status == 1),
        "Stop" => row.is_some_and(|row| row.status == 0),
        _ => row.is_none(),
    }
}
