//! Renewal of the portal's access token: refused requests, changed and expiring tokens.

use super::support::{Answer, ErrorCode, Op, Page, dispatch_on_window, filled_values, form_values, row, settled};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn refused_requests_share_one_renewal_and_only_the_read_is_resent() {
    let page = Page::in_portal(&[row("a")]).await;
    let held_responses = page.hold_three_requests().await;
    page.portal().answer_token_requests("token.ok", r#"{"token":"tok-2"}"#);
    for held in held_responses {
        held.release(Answer::refused(ErrorCode::TokenExpired));
    }
    // The first three list requests carry the old token: the initial one, the one before the start and the refresh.
    page.platform.wait_for_requests(Op::List, 4).await;
    settled().await;
    page.portal().expect_token_request(2, "rejected").await;
    assert_eq!(
        page.portal().messages("token.get").len(),
        2,
        "one renewal for all three"
    );
    let lists = page.platform.requests(Op::List);
    assert!(lists[3..].iter().all(|request| request.token() == Some("tok-2")));
    for write in [Op::Create, Op::SetStatus] {
        assert_eq!(page.platform.count(write), 1, "{write:?} is not resent");
    }
}

#[wasm_bindgen_test]
async fn a_read_refused_twice_is_not_sent_a_third_time() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().answer_token_requests("token.ok", r#"{"token":"tok-2"}"#);
    page.platform.always(Op::List, Answer::refused(ErrorCode::TokenExpired));
    page.button("Refresh").press();
    page.wait_for_text("The platform does not take the portal's access token.")
        .await;
    settled().await;
    assert_eq!(page.platform.count(Op::List), 3);
    assert_eq!(page.portal().messages("token.get").len(), 2);
    page.portal().wait_for_message("error", r#""code":"auth""#).await;
}

#[wasm_bindgen_test]
async fn an_unchanged_token_resends_no_request_and_the_operator_can_retry() {
    let page = Page::in_portal(&[row("a")]).await;
    page.platform.once(Op::List, Answer::refused(ErrorCode::TokenExpired));
    page.button("Refresh").press();
    page.wait_for_text("The platform does not take the portal's access token.")
        .await;
    settled().await;
    assert_eq!(page.platform.count(Op::List), 2);
    assert!(!page.has_text("Task a"));
    page.portal().answer_token_requests("token.ok", r#"{"token":"tok-2"}"#);
    page.button("Try again").press();
    page.wait_for_text("Task a").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_refused_create_is_not_resent_automatically_and_the_form_is_kept() {
    let page = Page::in_portal(&[row("a")]).await;
    let dialog = page.open_filled_form().await;
    page.portal().answer_token_requests("token.ok", r#"{"token":"tok-2"}"#);
    page.platform.once(Op::Create, Answer::refused(ErrorCode::TokenExpired));
    dialog.submit().await;
    dialog
        .wait_for_text("Nothing was changed by this: send it again.")
        .await;
    settled().await;
    assert_eq!(page.platform.count(Op::Create), 1);
    assert_eq!(form_values(&dialog), filled_values());
    page.platform.once(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    page.wait_for_no_dialog().await;
    assert_eq!(page.platform.last_request(Op::Create).token(), Some("tok-2"));
    assert_eq!(page.platform.count(Op::Create), 2);
}

#[wasm_bindgen_test]
async fn a_refused_start_or_delete_is_not_resent_automatically() {
    let page = Page::in_portal(&[row("a")]).await;
    for (number, (button, op)) in [("Start", Op::SetStatus), ("Delete", Op::Delete)]
        .into_iter()
        .enumerate()
    {
        let question = page.open_confirmation("Task a", button).await;
        let body = format!(r#"{{"token":"next-{number}"}}"#);
        page.portal().answer_token_requests("token.ok", &body);
        page.platform.once(op, Answer::html(401));
        question.button(button).press();
        question.wait_for_text("send it again").await;
        settled().await;
        assert_eq!(page.platform.count(op), 1);
        page.close_dialog("Cancel").await;
    }
}

#[wasm_bindgen_test]
async fn a_failed_renewal_keeps_the_rows_and_later_renewals_work() {
    let page = Page::in_portal(&[row("a")]).await;
    let failing = [
        r#"{"code":"unavailable"}"#,
        r#"{"code":"unavailable","retryAfter":7}"#,
        r#"{"code":"new-code"}"#,
    ];
    for body in failing {
        page.portal().answer_token_requests("token.err", body);
        page.platform.once(Op::List, Answer::refused(ErrorCode::TokenExpired));
        page.button("Refresh").press();
        page.wait_for_text("could not be renewed just now").await;
        assert!(page.has_text("Task a"));
        // The reported failure is the portal's, not the platform's.
        let errors = page.portal().messages("error");
        assert!(
            errors.iter().all(|error| error.contains(r#""code":"portal""#)),
            "{errors:?}"
        );
        page.refresh().await;
        page.wait_for_no_text("could not be renewed just now").await;
    }
    page.portal().answer_token_requests("token.ok", r#"{"token":"tok-2"}"#);
    page.clock.fire_timeouts_of(7000);
    page.portal().wait_for_messages("token.get", 5).await;
    settled().await;
    page.refresh().await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_token_change_during_a_request_leads_to_one_more_request() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().ignore_token_requests();
    page.portal().post("token.changed", "", "{}");
    page.portal().expect_token_request(2, "expired").await;
    page.portal().post("token.changed", "", "{}");
    page.portal().post("token.changed", "", "{}");
    settled().await;
    assert_eq!(page.portal().messages("token.get").len(), 2, "one request at a time");
    page.portal().post("token.ok", "2", r#"{"token":"outdated"}"#);
    page.portal().expect_token_request(3, "expired").await;
    page.portal().post("token.ok", "3", r#"{"token":"tok-3"}"#);
    settled().await;
    page.refresh().await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-3"));
    assert_eq!(page.portal().messages("token.get").len(), 3);
}

#[wasm_bindgen_test]
async fn an_expiring_token_is_replaced_when_the_page_becomes_visible_or_sends_a_request() {
    let page = Page::in_portal(&[row("a")]).await;
    dispatch_on_window("visibilitychange");
    settled().await;
    assert_eq!(
        page.portal().messages("token.get").len(),
        1,
        "a token without a lifetime is not replaced"
    );
    page.portal()
        .answer_token_requests("token.ok", r#"{"token":"tok-2","expiresIn":0,"user":"ann"}"#);
    page.portal().post("token.changed", "", "{}");
    page.portal().expect_token_request(2, "expired").await;
    settled().await;
    page.portal()
        .answer_token_requests("token.ok", r#"{"token":"tok-3","expiresIn":0.5}"#);
    dispatch_on_window("visibilitychange");
    page.portal().expect_token_request(3, "visible").await;
    settled().await;
    page.portal()
        .answer_token_requests("token.ok", r#"{"token":"tok-4","expiresIn":3600}"#);
    page.refresh().await;
    page.portal().expect_token_request(4, "expired").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-4"));
    dispatch_on_window("visibilitychange");
    page.refresh().await;
    assert_eq!(page.portal().messages("token.get").len(), 4);
}
