//! T-RACE-1 to T-RACE-4, and answers that overtake each other.

use crate::reliability_page::{Statement, lamp_page, page_of, press, statement};
use e2e::browser::Browser;
use e2e::ledger::Ledger;
use e2e::operator::Operator;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;

const TWENTY_CLICKS: &str = "const button = document.querySelector(arguments[0]);
for (let n = 0; n < 20; n++) button.click();
const field = document.querySelector('dialog[open] .input');
for (let n = 0; field && n < 20; n++)
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
return true";

#[tokio::test]
async fn twenty_clicks_and_twenty_enters_are_one_request() {
    let (platform, browser) = lamp_page().await;
    let mut ledger = Ledger::of("clicks in one moment", "races");
    let task = Typed::task("Only one", 7, 9);
    press(&browser, "#create-task").await;
    browser
        .until_glance("the form is open", |seen| seen.open() == "create")
        .await;
    browser.fill_at_once(&task).await;
    platform.faults("delay=300@create\ndelay=300@status\ndelay=300@delete");
    press(&browser, "#create-go-on").await;
    browser
        .until("the review is on show", async || {
            match browser
                .run("return !!document.querySelector('#create-submit')")
                .await
                .as_bool()
            {
                Some(true) => Ok(()),
                _ => Err("not yet".to_owned()),
            }
        })
        .await;
    browser
        .run(&TWENTY_CLICKS.replace("arguments[0]", "'#create-submit'"))
        .await;
    assert_eq!(statement(&browser, "create").await, Statement::Done);
    ledger.tries();
    ledger.only_once(platform.applied("delay=300@create") == 1, "create");
    ledger.only_once(platform.database().tasks(EMPTY_PRODUCT).len() == 1, "create");
    for (button, op) in [(1, "status"), (1, "status"), (2, "delete")] {
        platform.faults(&format!("delay=300@{op}"));
        let row_button = format!(".row-actions button:nth-child({button})");
        let stops = browser.glance().await.first().contains("Running") && op == "status";
        if stops {
            // Nothing is asked: the clicks are on the row's own button.
            browser
                .run(&TWENTY_CLICKS.replace("arguments[0]", &format!("'{row_button}'")))
                .await;
            browser
                .until_glance("it is stopped", |seen| seen.told().contains("is stopped."))
                .await;
        } else {
            press(&browser, &row_button).await;
            browser
                .until_glance("the question is open", |seen| seen.open() == "confirm")
                .await;
            browser
                .run(&TWENTY_CLICKS.replace("arguments[0]", "'#confirm .dialog-foot button:last-child'"))
                .await;
            assert_eq!(statement(&browser, "confirm").await, Statement::Done);
        }
        ledger.tries();
        ledger.only_once(platform.applied(&format!("delay=300@{op}")) == 1, op);
    }
    ledger.close();
    browser.finish().await;
}

#[tokio::test]
async fn a_slow_answer_never_replaces_a_newer_one() {
    let (platform, browser) = lamp_page().await;
    let other = Operator::of(&platform);
    let mut ledger = Ledger::of("answers that overtake each other", "races");
    // An answer that was made before and comes after: late by its way, or held until the next one is there.
    for (at, fault) in (1..).zip(["delay-after=1500@list*1", "reorder@list*1", "delay=1500@list*1"]) {
        platform.faults(fault);
        press(&browser, "#refresh").await;
        is_under_way(&browser, &platform, fault).await;
        other.create(EMPTY_PRODUCT, &Typed::task(&format!("Lamp {at}"), at * 2, at * 2 + 1));
        press(&browser, "#refresh").await;
        let rows = u64::from(at);
        browser
            .until_glance("the newer list is on show", |seen| seen.rows() == rows)
            .await;
        let stayed = stays(&browser, rows).await;
        ledger.tries();
        ledger.said_truly(stayed, fault);
    }
    ledger.close();
    browser.finish().await;
}

/// Waits until the list that will be slow has been asked for.
async fn is_under_way(browser: &Browser, platform: &Platform, fault: &str) {
    let asked = async || match platform.applied(fault) {
        0 => Err("not asked yet".to_owned()),
        _ => Ok(()),
    };
    browser.until("the slow one is under way", asked).await;
}

