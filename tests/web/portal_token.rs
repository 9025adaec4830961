//! The portal's access token: request, failure, sign-out and change of user.

use super::support::*;
use upgrade_console::web::{session_keys, session_storage};

/// A page that has requested a token from its portal. The token in storage is not the portal's.
async fn open_without_token() -> Page {
    let builder = Page::builder().framed().rows(&[row("a")]);
    let page = builder.stored(session_storage(), "Access-Token", "other").mount();
    page.portal().welcome("{}").await;
    page.portal().expect_token_request(1, "boot").await;
    page
}

#[wasm_bindgen_test]
async fn no_request_is_sent_before_the_portal_supplies_a_token() {
    let page = open_without_token().await;
    page.platform.assert_silent().await;
    let body = r#"{"token":"tok-1","expiresIn":3600,"more":{}}"#;
    page.portal().post("token.ok", "999", body);
    page.platform.assert_silent().await;
    page.portal().post("token.ok", "1", body);
    page.wait_for_text("Task a").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-1"));
}

#[wasm_bindgen_test]
async fn a_token_request_times_out_after_ten_seconds_and_can_be_retried() {
    let page = open_without_token().await;
    page.clock.fire_timeouts_of(10_000);
    page.wait_for_text("The portal can’t provide an access token").await;
    page.portal().wait_for_message("error", r#""code":"portal""#).await;
    assert!(page.platform.all_requests().is_empty());
    page.portal().give_token("tok-1");
    page.press_and_see("Try again", "Task a").await;
}

#[wasm_bindgen_test]
async fn a_malformed_token_is_reported_and_not_sent() {
    let bodies = [
        r#"{"token":"a\r\nX: y"}"#,
        r#"{"token":"凭证"}"#,
        r#"{"token":""}"#,
        r#"{"token":7}"#,
        r#"{"token":null}"#,
        r#"{"token":["abc"]}"#,
        r#"{"token":{"token":"abc"}}"#,
        r#"{"token":"\ud800"}"#,
        "{}",
        r#"{"token":"tok-1","user":7}"#,
    ];
    let page = Page::builder().framed().rows(&[row("a")]).mount();
    page.portal().answer_token_requests("token.ok", bodies[0]);
    page.portal().welcome("{}").await;
    let malformed = "The portal sent something that isn’t a valid access token.";
    page.wait_for_text(malformed).await;
    for (index, body) in bodies.iter().enumerate().skip(1) {
        page.portal().answer_token_requests("token.ok", body);
        page.button("Try again").press();
        page.portal().wait_for_messages("token.get", index + 1).await;
        settled().await;
        page.portal().wait_for_messages("error", index + 1).await;
        assert!(page.has_text(malformed), "{body}");
    }
    for error in page.portal().messages("error") {
        assert!(error.contains(r#""body":{"code":"token-malformed"}"#), "{error}");
    }
    assert!(page.platform.all_requests().is_empty());
}

#[wasm_bindgen_test]
async fn signing_out_of_the_portal_clears_the_page() {
    let page = Page::in_portal(&[row("a")]).await;
    page.open_filled_form().await;
    page.portal().refuse_token("signed-out");
    let list = page.refresh_and_hold().await;
    page.portal().change_token();
    page.wait_for_text("You’re signed out of the portal.").await;
    page.platform.wait_for_abort(Op::List).await;
    list.release(Answer::ok(format!("[{}]", row("secret").json())));
    settled().await;
    page.assert_no_text("Task");
    page.assert_no_text("secret");
    assert_eq!(session_storage().unwrap().length(), Ok(0));
    page.portal().wait_for_message("dirty", r#""value":false"#).await;
    page.portal().wait_for_message("error", r#""code":"auth""#).await;

    page.portal().give_token("of-another-user");
    page.press_and_see("Try again", "Task a").await;
    let values = form_values(&page.open_create().await);
    assert_eq!(values, [""; 10], "the next user does not see the draft");
}

#[wasm_bindgen_test]
async fn a_denied_token_is_reported() {
    let page = Page::builder().framed().mount();
    page.portal().refuse_token("denied");
    page.portal().welcome("{}").await;
    page.wait_for_text("Your account isn’t allowed to use this console")
        .await;
    page.portal().wait_for_message("error", r#""code":"forbidden""#).await;
    assert!(page.platform.all_requests().is_empty());
}

/// A page whose portal answers token requests with `first`, with the create form filled in.
pub async fn open_with_draft(first: &str) -> Page {
    let page = Page::builder().framed().rows(&[row("a")]).mount();
    page.portal().answer_token_requests("token.ok", first);
    page.portal().welcome("{}").await;
    page.wait_for_text("Task a").await;
    page.open_filled_form().await;
    page
}

#[wasm_bindgen_test]
async fn a_draft_is_not_shown_to_another_user() {
    let cases = [
        (r#"{"token":"tok-1","user":"a"}"#, r#"{"token":"tok-2","user":"b"}"#),
        (r#"{"token":"tok-1","user":"a"}"#, r#"{"token":"tok-2"}"#),
        (r#"{"token":"tok-1"}"#, r#"{"token":"tok-2"}"#),
    ];
    for (first, second) in cases {
        let page = open_with_draft(first).await;
        let list = page.refresh_and_hold().await;
        page.portal().answer_token_requests("token.ok", second);
        page.portal().change_token();
        page.wait_for_no_dialog().await;
        let is_aborted = || page.platform.requests(Op::List)[1].is_aborted();
        until("the request of the first user is aborted", is_aborted).await;
        list.release(Answer::ok(format!("[{}]", row("secret").json())));
        page.platform.wait_for_requests(Op::List, 3).await;
        assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
        let is_cleared = || session_keys("").iter().all(|key| key == "upgrade-user");
        until("the storage has no input", is_cleared).await;
        page.wait_for_text("Task a").await;
        assert!(!page.has_text("secret"));
        assert!(!page.has_text("Continue"), "the draft is not offered: {}", page.text());
        assert_eq!(form_values(&page.open_create().await), [""; 10], "{second}");
        page.portal().wait_for_message("dirty", r#""value":false"#).await;
    }
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_when_the_same_user_gets_a_new_token() {
    let texts = filled_values();
    let same = [
        (r#"{"token":"tok-1","user":"a"}"#, r#"{"token":"tok-2","user":"a"}"#),
        (r#"{"token":"tok-1"}"#, r#"{"token":"tok-1"}"#),
    ];
    for (first, second) in same {
        let page = open_with_draft(first).await;
        page.portal().answer_token_requests("token.ok", second);
        page.portal().change_token();
        page.portal().expect_token_request(2, "expired").await;
        page.refresh().await;
        assert_eq!(form_values(&page.dialog()), texts, "{second}");
    }
    // A renewal without `token.changed` does not change the user.
    let page = open_with_draft(r#"{"token":"tok-1","expiresIn":0}"#).await;
    page.portal().give_token("tok-2");
    page.refresh().await;
    page.portal().expect_token_request(2, "expired").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
    assert_eq!(form_values(&page.dialog()), texts);
}

#[wasm_bindgen_test]
async fn another_user_does_not_see_what_became_of_an_action() {
    let page = Page::builder().framed().rows(&[row("a").running()]).mount();
    page.portal()
        .answer_token_requests("token.ok", r#"{"token":"tok-1","user":"a"}"#);
    page.portal().welcome("{}").await;
    page.wait_for_list().await;
    let press = async { page.row("Task a").button("Stop").press() };
    let stop = page.hold_next(Op::SetStatus, press).await;
    page.portal()
        .answer_token_requests("token.ok", r#"{"token":"tok-2","user":"b"}"#);
    page.portal().change_token();
    let token = || page.platform.last_request(Op::List).token().map(str::to_owned);
    until("the other user reads the list", || token().as_deref() == Some("tok-2")).await;
    stop.release(Answer::ok(""));
    page.wait_for_list().await;
    settled().await;
    assert_eq!(page.toasts(), "");
    page.open_log().await.assert_text("No actions yet.");
}
