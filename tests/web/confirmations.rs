//! Confirmations in proportion to the risk: affected devices, typed confirmation, and stops without a confirmation.

use super::support::*;

/// Types `text` into the text field of the confirmation.
fn type_confirmation(question: &Part, text: &str) {
    question.one("#confirm-typed").type_in(text);
}

#[wasm_bindgen_test]
async fn the_start_confirmation_shows_affected_and_total_devices() {
    let counts = r#"{"3": 940, "5": 593, "1": 7877}"#;
    let page = Page::with_device_counts(&[task("a", 3, 5).upgraded(212)], counts).await;
    let question = page.open_confirmation("Task a", "Start").await;
    question.assert_text("940 of 9,410 devices (10%) are on version 3; this task has already upgraded 212.");
    assert!(question.all("#confirm-typed").is_empty(), "nothing has to be typed");
    question.button("Start").assert_enabled();
}

#[wasm_bindgen_test]
async fn a_start_of_many_devices_requires_typing_the_target_version() {
    let (many, most) = (r#"{"3": 1001, "1": 90000}"#, r#"{"3": 6, "1": 4}"#);
    for (counts, case) in [(many, "many devices"), (most, "most devices")] {
        let page = Page::with_device_counts(&[task("a", 3, 5)], counts).await;
        let question = page.open_confirmation("Task a", "Start").await;
        question.wait_for_text("type the target version: 5").await;
        for wrong in ["", "3", "55", "yes"] {
            type_confirmation(&question, wrong);
            let start = question.button("Start");
            assert!(start.disabled_reason().is_some(), "{case}: {wrong:?}");
            start.press();
            question.one("#confirm-typed").press_key("Enter");
        }
        settled().await;
        assert!(page.platform.requests(Op::SetStatus).is_empty(), "{case}");
        type_confirmation(&question, "5");
        question.one("#confirm-typed").press_key("Enter");
        page.platform.assert_sent(Op::SetStatus, 0).await;
        question.button("Start").press();
        page.wait_for_text("“Task a” is running.").await;
    }
}

#[wasm_bindgen_test]
async fn a_start_that_closes_a_loop_is_blocked_until_the_loop_is_typed() {
    let rows = [task("a", 7, 5), task("b", 5, 7).running()];
    let page = Page::with_device_counts(&rows, r#"{"5": 593, "7": 439, "1": 9000}"#).await;
    let question = page.open_confirmation("Task a", "Start").await;
    question.wait_for_text("closes a loop: 7 → 5 → 7.").await;
    question.assert_text("1,032 devices are on these versions");
    for wrong in ["", "5", "7 5", "5 7 5"] {
        type_confirmation(&question, wrong);
        question.button("Start").press();
        settled().await;
        assert!(page.platform.requests(Op::SetStatus).is_empty(), "{wrong:?}");
    }
    type_confirmation(&question, "7 5 7");
    question.button("Start").press();
    page.wait_for_text("“Task a” is running.").await;
    assert_eq!(page.platform.count(Op::SetStatus), 1);
}

#[wasm_bindgen_test]
async fn the_start_confirmation_says_that_loops_with_unreadable_tasks_are_not_detected() {
    let note = "Some tasks couldn’t be read, so a loop with one of them can’t be detected.";
    let page = Page::with_rows(&[row("a"), row("b").unreadable()]).await;
    let question = page.open_confirmation("Task a", "Start").await;
    question.wait_for_text(note).await;
    question.button("Start").assert_enabled();
    page.close_dialog("Cancel").await;
    page.open_confirmation("Task a", "Delete").await.assert_no_text(note);
    page.close_dialog("Cancel").await;
    page.select_task("Task a");
    for (button, is_shown) in [("Start 1 task", true), ("Delete 1 task", false)] {
        let dialog = page.open_bulk_confirmation(button).await;
        assert_eq!(dialog.has_text(note), is_shown, "{button}");
        page.close_dialog("Cancel").await;
    }
}

#[wasm_bindgen_test]
async fn a_loop_that_appears_while_the_confirmation_is_open_blocks_the_start() {
    let page = Page::with_device_counts(&[task("a", 7, 5), task("b", 5, 7)], "{}").await;
    let question = page.open_confirmation("Task a", "Start").await;
    assert!(!question.has_text("closes a loop"));
    page.set_rows(&[task("a", 7, 5), task("b", 5, 7).running()]);
    question.press_and_see("Start", "Nothing was sent").await;
    question.wait_for_text("closes a loop: 7 → 5 → 7.").await;
    assert!(page.platform.requests(Op::SetStatus).is_empty());
    assert!(question.button("Start").disabled_reason().is_some());
}

#[wasm_bindgen_test]
async fn stopping_takes_one_press_and_mentions_devices_already_upgrading() {
    let page = Page::with_rows(&[row("a").running()]).await;
    page.row("Task a").button("Stop").press_times(2);
    page.wait_for_text("“Task a” is stopped.").await;
    page.wait_for_toast("already upgrading finish").await;
    assert!(!page.has_dialog());
    assert_eq!(page.platform.count(Op::SetStatus), 1, "two presses send one request");
    until("focus stays", || page.row("Task a").button("Start").has_focus()).await;
}

#[wasm_bindgen_test]
async fn a_refused_stop_opens_a_confirmation_that_waits_for_no_other_request() {
    let page = Page::with_rows(&[row("a").running()]).await;
    let form = page.open_filled_form().await;
    let create = page.submit_and_hold(&form).await;
    page.close_dialog("Escape").await;
    page.platform.refuse_once(Op::SetStatus, ErrorCode::PrivateData);
    page.row("Task a").button("Stop").press();
    page.wait_for_dialog_text("data is private").await;
    page.dialog().button("Stop").press();
    page.wait_for_text("“Task a” is stopped.").await;
    page.wait_for_no_dialog().await;
    create.release(Answer::ok(row("new").json()));
    page.wait_for_toast("was created").await;
}

#[wasm_bindgen_test]
async fn a_running_task_can_be_stopped_and_then_deleted() {
    let page = Page::with_rows(&[row("a").running(), row("b")]).await;
    let question = page.open_confirmation("Task b", "Delete").await;
    assert!(!question.has_button("Stop, then delete"), "the task is stopped already");
    page.close_dialog("Cancel").await;
    let question = page.open_confirmation("Task a", "Delete").await;
    question.button("Stop, then delete").press();
    page.wait_for_text("“Task a” was deleted.").await;
    assert_eq!(page.platform.writes(), [Op::SetStatus, Op::Delete]);
}

#[wasm_bindgen_test]
async fn an_accepted_stop_that_no_list_confirms_closes_its_dialog_so_that_a_poll_can_confirm_it() {
    let page = Page::with_rows(&[row("a").running()]).await;
    let question = page.open_confirmation("Task a", "Delete").await;
    page.platform.always(Op::List, Answer::html(500));
    question.button("Stop, then delete").press();
    page.end_lookup_pauses().await;
    page.wait_for_toast("Stop accepted, not confirmed").await;
    page.wait_for_no_dialog().await;
    page.set_rows(&[row("a")]);
    page.clock.advance(61);
    page.row("Task a").wait_for_text("Stopped").await;
    page.platform.assert_sent(Op::Delete, 0).await;
}

#[wasm_bindgen_test]
async fn a_task_that_could_not_be_stopped_is_not_deleted() {
    let page = Page::with_rows(&[row("a").running()]).await;
    page.platform.refuse_once(Op::SetStatus, ErrorCode::PrivateData);
    let question = page.open_confirmation("Task a", "Delete").await;
    question.press_and_see("Stop, then delete", "data is private").await;
    page.platform.assert_sent(Op::Delete, 0).await;
}

#[wasm_bindgen_test]
async fn a_toast_replaces_the_previous_one_about_the_same_task() {
    let page = Page::with_device_counts(&[task("a", 3, 5), task("b", 7, 8)], "{}").await;
    page.act("Task b", "Start").await;
    page.act("Task a", "Start").await;
    page.wait_for_toast("“Task a” is running.").await;
    page.row("Task a").button("Stop").press();
    page.wait_for_toast("“Task a” is stopped.").await;
    assert!(!page.toasts().contains("“Task a” is running."), "{}", page.toasts());
    assert!(page.toasts().contains("“Task b” is running."), "other toasts stay");
}

#[wasm_bindgen_test]
async fn a_toast_about_a_task_of_another_product_with_the_same_id_stays() {
    let builder = Page::builder().config(NO_PRODUCT).rows(&[row("a")]);
    let page = builder.open_at_list().await;
    page.act("Task a", "Start").await;
    page.wait_for_toast("“Task a” is running.").await;
    page.press_and_see("Change product", "Choose a product").await;
    page.choose_product("p2");
    page.wait_for_list().await;
    page.row("Task a").button("Stop").press();
    page.wait_for_toast("“Task a” is stopped.").await;
    assert!(page.toasts().contains("“Task a” is running."), "{}", page.toasts());
}

#[wasm_bindgen_test]
async fn no_start_is_possible_before_the_device_counts_are_read() {
    let page = Page::builder().full("", "");
    let page = page.rows(&[task("a", 3, 5), task("b", 4, 5)]).mount();
    let counts = page.platform.hold(Op::DeviceCounts);
    page.wait_for_text("Task a").await;
    let reading = "Loading device counts by version…";

    // A bulk start waits for the counts too.
    page.one("#select-all").press();
    page.wait_for_text("2 selected").await;
    page.button("Start 2 tasks").assert_disabled(reading);
    page.button("Start 2 tasks").press();
    assert!(!page.has_dialog());

    let question = page.open_confirmation("Task a", "Start").await;
    question.button("Start").assert_disabled(reading);
    question.button("Start").press();
    page.platform.assert_sent(Op::SetStatus, 0).await;

    counts.release(Answer::ok(r#"{"3": 1001, "4": 1, "1": 90000}"#));
    question.wait_for_text("type the target version: 5").await;
    type_confirmation(&question, "5");
    question.button("Start").press();
    page.wait_for_text("“Task a” is running.").await;
    page.button("Start 1 task").assert_enabled();
}

#[wasm_bindgen_test]
async fn typing_the_loop_continues_when_the_device_counts_arrive() {
    let rows = [task("a", 7, 5), task("b", 5, 7).running()];
    let page = Page::builder().full("", "").rows(&rows).mount();
    let counts = page.platform.hold(Op::DeviceCounts);
    page.wait_for_text("Task a").await;
    let question = page.open_confirmation("Task a", "Start").await;
    assert!(question.one(".note-error").has_text("Loading device counts"));
    let field = question.one("#confirm-typed");
    field.0.focus().unwrap();
    type_confirmation(&question, "7 5");
    counts.release(Answer::ok(r#"{"5": 593, "7": 439}"#));
    question.wait_for_text("1,032 devices are on these versions").await;
    assert!(field.has_focus(), "the field keeps focus");
    assert_eq!(field.value(), "7 5");
}

#[wasm_bindgen_test]
async fn a_start_that_is_canceled_before_it_is_sent_is_never_sent() {
    for how in ["Cancel", "Escape"] {
        let page = Page::with_rows(&[row("a")]).await;
        let question = page.open_confirmation("Task a", "Start").await;
        let press = async { question.button("Start").press() };
        let list = page.hold_next(Op::List, press).await;
        page.close_dialog(how).await;
        // The same question, asked again, is not the canceled one.
        let again = page.open_confirmation("Task a", "Start").await;
        list.release(Row::list(&[row("a")]));
        until("the attempt has ended", || {
            again.button("Start").disabled_reason().is_none()
        })
        .await;
        page.platform.assert_sent(Op::SetStatus, 0).await;
        assert_eq!(page.toasts(), "", "{how}");
        again.button("Start").press();
        page.wait_for_toast("“Task a” is running.").await;
    }
}

#[wasm_bindgen_test]
async fn a_cancel_while_the_task_is_stopped_leaves_it_stopped_and_a_later_question_alone() {
    let page = Page::with_rows(&[row("a").running(), row("b")]).await;
    let question = page.open_confirmation("Task a", "Delete").await;
    let press = async { question.button("Stop, then delete").press() };
    let stop = page.hold_next(Op::SetStatus, press).await;
    page.close_dialog("Cancel").await;
    let name = page.open_confirmation("Task b", "Start").await.name();
    stop.release(Answer::ok(""));
    page.wait_for_toast("“Task a” is stopped.").await;
    page.platform.assert_sent(Op::Delete, 0).await;
    assert_eq!(page.dialog().name(), name);
}
