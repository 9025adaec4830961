//! What the details show of a task's life: the timeline of this tab and the time since the start.

use super::support::*;

/// Section of the timeline.
fn life(details: &Part) -> Part {
    details.one("[aria-label='History in this tab']")
}

/// Lines of the timeline without their times.
fn lines(details: &Part) -> Vec<String> {
    let without_time = |line: Part| {
        let spans = line.all("span").into_iter().map(|span| span.text());
        spans.collect::<Vec<_>>().join(" | ")
    };
    life(details).all("ol > li").into_iter().map(without_time).collect()
}

async fn wait_for_lines(details: &Part, expected: &[&str]) {
    until(&format!("the lines are {expected:?}"), || lines(details) == expected).await;
}

/// Advances the time and reads these tasks.
async fn poll(page: &Page, minutes: u32, rows: &[Row]) {
    page.set_rows(rows);
    page.clock.advance_with_timers_suspended(minutes * 60);
    settled().await;
}

#[wasm_bindgen_test]
async fn a_task_created_started_and_stopped_here_has_each_of_its_steps() {
    let page = Page::full("{}", "[]", &[row("a")]).await;
    let new = Row::of_form("new").remaining(120);
    page.platform.always(Op::Create, Answer::ok(new.json()));
    let form = page.open_filled_form().await;
    page.create(&form).await;
    page.act("Meter 7 to 9", "Start").await;
    let details = page.open_details("Meter 7 to 9").await;
    wait_for_lines(&details, &["Created in this tab", "Started in this tab"]).await;
    life(&details).assert_text("Running for less than a minute.");
    let half = new.running().upgraded(60).remaining(60);
    poll(&page, 5, std::slice::from_ref(&half)).await;
    let created = [
        "Created in this tab",
        "Started in this tab",
        "50% upgraded | Upgraded 60",
    ];
    wait_for_lines(&details, &created).await;
    life(&details).wait_for_text("Running for 5 min.").await;
    poll(&page, 11, &[half]).await;
    let stalled = [&created[..], &["Stalled | Upgraded 60"]].concat();
    wait_for_lines(&details, &stalled).await;
    details.button("Stop").press();
    let stopped = [&stalled[..], &["Stopped in this tab"]].concat();
    wait_for_lines(&details, &stopped).await;
    life(&details).wait_for_no_text("Running for").await;
    let times = life(&details).all("time");
    assert!(
        times
            .iter()
            .all(|time| time.text().contains(':') && time.attr("datetime").is_some())
    );
}

#[wasm_bindgen_test]
async fn changes_by_others_are_shown_as_seen_and_an_earlier_start_is_not_claimed() {
    let page = Page::with_rows(&[row("a").running().upgraded(8), row("b")]).await;
    let details = page.open_details("Task a").await;
    wait_for_lines(&details, &["Already running | Upgraded 8"]).await;
    let unknown = "was already running when this page was loaded.";
    life(&details).assert_text(unknown);
    poll(&page, 2, &[row("a").upgraded(12), row("b").running()]).await;
    wait_for_lines(&details, &["Already running | Upgraded 8", "Stopped | Upgraded 12"]).await;
    life(&details).wait_for_no_text(unknown).await;
    page.close_dialog("Close").await;
    let details = page.open_details("Task b").await;
    wait_for_lines(&details, &["Started | Upgraded 0"]).await;
    life(&details).assert_text("Running for less than a minute.");
}

#[wasm_bindgen_test]
async fn a_failed_operation_and_an_unchanged_task_are_told_apart() {
    let page = Page::with_rows(&[row("a"), row("b").running()]).await;
    let details = page.open_details("Task a").await;
    assert_eq!(lines(&details), [""; 0]);
    life(&details).assert_text("No changes since this page was opened.");
    page.close_dialog("Close").await;
    page.platform.once(Op::SetStatus, Answer::html(403));
    page.stop("Task b").await;
    page.wait_for_dialog().await;
    page.close_dialog("Cancel").await;
    let details = page.open_details("Task b").await;
    let shown = lines(&details);
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert!(shown[1].starts_with("Stop · "), "{shown:?}");
}
