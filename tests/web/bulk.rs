//! Bulk actions on several tasks.

use super::support::{Answer, Op, Page, Part, Row, row, settled, task, until};
use wasm_bindgen_test::wasm_bindgen_test;

const FULL: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"}, "type_to_start": {"devices": 100, "percent": 100}}"#;

/// Opens a page with these tasks on a platform that accepts every start, stop and delete.
pub async fn page_of(rows: &[Row]) -> Page {
    let page = Page::with_rows(rows).await;
    page.platform.always(Op::Status, Answer::ok(""));
    page.platform.always(Op::Delete, Answer::ok(""));
    page
}

/// Selects a task.
pub fn pick(page: &Page, task: &str) {
    page.row(task).one("input[type=checkbox]").press();
}

/// Presses a button of the selection and returns the confirmation dialog.
pub async fn ask(page: &Page, button: &str) -> Part {
    until("the button is shown", || page.has_button(button)).await;
    page.button(button).press();
    until("the confirmation is open", || page.has_dialog()).await;
    page.dialog()
}

/// Result of each task: done, or why not.
pub fn results(dialog: &Part) -> Vec<String> {
    let tasks = dialog.all("ol .bulk-task").into_iter();
    tasks
        .map(|task| {
            let parts = task.all(".badge, .bulk-why");
            parts.iter().map(Part::text).collect::<Vec<_>>().join(": ")
        })
        .collect()
}

/// Bodies of the status requests.
pub fn sent(page: &Page) -> Vec<String> {
    page.platform
        .asked(Op::Status)
        .into_iter()
        .map(|seen| seen.body)
        .collect()
}

#[wasm_bindgen_test]
async fn selected_tasks_stay_selected_until_they_are_deleted() {
    let page = page_of(&[row("a"), row("b"), row("c")]).await;
    let all = || page.one("#pick-all");
    let input = |part: Part| -> web_sys::HtmlInputElement { wasm_bindgen::JsCast::unchecked_into(part.0) };
    pick(&page, "Task a");
    pick(&page, "Task b");
    page.shows("2 selected").await;
    assert!(input(all()).indeterminate());
    page.refresh().await;
    assert!(page.says("2 selected"), "a refresh keeps the selection");
    page.platform_has(&[row("a"), row("c")]);
    page.refresh().await;
    page.shows("1 selected").await;
    page.field("Search").type_in("Task c");
    page.shows("1 selected, 1 of them not on show").await;
    page.field("Search").type_in("");
    until("all rows are shown", || page.rows().len() == 2).await;
    all().press();
    page.shows("2 selected").await;
    assert!(input(all()).checked() && !input(all()).indeterminate());
    page.button("Clear selection").press();
    page.hides("selected").await;
    until("the checkbox of all tasks has the focus", || all().has_focus()).await;
    all().press();
    page.shows("2 selected").await;
    all().key("Escape");
    page.hides("2 selected").await;
}

#[wasm_bindgen_test]
async fn each_task_shows_its_own_result() {
    let rows = [
        task("a", 1, 2).running(),
        task("b", 2, 3).running(),
        task("c", 3, 4),
        task("d", 4, 5).running(),
    ];
    let page = page_of(&rows).await;
    page.one("#pick-all").press();
    let dialog = ask(&page, "Stop 3 tasks").await;
    assert_eq!(dialog.name(), "Stop 3 tasks?");
    assert!(dialog.says("No further device starts this upgrade."));
    assert!(dialog.one(".bulk-left-out").says("Task c"));
    assert!(dialog.says("This task is stopped already."));
    assert!(dialog.button("Cancel").has_focus());
    dialog.button("Cancel").key("Enter");
    settled().await;
    assert!(sent(&page).is_empty(), "Enter confirms nothing");

    page.platform.once(Op::Status, Answer::ok(""));
    page.platform.once(Op::Status, Answer::refused(4_041_013, ""));
    dialog.button("Stop 3 tasks").press();
    dialog.shows("2 of 3 done.").await;
    until("the dialog can be closed", || dialog.has_button("Close")).await;
    let results = results(&dialog);
    assert_eq!((results[0].as_str(), results[2].as_str()), ("Done", "Done"));
    assert!(results[1].starts_with("Not done: "), "{results:?}");
    assert_eq!(sent(&page).len(), 3, "each task is sent once");
    dialog.all("footer button")[0].press();
    page.no_dialog().await;
    assert!(!page.says("selected"));
    page.button("Activity").press();
    until("the log is open", || page.has_dialog()).await;
    assert_eq!(page.dialog().all("tbody [role=row]").len(), 3);
}

