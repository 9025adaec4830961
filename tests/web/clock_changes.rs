//! Clock changes and machine sleep: the times and rates shown stay correct.

use super::support::*;

/// Name of a clock change, and the function that applies it to a page.
type Event = (&'static str, fn(&Page));

/// A running task with this number of upgraded devices and 500 remaining.
fn running_task(upgraded: u32) -> Row {
    row("a").running().upgraded(upgraded).remaining(500)
}

/// Opens the list with the rate column and a running task.
async fn open_with_rates() -> Page {
    Page::at("?product_id=p1&columns=rate", &[running_task(100)]).await
}

/// Runs `change` and waits for the list read that follows.
async fn wait_for_read_after(page: &Page, change: impl FnOnce()) {
    let before = page.platform.count(Op::List);
    change();
    page.platform.wait_for_requests(Op::List, before + 1).await;
    settled().await;
}

#[wasm_bindgen_test]
async fn half_an_hour_without_progress_is_reported_despite_clock_changes() {
    for set_by in [0, 3600, -3600] {
        let page = open_with_rates().await;
        page.clock.shift_wall_clock(set_by);
        for _ in 0..4 {
            wait_for_read_after(&page, || page.clock.advance_with_timers_suspended(600)).await;
        }
        let minutes = if set_by > 0 { 30 } else { 40 };
        let message = format!("no progress for {minutes} min");
        page.wait_for_text(&message).await;
    }
}

#[wasm_bindgen_test]
async fn a_clock_change_or_machine_sleep_is_not_reported_as_lack_of_progress() {
    let jumps: [Event; 4] = [
        ("set forward an hour", |page| page.clock.shift_wall_clock(3600)),
        ("set forward a year", |page| page.clock.shift_wall_clock(365 * 86_400)),
        ("set back an hour", |page| page.clock.shift_wall_clock(-3600)),
        ("an hour of sleep", |page| page.clock.sleep_machine(3600)),
    ];
    for (what, jump) in jumps {
        let page = open_with_rates().await;
        wait_for_read_after(&page, || page.clock.advance(10)).await;
        jump(&page);
        settled().await;
        wait_for_read_after(&page, || page.clock.advance(10)).await;
        assert!(!page.has_text("no progress"), "{what}: {}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_rate_is_not_computed_across_machine_sleep() {
    let page = open_with_rates().await;
    page.set_rows(&[running_task(110)]);
    wait_for_read_after(&page, || page.clock.advance_with_timers_suspended(60)).await;
    page.wait_for_text("per hour").await;
    // 400 devices in eight hours of sleep must not count as 400 devices in a second.
    page.set_rows(&[running_task(510)]);
    wait_for_read_after(&page, || page.clock.sleep_machine(8 * 3600)).await;
    page.wait_for_no_text("per hour").await;
    page.set_rows(&[running_task(530)]);
    wait_for_read_after(&page, || page.clock.advance_with_timers_suspended(60)).await;
    page.wait_for_text("per hour").await;
}

#[wasm_bindgen_test]
async fn a_rate_is_not_computed_across_machine_sleep_while_another_view_is_on_show() {
    let builder = Page::builder().config(NO_PRODUCT).query("?product_id=p1&columns=rate");
    let page = builder.rows(&[running_task(100)]).open_at_list().await;
    page.set_rows(&[running_task(110)]);
    wait_for_read_after(&page, || page.clock.advance_with_timers_suspended(60)).await;
    page.wait_for_text("per hour").await;
    page.press_and_see("Change product", "Choose a product").await;
    page.clock.sleep_machine(8 * 3600);
    page.set_rows(&[running_task(510)]);
    wait_for_read_after(&page, || page.choose_product("p1")).await;
    page.wait_for_text("510").await;
    page.wait_for_no_text("per hour").await;
}

#[wasm_bindgen_test]
async fn the_age_of_the_list_follows_the_clock_that_advanced_most() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::html(500));
    wait_for_read_after(&page, || page.clock.advance(10)).await;
    // A busy machine may add some seconds.
    let is_about = |seconds: u32| {
        let shows_age = |seconds| page.has_text(&format!("Out of date: last updated {seconds} s ago"));
        (seconds..seconds + 10).any(shows_age)
    };
    until("the list is 10 s old", || is_about(10)).await;
    page.clock.shift_wall_clock(-3600);
    page.clock.advance(30);
    until("the list is 40 s old", || is_about(40)).await;
    page.clock.shift_wall_clock(3600);
    page.clock.sleep_machine(3600);
    page.wait_for_text("Out of date: last updated 60 min ago").await;
}

#[wasm_bindgen_test]
async fn the_list_is_read_at_once_after_a_timer_gap() {
    let gaps: [Event; 3] = [
        ("machine sleep", |page| page.clock.sleep_machine(60)),
        ("suspended timers", |page| page.clock.advance_with_timers_suspended(60)),
        ("a clock set forward", |page| {
            page.clock.shift_wall_clock(60);
            page.clock.advance(1);
        }),
    ];
    for (what, gap) in gaps {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, Answer::html(500));
        // Failures lengthen the poll interval.
        for _ in 0..3 {
            wait_for_read_after(&page, || page.clock.advance(61)).await;
        }
        page.set_rows(&[row("b")]);
        gap(&page);
        until(what, || page.has_text("Task b")).await;
    }
}

#[wasm_bindgen_test]
async fn setting_the_clock_back_delays_neither_polls_nor_button_presses() {
    let page = Page::with_rows(&[row("a")]).await;
    let confirmation = page.open_confirmation("Task a", "Delete").await;
    page.set_rows(&[row("a").with("description", r#""New""#)]);
    confirmation.press_and_see("Delete", "Someone changed this task").await;
    page.clock.shift_wall_clock(-3600);
    page.clock.advance(1);
    confirmation.button("Delete").press();
    page.wait_for_no_dialog().await;
    assert_eq!(page.platform.count(Op::Delete), 1);
    page.set_rows(&[row("b")]);
    page.clock.shift_wall_clock(-3600);
    page.clock.advance(10);
    page.wait_for_text("Task b").await;
}
