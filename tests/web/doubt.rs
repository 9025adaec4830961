//! When nobody knows whether it was done: the list is asked, and nothing is sent twice.

use super::support::{Answer, NoTime, Op, Page, fill_form, row, settled, typed, until};
use wasm_bindgen_test::wasm_bindgen_test;

const IN_DOUBT: &str = "It is not known whether the task was created. The list has been read again";

#[wasm_bindgen_test]
async fn a_create_whose_answer_was_lost_says_so_after_reading_the_list_again() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform_has(&[row("maybe")]);
    dialog.button("Create task").press();
    dialog.shows(IN_DOUBT).await;
    assert_eq!(page.platform.asked(Op::List).len(), 2);
    assert!(
        page.row("Task maybe").says("Stopped"),
        "what is there is on show behind the dialog"
    );
    assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    assert_eq!(
        page.platform.asked(Op::Create).len(),
        1,
        "it is not sent again by itself"
    );
}

#[wasm_bindgen_test]
async fn a_lost_create_does_not_claim_a_list_that_could_not_be_read() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform.always(Op::List, Answer::NetworkError);
    dialog.button("Create task").press();
    dialog.shows("and the list could not be read").await;
    assert!(!dialog.says(IN_DOUBT));
    assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
}

#[wasm_bindgen_test]
async fn a_refused_create_leaves_no_doubt() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::refused(4_001_080, ""));
    dialog.button("Create task").press();
    dialog.shows("(code 4001080)").await;
    assert!(!dialog.says(IN_DOUBT));
}

#[wasm_bindgen_test]
async fn a_start_whose_answer_was_lost_is_done_where_the_list_shows_it() {
    for lost in [Answer::NetworkError, Answer::html(502)] {
        let page = Page::with_rows(&[row("a")]).await;
        let question = page.ask("Task a", "Start").await;
        page.platform.once(Op::Status, lost);
        page.platform_has(&[row("a").running()]);
        question.button("Start").press();
        page.no_dialog().await;
        assert!(page.row("Task a").says("Running"));
        assert!(page.toasts().contains("“Task a” is running."));
    }
}

#[wasm_bindgen_test]
async fn a_start_whose_answer_was_lost_is_not_done_where_the_list_does_not_show_it() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.ask("Task a", "Start").await;
    page.platform.once(Op::Status, Answer::NetworkError);
    question.button("Start").press();
    question.shows("The platform could not be reached.").await;
    assert!(page.row("Task a").says("Stopped"));
    assert_eq!(page.toasts(), "");
}

#[wasm_bindgen_test]
async fn where_the_list_cannot_be_read_either_nothing_is_called_done() {
    let page = Page::with_rows(&[row("a").running()]).await;
    let question = page.ask("Task a", "Delete").await;
    page.platform.always(Op::Delete, Answer::NetworkError);
    page.platform.always(Op::List, Answer::NetworkError);
    question.button("Delete").press();
    question.shows("The platform could not be reached.").await;
    assert_eq!(page.rows().len(), 1);
    assert_eq!(page.toasts(), "");
}

#[wasm_bindgen_test]
async fn a_delete_whose_answer_was_lost_is_done_where_the_task_is_gone() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    let question = page.ask("Task a", "Delete").await;
    page.platform.once(Op::Delete, Answer::NetworkError);
    page.platform_has(&[row("b")]);
    question.button("Delete").press();
    page.no_dialog().await;
    assert!(page.toasts().contains("“Task a” is deleted."));
    assert_eq!(page.rows().len(), 1);
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
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    let gate = page.platform.hold(Op::Create);
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
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::NetworkError);
    page.platform.once(Op::List, Answer::NetworkError);
    let no_time = NoTime::install();
    dialog.button("Create task").press();
    dialog.shows("The platform did not answer in time.").await;
    assert!(dialog.says("It is not known whether the task was created"));
    assert_eq!(typed(&dialog)[0], "Meter 7 to 9");
    drop(no_time);
}
