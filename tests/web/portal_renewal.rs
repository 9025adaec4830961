//! Renewal of the portal's access token: refused requests, changed and expiring tokens.

use super::support::*;

const REFUSED: &str = "The platform doesn’t accept the portal’s access token.";

/// Answers the console's token requests with this token, which expires in `seconds`.
fn give_expiring_token(page: &Page, token: &str, seconds: f64) {
    let body = format!(r#"{{"token":"{token}","expiresIn":{seconds},"user":"ann"}}"#);
    page.portal().answer_token_requests("token.ok", &body);
}

#[wasm_bindgen_test]
async fn refused_requests_share_one_renewal_and_only_the_read_is_resent() {
    let page = Page::in_portal(&[row("a")]).await;
    let held_responses = page.hold_three_requests().await;
    page.portal().give_token("tok-2");
    for held in held_responses {
        held.release(Answer::refused(ErrorCode::TokenExpired));
    }
    // The first three list requests carry the old token: the initial one, the one before the start and the refresh.
    page.platform.wait_for_requests(Op::List, 4).await;
    settled().await;
    page.portal().expect_token_request(2, "rejected").await;
    let requests = page.portal().messages("token.get");
    assert_eq!(requests.len(), 2, "one renewal for all three");
    let lists = page.platform.requests(Op::List);
    assert!(lists[3..].iter().all(|request| request.token() == Some("tok-2")));
    for write in [Op::Create, Op::SetStatus] {
        assert_eq!(page.platform.count(write), 1, "{write:?} is not resent");
    }
}

#[wasm_bindgen_test]
async fn a_read_refused_twice_is_not_sent_a_third_time() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().give_token("tok-2");
    page.platform.always(Op::List, Answer::refused(ErrorCode::TokenExpired));
    page.press_and_see("Refresh", REFUSED).await;
    page.platform.assert_sent(Op::List, 3).await;
    assert_eq!(page.portal().messages("token.get").len(), 2);
    page.portal().wait_for_message("error", r#""code":"auth""#).await;
}

#[wasm_bindgen_test]
async fn an_unchanged_token_resends_no_request_and_the_operator_can_retry() {
    let page = Page::in_portal(&[row("a")]).await;
    page.platform.refuse_once(Op::List, ErrorCode::TokenExpired);
    page.press_and_see("Refresh", REFUSED).await;
    page.platform.assert_sent(Op::List, 2).await;
    assert!(!page.has_text("Task a"));
    page.portal().give_token("tok-2");
    page.press_and_see("Try again", "Task a").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_refused_create_is_not_resent_automatically_and_the_form_is_kept() {
    let page = Page::in_portal(&[row("a")]).await;
    let dialog = page.open_filled_form().await;
    page.portal().give_token("tok-2");
    page.platform.refuse_once(Op::Create, ErrorCode::TokenExpired);
    dialog.submit().await;
    dialog.wait_for_text("Nothing was changed. Try again.").await;
    page.platform.assert_sent(Op::Create, 1).await;
    assert_eq!(form_values(&dialog), filled_values());
    page.create(&dialog).await;
    assert_eq!(page.platform.last_request(Op::Create).token(), Some("tok-2"));
    assert_eq!(page.platform.count(Op::Create), 2);
}

#[wasm_bindgen_test]
async fn a_refused_start_or_delete_is_not_resent_automatically() {
    let page = Page::in_portal(&[row("a")]).await;
    for (button, op) in [("Start", Op::SetStatus), ("Delete", Op::Delete)] {
        let question = page.open_confirmation("Task a", button).await;
        page.portal().give_token(&format!("after-{button}"));
        page.platform.once(op, Answer::html(401));
        question.press_and_see(button, "Nothing was changed. Try again").await;
        page.platform.assert_sent(op, 1).await;
        page.close_dialog("Cancel").await;
    }
}

#[wasm_bindgen_test]
async fn a_failed_renewal_keeps_the_rows_and_later_renewals_work() {
    let page = Page::in_portal(&[row("a")]).await;
    for body in [r#""unavailable""#, r#""unavailable","retryAfter":7"#, r#""new-code""#] {
        let body = format!(r#"{{"code":{body}}}"#);
        page.portal().answer_token_requests("token.err", &body);
        page.platform.refuse_once(Op::List, ErrorCode::TokenExpired);
        page.press_and_see("Refresh", "can’t be renewed right now").await;
        assert!(page.has_text("Task a"));
        // The reported failure is the portal's, not the platform's.
        for error in page.portal().messages("error") {
            assert!(error.contains(r#""code":"portal""#), "{error}");
        }
        page.refresh().await;
        page.wait_for_no_text("can’t be renewed right now").await;
    }
    page.portal().give_token("tok-2");
    page.clock.fire_timeouts_of(7000);
    page.portal().wait_for_messages("token.get", 5).await;
    settled().await;
    page.assert_token("tok-2").await;
}

#[wasm_bindgen_test]
async fn a_token_change_during_a_request_leads_to_one_more_request() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().ignore_token_requests();
    page.portal().change_token();
    page.portal().expect_token_request(2, "expired").await;
    page.portal().change_token();
    page.portal().change_token();
    settled().await;
    assert_eq!(page.portal().messages("token.get").len(), 2, "one request at a time");
    page.portal().post("token.ok", "2", r#"{"token":"outdated"}"#);
    page.portal().expect_token_request(3, "expired").await;
    page.portal().post("token.ok", "3", r#"{"token":"tok-3"}"#);
    settled().await;
    page.assert_token("tok-3").await;
    assert_eq!(page.portal().messages("token.get").len(), 3);
}

#[wasm_bindgen_test]
async fn an_expiring_token_is_replaced_when_the_page_becomes_visible_or_sends_a_request() {
    let page = Page::in_portal(&[row("a")]).await;
    dispatch_on_window("visibilitychange");
    settled().await;
    let requests = page.portal().messages("token.get").len();
    assert_eq!(requests, 1, "a token without a lifetime is not replaced");
    give_expiring_token(&page, "tok-2", 0.0);
    page.portal().change_token();
    page.portal().expect_token_request(2, "expired").await;
    settled().await;
    give_expiring_token(&page, "tok-3", 0.5);
    dispatch_on_window("visibilitychange");
    page.portal().expect_token_request(3, "visible").await;
    settled().await;
    give_expiring_token(&page, "tok-4", 3600.0);
    page.refresh().await;
    page.portal().expect_token_request(4, "expired").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-4"));
    dispatch_on_window("visibilitychange");
    page.refresh().await;
    assert_eq!(page.portal().messages("token.get").len(), 4);
}

#[wasm_bindgen_test]
async fn a_portal_without_a_token_is_asked_again_once_and_not_after_it_gave_one() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal()
        .answer_token_requests("token.err", r#"{"code":"unavailable","retryAfter":7}"#);
    for requests in 2..5 {
        page.portal().change_token();
        page.portal().expect_token_request(requests, "expired").await;
        settled().await;
    }
    assert_eq!(page.clock.pending_timeouts(7000), 1);
    page.portal().give_token("tok-2");
    page.portal().change_token();
    page.portal().expect_token_request(5, "expired").await;
    settled().await;
    assert_eq!(page.clock.pending_timeouts(7000), 0);
}

#[wasm_bindgen_test]
async fn a_portal_that_signs_the_user_out_is_not_asked_again_later() {
    for (kind, body) in [
        ("token.err", r#"{"code":"signed-out"}"#),
        ("token.err", r#"{"code":"denied"}"#),
        ("token.ok", "{}"),
    ] {
        let page = Page::in_portal(&[row("a")]).await;
        page.portal()
            .answer_token_requests("token.err", r#"{"code":"unavailable","retryAfter":7}"#);
        page.portal().change_token();
        until("a retry is planned", || page.clock.pending_timeouts(7000) == 1).await;
        page.portal().answer_token_requests(kind, body);
        page.portal().change_token();
        page.portal().expect_token_request(3, "expired").await;
        settled().await;
        assert_eq!(page.clock.pending_timeouts(7000), 0, "{body}");
    }
}

#[wasm_bindgen_test]
async fn a_token_is_replaced_before_it_expires() {
    // A lifetime, and the seconds after which a request still uses the token or asks for another one first.
    for (lifetime, used, replaced) in [(100.0, 60, 76), (3600.0, 3500, 3571)] {
        let page = Page::builder().framed().rows(&[row("a")]).mount();
        give_expiring_token(&page, "tok-1", lifetime);
        page.portal().welcome("{}").await;
        page.wait_for_list().await;
        page.clock.advance_with_timers_suspended(used);
        page.refresh().await;
        assert_eq!(page.portal().messages("token.get").len(), 1, "{lifetime}");
        give_expiring_token(&page, "tok-2", lifetime);
        page.clock.advance_with_timers_suspended(replaced - used);
        page.refresh().await;
        page.portal().expect_token_request(2, "expired").await;
        assert_eq!(
            page.platform.last_request(Op::List).token(),
            Some("tok-2"),
            "{lifetime}"
        );
    }
}

/// A page whose token expires in 20 seconds.
async fn open_with_ending_token() -> Page {
    let page = Page::builder().framed().rows(&[row("a")]).mount();
    give_expiring_token(&page, "tok-1", 100.0);
    page.portal().welcome("{}").await;
    page.wait_for_list().await;
    page.clock.advance_with_timers_suspended(80);
    page
}

#[wasm_bindgen_test]
async fn a_portal_that_fails_is_not_asked_before_each_request_while_the_token_is_valid() {
    let page = open_with_ending_token().await;
    page.portal().refuse_token("unavailable");
    for _ in 0..3 {
        page.refresh().await;
    }
    assert_eq!(page.portal().messages("token.get").len(), 2);
    page.clock.advance(10);
    page.portal().wait_for_messages("token.get", 3).await;
}

#[wasm_bindgen_test]
async fn a_portal_that_does_not_answer_delays_a_request_by_two_seconds_at_most_while_the_token_is_valid() {
    let page = open_with_ending_token().await;
    page.portal().ignore_token_requests();
    let lists = page.platform.count(Op::List);
    page.button("Refresh").press();
    page.portal().expect_token_request(2, "expired").await;
    page.platform.assert_sent(Op::List, lists).await;
    page.clock.fire_timeouts_of(2000);
    page.platform.wait_for_requests(Op::List, lists + 1).await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-1"));
}
