//! Bulk deletion, including running tasks.

use super::support::*;

#[wasm_bindgen_test]
async fn running_tasks_are_named_before_a_bulk_deletion() {
    let page = Page::with_rows(&[row("a").running(), row("b"), row("c")]).await;
    page.select_task("Task a");
    page.select_task("Task c");
    let dialog = page.open_bulk_confirmation("Delete 2 tasks").await;
    assert!(dialog.has_text("One of these tasks is running."));
    assert!(!dialog.has_button("Delete 2 tasks"));
    dialog.press_and_see("Stop, then delete", "2 of 2 done.").await;
    page.close_dialog("Close").await;
    until("one task is left", || page.rows().len() == 1).await;
    assert!(page.row("Task b").has_text("Stopped"));
    assert_eq!(page.platform.count(Op::SetStatus), 1);
}

#[wasm_bindgen_test]
async fn running_tasks_are_stopped_before_they_are_deleted() {
    let page = Page::with_rows(&[row("a").running(), row("b"), row("c").running()]).await;
    page.select_task("Task b");
    let dialog = page.open_bulk_confirmation("Delete 1 task").await;
    assert!(!dialog.has_button("Stop, then delete"), "the task is not running");
    page.close_dialog("Cancel").await;
    page.select_task("Task a");
    page.select_task("Task c");
    let dialog = page.open_bulk_confirmation("Delete 3 tasks").await;
    dialog.button("Stop, then delete").press_times(2);
    dialog.wait_for_text("3 of 3 done.").await;
    assert_eq!(bulk_results(&dialog), ["Done", "Done", "Done"]);
    let (stop, delete) = (Op::SetStatus, Op::Delete);
    assert_eq!(page.platform.writes(), [stop, delete, delete, stop, delete]);
    page.close_dialog("Close").await;
    page.open_log().await;
    assert_eq!(page.dialog().all("tbody [role=row]").len(), 5, "each step is logged");
}

#[wasm_bindgen_test]
async fn a_task_that_cannot_be_stopped_is_not_deleted_and_a_successful_stop_is_shown() {
    let page = Page::with_rows(&["a", "b", "c"].map(|id| row(id).running())).await;
    page.one("#select-all").press();
    let dialog = page.open_bulk_confirmation("Delete 3 tasks").await;
    page.platform.refuse_once(Op::SetStatus, ErrorCode::PrivateData);
    page.platform.refuse_once(Op::Delete, ErrorCode::TaskNotFound);
    dialog.press_and_see("Stop, then delete", "1 of 3 done.").await;
    let results = bulk_results(&dialog);
    assert!(results[0].starts_with("Not done: "), "{results:?}");
    assert!(results[1].starts_with("Not done: “Task b” is stopped. "), "{results:?}");
    assert_eq!(results[2], "Done");
    let deleted = page.platform.bodies(Op::Delete);
    assert!(deleted.iter().all(|body| !body.contains(r#""a""#)), "{deleted:?}");
}

#[wasm_bindgen_test]
async fn a_task_changed_between_stop_and_delete_is_not_deleted() {
    let page = Page::with_rows(&[task("a", 1, 2).running()]).await;
    page.select_task("Task a");
    let dialog = page.open_bulk_confirmation("Delete 1 task").await;
    let stop = page.platform.hold(Op::SetStatus);
    dialog.button("Stop, then delete").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    page.set_rows(&[task("a", 1, 9)]);
    stop.release(Answer::ok(""));
    dialog.wait_for_text("Not done").await;
    dialog.assert_text("is stopped.");
    dialog.assert_text("Someone changed this task");
    assert!(page.platform.requests(Op::Delete).is_empty());
}
