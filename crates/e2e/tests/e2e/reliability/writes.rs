//! T-RACE-5, T-RACE-6, T-NET-1: after a failed, lost or malformed response to a write, the page makes no wrong
//! statement, keeps the typed input, and does not send the request twice.

use super::support::{empty_page, open_create, outcome, refresh, submit};
use e2e::{EMPTY_PRODUCT, Ledger, Outcome, Platform, Snapshot, TaskDraft, new_task};

const CONFIRM_BUTTON: &str = "#confirm .dialog-foot button:last-child";

const CREATE_FAULTS: &str = "drop-before drop-after truncate truncate=1 status=429,retry-after=1 status=408 \
    status=403 status=500 status=503 status-after=502 status-after=504 odd=html odd=empty odd=not-json odd=null \
    odd=big odd=wrong-content-type delay-after=31000";

/// Faults of a start, a stop and a delete. Each affects one request.
const OTHER_FAULTS: &str = "drop-before drop-after truncate status=429 status=503 status-after=502 odd=html \
    delay=1500";

#[tokio::test]
async fn a_create_is_not_lost_duplicated_or_reported_wrongly() {
    let (platform, browser) = empty_page().await;
    let mut ledger = Ledger::new("creates", "faults");
    for (version, fault) in (100_u32..).step_by(2).zip(CREATE_FAULTS.split(' ')) {
        let name = format!("{version} {}", fault.replace('=', " "));
        let task = new_task(&name, version, version + 1);
        open_create(&browser).await;
        browser.fill_at_once(&task).await;
        let rule = format!("{fault}@create*1");
        platform.set_faults(&rule);
        submit(&browser).await;
        let stated = outcome(&browser, "create").await;
        ledger.count();
        assert_eq!(platform.applied_faults(&rule), 1, "{fault}: one request");
        let exists = platform.database().task(EMPTY_PRODUCT, &name).is_some();
        let case = format!("{fault}: {stated:?}, exists: {exists}");
        ledger.true_statement(stated.is_true(exists), &case);
        if stated != Outcome::Done {
            ledger.input_kept(browser.holds_input(&task).await, fault);
            submit(&browser).await;
            let again = outcome(&browser, "create").await;
            ledger.true_statement(again == Outcome::Done, &format!("{fault}, second attempt: {again:?}"));
        }
        let tasks = platform.database().tasks(EMPTY_PRODUCT);
        let own: Vec<_> = tasks.iter().filter(|row| row.typed.name == name).collect();
        ledger.no_duplicate(own.len() == 1 && own[0].typed == task, fault);
        // The console opens the details of a created task that it has found in the list.
        if browser.snapshot().await.dialog_id() == "details" {
            browser.click_css("#details [data-focus]", "").await;
        }
        browser.expect_dialog("").await;
    }
    ledger.finish();
    browser.finish().await;
}

#[tokio::test]
async fn a_start_a_stop_and_a_delete_are_not_reported_wrongly() {
    let (platform, browser) = empty_page().await;
    let mut ledger = Ledger::new("starts stops and deletes", "faults");
    for (version, fault) in (100_u32..).step_by(2).zip(OTHER_FAULTS.split(' ')) {
        let task = new_task(&format!("Lamp {version}"), version, version + 1);
        platform.create_task(EMPTY_PRODUCT, &task);
        for (action, operation, button) in [("Start", "status", 1), ("Stop", "status", 1), ("Delete", "delete", 2)] {
            let rule = format!("{fault}@{operation}*1");
            platform.set_faults("");
            refresh(&browser).await;
            browser.expect_text(&task.name).await;
            let button = format!("tbody tr:last-child .cell-actions > button:nth-child({button})");
            if action == "Stop" {
                // A stop needs no confirmation. A dialog opens only if the outcome is not certain.
                platform.set_faults(&rule);
                browser.click_css(&button, "").await;
                let done = format!("“{}” is stopped.", task.name);
                let is_stated = |page: &Snapshot| page.dialog_id() == "confirm" || page.has_toast(&done);
                browser.expect_snapshot("the page states the outcome", is_stated).await;
            } else {
                browser.click_css(&button, "").await;
                browser.expect_dialog("confirm").await;
                platform.set_faults(&rule);
                browser.click_css(CONFIRM_BUTTON, "").await;
            }
            let stated = outcome(&browser, "confirm").await;
            ledger.count();
            assert_eq!(platform.applied_faults(&rule), 1, "{rule}: one request");
            let done = is_done(&platform, &task, action);
            let case = format!("{fault}@{action}: {stated:?}, done: {done}");
            ledger.true_statement(stated.is_true(done), &case);
            if stated != Outcome::Done {
                browser.click_css(CONFIRM_BUTTON, "").await;
                let again = outcome(&browser, "confirm").await;
                let is_right = again == Outcome::Done && is_done(&platform, &task, action);
                ledger.true_statement(is_right, &format!("{fault}@{action}, second attempt: {again:?}"));
            }
        }
    }
    ledger.finish();
    browser.finish().await;
}

/// Whether the database shows the result of an action.
fn is_done(platform: &Platform, task: &TaskDraft, action: &str) -> bool {
    let row = platform.database().task(EMPTY_PRODUCT, &task.name);
    match action {
        "Start" => row.is_some_and(|row| row.is_running),
        "Stop" => row.is_some_and(|row| !row.is_running),
        _ => row.is_none(),
    }
}