#[wasm_bindgen_test]
async fn a_bulk_action_can_be_stopped_between_two_tasks() {
    let page = page_of(&[row("a").running(), row("b").running(), row("c").running()]).await;
    page.button("Stop all").press();
    until("the confirmation is open", || page.has_dialog()).await;
    let dialog = page.dialog();
    assert_eq!(dialog.name(), "Stop all 3 running tasks of this product?");
    let first = page.platform.hold(Op::Status);
    dialog.button("Stop 3 tasks").press_times(3);
    page.platform.was_asked(Op::Status, 1).await;
    assert_eq!(results(&dialog), ["Working…", "Waiting", "Waiting"]);
    dialog.button("Stop after this one").press();
    first.release(Answer::ok(""));
    dialog.shows("1 of 3 done.").await;
    until("the bulk action is stopped", || {
        results(&dialog)[2].starts_with("Not done: Nothing was sent")
    })
    .await;
    assert_eq!(sent(&page).len(), 1);
    until("the focus is on Close", || dialog.all("footer button")[0].has_focus()).await;
}

#[wasm_bindgen_test]
async fn closing_the_dialog_stops_after_the_current_task_and_shows_the_result() {
    let page = page_of(&[row("a").running(), row("b").running()]).await;
    page.button("Stop all").press();
    until("the confirmation is open", || page.has_dialog()).await;
    let first = page.platform.hold(Op::Status);
    page.dialog().button("Stop 2 tasks").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.dialog().escape();
    page.no_dialog().await;
    assert_eq!(page.row("Task a").button("Stop").refusal().as_deref(), Some("Working…"));
    first.release(Answer::ok(""));
    until("the result is shown", || page.toasts().contains("1 of 2 done.")).await;
    settled().await;
    assert_eq!(sent(&page).len(), 1);
}

#[wasm_bindgen_test]
async fn a_task_changed_by_another_operator_is_not_started() {
    let page = page_of(&[task("a", 1, 2), task("b", 2, 3)]).await;
    page.one("#pick-all").press();
    let dialog = ask(&page, "Start 2 tasks").await;
    page.platform_has(&[task("a", 1, 2), task("b", 2, 4)]);
    dialog.button("Start 2 tasks").press();
    dialog.shows("1 of 2 done.").await;
    assert!(results(&dialog)[1].contains("Somebody has changed this task"));
    assert_eq!(sent(&page).len(), 1);
}

#[wasm_bindgen_test]
async fn two_starts_never_form_a_loop() {
    let rows = [task("a", 1, 2), task("b", 2, 3), task("c", 3, 1), task("d", 9, 8)];
    let page = page_of(&rows).await;
    page.one("#pick-all").press();
    let dialog = ask(&page, "Start 4 tasks").await;
    assert_eq!(dialog.name(), "Start 2 tasks?");
    let left_out: Vec<_> = dialog.all(".bulk-left-out .bulk-task").iter().map(Part::text).collect();
    assert!(
        left_out[0].contains("Task c") && left_out[0].contains("would close a loop"),
        "{left_out:?}"
    );
    assert!(
        left_out[1].contains("Task d") && left_out[1].contains("A downgrade."),
        "{left_out:?}"
    );
    assert!(dialog.says("How many devices are hit is not known."));
    dialog.button("Start 2 tasks").press();
    dialog.shows("2 of 2 done.").await;
    // Another operator starts the second task of a loop while the confirmation is open.
    let rows = [task("a", 1, 2), task("b", 2, 1)];
    let page = page_of(&rows).await;
    pick(&page, "Task a");
    let dialog = ask(&page, "Start 1 task").await;
    page.platform_has(&[task("a", 1, 2), task("b", 2, 1).running()]);
    dialog.button("Start 1 task").press();
    dialog.shows("0 of 1 done.").await;
    assert!(sent(&page).is_empty());
}

