//! Writes with a lost response: the list is read to learn the outcome, nothing is sent twice, and no unverified result
//! is shown.

use super::support::*;

const NOT_CREATED: &str = "it wasn’t created. It is safe to try again";
const UNKNOWN: &str = "It isn’t known whether the task was created";

#[wasm_bindgen_test]
async fn a_create_with_a_lost_response_is_found_in_the_list_and_shown() {
    let (gateway, html, truncated) = (Answer::html(502), Answer::html(200), Answer::ok(r#"{"id":"#));
    for lost in [Answer::NetworkError, gateway, html, Answer::ok(""), truncated] {
        let (page, dialog) = Page::with_filled_form(&[]).await;
        page.platform.once(Op::Create, lost);
        page.set_rows(&[Row::of_form("new")]);
        dialog.submit().await;
        page.wait_for_toast("the task is in the list").await;
        // Its details are shown.
        let details = page.wait_for_dialog_named("Meter 7 to 9").await;
        details.wait_for_text("Task ID").await;
        assert_eq!(page.platform.count(Op::Create), 1, "the create is not repeated");
        page.close_dialog("Close").await;
        page.row("Meter 7 to 9").button("Meter 7 to 9").wait_for_focus().await;
        let form = page.open_create().await;
        assert_eq!(form_values(&form)[0], "", "the form is empty");
    }
}

#[wasm_bindgen_test]
async fn a_create_applied_late_is_found_by_a_later_read() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    until("the first read is done", || page.clock.pending_timeouts(1000) == 1).await;
    assert!(dialog.has_text("Looking for the task in the list"));
    assert!(!dialog.has_text(NOT_CREATED), "two reads are left");
    page.clock.fire_timeouts_of(1000);
    until("the second read is done", || page.clock.pending_timeouts(3000) == 1).await;
    page.set_rows(&[Row::of_form("new")]);
    page.clock.fire_timeouts_of(3000);
    page.wait_for_toast("the task is in the list").await;
}

#[wasm_bindgen_test]
async fn a_create_missing_from_three_reads_can_be_retried() {
    let (page, dialog) = Page::with_lost_create().await;
    assert_eq!(page.platform.count(Op::List), 4);
    assert_eq!(page.platform.count(Op::Create), 1, "the create is not repeated");
    assert_eq!(form_values(&dialog)[0], "Meter 7 to 9");
    page.platform.once(Op::Create, Answer::ok(Row::of_form("new").json()));
    page.create(&dialog).await;
    assert!(page.toasts().contains("“Meter 7 to 9” was created and is stopped."));
}

#[wasm_bindgen_test]
async fn a_retry_refused_because_the_first_create_succeeded_is_no_error() {
    let (page, dialog) = Page::with_lost_create().await;
    page.set_rows(&[Row::of_form("new")]);
    page.platform.refuse_once(Op::Create, ErrorCode::TaskNameExists);
    dialog.submit().await;
    page.wait_for_toast("the task is in the list").await;
    page.wait_for_dialog_named("Meter 7 to 9").await;
}

#[wasm_bindgen_test]
async fn a_name_taken_by_another_task_is_an_error_after_a_lost_response() {
    let (page, dialog) = Page::with_lost_create().await;
    page.set_rows(&[Row::of_form("new").with("target_version_size", "1")]);
    page.platform.refuse_once(Op::Create, ErrorCode::TaskNameExists);
    dialog.submit().await;
    dialog.wait_for_text("already has this name").await;
    assert!(!page.toasts().contains("in the list"));
}

#[wasm_bindgen_test]
async fn the_outcome_is_unknown_if_the_list_is_unreadable_or_ambiguous() {
    let unreadable = Answer::ok(r#"[{"id":"?"}]"#);
    let already_running = Row::list(&[Row::of_form("new").running()]);
    for (list, further_reads) in [(Answer::NetworkError, 2), (unreadable, 0), (already_running, 0)] {
        let (page, dialog) = Page::with_filled_form(&[]).await;
        page.platform.once(Op::Create, Answer::NetworkError);
        page.platform.always(Op::List, list);
        dialog.submit().await;
        if further_reads > 0 {
            page.end_lookup_pauses().await;
        }
        dialog.wait_for_text(UNKNOWN).await;
        assert!(!dialog.has_text(NOT_CREATED));
        assert_eq!(form_values(&dialog)[0], "Meter 7 to 9");
    }
}

#[wasm_bindgen_test]
async fn a_create_that_fails_after_its_dialog_is_closed_is_reported() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let held = page.submit_and_hold(&dialog).await;
    page.close_dialog("Escape").await;
    held.release(Answer::refused(ErrorCode::QuotaReached));
    page.wait_for_toast("(code 4001080)").await;
    assert!(page.toasts().contains("Create task “Meter 7 to 9”"));
    assert!(!page.has_dialog(), "the form does not reopen");
    let dialog = page.open_create().await;
    assert!(dialog.has_text("(code 4001080)"));
    assert_eq!(form_values(&page.dialog())[0], "Meter 7 to 9");
}

#[wasm_bindgen_test]
async fn text_typed_while_a_create_is_pending_is_kept() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let held = page.submit_and_hold(&dialog).await;
    dialog.button("Back").press();
    dialog.field("Name").type_in("The next one");
    held.release(Answer::ok(Row::of_form("new").json()));
    page.wait_for_toast("was created").await;
    settled().await;
    assert_eq!(form_values(&page.dialog())[0], "The next one");
}

