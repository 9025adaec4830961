//! Bulk actions on several tasks.

use super::support::*;

const CONFIG: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"}, "type_to_start": {"devices": 100, "percent": 100}}"#;

#[wasm_bindgen_test]
async fn selected_tasks_stay_selected_until_they_are_deleted() {
    let page = Page::with_rows(&[row("a"), row("b"), row("c")]).await;
    let all = || page.one("#select-all");
    page.select_task("Task a");
    page.select_task("Task b");
    page.wait_for_text("2 selected").await;
    assert!(all().input().indeterminate());
    assert_eq!(page.one(".selection").name(), "Selected tasks");
    assert_eq!(all().name(), "Select all tasks shown");
    page.refresh().await;
    assert!(page.has_text("2 selected"), "a refresh keeps the selection");
    page.set_rows(&[row("a"), row("c")]);
    page.refresh().await;
    page.wait_for_text("1 selected").await;
    page.field("Search").type_in("Task c");
    page.wait_for_text("1 selected, 1 of them not shown").await;
    page.search("", 2).await;
    all().press();
    page.wait_for_text("2 selected").await;
    assert!(all().input().checked() && !all().input().indeterminate());
    page.button("Clear selection").press();
    page.wait_for_no_text("selected").await;
    until("the checkbox of all tasks has the focus", || all().has_focus()).await;
    all().press();
    page.wait_for_text("2 selected").await;
    all().press_key("Escape");
    page.wait_for_no_text("2 selected").await;
}

#[wasm_bindgen_test]
async fn each_task_shows_its_own_result() {
    let rows = [
        task("a", 1, 2).running(),
        task("b", 2, 3).running(),
        task("c", 3, 4),
        task("d", 4, 5).running(),
    ];
    let page = Page::with_rows(&rows).await;
    page.one("#select-all").press();
    let dialog = page.open_bulk_confirmation("Stop 3 tasks").await;
    assert_eq!(dialog.name(), "Stop 3 tasks?");
    assert!(dialog.has_text("No further devices start this upgrade."));
    assert!(dialog.one(".bulk-left-out").has_text("Task c"));
    assert!(dialog.has_text("This task is already stopped."));
    assert!(dialog.button("Cancel").has_focus());
    dialog.button("Cancel").press_key("Enter");
    settled().await;
    assert!(page.platform.bodies(Op::SetStatus).is_empty(), "Enter confirms nothing");

    page.platform.once(Op::SetStatus, Answer::ok(""));
    page.platform.refuse_once(Op::SetStatus, ErrorCode::TaskNotFound);
    dialog.press_and_see("Stop 3 tasks", "2 of 3 done.").await;
    until("the dialog can be closed", || dialog.has_button("Close")).await;
    let results = bulk_results(&dialog);
    assert_eq!((results[0].as_str(), results[2].as_str()), ("Done", "Done"));
    assert!(results[1].starts_with("Not done: "), "{results:?}");
    assert_eq!(page.platform.bodies(Op::SetStatus).len(), 3, "each task is sent once");
    page.close_dialog("Close").await;
    assert!(!page.has_text("selected"));
    page.open_log().await;
    assert_eq!(page.dialog().all("tbody [role=row]").len(), 3);
}

#[wasm_bindgen_test]
async fn a_bulk_action_can_be_stopped_between_two_tasks() {
    let page = Page::with_rows(&[row("a").running(), row("b").running(), row("c").running()]).await;
    let dialog = page.open_bulk_confirmation("Stop all").await;
    assert_eq!(dialog.name(), "Stop all 3 running tasks of this product?");
    let first = page.platform.hold(Op::SetStatus);
    dialog.button("Stop 3 tasks").press_times(3);
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    assert_eq!(bulk_results(&dialog), ["Working…", "Waiting", "Waiting"]);
    dialog.button("Cancel remaining").press();
    first.release(Answer::ok(""));
    dialog.wait_for_text("1 of 3 done.").await;
    until("the bulk action is stopped", || {
        bulk_results(&dialog)[2].starts_with("Not done: Nothing was sent")
    })
    .await;
    assert_eq!(page.platform.bodies(Op::SetStatus).len(), 1);
    until("the focus is on Close", || dialog.all("footer button")[0].has_focus()).await;
}

