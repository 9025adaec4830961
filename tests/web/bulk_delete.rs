//! Bulk deletion, including running tasks.

use super::bulk::{ask, page_of, pick, results, sent};
use super::support::{Answer, Op, row, task, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn running_tasks_are_named_before_a_bulk_deletion() {
    let page = page_of(&[row("a").running(), row("b"), row("c")]).await;
    pick(&page, "Task a");
    pick(&page, "Task c");
    let dialog = ask(&page, "Delete 2 tasks").await;
    assert!(dialog.says("One of these tasks is running."));
    assert!(
        !dialog.has_button("Delete 2 tasks"),
        "a running task is not deleted in one step"
    );
    dialog.button("Stop, then delete").press();
    dialog.shows("2 of 2 done.").await;
    dialog.all("footer button")[0].press();
    page.no_dialog().await;
    until("one task is left", || page.rows().len() == 1).await;
    assert!(page.row("Task b").says("Stopped"));
    assert_eq!(sent(&page).len(), 1, "only the running task is stopped");
}

#[wasm_bindgen_test]
async fn running_tasks_are_stopped_before_they_are_deleted() {
    let page = page_of(&[row("a").running(), row("b"), row("c").running()]).await;
    pick(&page, "Task b");
    let dialog = ask(&page, "Delete 1 task").await;
    assert!(!dialog.has_button("Stop, then delete"), "the task is not running");
    dialog.button("Cancel").press();
    page.no_dialog().await;
    pick(&page, "Task a");
    pick(&page, "Task c");
    let dialog = ask(&page, "Delete 3 tasks").await;
    dialog.button("Stop, then delete").press_times(2);
    dialog.shows("3 of 3 done.").await;
    assert_eq!(results(&dialog), ["Done", "Done", "Done"]);
    let asked = page.platform.seen().into_iter().map(|seen| seen.op);
    let writes: Vec<_> = asked.filter(|op| *op != Op::List).collect();
    let stopped = [Op::Status, Op::Delete];
    assert_eq!(writes, [&stopped[..], &[Op::Delete], &stopped].concat());
    dialog.all("footer button")[0].press();
    page.no_dialog().await;
    page.button("Activity").press();
    until("the log is open", || page.has_dialog()).await;
    assert_eq!(page.dialog().all("tbody [role=row]").len(), 5, "each step is logged");
}

#[wasm_bindgen_test]
async fn a_task_that_cannot_be_stopped_is_not_deleted_and_a_successful_stop_is_shown() {
    let rows = [row("a").running(), row("b").running(), row("c").running()];
    let page = page_of(&rows).await;
    page.one("#pick-all").press();
    let dialog = ask(&page, "Delete 3 tasks").await;
    page.platform.once(Op::Status, Answer::refused(4_031_007, ""));
    page.platform.once(Op::Delete, Answer::refused(4_041_013, ""));
    dialog.button("Stop, then delete").press();
    dialog.shows("1 of 3 done.").await;
    let results = results(&dialog);
    assert!(results[0].starts_with("Not done: "), "{results:?}");
    assert!(results[1].starts_with("Not done: “Task b” is stopped. "), "{results:?}");
    assert_eq!(results[2], "Done");
    let deleted: Vec<_> = page
        .platform
        .asked(Op::Delete)
        .into_iter()
        .map(|seen| seen.body)
        .collect();
    assert!(deleted.iter().all(|body| !body.contains(r#""a""#)), "{deleted:?}");
}

#[wasm_bindgen_test]
async fn a_task_changed_between_stop_and_delete_is_not_deleted() {
    let page = page_of(&[task("a", 1, 2).running()]).await;
    pick(&page, "Task a");
    let dialog = ask(&page, "Delete 1 task").await;
    let stop = page.platform.hold(Op::Status);
    dialog.button("Stop, then delete").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.platform_has(&[task("a", 1, 9)]);
    stop.release(Answer::ok(""));
    until("the action is done", || results(&dialog)[0].starts_with("Not done")).await;
    let result = &results(&dialog)[0];
    assert!(
        result.contains("is stopped.") && result.contains("Somebody has changed this task"),
        "{result}"
    );
    assert!(page.platform.asked(Op::Delete).is_empty());
}