#[wasm_bindgen_test]
async fn an_action_with_a_lost_response_is_done_if_the_list_shows_it() {
    for lost in [Answer::NetworkError, Answer::html(502), Answer::html(200)] {
        for (button, op, rows, result) in [
            ("Start", Op::SetStatus, vec![row("a").running()], "is running."),
            ("Delete", Op::Delete, vec![], "was deleted."),
        ] {
            let page = Page::with_rows(&[row("a")]).await;
            let held = page.confirm_and_hold("Task a", button, op).await;
            page.set_rows(&rows);
            held.release(lost.clone());
            page.wait_for_no_dialog().await;
            assert!(page.toasts().contains(&format!("“Task a” {result}")));
            assert_eq!(page.rows().len(), rows.len());
            assert!(rows.is_empty() || page.row("Task a").has_text("Running"));
            assert_eq!(page.platform.count(op), 1);
        }
    }
}

#[wasm_bindgen_test]
async fn a_row_without_an_id_confirms_no_delete_and_does_not_contradict_an_accepted_one() {
    for (answer, is_confirmed) in [(Answer::NetworkError, false), (Answer::not_applied(), true)] {
        let page = Page::with_rows(&[row("a")]).await;
        let held = page.confirm_and_hold("Task a", "Delete", Op::Delete).await;
        page.set_rows(&[row("a").with("id", "[]")]);
        held.release(answer);
        page.end_lookup_pauses().await;
        match is_confirmed {
            true => page.wait_for_no_dialog().await,
            false => page.dialog().wait_for_text("It isn’t known whether").await,
        }
    }
}

#[wasm_bindgen_test]
async fn an_action_that_three_reads_of_the_list_do_not_show_is_not_reported_as_done() {
    let (start, delete) = (("Start", Op::SetStatus), ("Delete", Op::Delete));
    let (lost, unchanged) = (Answer::NetworkError, Row::list(&[row("a")]));
    for ((button, op), answer, list, sentence) in [
        (start, lost.clone(), unchanged.clone(), "the task hasn’t changed"),
        (
            start,
            Answer::not_applied(),
            unchanged,
            "still shows the task unchanged",
        ),
        (
            delete,
            lost.clone(),
            lost,
            "It isn’t known whether the action was carried out",
        ),
    ] {
        let page = Page::with_rows(&[row("a")]).await;
        let held = page.confirm_and_hold("Task a", button, op).await;
        page.platform.always(Op::List, list);
        held.release(answer);
        page.end_lookup_pauses().await;
        page.dialog().wait_for_text(sentence).await;
        assert!(page.row("Task a").has_text("Stopped"), "{sentence}");
        assert_eq!(page.toasts(), "", "{sentence}");
        assert_eq!(page.platform.count(op), 1, "{sentence}: it is not repeated");
    }
}

