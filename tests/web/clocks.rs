//! Clocks that are set, and machines that sleep: what is said of time stays true.

use super::support::{Answer, Op, Page, Row, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

/// Something that happens to a page and its clocks, and what it is called.
type Event = (&'static str, fn(&Page));

fn lamp(upgraded: u32) -> Row {
    row("a")
        .running()
        .with("upgrade_count", &upgraded.to_string())
        .with("surplus_count", "500")
}

/// The list with the column of rates on show, and a task that runs.
async fn with_rates() -> Page {
    let builder = Page::builder().query("?product_id=p1&columns=rate").rows(&[lamp(100)]);
    builder.open_at_list().await
}

/// Lets `pass` happen and waits for the reading that follows.
async fn read_after(page: &Page, pass: impl FnOnce()) {
    let before = page.platform.asked(Op::List).len();
    pass();
    page.platform.was_asked(Op::List, before + 1).await;
    settled().await;
}

#[wasm_bindgen_test]
async fn half_an_hour_without_progress_is_said_whatever_the_wall_clock_does() {
    for set_by in [0, 3600, -3600] {
        let page = with_rates().await;
        page.clock.is_set_by(set_by);
        for _ in 0..4 {
            read_after(&page, || page.clock.rests(600)).await;
        }
        let said = if set_by > 0 {
            "no progress for 30 min"
        } else {
            "no progress for 40 min"
        };
        page.shows(said).await;
    }
}

#[wasm_bindgen_test]
async fn a_clock_that_is_set_or_a_machine_that_sleeps_is_no_lack_of_progress() {
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
async fn a_rate_counts_no_time_that_the_steady_clock_has_missed() {
    let page = with_rates().await;
    page.platform_has(&[lamp(110)]);
    read_after(&page, || page.clock.rests(60)).await;
    page.shows("/ h").await;
    // Eight hours of sleep, and 400 devices: not 400 devices in a second.
    page.platform_has(&[lamp(510)]);
    read_after(&page, || page.clock.sleeps(8 * 3600)).await;
    until("nothing is said of what was not seen", || !page.says("/ h")).await;
    page.platform_has(&[lamp(530)]);
    read_after(&page, || page.clock.rests(60)).await;
    page.shows("/ h").await;
}

#[wasm_bindgen_test]
async fn what_is_on_show_is_as_old_as_the_older_clock_says() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::html(500));
    read_after(&page, || page.clock.passes(10)).await;
    // The machine may be busy: some seconds more are true as well.
    let is_about = |seconds: u32| {
        let said = |seconds| page.says(&format!("Out of date: read {seconds} s ago"));
        (seconds..seconds + 10).any(said)
    };
    until("it is 10 s old", || is_about(10)).await;
    page.clock.is_set_by(-3600);
    page.clock.passes(30);
    until("it is 40 s old", || is_about(40)).await;
    page.clock.is_set_by(3600);
    page.clock.sleeps(3600);
    page.shows("Out of date: read 60 min ago").await;
}

#[wasm_bindgen_test]
async fn after_a_gap_of_the_timers_the_list_is_read_first() {
    let gaps: [Event; 3] = [
        ("a machine that slept", |page| page.clock.sleeps(60)),
        ("timers that rested", |page| page.clock.rests(60)),
        ("a clock that was set forward", |page| {
            page.clock.is_set_by(60);
            page.clock.passes(1);
        }),
    ];
    for (what, gap) in gaps {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, Answer::html(500));
        // Failures have made the polls rare.
        for _ in 0..3 {
            read_after(&page, || page.clock.passes(61)).await;
        }
        page.platform_has(&[row("b")]);
        gap(&page);
        until(what, || page.says("Task b")).await;
    }
}

#[wasm_bindgen_test]
async fn a_clock_that_is_set_back_holds_neither_polls_nor_presses() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::Delete, Answer::ok(""));
    let question = page.ask("Task a", "Delete").await;
    page.platform_has(&[row("a").with("description", r#""New""#)]);
    question.button("Delete").press();
    question.shows("Somebody has changed this task").await;
    page.clock.is_set_by(-3600);
    page.clock.passes(1);
    question.button("Delete").press();
    page.no_dialog().await;
    assert_eq!(page.platform.asked(Op::Delete).len(), 1);
    page.platform_has(&[row("b")]);
    page.clock.is_set_by(-3600);
    page.clock.passes(10);
    page.shows("Task b").await;
}
