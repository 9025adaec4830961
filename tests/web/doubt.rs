//! Writes with a lost response: the list is read to learn the outcome, nothing is sent twice, and no unverified result
//! is shown.

use super::support::{Answer, Gate, NoTime, Op, Page, Part, Row, fill_form, row, settled, typed, until};
use wasm_bindgen_test::wasm_bindgen_test;

const NOT_CREATED: &str = "it was not created. Try again";
const UNKNOWN: &str = "It is not known whether the task was created";

/// The task of the form as the platform lists it.
fn created_row() -> Row {
    Row::of_form("new")
}

/// A page without tasks and its completed create form.
async fn filled_form() -> (Page, Part) {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    (page, dialog)
}

#[wasm_bindgen_test]
async fn a_create_with_a_lost_response_is_found_in_the_list_and_shown() {
    for lost in [
        Answer::NetworkError,
        Answer::html(502),
        Answer::html(200),
        Answer::ok(""),
        Answer::ok(r#"{"id":"#),
    ] {
        let (page, dialog) = filled_form().await;
        page.platform.once(Op::Create, lost);
        page.platform_has(&[created_row()]);
        dialog.submit().await;
        until("a toast is shown", || page.toasts().contains("the task is in the list")).await;
        page.dialog().shows("Task id").await;
        assert_eq!(page.dialog().name(), "Meter 7 to 9", "its details are shown");
        assert_eq!(page.platform.asked(Op::Create).len(), 1, "the create is not repeated");
        page.dialog().button("Close").press();
        page.no_dialog().await;
        let form = page.open_create().await;
        assert_eq!(typed(&form)[0], "", "the form is empty");
    }
}

#[wasm_bindgen_test]
async fn a_create_applied_late_is_found_by_a_later_read() {
    let (page, dialog) = filled_form().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    until("the first read is done", || page.clock.waiting(1000) == 1).await;
    assert!(dialog.says("Looking in the list whether the task is there"));
    assert!(!dialog.says(NOT_CREATED), "two reads are left");
    page.clock.after(1000);
    until("the second read is done", || page.clock.waiting(3000) == 1).await;
    page.platform_has(&[created_row()]);
    page.clock.after(3000);
    until("a toast is shown", || page.toasts().contains("the task is in the list")).await;
}

#[wasm_bindgen_test]
async fn a_create_missing_from_three_reads_can_be_retried() {
    let (page, dialog) = filled_form().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform_has(&[row("other")]);
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows(NOT_CREATED).await;
    assert_eq!(page.platform.asked(Op::List).len(), 4);
    assert_eq!(page.platform.asked(Op::Create).len(), 1, "the create is not repeated");
    assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    page.platform.once(Op::Create, Answer::ok(created_row().json()));
    dialog.submit().await;
    page.no_dialog().await;
    assert!(page.toasts().contains("“Meter 7 to 9” is created and stopped."));
}

#[wasm_bindgen_test]
async fn a_retry_refused_because_the_first_create_succeeded_is_no_error() {
    let (page, dialog) = filled_form().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows(NOT_CREATED).await;
    page.platform_has(&[created_row()]);
    page.platform.once(Op::Create, Answer::refused(4_001_035, ""));
    dialog.submit().await;
    until("a toast is shown", || page.toasts().contains("the task is in the list")).await;
    assert_eq!(page.dialog().name(), "Meter 7 to 9");
}

#[wasm_bindgen_test]
async fn a_name_taken_by_another_task_is_an_error_after_a_lost_response() {
    let (page, dialog) = filled_form().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows(NOT_CREATED).await;
    page.platform_has(&[created_row().with("target_version_size", "1")]);
    page.platform.once(Op::Create, Answer::refused(4_001_035, ""));
    dialog.submit().await;
    dialog.shows("has this name already").await;
    assert!(!page.toasts().contains("in the list"));
}

#[wasm_bindgen_test]
async fn the_outcome_is_unknown_if_the_list_is_unreadable_or_ambiguous() {
    let unreadable = Answer::ok(r#"[{"id":"?"}]"#);
    let already_running = Row::list(&[created_row().running()]);
    for (list, further_reads) in [(Answer::NetworkError, 2), (unreadable, 0), (already_running, 0)] {
        let (page, dialog) = filled_form().await;
        page.platform.once(Op::Create, Answer::NetworkError);
        page.platform.always(Op::List, list);
        dialog.submit().await;
        if further_reads > 0 {
            page.looks_twice_more().await;
        }
        dialog.shows(UNKNOWN).await;
        assert!(!dialog.says(NOT_CREATED));
        assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    }
}

#[wasm_bindgen_test]
async fn the_outcome_of_a_refused_create_is_known() {
    for refusal in [Answer::refused(4_001_080, ""), Answer::html(403), Answer::html(429)] {
        let (page, dialog) = filled_form().await;
        page.platform.once(Op::Create, refusal);
        dialog.submit().await;
        until("the refusal is shown", || !dialog.alert().is_empty()).await;
        assert!(!dialog.says(UNKNOWN) && !dialog.says(NOT_CREATED));
        assert_eq!(page.platform.asked(Op::Create).len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_create_that_fails_after_its_dialog_is_closed_is_reported() {
    let (page, dialog) = filled_form().await;
    let gate = page.platform.hold(Op::Create);
    dialog.submit().await;
    page.platform.was_asked(Op::Create, 1).await;
    dialog.escape();
    page.no_dialog().await;
    gate.release(Answer::refused(4_001_080, ""));
    until("the failure is shown", || page.toasts().contains("(code 4001080)")).await;
    assert!(page.toasts().contains("Create task “Meter 7 to 9”"));
    assert!(!page.has_dialog(), "the form does not reopen");
    let dialog = page.open_create().await;
    assert!(dialog.says("(code 4001080)"));
    assert_eq!(typed(&page.dialog())[0], "Meter 7 to 9");
}

#[wasm_bindgen_test]
async fn text_typed_while_a_create_is_pending_is_kept() {
    let (page, dialog) = filled_form().await;
    let gate = page.platform.hold(Op::Create);
    dialog.submit().await;
    page.platform.was_asked(Op::Create, 1).await;
    dialog.button("Back").press();
    dialog.field("Name").type_in("The next one");
    gate.release(Answer::ok(created_row().json()));
    until("the success is shown", || page.toasts().contains("is created")).await;
    settled().await;
    assert_eq!(typed(&page.dialog())[0], "The next one");
}

#[wasm_bindgen_test]
async fn a_start_with_a_lost_response_is_done_if_the_list_shows_it() {
    for lost in [Answer::NetworkError, Answer::html(502), Answer::html(200)] {
        let page = Page::with_rows(&[row("a")]).await;
        let gate = started(&page).await;
        page.platform_has(&[row("a").running()]);
        gate.release(lost);
        page.no_dialog().await;
        assert!(page.row("Task a").says("Running"));
        assert!(page.toasts().contains("“Task a” is running."));
        assert_eq!(page.platform.asked(Op::Status).len(), 1);
    }
}

/// Sends a start and returns the gate of its response.
async fn started(page: &Page) -> Gate {
    let gate = page.platform.hold(Op::Status);
    page.ask("Task a", "Start").await.button("Start").press();
    page.platform.was_asked(Op::Status, 1).await;
    gate
}

#[wasm_bindgen_test]
async fn a_start_with_a_lost_response_is_not_done_if_three_reads_do_not_show_it() {
    let page = Page::with_rows(&[row("a")]).await;
    started(&page).await.release(Answer::NetworkError);
    page.looks_twice_more().await;
    page.dialog().shows("The platform could not be reached.").await;
    assert!(page.dialog().says("does not show it done"));
    assert!(page.row("Task a").says("Stopped"));
    assert_eq!(page.toasts(), "");
    assert_eq!(page.platform.asked(Op::Status).len(), 1, "the start is not repeated");
}

#[wasm_bindgen_test]
async fn the_outcome_of_a_delete_is_unknown_if_the_list_cannot_be_read_after_it() {
    let page = Page::with_rows(&[row("a")]).await;
    let gate = page.platform.hold(Op::Delete);
    page.ask("Task a", "Delete").await.button("Delete").press();
    page.platform.was_asked(Op::Delete, 1).await;
    page.platform.always(Op::List, Answer::NetworkError);
    gate.release(Answer::NetworkError);
    page.looks_twice_more().await;
    page.dialog().shows("It is not known whether it was done").await;
    assert_eq!(page.rows().len(), 1);
    assert_eq!(page.toasts(), "");
}

#[wasm_bindgen_test]
async fn a_write_is_not_sent_if_the_list_cannot_be_read_before_it() {
    for (button, op) in [("Start", Op::Status), ("Delete", Op::Delete)] {
        let page = Page::with_rows(&[row("a")]).await;
        let confirmation = page.ask("Task a", button).await;
        page.platform.always(Op::List, Answer::NetworkError);
        confirmation.button(button).press();
        confirmation.shows("Nothing was sent").await;
        assert!(page.platform.asked(op).is_empty());
        page.platform_has(&[row("a")]);
        page.platform.always(op, Answer::ok(""));
        confirmation.button(button).press();
        page.no_dialog().await;
        assert_eq!(page.platform.asked(op).len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_delete_with_a_lost_response_is_done_if_the_list_does_not_show_the_task() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    let gate = page.platform.hold(Op::Delete);
    page.ask("Task a", "Delete").await.button("Delete").press();
    page.platform.was_asked(Op::Delete, 1).await;
    page.platform_has(&[row("b")]);
    gate.release(Answer::NetworkError);
    page.no_dialog().await;
    assert!(page.toasts().contains("“Task a” is deleted."));
    assert_eq!(page.rows().len(), 1);
}

#[wasm_bindgen_test]
async fn an_accepted_start_that_the_list_does_not_show_is_not_reported_as_done() {
    let page = Page::with_rows(&[row("a")]).await;
    started(&page).await.release(Answer::empty_promise());
    page.looks_twice_more().await;
    page.dialog().shows("still shows the task as before").await;
    assert_eq!(page.toasts(), "");
}

#[wasm_bindgen_test]
async fn a_confirmation_pressed_twenty_times_is_sent_once() {
    for (op, button) in [(Op::Status, "Start"), (Op::Delete, "Delete")] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(op, Answer::ok(""));
        let confirmation = page.ask("Task a", button).await;
        confirmation.button(button).press_times(20);
        page.no_dialog().await;
        settled().await;
        assert_eq!(page.platform.asked(op).len(), 1, "{button}");
    }
}

#[wasm_bindgen_test]
async fn a_form_submitted_twenty_times_is_sent_once() {
    let (page, dialog) = filled_form().await;
    let gate = page.platform.hold(Op::Create);
    dialog.review().await;
    dialog.button("Create task").press_times(20);
    (0..20).for_each(|_| dialog.field("Name").key("Enter"));
    page.platform.was_asked(Op::Create, 1).await;
    until("the button is busy", || dialog.has_button("Working…")).await;
    dialog.button("Working…").press_times(20);
    settled().await;
    gate.release(Answer::ok(row("new").json()));
    page.no_dialog().await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Create).len(), 1);
}

#[wasm_bindgen_test]
async fn the_outcome_of_a_create_is_unknown_after_a_timeout() {
    let (page, dialog) = filled_form().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform.always(Op::List, Answer::NetworkError);
    let no_time = NoTime::install();
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows("The platform did not answer in time.").await;
    assert!(dialog.says(UNKNOWN));
    assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    drop(no_time);
}
