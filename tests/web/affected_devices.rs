//! Devices affected by a start: the count in the list and in confirmations, or why it is unknown.

use super::support::*;

const COLUMN: &str = "Devices on from version";
const NOT_COUNTED: &str = "The number of affected devices isn’t available";

fn task_from(id: &str, from: u32) -> Row {
    row(id).with("from_version", &from.to_string())
}

/// Makes it a task for the firmware of an MCU.
fn mcu(row: Row) -> Row {
    row.with("type", "2").with("identify", "7")
}

/// Text of the devices column in the row of `task`.
fn devices(page: &Page, task: &str) -> String {
    page.row(task).one(".cell-devices").text()
}

#[wasm_bindgen_test]
async fn the_list_shows_affected_and_total_devices_for_each_task() {
    let rows = [task_from("a", 5), task_from("b", 6), mcu(task_from("c", 5))];
    let page = Page::full(r#"{"5": 187, "3": 613}"#, "", &rows).await;
    assert!(page.texts("th").contains(&COLUMN.to_owned()), "{:?}", page.texts("th"));
    page.wait_for_text("187 of 800 23.4%").await;
    page.wait_for_text("800 devices on 2 versions").await;
    assert_eq!(devices(&page, "Task a"), "187 of 800 23.4%");
    assert_eq!(devices(&page, "Task b"), "0 of 800 0%");
    assert_eq!(devices(&page, "Task c"), "unknown");
    // On a narrow screen the label replaces the column header.
    let label = page.row("Task a").one(".cell-devices").attr("data-label");
    assert_eq!(label.as_deref(), Some(COLUMN));
    assert!(!page.has_text(NOT_COUNTED));
}

#[wasm_bindgen_test]
async fn profile_core_states_once_that_the_counts_are_unknown() {
    let page = Page::with_rows(&[row("a"), row("b"), row("c")]).await;
    assert!(!page.texts("th").contains(&COLUMN.to_owned()), "{:?}", page.texts("th"));
    assert_eq!(page.text().matches(NOT_COUNTED).count(), 1);
    page.assert_no_text("isn’t available.");
    page.set_rows(&[row("a").remaining(7)]);
    page.refresh().await;
    assert!(!page.has_text(NOT_COUNTED), "the remaining devices are known");
}

#[wasm_bindgen_test]
async fn the_reason_for_an_unknown_count_is_shown() {
    let rows = [task_from("a", 5), mcu(task_from("b", 5))];
    let page = Page::builder().full("", "").rows(&rows).mount();
    let counts = page.platform.hold(Op::DeviceCounts);
    page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
    assert_eq!(devices(&page, "Task a"), "", "the count is being read");
    let question = page.open_confirmation("Task b", "Start").await;
    let reason = "The number of devices on version 5 of this firmware isn’t available: the platform counts devices only by their Wi-Fi firmware.";
    question.assert_text(reason);
    page.close_dialog("Cancel").await;
    let question = page.open_confirmation("Task a", "Start").await;
    question.assert_text("Loading the number of devices on version 5…");
    counts.release(Answer::refused(ErrorCode::ServerFault));
    let unknown = "The number of devices on version 5 couldn’t be loaded.";
    question.wait_for_text(unknown).await;
    assert_eq!(devices(&page, "Task a"), "unknown");
}

#[wasm_bindgen_test]
async fn the_devices_of_an_mcu_loop_are_not_counted_by_wifi_version() {
    let rows = [mcu(task("a", 7, 5)), mcu(task("b", 5, 7).running())];
    let page = Page::with_device_counts(&rows, r#"{"5": 593, "7": 439}"#).await;
    let question = page.open_confirmation("Task a", "Start").await;
    question.wait_for_text("closes a loop: 7 → 5 → 7.").await;
    question.assert_text("Their number isn’t available");
    question.assert_no_text("1,032");
}