#[wasm_bindgen_test]
async fn closing_the_dialog_stops_after_the_current_task_and_shows_the_result() {
    let page = Page::with_rows(&[row("a").running(), row("b").running()]).await;
    page.open_bulk_confirmation("Stop all").await;
    let first = page.platform.hold(Op::SetStatus);
    page.dialog().button("Stop 2 tasks").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    page.close_dialog("Escape").await;
    page.row("Task a").button("Stop").assert_disabled("Working…");
    first.release(Answer::ok(""));
    page.wait_for_toast("1 of 2 done.").await;
    assert_eq!(page.texts(".toast-error").len(), 1, "it stays until it is dismissed");
    page.platform.assert_sent(Op::SetStatus, 1).await;
}

#[wasm_bindgen_test]
async fn a_task_changed_by_another_operator_is_not_started() {
    let page = Page::with_rows(&[task("a", 1, 2), task("b", 2, 3)]).await;
    page.one("#select-all").press();
    let dialog = page.open_bulk_confirmation("Start 2 tasks").await;
    page.set_rows(&[task("a", 1, 2), task("b", 2, 4)]);
    dialog.press_and_see("Start 2 tasks", "1 of 2 done.").await;
    assert!(bulk_results(&dialog)[1].contains("Someone changed this task"));
    assert_eq!(page.platform.bodies(Op::SetStatus).len(), 1);
}

#[wasm_bindgen_test]
async fn two_starts_never_form_a_loop() {
    let rows = [task("a", 1, 2), task("b", 2, 3), task("c", 3, 1), task("d", 9, 8)];
    let page = Page::with_rows(&rows).await;
    page.one("#select-all").press();
    let dialog = page.open_bulk_confirmation("Start 4 tasks").await;
    assert_eq!(dialog.name(), "Start 2 tasks?");
    let left_out = dialog.texts(".bulk-left-out .bulk-task");
    assert!(
        left_out[0].contains("Task c") && left_out[0].contains("would close a loop"),
        "{left_out:?}"
    );
    assert!(
        left_out[1].contains("Task d") && left_out[1].contains("This is a downgrade."),
        "{left_out:?}"
    );
    assert!(dialog.has_text("The number of affected devices is unknown."));
    dialog.press_and_see("Start 2 tasks", "2 of 2 done.").await;
    // Another operator starts the second task of a loop while the confirmation is open.
    let rows = [task("a", 1, 2), task("b", 2, 1)];
    let page = Page::with_rows(&rows).await;
    page.select_task("Task a");
    let dialog = page.open_bulk_confirmation("Start 1 task").await;
    page.set_rows(&[task("a", 1, 2), task("b", 2, 1).running()]);
    dialog.press_and_see("Start 1 task", "0 of 1 done.").await;
    assert!(page.platform.bodies(Op::SetStatus).is_empty());
}