/// Whether the table keeps so many rows until the slow answer must have come: a fetch that begins after it has ended.
async fn stays(browser: &Browser, rows: u64) -> bool {
    let script =
        "const done = arguments[arguments.length - 1]; const look = () => document.querySelectorAll('tbody tr').length;
        let seen = [look()]; const watch = new MutationObserver(() => seen.push(look()));
        watch.observe(document.querySelector('main'), { childList: true, subtree: true });
        setTimeout(() => { watch.disconnect(); done(Math.min(...seen)) }, 2500)";
    browser.run_async(script).await.as_u64() == Some(rows)
}

#[tokio::test]
async fn a_poll_begun_before_a_start_does_not_take_it_back() {
    let (platform, browser) = lamp_page().await;
    let mut ledger = Ledger::of("polls around a start", "races");
    Operator::of(&platform).create(EMPTY_PRODUCT, &Typed::task("Lamp", 2, 3));
    press(&browser, "#refresh").await;
    browser
        .until_glance("the task is on show", |seen| seen.rows() == 1)
        .await;
    for (fault, wanted) in [("delay-after=2000@list*1", "Running"), ("reorder@list*1", "Stopped")] {
        platform.faults(fault);
        press(&browser, "#refresh").await;
        is_under_way(&browser, &platform, fault).await;
        press(&browser, ".row-actions button").await;
        if wanted == "Stopped" {
            // Nothing is asked before a stop.
            browser
                .until_glance("it is said what came of it", |seen| {
                    seen.open() == "confirm" || seen.told().contains("is stopped.")
                })
                .await;
        } else {
            browser
                .until_glance("the question is open", |seen| seen.open() == "confirm")
                .await;
            press(&browser, "#confirm .dialog-foot button:last-child").await;
        }
        let said = statement(&browser, "confirm").await;
        ledger.tries();
        assert!(stays(&browser, 1).await);
        let seen = browser.glance().await;
        ledger.said_truly(said == Statement::Done && seen.first().contains(wanted), fault);
    }
    ledger.close();
    browser.finish().await;
}

#[tokio::test]
async fn of_two_operators_the_second_sees_what_the_first_has_done() {
    let (platform, first) = lamp_page().await;
    let second = page_of(&platform).await;
    let mut ledger = Ledger::of("two operators", "races");
    Operator::of(&platform).create(EMPTY_PRODUCT, &Typed::task("Lamp", 2, 3));
    for browser in [&first, &second] {
        press(browser, "#refresh").await;
        browser
            .until_glance("the task is on show", |seen| seen.rows() == 1)
            .await;
    }
    let ask = async |browser: &Browser, button: u8| {
        press(browser, &format!(".row-actions button:nth-child({button})")).await;
        browser
            .until_glance("the question is open", |seen| seen.open() == "confirm")
            .await;
    };
    let answer = async |browser: &Browser| {
        press(browser, "#confirm .dialog-foot button:last-child").await;
        statement(browser, "confirm").await
    };
    // Both want to start it.
    ask(&first, 1).await;
    ask(&second, 1).await;
    assert_eq!(answer(&first).await, Statement::Done);
    platform.faults("delay=0@status\ndelay=0@delete");
    assert_eq!(answer(&second).await, Statement::NotDone);
    let seen = second.glance().await;
    ledger.tries();
    ledger.said_truly(seen.said().contains("Status: Stopped → Running"), seen.said());
    ledger.only_once(platform.applied("delay=0@status") == 0, "a start that was done already");
    // One deletes what the other wants to delete.
    press(&second, "#confirm .dialog-foot button:first-child").await;
    second
        .until_glance("the question is closed", |seen| seen.open().is_empty())
        .await;
    press(&second, "#refresh").await;
    second
        .until_glance("it is running there, too", |seen| seen.first().contains("Running"))
        .await;
    ask(&first, 2).await;
    ask(&second, 2).await;
    assert_eq!(answer(&first).await, Statement::Done);
    assert_eq!(answer(&second).await, Statement::NotDone);
    let seen = second.glance().await;
    ledger.tries();
    ledger.said_truly(seen.said().contains("somebody has deleted it"), seen.said());
    ledger.only_once(platform.applied("delay=0@delete") == 1, "one delete");
    ledger.close();
    first.finish().await;
    second.finish().await;
}
