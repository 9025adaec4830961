//! Late answers, and polls that overlap with other requests.

use super::support::*;

#[wasm_bindgen_test]
async fn an_older_answer_that_arrives_after_a_newer_list_is_dropped() {
    for older in [Row::list(&[row("older")]), Answer::NetworkError] {
        let page = Page::with_rows(&[row("first")]).await;
        let held = page.refresh_and_hold().await;
        page.set_rows(&[row("newer")]);
        page.refresh().await;
        page.wait_for_text("Task newer").await;
        held.release(older);
        settled().await;
        assert!(page.has_text("Task newer") && !page.has_text("Task older"));
        assert_eq!(page.alert(), "");
    }
}

#[wasm_bindgen_test]
async fn a_poll_sent_before_a_start_does_not_overwrite_its_result() {
    let page = Page::with_rows(&[row("a")]).await;
    let poll = page.poll_and_hold().await;
    page.act("Task a", "Start").await;
    assert!(page.row("Task a").has_text("Running"));
    poll.release(Row::list(&[row("a")]));
    settled().await;
    assert!(page.row("Task a").has_text("Running"));
}

#[wasm_bindgen_test]
async fn a_poll_answered_during_a_start_is_dropped() {
    let page = Page::with_rows(&[row("a")]).await;
    let poll = page.poll_and_hold().await;
    let start = page.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
    poll.release(Row::list(&[row("a").upgraded(999)]));
    settled().await;
    assert!(!page.has_text("999"));
    start.release(Answer::ok(""));
    page.wait_for_no_dialog().await;
    assert!(page.row("Task a").has_text("Running"));
}

#[wasm_bindgen_test]
async fn no_poll_runs_while_a_dialog_is_open() {
    let page = Page::with_rows(&[row("a")]).await;
    page.open_confirmation("Task a", "Start").await;
    page.advance_to_poll();
    page.platform.assert_sent(Op::List, 1).await;
    page.close_dialog("Cancel").await;
    page.open_create().await;
    page.advance_to_poll();
    page.platform.assert_sent(Op::List, 1).await;
    page.close_dialog("Cancel").await;
    page.advance_to_poll();
    page.platform.wait_for_requests(Op::List, 2).await;
}

#[wasm_bindgen_test]
async fn a_poll_updates_counts_and_keeps_focus() {
    let page = Page::with_rows(&[row("a").running().remaining(10), row("b")]).await;
    let stop = page.row("Task a").button("Stop");
    stop.0.focus().unwrap();
    let changed = row("a").running().upgraded(4).remaining(6);
    page.set_rows(&[changed, row("b")]);
    page.poll_and_see("Remaining 6").await;
    assert!(stop.has_focus());
    assert!(page.row("Task a").button("Stop") == stop, "the element is reused");
    assert_eq!(page.row("Task a").one("progress").attr("value").as_deref(), Some("4"));
}

#[wasm_bindgen_test]
async fn a_poll_adds_and_removes_rows() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    page.set_rows(&[row("c"), row("b").running()]);
    page.poll_and_see("Task c").await;
    let names: Vec<_> = page.rows().iter().map(|row| row.all("button")[0].text()).collect();
    assert_eq!(names, ["Task c", "Task b"]);
    assert!(page.row("Task b").has_text("Running"));
    page.set_rows(&[]);
    page.poll_and_see("No upgrade tasks yet").await;
}