#[wasm_bindgen_test]
async fn a_large_number_of_devices_has_to_be_typed() {
    let rows = [
        task("a", 1, 2).remaining(60),
        task("b", 2, 3).remaining(1500),
        task("c", 3, 4).remaining(70),
    ];
    let page = Page::builder()
        .full(r#"{"1": 5000}"#, "[]")
        .config(CONFIG)
        .rows(&rows)
        .open_at_list()
        .await;
    page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
    settled().await;
    page.one("#select-all").press();
    let dialog = page.open_bulk_confirmation("Start 3 tasks").await;
    assert!(dialog.one(".bulk-left-out").has_text("Start it separately."));
    assert!(dialog.has_text("130 devices are affected in total."));
    let start = dialog.button("Start 2 tasks");
    for wrong in ["", "13", "yes"] {
        dialog.field("Devices").type_in(wrong);
        assert_eq!(
            start.disabled_reason().as_deref(),
            Some("Type the number of devices first: 130"),
            "{wrong}"
        );
        start.press();
    }
    page.platform.assert_sent(Op::SetStatus, 0).await;
    dialog.field("Devices").type_in("130");
    start.press();
    dialog.wait_for_text("2 of 2 done.").await;
}

#[wasm_bindgen_test]
async fn stop_all_stops_running_tasks_hidden_by_the_search_too() {
    let page = Page::with_rows(&[row("a").running(), row("b"), row("c").running()]).await;
    page.search("Task b", 1).await;
    page.open_bulk_confirmation("Stop all")
        .await
        .button("Stop 2 tasks")
        .press();
    page.dialog().wait_for_text("2 of 2 done.").await;
    page.close_dialog("Close").await;
    let why = page.button("Stop all").disabled_reason();
    assert_eq!(why.as_deref(), Some("No running tasks."));
}

#[wasm_bindgen_test]
async fn stop_all_does_not_wait_for_another_request() {
    let page = Page::with_rows(&[row("a").running(), row("b").running()]).await;
    let form = page.open_filled_form().await;
    let create = page.submit_and_hold(&form).await;
    page.close_dialog("Escape").await;
    let dialog = page.open_bulk_confirmation("Stop all").await;
    dialog.button("Stop 2 tasks").assert_enabled();
    dialog.press_and_see("Stop 2 tasks", "2 of 2 done.").await;
    page.platform.assert_sent(Op::SetStatus, 2).await;
    create.release(Answer::ok(row("new").json()));
    page.wait_for_toast("was created").await;
}

#[wasm_bindgen_test]
async fn device_counts_are_shown_only_for_a_start() {
    let counted = |row: Row| row.remaining(60);
    let page = Page::with_rows(&[counted(task("a", 1, 2).running()), counted(task("b", 2, 3))]).await;
    page.one("#select-all").press();
    for (button, shown) in [
        ("Start 1 task", true),
        ("Stop 1 task", false),
        ("Delete 2 tasks", false),
    ] {
        let dialog = page.open_bulk_confirmation(button).await;
        let lines = dialog.texts("ol .bulk-task");
        assert_eq!(lines.iter().any(|line| line.contains("60 devices")), shown, "{lines:?}");
        page.close_dialog("Cancel").await;
    }
}

#[wasm_bindgen_test]
async fn a_button_counts_the_selected_tasks_it_applies_to_and_is_disabled_at_zero() {
    let page = Page::with_rows(&[row("a").running(), row("b"), row("c"), row("d").with("status", "7")]).await;
    let cases = [
        (
            &["a", "b", "c", "d"][..],
            ["Start 2 tasks", "Stop 2 tasks", "Delete 3 tasks"],
            [true, true, true],
        ),
        (
            &["a"],
            ["Start 0 tasks", "Stop 1 task", "Delete 1 task"],
            [false, true, true],
        ),
        (
            &["b", "c"],
            ["Start 2 tasks", "Stop 0 tasks", "Delete 2 tasks"],
            [true, false, true],
        ),
        (
            &["d"],
            ["Start 0 tasks", "Stop 1 task", "Delete 0 tasks"],
            [false, true, false],
        ),
    ];
    for (picked, buttons, states) in cases {
        picked.iter().for_each(|id| page.select_task(&format!("Task {id}")));
        page.wait_for_text(&format!("{} selected", picked.len())).await;
        for (button, enabled) in buttons.into_iter().zip(states) {
            assert_eq!(
                page.button(button).disabled_reason().is_none(),
                enabled,
                "{picked:?}: {button}"
            );
        }
        page.button("Clear selection").press();
        page.wait_for_no_text("selected").await;
    }
}

#[wasm_bindgen_test]
async fn tasks_selected_during_a_run_stay_selected() {
    let page = Page::with_rows(&[row("a").running(), row("b")]).await;
    page.select_task("Task a");
    let dialog = page.open_bulk_confirmation("Stop 1 task").await;
    let press = async { dialog.button("Stop 1 task").press() };
    let stop = page.hold_next(Op::SetStatus, press).await;
    page.close_dialog("Escape").await;
    page.select_task("Task b");
    page.wait_for_text("2 selected").await;
    stop.release(Answer::ok(""));
    page.wait_for_toast("1 of 1 done.").await;
    page.wait_for_text("1 selected").await;
}

#[wasm_bindgen_test]
async fn unreadable_rows_cannot_be_selected() {
    let page = Page::with_rows(&[row("a").with("from_version", "-1")]).await;
    page.wait_for_text("sent invalid data for this task").await;
    assert!(page.one("#select-all").attr("disabled").is_some());
}
