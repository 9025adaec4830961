//! Several tasks deleted at once, running ones among them.

use super::bulk::{ask, page_of, pick, results, sent};
use super::support::{Answer, Op, row, task, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn several_are_deleted_and_running_ones_are_named() {
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
    until("one is left", || page.rows().len() == 1).await;
    assert!(page.row("Task b").says("Stopped"));
    assert_eq!(sent(&page).len(), 1, "the running one was stopped before");
}

#[wasm_bindgen_test]
async fn running_ones_are_stopped_before_they_are_deleted() {
    let page = page_of(&[row("a").running(), row("b"), row("c").running()]).await;
    pick(&page, "Task b");
    let dialog = ask(&page, "Delete 1 task").await;
    assert!(!dialog.has_button("Stop, then delete"), "it does not run");
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
    assert_eq!(
        page.dialog().all("tbody [role=row]").len(),
        5,
        "each step is written down"
    );
}

#[wasm_bindgen_test]
async fn what_could_not_be_stopped_is_not_deleted_and_what_was_is_said() {
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
async fn what_is_changed_between_the_stop_and_the_delete_is_not_deleted() {
    let page = page_of(&[task("a", 1, 2).running()]).await;
    pick(&page, "Task a");
    let dialog = ask(&page, "Delete 1 task").await;
    let stop = page.platform.hold(Op::Status);
    dialog.button("Stop, then delete").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.platform_has(&[task("a", 1, 9)]);
    stop.release(Answer::ok(""));
    until("it is over", || results(&dialog)[0].starts_with("Not done")).await;
    let said = &results(&dialog)[0];
    assert!(
        said.contains("is stopped.") && said.contains("Somebody has changed this task"),
        "{said}"
    );
    assert!(page.platform.asked(Op::Delete).is_empty());
}
