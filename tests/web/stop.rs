//! Stopping tasks: a stop is sent without reading the list first, and confirmed by the list afterwards.

use super::begun::menu;
use super::bulk::{results, sent};
use super::support::{Answer, Gate, Op, Page, Row, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

const UNCONFIRMED: &str = "Stop accepted, not confirmed";

/// Answers that make the list fail, with their names.
fn failures() -> [(&'static str, Answer); 6] {
    [
        ("a gateway's 503", Answer::html(503)),
        ("no connection", Answer::NetworkError),
        ("plain text", Answer::ok("list")),
        ("JSON of another shape", Answer::ok(r#"{"rows":[]}"#)),
        ("a platform failure", Answer::refused(5_031_001, "")),
        ("no answer", Answer::Held(Gate::default())),
    ]
}

/// A page with these tasks, on a platform that accepts every status change.
async fn accepting_stops(rows: &[Row]) -> Page {
    let page = Page::with_rows(rows).await;
    page.platform.always(Op::Status, Answer::ok(""));
    page
}

#[wasm_bindgen_test]
async fn a_stop_is_sent_while_the_list_fails_and_shown_as_unconfirmed() {
    for (what, answer) in failures() {
        let page = accepting_stops(&[row("a").running()]).await;
        page.platform.always(Op::List, answer);
        page.button("Refresh").press();
        page.platform.was_asked(Op::List, 2).await;
        page.row("Task a").button("Stop").press();
        page.platform.was_asked(Op::Status, 1).await;
        page.row("Task a").shows(UNCONFIRMED).await;
        assert!(page.row("Task a").says("Running"), "{what}: the last known status");
        assert!(!page.says("is stopped."), "{what}");
        assert_eq!(
            page.row("Task a").button("Stop").refusal(),
            None,
            "{what}: the stop can be repeated"
        );
        // The first readable list confirms the stop.
        page.platform_has(&[row("a")]);
        page.button("Refresh").press();
        page.row("Task a").shows("Stopped").await;
        assert!(!page.row("Task a").says(UNCONFIRMED), "{what}");
    }
}

#[wasm_bindgen_test]
async fn an_unconfirmed_stop_is_announced_and_logged_as_unknown() {
    let page = accepting_stops(&[row("a").running()]).await;
    page.platform.always(Op::List, Answer::html(500));
    page.row("Task a").button("Stop").press();
    page.looks_twice_more().await;
    until("the toast is shown", || page.toasts().contains(UNCONFIRMED)).await;
    assert!(
        page.toasts().contains("the list could not be read since"),
        "{}",
        page.toasts()
    );
    assert!(!page.has_dialog(), "a dialog would pause the polls");
    page.button("Activity").press();
    until("the log is open", || page.has_dialog()).await;
    assert!(
        page.dialog().says("Unknown") && page.dialog().says(UNCONFIRMED),
        "{}",
        page.dialog().text()
    );
}

#[wasm_bindgen_test]
async fn a_stop_sends_no_list_request_first_and_ignores_changes() {
    for changed in [
        row("a").running().with("name", r#""Other""#),
        row("a"),
        row("a").running().with("target_version", "9"),
    ] {
        let page = accepting_stops(&[row("a").running()]).await;
        page.platform_has(&[changed]);
        page.row("Task a").button("Stop").press();
        page.platform.was_asked(Op::Status, 1).await;
        let ops: Vec<_> = page.platform.seen().iter().map(|seen| seen.op).collect();
        assert_eq!(ops[..2], [Op::List, Op::Status], "the page load reads the list");
        until("the list confirms the stop", || page.toasts().contains("is stopped.")).await;
    }
}

#[wasm_bindgen_test]
async fn stopping_a_deleted_task_reports_that_it_no_longer_exists() {
    let page = accepting_stops(&[row("a").running(), row("b")]).await;
    page.platform.once(Op::Status, Answer::refused(4_041_013, ""));
    page.row("Task a").button("Stop").press();
    until("the missing task is reported", || {
        page.has_dialog() && page.dialog().says("This task no longer exists")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_stop_refused_for_its_token_is_resent_after_the_renewal() {
    let page = Page::in_portal(&[row("a").running()]).await;
    page.platform.always(Op::Status, Answer::ok(""));
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    page.platform.once(Op::Status, Answer::refused(4_031_021, ""));
    page.row("Task a").button("Stop").press();
    until("the toast is shown", || page.toasts().contains("“Task a” is stopped.")).await;
    let requests = page.platform.asked(Op::Status);
    let tokens: Vec<_> = requests.iter().map(|seen| seen.token().unwrap_or_default()).collect();
    assert_eq!(tokens, ["tok-1", "tok-2"]);
}

#[wasm_bindgen_test]
async fn a_stop_refused_after_more_than_five_seconds_is_not_resent() {
    let page = Page::in_portal(&[row("a").running()]).await;
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    let held = page.platform.hold(Op::Status);
    page.row("Task a").button("Stop").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.clock.rests(6);
    held.release(Answer::refused(4_031_021, ""));
    until("the operator is asked to resend", || {
        page.has_dialog() && page.dialog().says("send it again")
    })
    .await;
    assert_eq!(
        page.platform.asked(Op::Status).len(),
        1,
        "another operator may have started it since"
    );
}

#[wasm_bindgen_test]
async fn a_stop_is_offered_for_every_row_that_has_an_id_and_may_run() {
    let broken = |id: &str| row(id).with("from_version", r#""newest""#);
    let rows = [
        row("a").running(),
        row("b").with("status", "7"),
        broken("c"),
        row("d"),
        broken("e").with("id", "[]"),
    ];
    let page = accepting_stops(&rows).await;
    let stops: Vec<_> = page.rows().iter().map(|row| row.has_button("Stop")).collect();
    assert_eq!(stops, [true, true, true, false, false]);
    page.rows()[2].button("Stop").press();
    page.platform.was_asked(Op::Status, 1).await;
    assert!(page.platform.last(Op::Status).body.contains(r#""upgrade_task_id":"c""#));
    page.looks_twice_more().await;
    until("the stop stays unconfirmed", || page.toasts().contains(UNCONFIRMED)).await;
}

#[wasm_bindgen_test]
async fn a_row_shown_as_stopped_can_be_stopped_while_the_list_is_outdated() {
    let page = accepting_stops(&[row("a")]).await;
    let open = menu(&page, "Task a").await;
    assert!(!open.has_button("Stop"));
    page.platform.always(Op::List, Answer::html(500));
    page.button("Refresh").press();
    until("the list is outdated", || !page.alert().is_empty()).await;
    let open = menu(&page, "Task a").await;
    open.button("Stop").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.row("Task a").shows(UNCONFIRMED).await;
}

#[wasm_bindgen_test]
async fn a_bulk_stop_whose_answer_was_lost_is_not_shown_as_accepted() {
    let page = accepting_stops(&[row("a").running(), row("b").running()]).await;
    page.button("Stop all").press();
    until("the confirmation is open", || page.has_dialog()).await;
    let dialog = page.dialog();
    page.platform.once(Op::Status, Answer::NetworkError);
    let list = page.platform.hold(Op::List);
    dialog.button("Stop 2 tasks").press();
    page.platform.was_asked(Op::Status, 2).await;
    until("the second is accepted", || {
        results(&dialog) == ["Working…", UNCONFIRMED]
    })
    .await;
    list.release(Row::list(&[row("a"), row("b")]));
    dialog.shows("2 of 2 done.").await;
}

#[wasm_bindgen_test]
async fn stop_all_sends_every_stop_without_a_list_and_reports_unreadable_tasks() {
    let broken = |id: &str| row(id).with("from_version", r#""newest""#);
    let rows = [
        row("a").running(),
        row("b"),
        row("c").with("status", "7"),
        broken("d"),
        broken("e").with("id", "[]"),
    ];
    let page = accepting_stops(&rows).await;
    page.platform.always(Op::List, Answer::html(500));
    page.button("Refresh").press();
    until("the list is outdated", || !page.alert().is_empty()).await;
    let lists = page.platform.asked(Op::List).len();
    page.button("Stop all").press();
    until("the confirmation is open", || page.has_dialog()).await;
    let dialog = page.dialog();
    assert!(dialog.says("could not be read again"), "{}", dialog.text());
    assert!(
        dialog.says("Tasks that could not be read are missing here."),
        "{}",
        dialog.text()
    );
    let first_stop = page.platform.hold(Op::Status);
    dialog.button("Stop 3 tasks").press();
    page.platform.was_asked(Op::Status, 1).await;
    assert_eq!(page.platform.asked(Op::List).len(), lists, "no list request first");
    first_stop.release(Answer::ok(""));
    page.platform.was_asked(Op::Status, 3).await;
    let ids: Vec<bool> = ["a", "c", "d"]
        .iter()
        .zip(sent(&page))
        .map(|(id, body)| body.contains(&format!(r#""upgrade_task_id":"{id}""#)))
        .collect();
    assert_eq!(ids, [true; 3]);
    until("all are accepted", || {
        results(&dialog).iter().all(|result| result == UNCONFIRMED)
    })
    .await;
    page.looks_twice_more().await;
    until("none is confirmed", || {
        results(&dialog)
            .iter()
            .all(|result| result.starts_with(&format!("Unknown: {UNCONFIRMED}")))
    })
    .await;
    dialog.shows("0 of 3 done.").await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Status).len(), 3, "each was sent once");
}
