//! T-RACE-5, T-RACE-6, T-NET-1: after a failed, lost or malformed response to a write, the page makes no wrong
//! statement, keeps the typed input, and does not send the request twice.

use crate::reliability_page::{Statement, create, lamp_page, press, statement};
use e2e::browser::Browser;
use e2e::ledger::Ledger;
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;

/// Faults of a create. Each affects one request.
const CREATE_FAULTS: [&str; 18] = [
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

/// Faults of a start, a stop and a delete. Each affects one request.
const OTHER_FAULTS: [&str; 8] = [
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
async fn a_create_is_not_lost_duplicated_or_reported_wrongly() {
    let (platform, browser) = lamp_page().await;
    let mut ledger = Ledger::of("creates", "faults");
    for (at, fault) in (0_u32..).zip(CREATE_FAULTS) {
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
        let stated = statement(&browser, "create").await;
        ledger.tries();
        assert_eq!(
            platform.applied(&format!("{fault}@create*1")),
            1,
            "{fault}: one request"
        );
        let exists = platform.database().task(EMPTY_PRODUCT, &task.name).is_some();
        ledger.said_truly(
            stated.is_true(exists),
            &format!("{fault}: {stated:?}, exists: {exists}"),
        );
        if stated != Statement::Done {
            ledger.input_kept(browser.still_holds(&task).await, fault);
            create(&browser).await;
            let again = statement(&browser, "create").await;
            ledger.said_truly(again == Statement::Done, &format!("{fault}, second attempt: {again:?}"));
        }
        let tasks = platform.database().tasks(EMPTY_PRODUCT);
        let own: Vec<_> = tasks.iter().filter(|row| row.name == task.name).collect();
        ledger.only_once(own.len() == 1 && task.is(own[0], EMPTY_PRODUCT), fault);
        close_details(&browser).await;
    }
    ledger.close();
    browser.finish().await;
}

/// Closes the details if they are open: the console opens them for a created task that it has found in the list.
async fn close_details(browser: &Browser) {
    if browser.glance().await.open() == "details" {
        press(browser, "#details [data-focus]").await;
    }
    browser
        .until_glance("no dialog is open", |seen| seen.open().is_empty())
        .await;
}

#[tokio::test]
async fn a_start_a_stop_and_a_delete_are_not_reported_wrongly() {
    let (platform, browser) = lamp_page().await;
    let other = Operator::of(&platform);
    let mut ledger = Ledger::of("starts stops and deletes", "faults");
    for (at, fault) in (0_u32..).zip(OTHER_FAULTS) {
        let task = Typed::task(&format!("Lamp {at}"), 100 + 2 * at, 101 + 2 * at);
        other.create(EMPTY_PRODUCT, &task);
        for (action, op) in [("Start", "status"), ("Stop", "status"), ("Delete", "delete")] {
            platform.faults("");
            press(&browser, "#refresh").await;
            browser
                .until_glance("the task is shown", |seen| seen.page().contains(&task.name))
                .await;
            let button = if action == "Delete" { 2 } else { 1 };
            let button = format!("tbody tr:last-child .cell-actions > button:nth-child({button})");
            let set_fault = || platform.faults(&format!("{fault}@{op}*1"));
            if action == "Stop" {
                // A stop needs no confirmation. A dialog opens only if the result is not certain.
                set_fault();
                press(&browser, &button).await;
                let done = format!("“{}” is stopped.", task.name);
                browser
                    .until_glance("the page states the result", |seen| {
                        seen.open() == "confirm" || seen.told().contains(&done)
                    })
                    .await;
            } else {
                press(&browser, &button).await;
                browser
                    .until_glance("the confirmation is open", |seen| seen.open() == "confirm")
                    .await;
                set_fault();
                press(&browser, "#confirm .dialog-foot button:last-child").await;
            }
            let stated = statement(&browser, "confirm").await;
            ledger.tries();
            assert_eq!(
                platform.applied(&format!("{fault}@{op}*1")),
                1,
                "{fault}@{op}: one request"
            );
            let is_done = is_done(&platform, &task, action);
            ledger.said_truly(
                stated.is_true(is_done),
                &format!("{fault}@{action}: {stated:?}, done: {is_done}"),
            );
            if stated != Statement::Done {
                press(&browser, "#confirm .dialog-foot button:last-child").await;
                let again = statement(&browser, "confirm").await;
                let is_done = self::is_done(&platform, &task, action);
                ledger.said_truly(
                    again == Statement::Done && is_done,
                    &format!("{fault}@{action}, second attempt: {again:?}"),
                );
            }
        }
    }
    ledger.close();
    browser.finish().await;
}

/// Whether the database shows the result of an action.
fn is_done(platform: &Platform, task: &Typed, action: &str) -> bool {
    let row = platform.database().task(EMPTY_PRODUCT, &task.name);
    match action {
        "Start" => row.is_some_and(|row| row.status == 1),
        "Stop" => row.is_some_and(|row| row.status == 0),
        _ => row.is_none(),
    }
}