#[wasm_bindgen_test]
async fn a_write_is_not_sent_if_the_list_cannot_be_read_before_it() {
    for (button, op) in [("Start", Op::SetStatus), ("Delete", Op::Delete)] {
        let page = Page::with_rows(&[row("a")]).await;
        let confirmation = page.open_confirmation("Task a", button).await;
        page.platform.always(Op::List, Answer::NetworkError);
        confirmation.press_and_see(button, "Nothing was sent").await;
        assert!(page.platform.requests(op).is_empty());
        page.set_rows(&[row("a")]);
        confirmation.button(button).press();
        page.wait_for_no_dialog().await;
        assert_eq!(page.platform.count(op), 1);
    }
}

#[wasm_bindgen_test]
async fn a_button_pressed_twenty_times_sends_one_request() {
    for (op, button) in [(Op::SetStatus, "Start"), (Op::Delete, "Delete")] {
        let page = Page::with_rows(&[row("a")]).await;
        let confirmation = page.open_confirmation("Task a", button).await;
        confirmation.button(button).press_times(20);
        page.wait_for_no_dialog().await;
        page.platform.assert_sent(op, 1).await;
    }
    // A stop needs no confirmation.
    let page = Page::with_rows(&[row("a").running()]).await;
    page.row("Task a").button("Stop").press_times(20);
    page.wait_for_toast("“Task a” is stopped.").await;
    page.platform.assert_sent(Op::SetStatus, 1).await;
}

#[wasm_bindgen_test]
async fn a_form_submitted_twenty_times_is_sent_once() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let held = page.platform.hold(Op::Create);
    dialog.open_review().await;
    dialog.button("Create task").press_times(20);
    (0..20).for_each(|_| dialog.field("Name").press_key("Enter"));
    page.platform.wait_for_requests(Op::Create, 1).await;
    dialog.wait_for_button("Working…").await;
    dialog.button("Working…").press_times(20);
    settled().await;
    held.release(Answer::ok(row("new").json()));
    page.wait_for_no_dialog().await;
    page.platform.assert_sent(Op::Create, 1).await;
}

#[wasm_bindgen_test]
async fn the_outcome_of_a_create_is_unknown_after_a_timeout() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform.always(Op::List, Answer::NetworkError);
    let expired = expire_timeouts();
    dialog.submit().await;
    page.end_lookup_pauses().await;
    dialog.wait_for_text("The platform didn’t respond in time.").await;
    assert!(dialog.has_text(UNKNOWN));
    assert_eq!(form_values(&dialog)[0], "Meter 7 to 9");
    drop(expired);
}

#[wasm_bindgen_test]
async fn a_task_found_after_a_change_of_product_is_not_named_in_the_address() {
    let page = Page::builder().config(NO_PRODUCT).open_at_list().await;
    let dialog = page.open_filled_form().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    until("the first read is done", || page.clock.pending_timeouts(1000) == 1).await;
    page.close_dialog("Escape").await;
    page.press_and_see("Change product", "Choose a product").await;
    page.choose_product("p2");
    page.wait_for_list().await;
    page.set_rows(&[Row::of_form("new")]);
    page.clock.fire_timeouts_of(1000);
    page.wait_for_toast("the task is in the list").await;
    settled().await;
    assert_eq!(page.query(), "?product_id=p2");
}

#[wasm_bindgen_test]
async fn a_task_found_while_the_next_one_is_typed_leaves_the_focus_in_the_form() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    until("the first read is done", || page.clock.pending_timeouts(1000) == 1).await;
    dialog.button("Back").press();
    dialog.wait_for_button("Discard").await;
    dialog.one("#create-go-on").wait_for_focus().await;
    let name = dialog.field("Name");
    name.type_in("The next one");
    name.0.focus().unwrap();
    page.set_rows(&[Row::of_form("new")]);
    page.clock.fire_timeouts_of(1000);
    page.wait_for_toast("the task is in the list").await;
    settled().await;
    assert_eq!(page.all("dialog[open]").len(), 1);
    assert!(name.has_focus());
}