#[wasm_bindgen_test]
async fn a_large_number_of_devices_has_to_be_typed() {
    let rows = [
        task("a", 1, 2).with("surplus_count", "60"),
        task("b", 2, 3).with("surplus_count", "1500"),
        task("c", 3, 4).with("surplus_count", "70"),
    ];
    let page = Page::builder()
        .config(FULL)
        .answers(Op::Products, Answer::ok(r#"[{"id":"p1","name":"Lamp A9"}]"#))
        .answers(Op::Fleet, Answer::ok(r#"{"1": 5000}"#))
        .answers(Op::Status, Answer::ok(""))
        .rows(&rows)
        .open_at_list()
        .await;
    page.platform.was_asked(Op::Fleet, 1).await;
    settled().await;
    page.one("#pick-all").press();
    let dialog = ask(&page, "Start 3 tasks").await;
    assert!(dialog.one(".bulk-left-out").says("Start it by itself."));
    assert!(dialog.says("130 devices in all are hit."));
    let start = dialog.button("Start 2 tasks");
    for wrong in ["", "13", "yes"] {
        dialog.field("Devices").type_in(wrong);
        assert_eq!(start.refusal().as_deref(), Some("Type 130 first."), "{wrong}");
        start.press();
    }
    settled().await;
    assert!(sent(&page).is_empty());
    dialog.field("Devices").type_in("130");
    start.press();
    dialog.shows("2 of 2 done.").await;
}

#[wasm_bindgen_test]
async fn stop_all_stops_running_tasks_hidden_by_the_search_too() {
    let page = page_of(&[row("a").running(), row("b"), row("c").running()]).await;
    page.field("Search").type_in("Task b");
    until("one task is shown", || page.rows().len() == 1).await;
    page.button("Stop all").press();
    until("the confirmation is open", || page.has_dialog()).await;
    page.dialog().button("Stop 2 tasks").press();
    page.dialog().shows("2 of 2 done.").await;
    page.dialog().all("footer button")[0].press();
    page.no_dialog().await;
    let why = page.button("Stop all").refusal();
    assert_eq!(why.as_deref(), Some("No task of this product is known to be running."));
}

#[wasm_bindgen_test]
async fn device_counts_are_shown_only_for_a_start() {
    let counted = |row: Row| row.with("surplus_count", "60");
    let page = page_of(&[counted(task("a", 1, 2).running()), counted(task("b", 2, 3))]).await;
    page.one("#pick-all").press();
    for (button, shown) in [
        ("Start 1 task", true),
        ("Stop 1 task", false),
        ("Delete 2 tasks", false),
    ] {
        let dialog = ask(&page, button).await;
        let lines: Vec<_> = dialog.all("ol .bulk-task").iter().map(Part::text).collect();
        assert_eq!(lines.iter().any(|line| line.contains("60 devices")), shown, "{lines:?}");
        dialog.button("Cancel").press();
        page.no_dialog().await;
    }
}

#[wasm_bindgen_test]
async fn a_button_counts_the_selected_tasks_it_applies_to_and_is_disabled_at_zero() {
    let page = page_of(&[row("a").running(), row("b"), row("c"), row("d").with("status", "7")]).await;
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
        picked.iter().for_each(|id| pick(&page, &format!("Task {id}")));
        page.shows(&format!("{} selected", picked.len())).await;
        for (button, enabled) in buttons.into_iter().zip(states) {
            assert_eq!(page.button(button).refusal().is_none(), enabled, "{picked:?}: {button}");
        }
        page.button("Clear selection").press();
        page.hides("selected").await;
    }
}

#[wasm_bindgen_test]
async fn the_selected_tasks_are_a_named_group() {
    let page = page_of(&[row("a")]).await;
    pick(&page, "Task a");
    page.shows("1 selected").await;
    assert_eq!(page.one(".picks").name(), "Selected tasks");
    assert_eq!(page.one("#pick-all").name(), "Select all tasks on show");
}
