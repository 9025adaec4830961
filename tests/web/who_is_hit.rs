//! Devices affected by a start: the count in the list and in confirmations, or why it is unknown.

use super::support::{Answer, FULL, Op, Page, Part, Row, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

const COLUMN: &str = "On from version";
const NOT_COUNTED: &str = "How many devices a start would hit is not known here";

fn task(id: &str, from: u32) -> Row {
    row(id).with("from_version", &from.to_string())
}

fn heads(page: &Page) -> Vec<String> {
    page.all("th").iter().map(Part::text).collect()
}

/// Text of the devices column in the row of `task`.
fn devices(page: &Page, task: &str) -> String {
    page.row(task).one(".cell-devices").text()
}

#[wasm_bindgen_test]
async fn the_list_shows_affected_and_total_devices_for_each_task() {
    let rows = [
        task("a", 5),
        task("b", 6),
        task("c", 5).with("type", "2").with("identify", "7"),
    ];
    let page = Page::builder()
        .full(r#"{"5": 187, "3": 613}"#, "")
        .rows(&rows)
        .open_at_list()
        .await;
    assert!(heads(&page).contains(&COLUMN.to_owned()), "{:?}", heads(&page));
    until("devices are counted", || {
        devices(&page, "Task a") == "187 of 800 23.4 %"
    })
    .await;
    assert_eq!(devices(&page, "Task b"), "0 of 800 0 %");
    assert_eq!(devices(&page, "Task c"), "not known");
    // On a narrow screen the label replaces the column header.
    let label = page.row("Task a").one(".cell-devices").attr("data-label");
    assert_eq!(label.as_deref(), Some(COLUMN));
    assert!(!page.says(NOT_COUNTED));
}

#[wasm_bindgen_test]
async fn profile_core_states_once_that_the_counts_are_unknown() {
    let page = Page::with_rows(&[row("a"), row("b"), row("c")]).await;
    assert!(!heads(&page).contains(&COLUMN.to_owned()), "{:?}", heads(&page));
    assert_eq!(page.text().matches(NOT_COUNTED).count(), 1);
    assert!(!page.says("not known."), "{}", page.text());
    page.platform_has(&[row("a").with("surplus_count", "7")]);
    page.refresh().await;
    assert!(!page.says(NOT_COUNTED), "the remaining devices are known");
}

#[wasm_bindgen_test]
async fn the_reason_for_an_unknown_count_is_shown() {
    let rows = [task("a", 5), task("b", 5).with("type", "2").with("identify", "7")];
    let page = Page::builder().full("", "").rows(&rows).start();
    let fleet = page.platform.hold(Op::Fleet);
    page.platform.was_asked(Op::Fleet, 1).await;
    assert_eq!(devices(&page, "Task a"), "", "the count is being read");
    let question = page.ask("Task b", "Start").await;
    let reason = "How many devices are on version 5 of this firmware is not known: the platform counts devices by their WIFI firmware alone.";
    assert!(question.says(reason), "{}", question.text());
    question.button("Cancel").press();
    page.no_dialog().await;
    let question = page.ask("Task a", "Start").await;
    assert!(
        question.says("Reading how many devices are on version 5…"),
        "{}",
        question.text()
    );
    fleet.release(Answer::refused(5_031_001, ""));
    question
        .shows("How many devices are on version 5 could not be read just now.")
        .await;
    assert_eq!(devices(&page, "Task a"), "not known");
}

#[wasm_bindgen_test]
async fn one_device_is_written_in_the_singular() {
    let page = Page::builder()
        .full(r#"{"3": 1}"#, "")
        .rows(&[row("a").with("upgrade_count", "1")])
        .open_at_list()
        .await;
    page.shows("1 device on 1 version").await;
    let question = page.ask("Task a", "Start").await;
    let sentence = "1 of 1 device (100 %) is on version 3; 1 already upgraded.";
    assert!(question.says(sentence), "{}", question.text());
    question.button("Cancel").press();
    page.no_dialog().await;
    let question = page.ask("Task a", "Delete").await;
    assert!(question.says("It has upgraded 1 device so far"), "{}", question.text());
}

#[wasm_bindgen_test]
async fn the_devices_of_an_mcu_loop_are_not_counted_by_wifi_version() {
    let mcu = |row: Row| row.with("type", "2").with("identify", "1");
    let rows = [
        mcu(task("a", 7)),
        mcu(task("b", 5).with("target_version", "7").running()),
    ];
    let page = Page::builder()
        .config(FULL)
        .answers(Op::Products, Answer::ok(r#"[{"id":"p1","name":"Lamp A9"}]"#))
        .answers(Op::Fleet, Answer::ok(r#"{"5": 593, "7": 439}"#))
        .rows(&rows)
        .open_at_list()
        .await;
    page.platform.was_asked(Op::Fleet, 1).await;
    settled().await;
    let question = page.ask("Task a", "Start").await;
    question.shows("closes a loop: 7 → 5 → 7.").await;
    assert!(
        question.says("how many there are is not known here"),
        "{}",
        question.text()
    );
    assert!(!question.says("1,032"), "the platform counts devices by WIFI firmware");
}
