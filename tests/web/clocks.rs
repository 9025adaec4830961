//! Clock changes and machine sleep: the times and rates shown stay correct.

use super::support::{Answer, Op, Page, Row, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

/// Name of a clock change, and the function that applies it to a page.
type Event = (&'static str, fn(&Page));

/// A running task with this number of upgraded devices and 500 remaining.
fn running_task(upgraded: u32) -> Row {
    row("a")
        .running()
        .with("upgrade_count", &upgraded.to_string())
        .with("surplus_count", "500")
}

/// Opens the list with the rate column and a running task.
async fn with_rates() -> Page {
    let builder = Page::builder()
        .query("?product_id=p1&columns=rate")
        .rows(&[running_task(100)]);
    builder.open_at_list().await
}

/// Runs `change` and waits for the list read that follows.
async fn read_after(page: &Page, change: impl FnOnce()) {
    let before = page.platform.asked(Op::List).len();
    change();
    page.platform.was_asked(Op::List, before + 1).await;
    settled().await;
}

#[wasm_bindgen_test]
async fn half_an_hour_without_progress_is_reported_despite_clock_changes() {
    for set_by in [0, 3600, -3600] {
        let page = with_rates().await;
        page.clock.is_set_by(set_by);
        for _ in 0..4 {
            read_after(&page, || page.clock.rests(600)).await;
        }
        let message = if set_by > 0 {
            "no progress for 30 min"
        } else {
            "no progress for 40 min"
        };
        page.shows(message).await;
    }
}

#[wasm_bindgen_test]
async fn a_clock_change_or_machine_sleep_is_not_reported_as_lack_of_progress() {
    let jumps: [Event; 4] = [
        ("set forward an hour", |page| page.clock.is_set_by(3600)),
        ("set forward a year", |page| page.clock.is_set_by(365 * 86_400)),
        ("set back an hour", |page| page.clock.is_set_by(-3600)),
        ("an hour of sleep", |page| page.clock.sleeps(3600)),
    ];
    for (what, jump) in jumps {
        let page = with_rates().await;
        read_after(&page, || page.clock.passes(10)).await;
        jump(&page);
        settled().await;
        read_after(&page, || page.clock.passes(10)).await;
        assert!(!page.says("no progress"), "{what}: {}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_rate_is_not_computed_across_machine_sleep() {
    let page = with_rates().await;
    page.platform_has(&[running_task(110)]);
    read_after(&page, || page.clock.rests(60)).await;
    page.shows("/ h").await;
    // 400 devices in eight hours of sleep must not count as 400 devices in a second.
    page.platform_has(&[running_task(510)]);
    read_after(&page, || page.clock.sleeps(8 * 3600)).await;
    until("no rate is shown after the sleep", || !page.says("/ h")).await;
    page.platform_has(&[running_task(530)]);
    read_after(&page, || page.clock.rests(60)).await;
    page.shows("/ h").await;
}

#[wasm_bindgen_test]
async fn the_age_of_the_list_follows_the_clock_that_advanced_most() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::html(500));
    read_after(&page, || page.clock.passes(10)).await;
    // A busy machine may add some seconds.
    let is_about = |seconds: u32| {
        let shows_age = |seconds| page.says(&format!("Out of date: read {seconds} s ago"));
        (seconds..seconds + 10).any(shows_age)
    };
    until("the list is 10 s old", || is_about(10)).await;
    page.clock.is_set_by(-3600);
    page.clock.passes(30);
    until("the list is 40 s old", || is_about(40)).await;
    page.clock.is_set_by(3600);
    page.clock.sleeps(3600);
    page.shows("Out of date: read 60 min ago").await;
}

#[wasm_bindgen_test]
async fn the_list_is_read_at_once_after_a_timer_gap() {
    let gaps: [Event; 3] = [
        ("machine sleep", |page| page.clock.sleeps(60)),
        ("suspended timers", |page| page.clock.rests(60)),
        ("a clock set forward", |page| {
            page.clock.is_set_by(60);
            page.clock.passes(1);
        }),
    ];
    for (what, gap) in gaps {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, Answer::html(500));
        // Failures lengthen the poll interval.
        for _ in 0..3 {
            read_after(&page, || page.clock.passes(61)).await;
        }
        page.platform_has(&[row("b")]);
        gap(&page);
        until(what, || page.says("Task b")).await;
    }
}

#[wasm_bindgen_test]
async fn setting_the_clock_back_delays_neither_polls_nor_button_presses() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::Delete, Answer::ok(""));
    let confirmation = page.ask("Task a", "Delete").await;
    page.platform_has(&[row("a").with("description", r#""New""#)]);
    confirmation.button("Delete").press();
    confirmation.shows("Somebody has changed this task").await;
    page.clock.is_set_by(-3600);
    page.clock.passes(1);
    confirmation.button("Delete").press();
    page.no_dialog().await;
    assert_eq!(page.platform.asked(Op::Delete).len(), 1);
    page.platform_has(&[row("b")]);
    page.clock.is_set_by(-3600);
    page.clock.passes(10);
    page.shows("Task b").await;
}
