//! Guards of started tasks: readings, stops, and what ends or survives with the page.

use super::leaving::asks;
use super::support::*;
use super::titles::wait_for_title;

pub const DEVICES: &str = "Stop after (devices)";
pub const MINUTES: &str = "Stop when no device upgrades for (minutes)";
const STORED: &str = "upgrade-guards p1";

/// The running task `a`, which was started with 7 upgraded devices.
fn running(upgraded: u32) -> Row {
    row("a").running().upgraded(upgraded)
}

/// Confirms the start of the task `a` with these limits, as typed.
async fn confirm_guarded(page: &Page, devices: &str, minutes: &str) {
    let question = page.open_confirmation("Task a", "Start").await;
    question.field(DEVICES).type_in(devices);
    question.field(MINUTES).type_in(minutes);
    question.button("Start").press();
}

/// Starts the task `a` with these limits.
pub async fn start_guarded(page: &Page, devices: &str, minutes: &str) {
    confirm_guarded(page, devices, minutes).await;
    page.wait_for_no_dialog().await;
    page.row("Task a").wait_for_text("Running").await;
}

/// A page with the task `a`, started with a guard of 10 devices.
async fn guarded(builder: PageBuilder) -> Page {
    let page = builder.rows(&[row("a").upgraded(7)]).open_at_list().await;
    start_guarded(&page, "10", "").await;
    page.row("Task a").wait_for_text("Guard: 10 devices left").await;
    page
}

/// Lets a poll read the running task.
fn poll(page: &Page, upgraded: u32) {
    page.set_rows(&[running(upgraded)]);
    page.advance_to_poll();
}

