//! Changes by another operator while a confirmation is open: the changes are shown, and nothing is sent.

use super::support::*;

#[wasm_bindgen_test]
async fn a_task_changed_during_the_confirmation_is_shown_and_nothing_is_sent() {
    let changes = [
        ("status", "1", "Status: Stopped → Running"),
        ("name", r#""Other""#, "Name: Task a → Other"),
        ("description", r#""New""#, "What it is for → New"),
        ("target_version", "9", "Target version · Version: 5 → 9"),
        ("from_version_size", "7", "Size (bytes): 1000 → 7"),
        ("target_version_url", r#""x""#, "Target version · File address"),
        ("from_version_md5", r#""0""#, "From version · MD5"),
        ("type", "2", "Type: Wi-Fi → MCU 0"),
    ];
    for (field, value, line) in changes {
        for (button, op) in [("Start", Op::SetStatus), ("Delete", Op::Delete)] {
            let page = Page::with_rows(&[row("a")]).await;
            let question = page.open_confirmation("Task a", button).await;
            page.set_rows(&[row("a").with(field, value)]);
            question.press_and_see(button, "Someone changed this task").await;
            question.assert_text(line);
            // The second click of a double click confirms nothing.
            question.all("footer button").pop().unwrap().press();
            settled().await;
            assert!(page.platform.requests(op).is_empty(), "{line}: {button}");
        }
    }
}

#[wasm_bindgen_test]
async fn an_action_can_be_confirmed_after_its_changes_were_shown() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.open_confirmation("Task a", "Delete").await;
    page.set_rows(&[row("a").running()]);
    question.press_and_see("Delete", "Status: Stopped → Running").await;
    // The confirmation describes the current task.
    question.assert_text("This task is running.");
    until("the delete is sent", || {
        if page.has_dialog() && question.has_button("Stop, then delete") {
            question.button("Stop, then delete").press();
        }
        !page.platform.requests(Op::Delete).is_empty()
    })
    .await;
    page.wait_for_no_dialog().await;
    assert_eq!(page.platform.count(Op::Delete), 1);
}

#[wasm_bindgen_test]
async fn changed_device_counts_are_no_conflict() {
    let page = Page::with_rows(&[row("a")]).await;
    page.set_rows(&[row("a").upgraded(900)]);
    page.act("Task a", "Start").await;
    assert_eq!(page.platform.count(Op::SetStatus), 1);
}

#[wasm_bindgen_test]
async fn a_row_without_an_id_does_not_report_a_task_as_deleted() {
    for button in ["Start", "Delete"] {
        let page = Page::with_rows(&[row("a")]).await;
        let question = page.open_confirmation("Task a", button).await;
        page.set_rows(&[row("a").with("id", "[]")]);
        question
            .press_and_see(button, "the latest task state couldn’t be loaded")
            .await;
        question.assert_no_text("it has been deleted");
    }
}

#[wasm_bindgen_test]
async fn a_task_deleted_by_another_operator_is_reported() {
    for button in ["Start", "Delete"] {
        let page = Page::with_rows(&[row("a"), row("b")]).await;
        let question = page.open_confirmation("Task a", button).await;
        page.set_rows(&[row("b")]);
        question.press_and_see(button, "it has been deleted").await;
        let refusal = question.button(button).disabled_reason().unwrap_or_default();
        assert!(refusal.contains("deleted"), "{refusal}");
        assert!(page.platform.requests(Op::SetStatus).is_empty() && page.platform.requests(Op::Delete).is_empty());
        page.close_dialog("Cancel").await;
    }
}

#[wasm_bindgen_test]
async fn the_result_of_an_action_is_announced_after_its_dialog_was_closed() {
    let page = Page::with_rows(&[row("a")]).await;
    let held = page.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
    page.close_dialog("Escape").await;
    let other = page.open_confirmation("Task a", "Delete").await;
    let refusal = other.button("Delete").disabled_reason();
    assert!(refusal.is_some(), "one action runs at a time");
    held.release(Answer::refused(ErrorCode::PrivateData));
    page.wait_for_toast("This data is private").await;
    assert!(page.has_dialog(), "the other confirmation stays open");
}
