//! Automatic retries: failed reads are repeated, writes never are.

use super::support::*;
use js_sys::Date;

#[wasm_bindgen_test]
async fn a_failed_read_is_retried_twice_and_a_success_hides_the_failures() {
    for (what, fault) in [
        ("no network", Answer::NetworkError),
        ("a gateway", Answer::html(502)),
        ("a restarting platform", Answer::refused(ErrorCode::ServerFault)),
        ("too many requests", Answer::html(429)),
    ] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, fault.clone());
        page.platform.once(Op::List, fault);
        page.set_rows(&[row("b")]);
        page.press_and_see("Refresh", "Task b").await;
        assert_eq!(page.platform.count(Op::List), 4, "{what}");
        assert_eq!(page.alert(), "", "{what}");
    }
}

#[wasm_bindgen_test]
async fn an_unavailable_platform_is_named_and_its_error_page_is_not_quoted() {
    for status in [502, 503, 504] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, Answer::html(status));
        page.button("Refresh").press();
        let message = format!("The platform is temporarily unavailable (HTTP {status}). Trying again.");
        page.wait_for_alert(&message).await;
        page.platform.assert_sent(Op::List, 4).await;
        page.assert_no_text("doctype");
        page.wait_for_text("Trying again in 20 s.").await;
        page.set_rows(&[row("b")]);
        page.press_and_see("Try now", "Task b").await;
        assert_eq!(page.alert(), "");
        assert!(!page.has_button("Try now") && !page.has_text("Trying again"));
    }
}

#[wasm_bindgen_test]
async fn a_permanent_failure_is_not_retried() {
    for (what, answer) in [
        ("HTML with 200", Answer::html(200)),
        ("a refusal", Answer::refused(ErrorCode::ProductNotFound)),
        ("a wrong address", Answer::html(404)),
        ("an internal error", Answer::html(500)),
    ] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, answer);
        page.button("Refresh").press();
        until(what, || !page.alert().is_empty()).await;
        settled().await;
        assert_eq!(page.platform.count(Op::List), 2, "{what}");
    }
}

#[wasm_bindgen_test]
async fn a_failed_write_is_not_retried() {
    let failed = Answer::refused(ErrorCode::ServerFault);
    for fault in [Answer::NetworkError, Answer::html(503), Answer::html(429), failed] {
        for (op, button) in [(Op::SetStatus, "Start"), (Op::Delete, "Delete")] {
            let page = Page::with_rows(&[row("a")]).await;
            page.platform.always(op, fault.clone());
            page.confirm("Task a", button).await;
            page.platform.wait_for_requests(op, 1).await;
            page.platform.assert_sent(op, 1).await;
        }
        let (page, dialog) = Page::with_filled_form(&[]).await;
        page.platform.always(Op::Create, fault);
        dialog.submit().await;
        page.platform.wait_for_requests(Op::Create, 1).await;
        page.platform.assert_sent(Op::Create, 1).await;
    }
}

#[wasm_bindgen_test]
async fn the_pause_before_a_retry_is_random_and_its_limit_doubles() {
    let page = Page::with_rows(&[row("a")]).await;
    let _nearly_one = fix_random(0.999);
    page.platform.always(Op::List, Answer::NetworkError);
    page.button("Refresh").press();
    until("the first pause starts", || page.clock.pending_timeouts(499) == 1).await;
    page.clock.fire_timeouts_of(499);
    until("the second pause starts", || page.clock.pending_timeouts(999) == 1).await;
    page.clock.fire_timeouts_of(999);
    until("the error is shown", || !page.alert().is_empty()).await;
    assert_eq!(page.platform.count(Op::List), 4);
}

#[wasm_bindgen_test]
async fn a_short_retry_after_is_waited_for_without_an_error() {
    for status in [429, 503] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, Answer::retry_after(status, "2"));
        page.button("Refresh").press();
        until("the pause starts", || page.clock.pending_timeouts(2000) == 1).await;
        page.platform.assert_sent(Op::List, 2).await;
        page.clock.fire_timeouts_of(2000);
        page.platform.wait_for_requests(Op::List, 3).await;
        settled().await;
        assert_eq!(page.alert(), "");
    }
}

#[wasm_bindgen_test]
async fn reads_pause_for_the_time_in_retry_after() {
    let usual = 20;
    // The date is first, because it is relative to the time of the response. `api::retry_after` tests other values.
    let date = Date::new(&(Date::now() + 40_000.0).into());
    for (status, retry_after, seconds) in [
        (503, &*String::from(date.to_utc_string()), 40),
        (429, "7", usual),
        (429, "31", 31),
    ] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, Answer::retry_after(status, retry_after));
        page.button("Refresh").press();
        page.wait_for_alert("Trying again.").await;
        assert!(page.row("Task a").has_text("Stopped"), "{retry_after}: the rows stay");
        page.set_rows(&[row("b")]);
        page.clock.advance(5);
        // A date has whole seconds, and time has passed since it was formatted.
        let left = |seconds: u32| page.has_text(&format!("Trying again in {seconds} s."));
        let is_shown = || (seconds - 9..seconds - 3).any(left);
        until(&format!("{retry_after}: the countdown is shown"), is_shown).await;
        page.clock.advance(seconds - 15);
        // Neither `online` nor `visibilitychange` ends a pause that the platform asks for.
        if seconds != usual {
            for event in ["online", "visibilitychange"] {
                dispatch_on_window(event);
            }
        }
        settled().await;
        assert_eq!(page.platform.count(Op::List), 2, "{retry_after}: too soon");
        page.clock.advance(10);
        page.wait_for_text("Task b").await;
        assert_eq!(page.alert(), "", "{retry_after}");
    }
}

#[wasm_bindgen_test]
async fn a_pending_retry_can_be_started_now_and_its_countdown_is_not_announced() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.once(Op::List, Answer::retry_after(429, "45"));
    page.press_and_see("Refresh", "Trying again in 45 s.").await;
    let alert = page.alert();
    assert!(
        alert.starts_with("Too many requests to the platform. Trying again. Showing data from "),
        "{alert}"
    );
    page.clock.advance(5);
    page.wait_for_text("Trying again in 40 s.").await;
    assert!(!page.alert().contains("40 s"));
    page.set_rows(&[row("b")]);
    page.press_and_see("Try now", "Task b").await;
    until("the focus moves to *Refresh*", || page.button("Refresh").has_focus()).await;
}

#[wasm_bindgen_test]
async fn retry_after_also_pauses_the_statistics() {
    let page = Page::full(r#"{"3":7}"#, "[]", &[row("a")]).await;
    page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
    page.platform.once(Op::List, Answer::retry_after(503, "45"));
    // The statistics are due.
    page.clock.advance_with_timers_suspended(40);
    page.wait_for_text("Trying again in 45 s.").await;
    page.platform.assert_sent(Op::DeviceCounts, 1).await;
    page.platform.once(Op::DeviceCounts, Answer::retry_after(429, "60"));
    page.button("Try now").press();
    page.platform.wait_for_requests(Op::DeviceCounts, 2).await;
    settled().await;
    for passed in [40, 15] {
        let lists = page.platform.count(Op::List);
        page.clock.advance_with_timers_suspended(passed);
        page.platform.wait_for_requests(Op::List, lists + 1).await;
        page.platform.assert_sent(Op::DeviceCounts, 2).await;
    }
    page.clock.advance_with_timers_suspended(20);
    page.platform.wait_for_requests(Op::DeviceCounts, 3).await;
}
