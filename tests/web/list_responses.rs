//! Reading list answers: accepted variants, unreadable rows and unknown values.

use super::support::*;

#[wasm_bindgen_test]
async fn an_unreadable_row_is_reported_between_readable_ones() {
    let broken = row("b").unreadable();
    let page = Page::with_rows(&[row("a"), broken, row("c")]).await;
    let rows = page.rows();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].has_text("Task a"));
    assert!(rows[1].has_text("The platform sent invalid data for this task, so it can’t be shown."));
    assert!(
        rows[1].has_text("“from_version” has the value \"newest\"."),
        "{}",
        rows[1].text()
    );
    assert_eq!(
        rows[1].all("button").len(),
        1,
        "a stop needs only the id, and the task may be running"
    );
    assert!(rows[2].has_text("Task c"));
}

#[wasm_bindgen_test]
async fn an_unknown_status_is_shown_and_the_task_can_only_be_stopped() {
    let page = Page::with_rows(&[row("a").with("status", "7")]).await;
    let shown = page.row("Task a");
    assert!(shown.has_text("Unknown: 7"));
    assert!(!shown.has_button("Start"));
    shown.button("Stop").assert_enabled();
    let delete = shown.button("Delete");
    let reason = delete.disabled_reason().unwrap();
    assert!(
        reason.starts_with("The platform reports a status that the console doesn’t know"),
        "{reason}"
    );
    delete.press();
    settled().await;
    assert!(!page.has_dialog());
    assert_eq!(page.platform.all_requests().len(), 1, "only the list was requested");
}

#[wasm_bindgen_test]
async fn without_a_remaining_count_text_replaces_the_bar() {
    let page = Page::with_rows(&[row("a").upgraded(5)]).await;
    let shown = page.row("Task a");
    assert!(shown.all("progress").is_empty());
    assert!(shown.has_text("Upgraded 5"));
    assert!(shown.has_text("Remaining unknown"));
}

#[wasm_bindgen_test]
async fn with_a_remaining_count_the_bar_shows_the_share() {
    let tasks = [row("a").upgraded(30).remaining(90), row("b").upgraded(0).remaining(0)];
    let page = Page::with_rows(&tasks).await;
    let bar = page.row("Task a").one("progress");
    assert_eq!(
        (bar.attr("value"), bar.attr("max")),
        (Some("30".into()), Some("120".into()))
    );
    assert_eq!(bar.name(), "Upgraded");
    assert!(
        page.row("Task b").all("progress").is_empty(),
        "a task without devices has no share"
    );
    assert!(page.row("Task b").has_text("Remaining 0"));
}

#[wasm_bindgen_test]
async fn the_figures_add_up_the_rows() {
    let tasks = [
        row("a").running().upgraded(1000),
        row("b").upgraded(234),
        row("c").with("status", "null"),
    ];
    let page = Page::with_rows(&tasks).await;
    let figures = page.one("dl.figures").text();
    assert!(figures.contains("1,234"), "{figures}");
    assert_eq!(page.platform.count(Op::List), 1);
}

#[wasm_bindgen_test]
async fn an_empty_list_explains_tasks_and_offers_to_create_one() {
    let page = Page::with_rows(&[]).await;
    assert!(page.has_text("No upgrade tasks yet"));
    assert!(page.has_text("It is created stopped; nothing happens until you start it."));
    assert!(page.has_button("Create the first task"));
}