/// Waits until the guard has stopped the task, and says so.
async fn wait_for_guard_stop(page: &Page, devices: u32) {
    let text = format!("The guard has stopped “Task a”: {devices} devices were upgraded since the start.");
    page.wait_for_toast(&text).await;
    let stop = page.platform.last_request(Op::SetStatus).body;
    assert!(stop.contains(r#""status":0"#), "{stop}");
}

#[wasm_bindgen_test]
async fn a_guard_of_devices_stops_the_task_and_says_so() {
    let page = guarded(Page::builder()).await;
    wait_for_title("Guarding 1 task · p1 · Firmware upgrade").await;
    poll(&page, 16);
    page.row("Task a").wait_for_text("Guard: 1 device left").await;
    page.platform.assert_sent(Op::SetStatus, 1).await;
    poll(&page, 19);
    wait_for_guard_stop(&page, 12).await;
    page.platform.assert_sent(Op::SetStatus, 2).await;
    page.row("Task a").wait_for_no_text("Guard").await;
    assert!(page.row("Task a").has_text("Stopped"));
    wait_for_title("p1 · Firmware upgrade").await;
    assert_eq!(session_item(STORED), None);
    page.open_log().await.assert_text("The guard has stopped “Task a”");
}

#[wasm_bindgen_test]
async fn a_guard_of_minutes_stops_a_task_that_upgrades_no_device() {
    let page = Page::with_rows(&[row("a").upgraded(7)]).await;
    start_guarded(&page, "", "5").await;
    page.row("Task a").wait_for_text("Guard: 5 min left").await;
    page.clock.advance_with_timers_suspended(240);
    page.row("Task a").wait_for_text("Guard: 1 min left").await;
    page.set_rows(&[running(8)]);
    page.clock.advance_with_timers_suspended(60);
    page.row("Task a").wait_for_text("Guard: 5 min left").await;
    page.clock.advance_with_timers_suspended(301);
    page.wait_for_toast("no device was upgraded for 5 min.").await;
    page.row("Task a").wait_for_text("Stopped").await;
}

#[wasm_bindgen_test]
async fn a_guard_watches_behind_a_dialog_and_behind_another_product() {
    let page = guarded(Page::builder().config(NO_PRODUCT)).await;
    page.open_create().await;
    poll(&page, 8);
    page.row("Task a").wait_for_text("Guard: 9 devices left").await;
    page.close_dialog("Cancel").await;
    page.press_and_see("Change product", "Choose a product").await;
    page.choose_product("p2");
    page.wait_for_list().await;
    wait_for_title("Guarding 1 task · p2 · Firmware upgrade").await;
    poll(&page, 17);
    wait_for_guard_stop(&page, 10).await;
}

#[wasm_bindgen_test]
async fn a_guard_survives_a_reload_with_its_count() {
    let page = guarded(Page::builder().config(NO_PRODUCT)).await;
    poll(&page, 11);
    page.row("Task a").wait_for_text("Guard: 6 devices left").await;
    let stored = session_item(STORED).unwrap();
    assert!(!stored.contains("tok-1"), "{stored}");
    let builder = Page::reload(page).config(NO_PRODUCT);
    let page = builder.rows(&[running(14)]).open_at_list().await;
    page.row("Task a").wait_for_text("Guard: 3 devices left").await;
    // Another product is opened after the next reload.
    let builder = Page::reload(page).config(NO_PRODUCT).query("?product_id=p2");
    let page = builder.rows(&[running(15)]).open_at_list().await;
    wait_for_title("Guard can’t see the list · p2 · Firmware upgrade").await;
    page.clock.advance(1);
    wait_for_title("Guarding 1 task · p2 · Firmware upgrade").await;
    poll(&page, 18);
    wait_for_guard_stop(&page, 11).await;
    let stop = page.platform.last_request(Op::SetStatus).body;
    assert!(stop.contains(r#""product_id":"p1""#), "{stop}");
}

#[wasm_bindgen_test]
async fn a_guard_of_a_page_that_was_closed_for_long_does_not_act() {
    let page = guarded(Page::builder()).await;
    page.clock.shift_wall_clock(3_601);
    let page = Page::reload(page).rows(&[running(70)]).open_at_list().await;
    page.wait_for_toast("Task a: The guard ended: this page was closed")
        .await;
    page.platform.assert_sent(Op::SetStatus, 0).await;
    assert_eq!(session_item(STORED), None);
}

#[wasm_bindgen_test]
async fn a_guard_of_a_task_that_another_operator_stops_ends_with_an_entry_in_the_log() {
    let page = guarded(Page::builder()).await;
    page.set_rows(&[row("a").upgraded(30)]);
    page.advance_to_poll();
    page.row("Task a").wait_for_no_text("Guard").await;
    page.platform.assert_sent(Op::SetStatus, 1).await;
    assert!(!page.toasts().contains("guard"), "{}", page.toasts());
    assert!(!asks());
    page.open_log()
        .await
        .assert_text("The guard ended: the task is stopped.");
}

#[wasm_bindgen_test]
async fn a_stop_that_fails_is_repeated_and_never_claimed() {
    let page = guarded(Page::builder()).await;
    page.platform.once(Op::SetStatus, Answer::NetworkError);
    poll(&page, 18);
    page.platform.wait_for_requests(Op::SetStatus, 2).await;
    page.row("Task a").wait_for_text("Guard: stopping…").await;
    page.end_lookup_pauses().await;
    page.wait_for_toast("The guard couldn’t stop “Task a” yet and keeps trying.")
        .await;
    until("a pause begins", || page.clock.pending_timeouts(2000) == 1).await;
    assert!(!page.toasts().contains("has stopped") && asks());
    page.clock.fire_timeouts_of(2000);
    wait_for_guard_stop(&page, 11).await;
    page.platform.assert_sent(Op::SetStatus, 3).await;
}

#[wasm_bindgen_test]
async fn a_stop_follows_soon_after_a_new_sign_in() {
    let page = guarded(Page::builder()).await;
    page.platform.refuse_once(Op::SetStatus, ErrorCode::TokenExpired);
    poll(&page, 18);
    page.wait_for_button("Sign in").await;
    for _ in 0..4 {
        until("a short pause begins", || page.clock.pending_timeouts(2000) == 1).await;
        page.clock.fire_timeouts_of(2000);
        settled().await;
    }
    page.platform.assert_sent(Op::SetStatus, 2).await;
    page.sign_in("tok-2");
    page.wait_for_list().await;
    page.clock.fire_timeouts_of(2000);
    wait_for_guard_stop(&page, 11).await;
}

#[wasm_bindgen_test]
async fn a_stop_that_is_not_confirmed_goes_on_after_a_reload() {
    let page = guarded(Page::builder()).await;
    page.platform.always(Op::SetStatus, Answer::NetworkError);
    poll(&page, 18);
    page.row("Task a").wait_for_text("Guard: stopping…").await;
    let page = Page::reload(page).rows(&[running(19)]).open_at_list().await;
    wait_for_guard_stop(&page, 11).await;
    page.row("Task a").wait_for_text("Stopped").await;
}

#[wasm_bindgen_test]
async fn the_title_says_that_a_guard_cannot_decide() {
    let page = guarded(Page::builder()).await;
    for list in [
        Answer::html(500),
        Row::list(&[running(9).unreadable()]),
        Row::list(&[running(9).with("id", "[]")]),
    ] {
        page.platform.always(Op::List, list);
        page.refresh().await;
        wait_for_title("Guard can’t see the list · p1 · Firmware upgrade").await;
        page.set_rows(&[running(9)]);
        page.refresh().await;
        wait_for_title("Guarding 1 task · p1 · Firmware upgrade").await;
    }
    page.platform.assert_sent(Op::SetStatus, 1).await;
}

#[wasm_bindgen_test]
async fn leaving_asks_until_the_guard_is_removed() {
    let page = guarded(Page::builder()).await;
    until("leaving asks", asks).await;
    let details = page.open_details("Task a").await;
    details.assert_text("Stops the task after 10 devices.");
    details.assert_text("Works only while this page stays open; checks every 10 s");
    details.button("Remove guard").press();
    details.wait_for_no_button("Remove guard").await;
    details.one("[data-focus]").wait_for_focus().await;
    until("leaving does not ask", || !asks()).await;
    page.close_dialog("Close").await;
    poll(&page, 90);
    page.row("Task a").wait_for_text("90").await;
    page.platform.assert_sent(Op::SetStatus, 1).await;
    page.open_log()
        .await
        .assert_text("The guard is removed. The task goes on.");
}

#[wasm_bindgen_test]
async fn a_guard_removed_while_it_stops_the_task_does_not_say_that_the_task_goes_on() {
    let page = guarded(Page::builder()).await;
    let stop = page.hold_next(Op::SetStatus, async { poll(&page, 18) }).await;
    let details = page.open_details("Task a").await;
    details.press_and_see("Remove guard", "Task ID").await;
    page.wait_for_toast("A stop that it has sent may still take effect")
        .await;
    stop.release(Answer::ok(""));
    page.wait_for_toast("The guard has stopped “Task a”").await;
}

#[wasm_bindgen_test]
async fn in_a_portal_a_guard_is_dirty_and_the_portal_asks() {
    let page = Page::in_portal(&[row("a")]).await;
    start_guarded(&page, "10", "").await;
    page.portal().wait_for_message("dirty", r#""value":true"#).await;
    let title = "Guarding 1 task · p1 · Firmware upgrade";
    page.portal().wait_for_message("title", title).await;
    assert!(!asks());
}

#[wasm_bindgen_test]
async fn a_sign_out_asks_first_and_says_that_guards_ended() {
    let page = guarded(Page::builder()).await;
    page.button("Sign out").press();
    let question = page.wait_for_dialog_named("Sign out?").await;
    question.assert_text("1 guard ends when you sign out.");
    page.close_dialog("Cancel").await;
    page.row("Task a").assert_text("Guard: 10 devices left");
    page.button("Sign out").press();
    page.wait_for_dialog().await.button("Sign out").press();
    page.wait_for_text("You’re signed out.").await;
    page.wait_for_toast("1 guard ended at the sign-out.").await;
    assert_eq!(session_item(STORED), None);
    until("leaving does not ask", || !asks()).await;
    page.sign_in_and_see("tok-2", "Task a").await;
    settled().await;
    page.row("Task a").assert_no_text("Guard");
}

#[wasm_bindgen_test]
async fn without_a_token_the_page_says_that_a_guard_sees_nothing() {
    let page = guarded(Page::builder()).await;
    page.platform.refuse_once(Op::List, ErrorCode::TokenExpired);
    page.advance_to_poll();
    page.wait_for_toast("1 guard sees nothing until you sign in again.")
        .await;
    wait_for_title("Guard can’t see the list · Sign in · Firmware upgrade").await;
    page.set_rows(&[running(12)]);
    page.sign_in("tok-2");
    page.wait_for_toast("The guards watch their tasks again.").await;
    page.wait_for_list().await;
    page.row("Task a").wait_for_text("Guard: 5 devices left").await;
}

#[wasm_bindgen_test]
async fn a_start_that_is_refused_has_no_guard() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.refuse_once(Op::SetStatus, ErrorCode::TaskNotFound);
    confirm_guarded(&page, "10", "").await;
    page.wait_for_dialog_text("This task no longer exists").await;
    assert_eq!(session_item(STORED), None);
    assert!(!asks());
}

#[wasm_bindgen_test]
async fn a_start_that_sends_nothing_changes_no_guard() {
    // The first start takes effect although its answer was lost, and the second one finds the task running.
    let page = Page::with_rows(&[row("a").upgraded(7)]).await;
    page.platform.once(Op::SetStatus, Answer::NetworkError);
    confirm_guarded(&page, "10", "").await;
    page.end_lookup_pauses().await;
    page.wait_for_dialog_text("It is safe to try again").await;
    page.set_rows(&[running(7)]);
    page.dialog().press_and_see("Start", "Someone changed this task").await;
    page.close_dialog("Cancel").await;
    poll(&page, 17);
    wait_for_guard_stop(&page, 10).await;
    // Another operator has started the task.
    let page = Page::with_rows(&[row("a").upgraded(7)]).await;
    let question = page.open_confirmation("Task a", "Start").await;
    question.field(DEVICES).type_in("10");
    page.set_rows(&[running(30)]);
    question.press_and_see("Start", "Someone changed this task").await;
    page.platform.assert_sent(Op::SetStatus, 0).await;
    assert_eq!(session_item(STORED), None);
}

#[wasm_bindgen_test]
async fn a_start_that_may_take_effect_later_keeps_its_guard() {
    let page = Page::with_rows(&[row("a").upgraded(7)]).await;
    page.platform.once(Op::SetStatus, Answer::NetworkError);
    confirm_guarded(&page, "10", "").await;
    page.end_lookup_pauses().await;
    page.wait_for_dialog_text("It is safe to try again").await;
    page.close_dialog("Cancel").await;
    poll(&page, 16);
    page.row("Task a").wait_for_text("Guard: 1 device left").await;
    poll(&page, 17);
    wait_for_guard_stop(&page, 10).await;
}
