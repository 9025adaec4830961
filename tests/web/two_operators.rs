//! Changes by another operator while a confirmation is open: the changes are shown, and nothing is sent.

use super::support::{Answer, Op, Page, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_task_changed_during_the_confirmation_is_shown_and_nothing_is_sent() {
    let changes = [
        (row("a").running(), "Status: Stopped → Running"),
        (row("a").with("name", r#""Other""#), "Name: Task a → Other"),
        (
            row("a").with("description", r#""New""#),
            "Description: What it is for → New",
        ),
        (row("a").with("target_version", "9"), "Target version · Version: 5 → 9"),
        (
            row("a").with("from_version_size", "7"),
            "From version · Size (bytes): 1000 → 7",
        ),
        (
            row("a").with("target_version_url", r#""https://x.example/""#),
            "Target version · File address",
        ),
        (row("a").with("from_version_md5", r#""0""#), "From version · MD5"),
        (row("a").with("type", "2"), "Type: WIFI → MCU 0"),
    ];
    for (changed, line) in changes {
        for (button, op) in [("Start", Op::Status), ("Delete", Op::Delete)] {
            let page = Page::with_rows(&[row("a")]).await;
            let question = page.ask("Task a", button).await;
            page.platform_has(std::slice::from_ref(&changed));
            question.button(button).press();
            question.shows("Somebody has changed this task").await;
            assert!(question.says(line), "{line}: {}", question.text());
            // The second click of a double click confirms nothing.
            question.all("footer button").pop().unwrap().press();
            settled().await;
            assert!(page.platform.asked(op).is_empty(), "{line}: {button}");
        }
    }
}

#[wasm_bindgen_test]
async fn an_action_can_be_confirmed_after_its_changes_were_shown() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::Delete, Answer::ok(""));
    page.platform.always(Op::Status, Answer::ok(""));
    let question = page.ask("Task a", "Delete").await;
    page.platform_has(&[row("a").running()]);
    question.button("Delete").press();
    question.shows("Status: Stopped → Running").await;
    assert!(
        question.says("This task is running."),
        "the confirmation describes the current task"
    );
    until("the delete is sent", || {
        if page.has_dialog() && question.has_button("Stop, then delete") {
            question.button("Stop, then delete").press();
        }
        !page.platform.asked(Op::Delete).is_empty()
    })
    .await;
    page.no_dialog().await;
    assert_eq!(page.platform.asked(Op::Delete).len(), 1);
}

#[wasm_bindgen_test]
async fn changed_device_counts_are_no_conflict() {
    let page = Page::with_rows(&[row("a").running()]).await;
    page.platform.always(Op::Status, Answer::ok(""));
    page.platform_has(&[row("a").running().with("upgrade_count", "900")]);
    page.row("Task a").button("Stop").press();
    page.shows("“Task a” is stopped.").await;
    assert_eq!(page.platform.asked(Op::Status).len(), 1);
    assert!(!page.has_dialog());
}

#[wasm_bindgen_test]
async fn a_task_deleted_by_another_operator_is_reported() {
    for button in ["Start", "Delete"] {
        let page = Page::with_rows(&[row("a"), row("b")]).await;
        let question = page.ask("Task a", button).await;
        page.platform_has(&[row("b")]);
        question.button(button).press();
        question.shows("somebody has deleted it").await;
        let refusal = question.button(button).refusal().unwrap_or_default();
        assert!(refusal.contains("deleted"), "{refusal}");
        assert!(page.platform.asked(Op::Status).is_empty() && page.platform.asked(Op::Delete).is_empty());
        question.button("Cancel").press();
        page.no_dialog().await;
    }
}

#[wasm_bindgen_test]
async fn the_result_of_an_action_is_announced_after_its_dialog_was_closed() {
    let page = Page::with_rows(&[row("a")]).await;
    let gate = page.platform.hold(Op::Status);
    page.ask("Task a", "Start").await.button("Start").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.dialog().escape();
    page.no_dialog().await;
    let other = page.ask("Task a", "Delete").await;
    let refusal = other.button("Delete").refusal();
    assert!(refusal.is_some(), "one action runs at a time");
    gate.release(Answer::refused(4_031_007, ""));
    until("the toast is shown", || page.toasts().contains("This is private data")).await;
    assert!(page.has_dialog(), "the other confirmation stays open");
}
