//! When nobody knows whether it was done: the list is asked, nothing is sent twice, and nothing is said that is not so.

use super::support::{Answer, Gate, NoTime, Op, Page, Part, Row, fill_form, row, settled, typed, until};
use wasm_bindgen_test::wasm_bindgen_test;

const NOT_THERE: &str = "it was not created. Try again";
const NOT_KNOWN: &str = "It is not known whether the task was created";

fn wanted() -> Row {
    Row::of_form("new")
}

async fn filled() -> (Page, Part) {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    (page, dialog)
}

#[wasm_bindgen_test]
async fn a_create_whose_answer_was_lost_is_found_in_the_list_and_shown() {
    for lost in [
        Answer::NetworkError,
        Answer::html(502),
        Answer::html(200),
        Answer::ok(""),
        Answer::ok(r#"{"id":"#),
    ] {
        let (page, dialog) = filled().await;
        page.platform.once(Op::Create, lost);
        page.platform_has(&[wanted()]);
        dialog.submit().await;
        until("it is there", || page.toasts().contains("the task is in the list")).await;
        page.dialog().shows("Task id").await;
        assert_eq!(page.dialog().name(), "Meter 7 to 9", "here it is");
        assert_eq!(page.platform.asked(Op::Create).len(), 1, "it is not sent again");
        page.dialog().button("Close").press();
        page.no_dialog().await;
        let again = page.open_create().await;
        assert_eq!(typed(&again)[0], "", "the form is empty for the next one");
    }
}

#[wasm_bindgen_test]
async fn a_create_that_arrives_late_is_found_by_a_later_look() {
    let (page, dialog) = filled().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    until("the first look is over", || page.clock.waiting(1000) == 1).await;
    assert!(dialog.says("Looking in the list whether the task is there"));
    assert!(!dialog.says(NOT_THERE), "it is too early to say");
    page.clock.after(1000);
    until("the second look is over", || page.clock.waiting(3000) == 1).await;
    page.platform_has(&[wanted()]);
    page.clock.after(3000);
    until("it is there", || page.toasts().contains("the task is in the list")).await;
}

#[wasm_bindgen_test]
async fn a_create_that_three_lists_do_not_show_was_not_done_and_may_be_tried_again() {
    let (page, dialog) = filled().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform_has(&[row("other")]);
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows(NOT_THERE).await;
    assert_eq!(page.platform.asked(Op::List).len(), 4);
    assert_eq!(
        page.platform.asked(Op::Create).len(),
        1,
        "it is not sent again by itself"
    );
    assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    page.platform.once(Op::Create, Answer::ok(wanted().json()));
    dialog.submit().await;
    page.no_dialog().await;
    assert!(page.toasts().contains("“Meter 7 to 9” is created and stopped."));
}

#[wasm_bindgen_test]
async fn a_second_try_that_finds_the_name_taken_by_the_first_is_no_error() {
    let (page, dialog) = filled().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows(NOT_THERE).await;
    page.platform_has(&[wanted()]);
    page.platform.once(Op::Create, Answer::refused(4_001_035, ""));
    dialog.submit().await;
    until("it is there", || page.toasts().contains("the task is in the list")).await;
    assert_eq!(page.dialog().name(), "Meter 7 to 9");
}

#[wasm_bindgen_test]
async fn a_name_taken_by_another_task_stays_an_error_after_a_doubt() {
    let (page, dialog) = filled().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows(NOT_THERE).await;
    page.platform_has(&[wanted().with("target_version_size", "1")]);
    page.platform.once(Op::Create, Answer::refused(4_001_035, ""));
    dialog.submit().await;
    dialog.shows("has this name already").await;
    assert!(!page.toasts().contains("in the list"));
}

#[wasm_bindgen_test]
async fn where_the_list_cannot_be_read_or_does_not_tell_nothing_is_claimed() {
    let unreadable = Answer::ok(r#"[{"id":"?"}]"#);
    let ran_before = Row::list(&[wanted().running()]);
    for (list, looks) in [(Answer::NetworkError, 2), (unreadable, 0), (ran_before, 0)] {
        let (page, dialog) = filled().await;
        page.platform.once(Op::Create, Answer::NetworkError);
        page.platform.always(Op::List, list);
        dialog.submit().await;
        if looks > 0 {
            page.looks_twice_more().await;
        }
        dialog.shows(NOT_KNOWN).await;
        assert!(!dialog.says(NOT_THERE));
        assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    }
}

#[wasm_bindgen_test]
async fn a_refused_create_leaves_no_doubt() {
    for refusal in [Answer::refused(4_001_080, ""), Answer::html(403), Answer::html(429)] {
        let (page, dialog) = filled().await;
        page.platform.once(Op::Create, refusal);
        dialog.submit().await;
        until("it is said", || !dialog.alert().is_empty()).await;
        assert!(!dialog.says(NOT_KNOWN) && !dialog.says(NOT_THERE));
        assert_eq!(page.platform.asked(Op::Create).len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_create_that_fails_after_its_dialog_was_closed_is_told_all_the_same() {
    let (page, dialog) = filled().await;
    let gate = page.platform.hold(Op::Create);
    dialog.submit().await;
    page.platform.was_asked(Op::Create, 1).await;
    dialog.escape();
    page.no_dialog().await;
    gate.release(Answer::refused(4_001_080, ""));
    until("it is told", || page.toasts().contains("(code 4001080)")).await;
    assert!(page.toasts().contains("Create task “Meter 7 to 9”"));
    assert!(!page.has_dialog(), "nobody is thrown back into the form");
    let dialog = page.open_create().await;
    assert!(dialog.says("(code 4001080)"));
    assert_eq!(typed(&page.dialog())[0], "Meter 7 to 9");
}

#[wasm_bindgen_test]
async fn what_is_typed_while_a_create_is_on_its_way_is_kept() {
    let (page, dialog) = filled().await;
    let gate = page.platform.hold(Op::Create);
    dialog.submit().await;
    page.platform.was_asked(Op::Create, 1).await;
    dialog.button("Back").press();
    dialog.field("Name").type_in("The next one");
    gate.release(Answer::ok(wanted().json()));
    until("it is told", || page.toasts().contains("is created")).await;
    settled().await;
    assert_eq!(typed(&page.dialog())[0], "The next one");
}

#[wasm_bindgen_test]
async fn a_start_whose_answer_was_lost_is_done_where_the_list_shows_it() {
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

/// A start that was sent.
async fn started(page: &Page) -> Gate {
    let gate = page.platform.hold(Op::Status);
    page.ask("Task a", "Start").await.button("Start").press();
    page.platform.was_asked(Op::Status, 1).await;
    gate
}

#[wasm_bindgen_test]
async fn a_start_whose_answer_was_lost_is_not_done_where_three_lists_do_not_show_it() {
    let page = Page::with_rows(&[row("a")]).await;
    started(&page).await.release(Answer::NetworkError);
    page.looks_twice_more().await;
    page.dialog().shows("The platform could not be reached.").await;
    assert!(page.dialog().says("does not show it done"));
    assert!(page.row("Task a").says("Stopped"));
    assert_eq!(page.toasts(), "");
    assert_eq!(
        page.platform.asked(Op::Status).len(),
        1,
        "it is not sent again by itself"
    );
}

#[wasm_bindgen_test]
async fn where_the_list_cannot_be_read_after_it_nothing_is_called_done() {
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
async fn where_the_task_cannot_be_read_before_it_nothing_is_sent() {
    for (button, op) in [("Start", Op::Status), ("Delete", Op::Delete)] {
        let page = Page::with_rows(&[row("a")]).await;
        let question = page.ask("Task a", button).await;
        page.platform.always(Op::List, Answer::NetworkError);
        question.button(button).press();
        question.shows("Nothing was sent").await;
        assert!(page.platform.asked(op).is_empty());
        page.platform_has(&[row("a")]);
        page.platform.always(op, Answer::ok(""));
        question.button(button).press();
        page.no_dialog().await;
        assert_eq!(page.platform.asked(op).len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_delete_whose_answer_was_lost_is_done_where_the_task_is_gone() {
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
async fn a_yes_the_list_does_not_show_is_no_yes() {
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
        let question = page.ask("Task a", button).await;
        question.button(button).press_times(20);
        page.no_dialog().await;
        settled().await;
        assert_eq!(page.platform.asked(op).len(), 1, "{button}");
    }
}

#[wasm_bindgen_test]
async fn a_form_submitted_twenty_times_is_sent_once() {
    let (page, dialog) = filled().await;
    let gate = page.platform.hold(Op::Create);
    dialog.review().await;
    dialog.button("Create task").press_times(20);
    (0..20).for_each(|_| dialog.field("Name").key("Enter"));
    page.platform.was_asked(Op::Create, 1).await;
    until("it says that it works", || dialog.has_button("Working…")).await;
    dialog.button("Working…").press_times(20);
    settled().await;
    gate.release(Answer::ok(row("new").json()));
    page.no_dialog().await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Create).len(), 1);
}

#[wasm_bindgen_test]
async fn an_answer_that_takes_too_long_is_given_up_and_leaves_the_same_doubt() {
    let (page, dialog) = filled().await;
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform.always(Op::List, Answer::NetworkError);
    let no_time = NoTime::install();
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows("The platform did not answer in time.").await;
    assert!(dialog.says(NOT_KNOWN));
    assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    drop(no_time);
}
