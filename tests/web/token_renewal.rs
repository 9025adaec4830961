//! Token renewal after signing in with an account: ahead of expiry, shared by waiting requests, and not during a write.

use super::support::*;

const TOKEN_KEY: &str = "Access-Token";
const REFRESH_TOKEN_KEY: &str = "Access-Token.renewal";

/// Answer to a renewal with the token `tok-2`.
const RENEWED: &str = r#"{"access_token":"tok-2","refresh_token":"refresh-2","expire_in":60}"#;

/// Waits until exactly `times` renewals were requested.
async fn wait_for_renewals(page: &Page, times: usize) {
    page.platform.wait_for_requests(Op::RenewToken, times).await;
    page.platform.assert_sent(Op::RenewToken, times).await;
}

#[wasm_bindgen_test]
async fn each_token_is_renewed_once_before_it_expires() {
    let page = Page::signed_in_by_account(60, false).await;
    let mut token = "tok-1-of-me".to_owned();
    for times in 1..=3 {
        page.clock.advance(40);
        page.platform.assert_sent(Op::RenewToken, times - 1).await;
        page.clock.advance(5);
        wait_for_renewals(&page, times).await;
        let request = page.platform.last_request(Op::RenewToken);
        assert_eq!(request.token(), Some(&*token), "the renewal carries the valid token");
        assert_eq!(request.body, format!(r#"{{"refresh_token":"refresh-{times}"}}"#));
        token = format!("tok-{}-of-me", times + 1);
        page.assert_token(&token).await;
    }
    assert!(page.has_button("Sign out") && page.alert().is_empty());
    assert_eq!(session_item(TOKEN_KEY), None, "the token is not kept in storage");
}

#[wasm_bindgen_test]
async fn waiting_requests_share_one_renewal_and_wait_two_seconds_at_most() {
    let page = Page::signed_in_by_account(60, false).await;
    let held = page.hold_next(Op::RenewToken, async { page.clock.advance(45) }).await;
    let before = page.platform.count(Op::List);
    page.button("Refresh").press_times(3);
    page.clock.advance(5);
    dispatch_on_window("visibilitychange");
    page.platform.assert_sent(Op::List, before).await;
    assert_eq!(page.platform.count(Op::RenewToken), 1);
    // After two seconds the request is sent with the current token.
    page.clock.fire_timeouts_of(2000);
    page.platform.wait_for_requests(Op::List, before + 1).await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-1-of-me"));
    held.release(Answer::ok(RENEWED));
    settled().await;
    page.assert_token("tok-2").await;
    assert_eq!(page.platform.count(Op::RenewToken), 1);
}

#[wasm_bindgen_test]
async fn a_stop_does_not_wait_for_a_renewal() {
    let page = Page::signed_in_by_account(60, false).await;
    page.set_rows(&[row("a").running()]);
    page.refresh().await;
    let _held = page.hold_next(Op::RenewToken, async { page.clock.advance(45) }).await;
    page.stop("Task a").await;
    assert_eq!(page.platform.last_request(Op::SetStatus).token(), Some("tok-1-of-me"));
}

#[wasm_bindgen_test]
async fn a_read_refused_during_a_renewal_is_resent_with_the_new_token() {
    let page = Page::signed_in_by_account(60, false).await;
    let list = page.refresh_and_hold().await;
    let held = page.hold_next(Op::RenewToken, async { page.clock.advance(45) }).await;
    // The platform has replaced the token, but its answer to the renewal is pending.
    list.release(Answer::refused(ErrorCode::TokenRefreshed));
    settled().await;
    assert!(page.has_button("Sign out"));
    let before = page.platform.count(Op::List);
    held.release(Answer::ok(RENEWED));
    page.platform.wait_for_requests(Op::List, before + 1).await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
    assert_eq!(page.platform.count(Op::RenewToken), 1);
}

/// Name of a way in which a page resumes, and the function that simulates it.
type Wake = (&'static str, fn(&Page));

#[wasm_bindgen_test]
async fn after_sleep_or_a_hidden_page_the_token_is_renewed_before_other_requests() {
    let wakes: [Wake; 4] = [
        ("a sleep", |page| page.clock.sleep_machine(50)),
        ("throttled timers", |page| page.clock.advance_with_timers_suspended(50)),
        ("a wall clock set back", |page| {
            page.clock.shift_wall_clock(-3600);
            page.clock.advance_with_timers_suspended(50);
        }),
        ("a page that becomes visible", |page| {
            page.clock.shift_wall_clock(50);
            dispatch_on_window("visibilitychange");
        }),
    ];
    for (what, wake) in wakes {
        let page = Page::signed_in_by_account(60, false).await;
        wake(&page);
        page.platform.wait_for_requests(Op::RenewToken, 1).await;
        settled().await;
        page.refresh().await;
        let list = page.platform.last_request(Op::List);
        assert_eq!(list.token(), Some("tok-2-of-me"), "{what}");
        let requests = page.platform.all_requests();
        let mut later = requests
            .iter()
            .skip_while(|request| request.op != Op::RenewToken)
            .skip(1);
        assert!(later.all(|request| request.token() != Some("tok-1-of-me")), "{what}");
    }
}

#[wasm_bindgen_test]
async fn a_session_that_expired_during_sleep_is_reported() {
    let page = Page::signed_in_by_account(60, false).await;
    page.clock.sleep_machine(3600);
    page.wait_for_text("The access token has expired.").await;
    assert!(page.has_button("Sign in with account"));
}

#[wasm_bindgen_test]
async fn a_renewal_waits_for_a_write_unless_less_than_a_minute_is_left() {
    let page = Page::signed_in_by_account(600, false).await;
    let write = page.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
    page.clock.advance_with_timers_suspended(460);
    dispatch_on_window("visibilitychange");
    page.platform.assert_sent(Op::RenewToken, 0).await;
    write.release(Answer::ok(""));
    page.wait_for_no_dialog().await;
    page.clock.advance(5);
    wait_for_renewals(&page, 1).await;

    let write = page.platform.hold(Op::SetStatus);
    page.row("Task a").button("Stop").press();
    page.platform.wait_for_requests(Op::SetStatus, 2).await;
    page.clock.advance_with_timers_suspended(545);
    wait_for_renewals(&page, 2).await;
    write.release(Answer::ok(""));
    page.wait_for_text("“Task a” is stopped.").await;
}

#[wasm_bindgen_test]
async fn a_renewal_waits_for_an_upload_and_a_refused_upload_is_resent() {
    let page = Page::signed_in_by_account(600, false).await;
    let uploads = FakeUploads::install();
    let group = page.open_create().await.group("Target version");
    pick_file(&group, &file("lamp-9.bin", &bytes(1000)));
    uploads.begin(&group).await;
    page.clock.advance_with_timers_suspended(460);
    page.platform.assert_sent(Op::RenewToken, 0).await;
    page.clock.advance_with_timers_suspended(85);
    wait_for_renewals(&page, 1).await;
    uploads.nth(0).answer(403, r#"{"error":{"code":4031022,"msg":""}}"#);
    until("the upload is resent", || uploads.started() == 2).await;
    assert!(uploads.nth(1).headers().contains(r#""tok-2-of-me""#));
    uploads.nth(1).succeed(&bytes(1000));
    group.wait_for_text("Uploaded and verified").await;
}

#[wasm_bindgen_test]
async fn a_write_refused_with_the_old_token_is_not_resent_automatically() {
    let page = Page::signed_in_by_account(60, true).await;
    let write = page.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
    page.clock.advance(45);
    wait_for_renewals(&page, 1).await;
    write.release(Answer::refused(ErrorCode::TokenRefreshed));
    page.dialog().wait_for_text("Nothing was changed. Try again").await;
    page.platform.assert_sent(Op::SetStatus, 1).await;
    assert_eq!(session_item(TOKEN_KEY).as_deref(), Some("tok-2-of-me"));
}

#[wasm_bindgen_test]
async fn a_failed_renewal_is_retried_and_a_refused_one_is_not() {
    for (what, fault) in [
        ("no network", Answer::NetworkError),
        ("a gateway", Answer::html(502)),
        ("a rate limit", Answer::retry_after(429, "7")),
    ] {
        let page = Page::signed_in_by_account(600, false).await;
        page.platform.once(Op::RenewToken, fault);
        page.clock.advance_with_timers_suspended(460);
        wait_for_renewals(&page, 1).await;
        assert!(page.has_button("Sign out"), "{what}");
        page.clock.advance(5);
        settled().await;
        assert_eq!(page.platform.count(Op::RenewToken), 1, "{what}: not at once");
        page.clock.advance(10);
        wait_for_renewals(&page, 2).await;
        page.refresh().await;
        let list = page.platform.last_request(Op::List);
        assert_eq!(list.token(), Some("tok-2-of-me"), "{what}");
    }
    let page = Page::signed_in_by_account(600, false).await;
    page.platform.refuse_once(Op::RenewToken, ErrorCode::TokenInvalid);
    page.clock.advance_with_timers_suspended(460);
    wait_for_renewals(&page, 1).await;
    page.clock.advance(60);
    page.platform.assert_sent(Op::RenewToken, 1).await;
    assert!(page.has_button("Sign out"), "the token is still valid");
    page.clock.advance_with_timers_suspended(100);
    page.wait_for_text("The access token has expired.").await;
}

#[wasm_bindgen_test]
async fn a_token_refused_by_the_platform_is_not_renewed() {
    for code in ErrorCode::ALL.iter().filter(|code| code.is_about_token()) {
        let page = Page::signed_in_by_account(600, false).await;
        page.platform.refuse_once(Op::List, *code);
        page.button("Refresh").press();
        page.wait_for_text("Your session has ended; nothing you entered is lost.")
            .await;
        assert!(page.platform.requests(Op::RenewToken).is_empty(), "{code:?}");
    }
    // A 401 of a gateway is not a refusal by the platform.
    let page = Page::signed_in_by_account(600, false).await;
    page.platform.once(Op::List, Answer::html(401));
    page.refresh().await;
    wait_for_renewals(&page, 1).await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2-of-me"));
}

#[wasm_bindgen_test]
async fn a_kept_session_is_renewed_after_a_reload() {
    let page = Page::signed_in_by_account(600, true).await;
    page.clock.advance_with_timers_suspended(400);
    settled().await;
    let builder = Page::reload(page).full("{}", "[]").rows(&[row("a")]);
    let page = builder.token("tok-1-of-me").open_at_list().await;
    page.platform.assert_sent(Op::RenewToken, 0).await;
    page.clock.advance_with_timers_suspended(60);
    page.platform.wait_for_requests(Op::RenewToken, 1).await;
    let renewals = page.platform.bodies(Op::RenewToken);
    assert_eq!(renewals, [r#"{"refresh_token":"refresh-1"}"#]);
    page.sign_out().await;
    assert_eq!((session_item(TOKEN_KEY), session_item(REFRESH_TOKEN_KEY)), (None, None));
}

#[wasm_bindgen_test]
async fn signing_out_drops_the_refresh_token_and_aborts_pending_requests() {
    let page = Page::signed_in_by_account(600, false).await;
    let list = page.refresh_and_hold().await;
    page.sign_out().await;
    assert!(page.platform.last_request(Op::List).is_aborted());
    list.release(Answer::refused(ErrorCode::TokenExpired));
    settled().await;
    page.sign_in_and_see("pasted", "Task a").await;
    page.clock.advance_with_timers_suspended(600);
    page.platform.always(Op::List, Answer::html(401));
    page.press_and_see("Refresh", "A gateway in front of the platform")
        .await;
    assert!(page.platform.requests(Op::RenewToken).is_empty());
}
