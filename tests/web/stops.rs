//! Stopping tasks: a stop is sent without reading the list first, and confirmed by the list afterwards.

use super::support::*;

const UNCONFIRMED: &str = "Stop accepted, not confirmed";

#[wasm_bindgen_test]
async fn a_stop_is_sent_while_the_list_fails_and_shown_as_unconfirmed() {
    for (what, answer) in [
        ("a gateway's 503", Answer::html(503)),
        ("too many requests", Answer::retry_after(429, "300")),
        ("no connection", Answer::NetworkError),
        ("plain text", Answer::ok("list")),
        ("JSON of another shape", Answer::ok(r#"{"rows":[]}"#)),
        ("a platform failure", Answer::refused(ErrorCode::ServerFault)),
        ("no answer", Answer::Held(HeldResponse::default())),
    ] {
        let page = Page::with_rows(&[row("a").running()]).await;
        page.platform.always(Op::List, answer);
        page.button("Refresh").press();
        page.platform.wait_for_requests(Op::List, 2).await;
        page.stop("Task a").await;
        page.row("Task a").wait_for_text(UNCONFIRMED).await;
        assert!(page.row("Task a").has_text("Running"), "{what}: the last known status");
        assert!(!page.has_text("is stopped."), "{what}");
        let stop = page.row("Task a").button("Stop");
        assert_eq!(stop.disabled_reason(), None, "{what}: the stop can be repeated");
        // The first readable list confirms the stop.
        page.set_rows(&[row("a")]);
        page.button("Refresh").press();
        page.row("Task a").wait_for_text("Stopped").await;
        assert!(!page.row("Task a").has_text(UNCONFIRMED), "{what}");
    }
}

#[wasm_bindgen_test]
async fn an_unconfirmed_stop_is_announced_and_logged_as_unknown() {
    let page = Page::with_rows(&[row("a").running()]).await;
    page.platform.always(Op::List, Answer::html(500));
    page.row("Task a").button("Stop").press();
    page.end_lookup_pauses().await;
    page.wait_for_toast(UNCONFIRMED).await;
    page.wait_for_toast("The list couldn’t be loaded, so the task may still be running")
        .await;
    assert!(!page.has_dialog(), "a dialog would pause the polls");
    let log = page.open_log().await;
    log.assert_text("Unknown");
    log.assert_text(UNCONFIRMED);
}

#[wasm_bindgen_test]
async fn a_stop_sends_no_list_request_first_and_ignores_changes() {
    let running = row("a").running();
    for changed in [
        running.clone().named("Other"),
        row("a"),
        running.with("target_version", "9"),
    ] {
        let page = Page::with_rows(&[row("a").running()]).await;
        page.set_rows(&[changed]);
        page.stop("Task a").await;
        let ops = page.platform.operations();
        assert_eq!(ops[..2], [Op::List, Op::SetStatus], "the page load reads the list");
        page.wait_for_toast("is stopped.").await;
    }
}

#[wasm_bindgen_test]
async fn stopping_a_deleted_task_reports_that_it_no_longer_exists() {
    let page = Page::with_rows(&[row("a").running(), row("b")]).await;
    page.platform.refuse_once(Op::SetStatus, ErrorCode::TaskNotFound);
    page.row("Task a").button("Stop").press();
    page.wait_for_dialog_text("This task no longer exists").await;
}

#[wasm_bindgen_test]
async fn a_stop_refused_while_another_product_is_on_show_is_reported_by_a_toast() {
    let builder = Page::builder().config(NO_PRODUCT).rows(&[row("a").running()]);
    let page = builder.open_at_list().await;
    let press = async { page.row("Task a").button("Stop").press() };
    let stop = page.hold_next(Op::SetStatus, press).await;
    page.press_and_see("Change product", "Choose a product").await;
    page.choose_product("p2");
    page.wait_for_list().await;
    stop.release(Answer::refused(ErrorCode::PrivateData));
    page.wait_for_toast("data is private").await;
    assert!(!page.has_dialog());
}

#[wasm_bindgen_test]
async fn a_stop_refused_for_its_token_is_resent_after_the_renewal() {
    let page = Page::in_portal(&[row("a").running()]).await;
    page.portal().give_token("tok-2");
    page.platform.refuse_once(Op::SetStatus, ErrorCode::TokenExpired);
    page.row("Task a").button("Stop").press();
    page.wait_for_toast("“Task a” is stopped.").await;
    let requests = page.platform.requests(Op::SetStatus);
    let tokens: Vec<_> = requests.iter().filter_map(RecordedRequest::token).collect();
    assert_eq!(tokens, ["tok-1", "tok-2"]);
}

#[wasm_bindgen_test]
async fn a_stop_refused_after_more_than_five_seconds_is_not_resent() {
    let page = Page::in_portal(&[row("a").running()]).await;
    page.portal().give_token("tok-2");
    let held = page.platform.hold(Op::SetStatus);
    page.stop("Task a").await;
    page.clock.advance_with_timers_suspended(6);
    held.release(Answer::refused(ErrorCode::TokenExpired));
    page.wait_for_dialog_text("Nothing was changed. Try again").await;
    // Another operator may have started it since.
    assert_eq!(page.platform.count(Op::SetStatus), 1);
}

#[wasm_bindgen_test]
async fn a_stop_is_offered_for_every_row_that_has_an_id_and_may_run() {
    let rows = [
        row("a").running(),
        row("b").with("status", "7"),
        row("c").unreadable(),
        row("d"),
        row("e").unreadable().with("id", "[]"),
    ];
    let page = Page::with_rows(&rows).await;
    let stops: Vec<_> = page.rows().iter().map(|row| row.has_button("Stop")).collect();
    assert_eq!(stops, [true, true, true, false, false]);
    page.rows()[2].button("Stop").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    let body = page.platform.last_request(Op::SetStatus).body;
    assert!(body.contains(r#""upgrade_task_id":"c""#), "{body}");
    page.end_lookup_pauses().await;
    page.wait_for_toast(UNCONFIRMED).await;
    page.wait_for_toast("The list can’t confirm the stop, so the task may still be running.")
        .await;
}

#[wasm_bindgen_test]
async fn a_row_shown_as_stopped_can_be_stopped_while_the_list_is_outdated() {
    let page = Page::with_rows(&[row("a")]).await;
    assert!(!page.open_menu("Task a").await.has_button("Stop"));
    page.platform.always(Op::List, Answer::html(500));
    page.button("Refresh").press();
    until("the list is outdated", || !page.alert().is_empty()).await;
    page.open_menu("Task a").await.button("Stop").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    page.row("Task a").wait_for_text(UNCONFIRMED).await;
}

#[wasm_bindgen_test]
async fn a_bulk_stop_whose_answer_was_lost_is_not_shown_as_accepted() {
    let page = Page::with_rows(&[row("a").running(), row("b").running()]).await;
    let dialog = page.open_bulk_confirmation("Stop all").await;
    page.platform.once(Op::SetStatus, Answer::NetworkError);
    let list = page.platform.hold(Op::List);
    dialog.button("Stop 2 tasks").press();
    page.platform.wait_for_requests(Op::SetStatus, 2).await;
    let results = || bulk_results(&dialog);
    until("the second is accepted", || results() == ["Working…", UNCONFIRMED]).await;
    list.release(Row::list(&[row("a"), row("b")]));
    dialog.wait_for_text("2 of 2 done.").await;
}

#[wasm_bindgen_test]
async fn stop_all_sends_every_stop_without_a_list_and_reports_unreadable_tasks() {
    let rows = [
        row("a").running(),
        row("b"),
        row("c").with("status", "7"),
        row("d").unreadable(),
        row("e").unreadable().with("id", "[]"),
    ];
    let page = Page::with_rows(&rows).await;
    page.platform.always(Op::List, Answer::html(500));
    page.button("Refresh").press();
    until("the list is outdated", || !page.alert().is_empty()).await;
    let lists = page.platform.count(Op::List);
    let dialog = page.open_bulk_confirmation("Stop all").await;
    dialog.assert_text("couldn’t be refreshed");
    dialog.assert_text("Some tasks couldn’t be read and won’t be stopped.");
    let first_stop = page.platform.hold(Op::SetStatus);
    dialog.button("Stop 3 tasks").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    assert_eq!(page.platform.count(Op::List), lists, "no list request first");
    first_stop.release(Answer::ok(""));
    page.platform.wait_for_requests(Op::SetStatus, 3).await;
    for (id, body) in ["a", "c", "d"].iter().zip(page.platform.bodies(Op::SetStatus)) {
        assert!(body.contains(&format!(r#""upgrade_task_id":"{id}""#)), "{body}");
    }
    let all_are = |start: &str| bulk_results(&dialog).iter().all(|result| result.starts_with(start));
    until("all are accepted", || all_are(UNCONFIRMED)).await;
    page.end_lookup_pauses().await;
    let unknown = format!("Unknown: {UNCONFIRMED}");
    until("none is confirmed", || all_are(&unknown)).await;
    dialog.wait_for_text("0 of 3 done.").await;
    page.platform.assert_sent(Op::SetStatus, 3).await;
}
