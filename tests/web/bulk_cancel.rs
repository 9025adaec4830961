//! Canceling a bulk action before the request for the current task is sent.

use super::support::*;

/// Starts a bulk action on two stopped tasks and holds the list that is read before the first request.
async fn reading_page(button: &str) -> (Page, Part, HeldResponse) {
    let page = Page::with_rows(&[task("a", 1, 2), task("b", 2, 3)]).await;
    page.one("#select-all").press();
    let dialog = page.open_bulk_confirmation(button).await;
    let press = async { dialog.button(button).press() };
    let list = page.hold_next(Op::List, press).await;
    (page, dialog, list)
}

fn release(list: HeldResponse) {
    list.release(Row::list(&[task("a", 1, 2), task("b", 2, 3)]));
}

const ACTIONS: [(&str, Op); 2] = [("Start 2 tasks", Op::SetStatus), ("Delete 2 tasks", Op::Delete)];

#[wasm_bindgen_test]
async fn canceling_while_the_list_is_read_sends_nothing() {
    for (button, op) in ACTIONS {
        let (page, dialog, list) = reading_page(button).await;
        dialog.button("Cancel remaining").press();
        release(list);
        until("no task is done", || {
            let results = bulk_results(&dialog);
            results
                .iter()
                .all(|result| result.starts_with("Not done: Nothing was sent"))
        })
        .await;
        page.platform.assert_sent(op, 0).await;
    }
}

#[wasm_bindgen_test]
async fn closing_the_dialog_while_the_list_is_read_sends_nothing() {
    for (button, op) in ACTIONS {
        let (page, _, list) = reading_page(button).await;
        page.close_dialog("Escape").await;
        release(list);
        page.wait_for_toast("0 of 2 done.").await;
        page.platform.assert_sent(op, 0).await;
    }
}

#[wasm_bindgen_test]
async fn canceling_between_stop_and_delete_deletes_nothing_and_shows_the_stop() {
    let page = Page::with_rows(&[row("a").running()]).await;
    page.select_task("Task a");
    let dialog = page.open_bulk_confirmation("Delete 1 task").await;
    let stop = page.platform.hold(Op::SetStatus);
    dialog.button("Stop, then delete").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    dialog.button("Cancel remaining").press();
    stop.release(Answer::ok(""));
    dialog.wait_for_text("Not done").await;
    assert_eq!(bulk_results(&dialog), ["Not done: “Task a” is stopped."]);
    page.platform.assert_sent(Op::Delete, 0).await;
}
