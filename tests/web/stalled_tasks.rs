//! Complete and stalled running tasks, where the platform counts the remaining devices.

use super::support::*;

/// A running task without remaining devices, a running one with four, and a stopped one.
fn tasks() -> [Row; 3] {
    [
        task("a", 3, 5).running().upgraded(9).remaining(0),
        task("b", 4, 5).running().upgraded(9).remaining(4),
        task("c", 2, 5).upgraded(9).remaining(0),
    ]
}

/// Lets `minutes` pass and polls once.
async fn poll_after(page: &Page, minutes: u32) {
    page.clock.advance_with_timers_suspended(minutes * 60);
    page.advance_to_poll();
    settled().await;
}

/// Words that the status of the row contains, in this order.
fn status(page: &Page, name: &str) -> String {
    let status = page.row(name).one(".cell-status");
    let words = ["Running", "Stopped", "Complete", "Stalled"].into_iter();
    words.filter(|word| status.has_text(word)).collect::<Vec<_>>().join(" ")
}

#[wasm_bindgen_test]
async fn complete_and_stalled_are_shown_after_ten_minutes_without_progress() {
    let page = Page::full(r#"{"3": 0, "4": 4}"#, "[]", &tasks()).await;
    poll_after(&page, 9).await;
    assert_eq!(status(&page, "Task a"), "Running", "after nine minutes");
    for empty in ["Complete 0", "Stalled 0"] {
        assert!(page.button(empty).attr("hidden").is_some(), "{empty} is hidden");
    }
    poll_after(&page, 1).await;
    until("the task is complete", || status(&page, "Task a") == "Running Complete").await;
    assert_eq!(status(&page, "Task b"), "Running Stalled");
    assert_eq!(status(&page, "Task c"), "Stopped");

    assert_eq!(page.button("Complete 1").attr("hidden"), None);
    page.button("Complete 1").press();
    until("only the complete task is listed", || page.rows().len() == 1).await;
    assert!(page.row("Task a").has_text("Complete") && page.query().contains("status=complete"));
    page.button("Stalled 1").press();
    let is_listed = || page.rows().len() == 1 && page.has_text("Task b");
    until("only the stalled task is listed", is_listed).await;
    assert!(page.query().contains("status=stalled"));
    page.button("Running 2").press();
    until("both running tasks are listed", || page.rows().len() == 2).await;
    page.button("All 3").press();

    page.press_and_see("Upgrade map", "running, complete").await;
    assert!(page.has_text("running, stalled"));
    assert!(page.one(".map-words").has_text("Complete") && page.one(".map-words").has_text("Stalled"));
    page.button("List").press();
    until("the list is back", || page.rows().len() == 3).await;

    let mut rows = tasks();
    rows[0] = rows[0].clone().remaining(2);
    rows[1] = rows[1].clone().upgraded(10).remaining(3);
    page.set_rows(&rows);
    poll_after(&page, 1).await;
    until("a device ends the stall", || status(&page, "Task b") == "Running").await;
    assert_eq!(status(&page, "Task a"), "Running", "new devices make it incomplete");
}

#[wasm_bindgen_test]
async fn profile_core_never_shows_complete_or_stalled() {
    let page = Page::builder().rows(&tasks()).open_at_list().await;
    for _ in 0..3 {
        poll_after(&page, 20).await;
    }
    for name in ["Task a", "Task b"] {
        assert_eq!(status(&page, name), "Running");
    }
    assert!(page.buttons("Complete 1").is_empty() && page.buttons("Complete 0").is_empty());
    assert!(!page.has_text("Complete") && !page.has_text("Stalled"));
}
