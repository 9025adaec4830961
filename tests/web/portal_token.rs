//! The portal's access token: request, sharing, renewal and failure.

use super::support::{Answer, FORM, Op, PORTAL, Page, fill_form, row, settled, three_under_way, typed, until};
use upgrade_console::web::{session_storage, window};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

const EXPIRED: u32 = 4_031_021;

/// Waits for `times` token requests and checks the reason of the last.
async fn token_requested(page: &Page, times: usize, reason: &str) {
    let last = page.portal().hears("token.get", times).await;
    assert!(last.contains(&format!(r#""reason":"{reason}""#)), "{last}");
}

#[wasm_bindgen_test]
async fn no_request_is_sent_before_the_portal_supplies_a_token() {
    let page = Page::builder().framed().config(PORTAL).rows(&[row("a")]);
    let page = page
        .stored(session_storage(), "Access-Token", "not-the-portals")
        .start();
    page.portal().was_greeted().await;
    page.portal().welcome("{}");
    token_requested(&page, 1, "boot").await;
    settled().await;
    assert!(page.platform.seen().is_empty());
    page.portal()
        .says("token.ok", "999", r#"{"token":"of-another-question"}"#);
    settled().await;
    assert!(page.platform.seen().is_empty());
    page.portal()
        .says("token.ok", "1", r#"{"token":"tok-1","expiresIn":3600,"more":{}}"#);
    page.shows("Task a").await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1"));
}

#[wasm_bindgen_test]
async fn refused_requests_share_one_renewal_and_only_the_read_is_resent() {
    let page = Page::in_portal(&[row("a")]).await;
    let gates = three_under_way(&page).await;
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    for gate in gates {
        gate.release(Answer::refused(EXPIRED, ""));
    }
    // The first three list requests carry the old token: the initial one, the one before the start and the refresh.
    page.platform.was_asked(Op::List, 4).await;
    settled().await;
    token_requested(&page, 2, "rejected").await;
    assert_eq!(page.portal().heard("token.get").len(), 2, "one renewal for all three");
    let lists = page.platform.asked(Op::List);
    assert!(lists[3..].iter().all(|seen| seen.token() == Some("tok-2")));
    for write in [Op::Create, Op::Status] {
        assert_eq!(page.platform.asked(write).len(), 1, "{write:?} is not resent");
    }
}

#[wasm_bindgen_test]
async fn a_read_refused_twice_is_not_sent_a_third_time() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    page.platform.always(Op::List, Answer::refused(EXPIRED, ""));
    page.button("Refresh").press();
    page.shows("The platform does not take the portal's access token.")
        .await;
    settled().await;
    assert_eq!(page.platform.asked(Op::List).len(), 3);
    assert_eq!(page.portal().heard("token.get").len(), 2);
    page.portal().hears_body("error", r#""code":"auth""#).await;
}

#[wasm_bindgen_test]
async fn an_unchanged_token_resends_no_request_and_the_operator_can_retry() {
    let page = Page::in_portal(&[row("a")]).await;
    page.platform.once(Op::List, Answer::refused(EXPIRED, ""));
    page.button("Refresh").press();
    page.shows("The platform does not take the portal's access token.")
        .await;
    settled().await;
    assert_eq!(page.platform.asked(Op::List).len(), 2);
    assert!(!page.says("Task a"));
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    page.button("Try again").press();
    page.shows("Task a").await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_refused_create_is_not_resent_automatically_and_the_form_is_kept() {
    let page = Page::in_portal(&[row("a")]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    page.platform.once(Op::Create, Answer::refused(EXPIRED, ""));
    dialog.submit().await;
    dialog.shows("Nothing was changed by this: send it again.").await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Create).len(), 1);
    let texts: Vec<_> = FORM.iter().map(|(_, _, text)| *text).collect();
    assert_eq!(typed(&dialog), texts);
    page.platform.once(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    page.no_dialog().await;
    assert_eq!(page.platform.last(Op::Create).token(), Some("tok-2"));
    assert_eq!(page.platform.asked(Op::Create).len(), 2);
}

#[wasm_bindgen_test]
async fn a_refused_start_or_delete_is_not_resent_automatically() {
    let page = Page::in_portal(&[row("a")]).await;
    for (number, (button, op)) in [("Start", Op::Status), ("Delete", Op::Delete)].into_iter().enumerate() {
        let question = page.ask("Task a", button).await;
        let body = format!(r#"{{"token":"next-{number}"}}"#);
        page.portal().gives("token.ok", &body);
        page.platform.once(op, Answer::html(401));
        question.button(button).press();
        question.shows("send it again").await;
        settled().await;
        assert_eq!(page.platform.asked(op).len(), 1);
        question.button("Cancel").press();
        page.no_dialog().await;
    }
}

#[wasm_bindgen_test]
async fn a_token_request_times_out_after_ten_seconds_and_can_be_retried() {
    let builder = Page::builder().framed().config(PORTAL).rows(&[row("a")]);
    let page = builder
        .stored(session_storage(), "Access-Token", "not-the-portals")
        .start();
    page.portal().was_greeted().await;
    page.portal().welcome("{}");
    token_requested(&page, 1, "boot").await;
    page.clock.after(10_000);
    page.shows("The portal could not give an access token just now.").await;
    page.portal().hears_body("error", r#""code":"portal""#).await;
    assert!(page.platform.seen().is_empty());
    page.portal().gives("token.ok", r#"{"token":"tok-1"}"#);
    page.button("Try again").press();
    page.shows("Task a").await;
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
        page.portal().gives("token.err", body);
        page.platform.once(Op::List, Answer::refused(EXPIRED, ""));
        page.button("Refresh").press();
        page.shows("could not be renewed just now").await;
        assert!(page.says("Task a"));
        // The reported failure is the portal's, not the platform's.
        let errors = page.portal().heard("error");
        assert!(
            errors.iter().all(|error| error.contains(r#""code":"portal""#)),
            "{errors:?}"
        );
        page.refresh().await;
        page.hides("could not be renewed just now").await;
    }
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    page.clock.after(7000);
    page.portal().hears("token.get", 5).await;
    settled().await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_malformed_token_is_reported_and_not_sent() {
    let long = format!(r#"{{"token":"{}"}}"#, "x".repeat(8193));
    let bodies = [
        r#"{"token":"a\r\nX: y"}"#,
        r#"{"token":"🙂"}"#,
        r#"{"token":"a b"}"#,
        r#"{"token":""}"#,
        r#"{"token":7}"#,
        r#"{"token":null}"#,
        r#"{"token":["x"]}"#,
        r#"{"token":"\ud800"}"#,
        "{}",
        &long,
    ];
    let page = Page::builder().framed().config(PORTAL).rows(&[row("a")]).start();
    page.portal().was_greeted().await;
    page.portal().gives("token.ok", bodies[0]);
    page.portal().welcome("{}");
    page.shows("What the portal gave is no access token.").await;
    for (index, body) in bodies.iter().enumerate().skip(1) {
        page.portal().gives("token.ok", body);
        page.button("Try again").press();
        page.portal().hears("token.get", index + 1).await;
        settled().await;
        page.portal().hears("error", index + 1).await;
        assert!(page.says("What the portal gave is no access token."), "{body}");
    }
    let errors = page.portal().heard("error");
    assert!(
        errors
            .iter()
            .all(|error| error.contains(r#""body":{"code":"token-malformed"}"#)),
        "{errors:?}"
    );
    assert!(page.platform.seen().is_empty());
}

#[wasm_bindgen_test]
async fn signing_out_of_the_portal_clears_the_page() {
    let page = Page::in_portal(&[row("a")]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    let list = page.platform.hold(Op::List);
    page.portal().gives("token.err", r#"{"code":"signed-out"}"#);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 2).await;
    page.portal().says("token.changed", "", "{}");
    page.shows("You are signed out of the portal.").await;
    until("the request is aborted", || page.platform.last(Op::List).is_aborted()).await;
    list.release(Answer::ok(format!("[{}]", row("secret").json())));
    settled().await;
    assert!(!page.says("Task") && !page.says("secret"), "{}", page.text());

    page.portal().gives("token.ok", r#"{"token":"of-another-user"}"#);
    page.button("Try again").press();
    page.shows("Task a").await;
    assert_eq!(
        typed(&page.open_create().await),
        [""; 10],
        "the next user does not see the draft"
    );
}

#[wasm_bindgen_test]
async fn a_denied_token_is_reported() {
    let page = Page::builder().framed().config(PORTAL).start();
    page.portal().was_greeted().await;
    page.portal().gives("token.err", r#"{"code":"denied"}"#);
    page.portal().welcome("{}");
    page.shows("does not let your account use this console").await;
    page.portal().hears_body("error", r#""code":"forbidden""#).await;
    assert!(page.platform.seen().is_empty());
}

#[wasm_bindgen_test]
async fn a_token_change_during_a_request_leads_to_one_more_request() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().is_silent();
    page.portal().says("token.changed", "", "{}");
    token_requested(&page, 2, "expired").await;
    page.portal().says("token.changed", "", "{}");
    page.portal().says("token.changed", "", "{}");
    settled().await;
    assert_eq!(page.portal().heard("token.get").len(), 2, "one request at a time");
    page.portal().says("token.ok", "2", r#"{"token":"outdated"}"#);
    token_requested(&page, 3, "expired").await;
    page.portal().says("token.ok", "3", r#"{"token":"tok-3"}"#);
    settled().await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-3"));
    assert_eq!(page.portal().heard("token.get").len(), 3);
}

#[wasm_bindgen_test]
async fn an_expiring_token_is_replaced_when_the_page_becomes_visible_or_sends_a_request() {
    let page = Page::in_portal(&[row("a")]).await;
    let become_visible = || {
        window()
            .dispatch_event(&Event::new("visibilitychange").unwrap())
            .unwrap()
    };
    become_visible();
    settled().await;
    assert_eq!(
        page.portal().heard("token.get").len(),
        1,
        "a token without a lifetime is not replaced"
    );
    page.portal()
        .gives("token.ok", r#"{"token":"tok-2","expiresIn":0,"user":"ann"}"#);
    page.portal().says("token.changed", "", "{}");
    token_requested(&page, 2, "expired").await;
    settled().await;
    page.portal().gives("token.ok", r#"{"token":"tok-3","expiresIn":0.5}"#);
    become_visible();
    token_requested(&page, 3, "visible").await;
    settled().await;
    page.portal().gives("token.ok", r#"{"token":"tok-4","expiresIn":3600}"#);
    page.refresh().await;
    token_requested(&page, 4, "expired").await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-4"));
    become_visible();
    page.refresh().await;
    assert_eq!(page.portal().heard("token.get").len(), 4);
}

/// A page whose portal answers token requests with `first`, with the create form filled in.
async fn with_draft(first: &str) -> Page {
    let page = Page::builder().framed().config(PORTAL).rows(&[row("a")]).start();
    page.portal().gives("token.ok", first);
    page.portal().was_greeted().await;
    page.portal().welcome("{}");
    page.shows("Task a").await;
    fill_form(&page.open_create().await);
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
        let page = with_draft(first).await;
        let list = page.platform.hold(Op::List);
        page.button("Refresh").press();
        page.platform.was_asked(Op::List, 2).await;
        page.portal().gives("token.ok", second);
        page.portal().says("token.changed", "", "{}");
        page.no_dialog().await;
        until("the request of the first user is aborted", || {
            page.platform.asked(Op::List)[1].is_aborted()
        })
        .await;
        list.release(Answer::ok(format!("[{}]", row("secret").json())));
        page.platform.was_asked(Op::List, 3).await;
        assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
        until("storage is empty", || session_storage().unwrap().length().unwrap() == 0).await;
        page.shows("Task a").await;
        assert!(!page.says("secret"));
        assert!(!page.says("Continue"), "the draft is not offered: {}", page.text());
        assert_eq!(typed(&page.open_create().await), [""; 10], "{second}");
        page.portal().hears_body("dirty", r#""value":false"#).await;
    }
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_when_the_same_user_gets_a_new_token() {
    let texts: Vec<_> = FORM.iter().map(|(_, _, text)| *text).collect();
    let same = [
        (r#"{"token":"tok-1","user":"a"}"#, r#"{"token":"tok-2","user":"a"}"#),
        (r#"{"token":"tok-1"}"#, r#"{"token":"tok-1"}"#),
    ];
    for (first, second) in same {
        let page = with_draft(first).await;
        page.portal().gives("token.ok", second);
        page.portal().says("token.changed", "", "{}");
        token_requested(&page, 2, "expired").await;
        page.refresh().await;
        assert_eq!(typed(&page.dialog()), texts, "{second}");
    }
    // A renewal without `token.changed` does not change the user.
    let page = with_draft(r#"{"token":"tok-1","expiresIn":0}"#).await;
    page.portal().gives("token.ok", r#"{"token":"tok-2"}"#);
    page.refresh().await;
    token_requested(&page, 2, "expired").await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
    assert_eq!(typed(&page.dialog()), texts);
}
