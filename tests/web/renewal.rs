//! Token renewal after signing in with an account: ahead of expiry, shared by waiting requests, and not during a write.

use super::support::{
    ACCOUNT, Answer, FULL, Gate, Line, Op, PASSWORD, Page, bytes, file, md5_of, pick, row, settled, until,
};
use upgrade_console::web::{session_storage, window};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

const TOKEN_KEY: &str = "Access-Token";
const REFRESH_TOKEN_KEY: &str = "Access-Token.renewal";

fn stored(key: &str) -> Option<String> {
    session_storage().unwrap().get_item(key).unwrap()
}

/// A page signed in by account. Tokens live for `life` seconds; `keep` ticks the option to stay signed in.
pub async fn signed_in(life: u32, keep: bool) -> Page {
    let builder = Page::builder()
        .signed_out()
        .full("{}", "[]")
        .config(FULL)
        .rows(&[row("a")]);
    let page = builder.open().await;
    page.platform.tokens_live(life);
    page.field("Account").type_in(ACCOUNT);
    page.field("Password").type_in(PASSWORD);
    if keep {
        page.field("Keep me signed in in this tab").press();
    }
    page.button("Sign in with account").press();
    page.shows("Task a").await;
    settled().await;
    page
}

/// Waits until exactly `times` renewals were requested.
async fn renewed(page: &Page, times: usize) {
    page.platform.was_asked(Op::Refresh, times).await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Refresh).len(), times);
}

fn becomes_visible() {
    let event = Event::new("visibilitychange").unwrap();
    window().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn each_token_is_renewed_once_before_it_expires() {
    let page = signed_in(60, false).await;
    let mut token = "tok-1-of-me".to_owned();
    for times in 1..=3 {
        page.clock.passes(40);
        settled().await;
        assert_eq!(page.platform.asked(Op::Refresh).len(), times - 1, "too soon");
        page.clock.passes(5);
        renewed(&page, times).await;
        let request = page.platform.last(Op::Refresh);
        assert_eq!(request.token(), Some(&*token), "the renewal carries the valid token");
        assert_eq!(request.body, format!(r#"{{"refresh_token":"refresh-{times}"}}"#));
        token = format!("tok-{}-of-me", times + 1);
        page.refresh().await;
        assert_eq!(page.platform.last(Op::List).token(), Some(&*token));
    }
    assert!(page.has_button("Sign out") && page.alert().is_empty());
    assert_eq!(stored(TOKEN_KEY), None, "the token is not kept in storage");
}

#[wasm_bindgen_test]
async fn a_long_lived_token_is_renewed_five_minutes_before_expiry() {
    let page = signed_in(7200, false).await;
    page.clock.rests(7200 - 310);
    settled().await;
    assert!(page.platform.asked(Op::Refresh).is_empty());
    page.clock.passes(10);
    renewed(&page, 1).await;
}

#[wasm_bindgen_test]
async fn waiting_requests_share_one_renewal_and_wait_two_seconds_at_most() {
    let page = signed_in(60, false).await;
    let gate = page.platform.hold(Op::Refresh);
    page.clock.passes(45);
    page.platform.was_asked(Op::Refresh, 1).await;
    let before = page.platform.asked(Op::List).len();
    page.button("Refresh").press_times(3);
    page.clock.passes(5);
    becomes_visible();
    settled().await;
    assert_eq!(page.platform.asked(Op::List).len(), before, "the requests wait");
    assert_eq!(page.platform.asked(Op::Refresh).len(), 1);
    // After two seconds the request is sent with the current token.
    page.clock.after(2000);
    page.platform.was_asked(Op::List, before + 1).await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1-of-me"));
    gate.release(Answer::ok(
        r#"{"access_token":"tok-2","refresh_token":"refresh-2","expire_in":60}"#,
    ));
    settled().await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
    assert_eq!(page.platform.asked(Op::Refresh).len(), 1);
}

#[wasm_bindgen_test]
async fn a_stop_does_not_wait_for_a_renewal() {
    let page = signed_in(60, false).await;
    page.platform_has(&[row("a").running()]);
    page.refresh().await;
    page.platform.always(Op::Status, Answer::ok(""));
    let _gate = page.platform.hold(Op::Refresh);
    page.clock.passes(45);
    page.platform.was_asked(Op::Refresh, 1).await;
    page.row("Task a").button("Stop").press();
    page.platform.was_asked(Op::Status, 1).await;
    assert_eq!(page.platform.last(Op::Status).token(), Some("tok-1-of-me"));
}

#[wasm_bindgen_test]
async fn a_read_refused_during_a_renewal_is_resent_with_the_new_token() {
    let page = signed_in(60, false).await;
    let before = page.platform.asked(Op::List).len();
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, before + 1).await;
    let gate = page.platform.hold(Op::Refresh);
    page.clock.passes(45);
    page.platform.was_asked(Op::Refresh, 1).await;
    // The platform has replaced the token, but its answer to the renewal is pending.
    list.release(Answer::refused(4_031_022, ""));
    settled().await;
    assert!(page.has_button("Sign out"));
    let before = page.platform.asked(Op::List).len();
    gate.release(Answer::ok(
        r#"{"access_token":"tok-2","refresh_token":"refresh-2","expire_in":60}"#,
    ));
    page.platform.was_asked(Op::List, before + 1).await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
    assert_eq!(page.platform.asked(Op::Refresh).len(), 1);
}

/// Name of a way in which a page resumes, and the function that simulates it.
type Wake = (&'static str, fn(&Page));

#[wasm_bindgen_test]
async fn after_sleep_or_a_hidden_page_the_token_is_renewed_before_other_requests() {
    let wakes: [Wake; 4] = [
        ("after a sleep", |page| page.clock.sleeps(50)),
        ("after throttled timers", |page| page.clock.rests(50)),
        ("after the wall clock was set back", |page| {
            page.clock.is_set_by(-3600);
            page.clock.rests(50);
        }),
        ("after the page becomes visible", |page| {
            page.clock.is_set_by(50);
            becomes_visible();
        }),
    ];
    for (what, wake) in wakes {
        let page = signed_in(60, false).await;
        wake(&page);
        page.platform.was_asked(Op::Refresh, 1).await;
        settled().await;
        page.refresh().await;
        assert_eq!(page.platform.last(Op::List).token(), Some("tok-2-of-me"), "{what}");
        let after = page
            .platform
            .seen()
            .into_iter()
            .skip_while(|seen| seen.op != Op::Refresh);
        let old = after.skip(1).filter(|seen| seen.token() == Some("tok-1-of-me"));
        assert_eq!(old.count(), 0, "{what}: no request carries the old token");
    }
}

#[wasm_bindgen_test]
async fn a_session_that_expired_during_sleep_is_reported() {
    let page = signed_in(60, false).await;
    page.clock.sleeps(3600);
    page.shows("The access token has expired.").await;
    assert!(page.has_button("Sign in with account"));
}

#[wasm_bindgen_test]
async fn a_renewal_waits_for_a_write_unless_less_than_a_minute_is_left() {
    let page = signed_in(600, false).await;
    let write = page.platform.hold(Op::Status);
    page.ask("Task a", "Start").await.button("Start").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.clock.rests(460);
    becomes_visible();
    settled().await;
    assert!(page.platform.asked(Op::Refresh).is_empty(), "140 s are left");
    write.release(Answer::ok(""));
    page.no_dialog().await;
    page.clock.passes(5);
    renewed(&page, 1).await;

    let write = page.platform.hold(Op::Status);
    page.row("Task a").button("Stop").press();
    page.platform.was_asked(Op::Status, 2).await;
    page.clock.rests(545);
    renewed(&page, 2).await;
    write.release(Answer::ok(""));
    page.shows("“Task a” is stopped.").await;
}

#[wasm_bindgen_test]
async fn a_renewal_waits_for_an_upload_and_a_refused_upload_is_resent() {
    let page = signed_in(600, false).await;
    let line = Line::install();
    let group = page.open_create().await.group("Target version");
    pick(&group, &file("lamp-9.bin", &bytes(1000)));
    until("the upload is offered", || group.has_button("Upload")).await;
    group.button("Upload").press();
    until("the upload has started", || line.begun() == 1).await;
    page.clock.rests(460);
    settled().await;
    assert!(page.platform.asked(Op::Refresh).is_empty(), "140 s are left");
    page.clock.rests(85);
    renewed(&page, 1).await;
    line.nth(0).answers(403, r#"{"error":{"code":4031022,"msg":""}}"#);
    until("the upload is resent", || line.begun() == 2).await;
    assert_eq!(line.nth(1).headers()[0].1, "tok-2-of-me");
    let uploaded = format!(
        r#"{{"url":"https://files.example/9","md5":"{}","size":1000}}"#,
        md5_of(&bytes(1000))
    );
    line.nth(1).answers(200, &uploaded);
    group.shows("Uploaded: the platform has the same bytes").await;
}

#[wasm_bindgen_test]
async fn a_write_refused_with_the_old_token_is_not_resent_automatically() {
    let page = signed_in(60, true).await;
    let question = page.ask("Task a", "Start").await;
    let write: Gate = page.platform.hold(Op::Status);
    question.button("Start").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.clock.passes(45);
    renewed(&page, 1).await;
    write.release(Answer::refused(4_031_022, ""));
    question.shows("send it again").await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Status).len(), 1);
    assert_eq!(
        stored(TOKEN_KEY).as_deref(),
        Some("tok-2-of-me"),
        "storage holds the current token"
    );
}

#[wasm_bindgen_test]
async fn a_failed_renewal_is_retried_and_a_refused_one_is_not() {
    for (what, fault) in [
        ("no network", Answer::NetworkError),
        ("a gateway", Answer::html(502)),
        ("a rate limit", Answer::later(429, "7")),
    ] {
        let page = signed_in(600, false).await;
        page.platform.once(Op::Refresh, fault);
        page.clock.rests(460);
        renewed(&page, 1).await;
        assert!(page.has_button("Sign out"), "{what}");
        page.clock.passes(5);
        settled().await;
        assert_eq!(page.platform.asked(Op::Refresh).len(), 1, "{what}: not at once");
        page.clock.passes(10);
        renewed(&page, 2).await;
        page.refresh().await;
        assert_eq!(page.platform.last(Op::List).token(), Some("tok-2-of-me"), "{what}");
    }
    let page = signed_in(600, false).await;
    page.platform.once(Op::Refresh, Answer::refused(4_031_003, ""));
    page.clock.rests(460);
    renewed(&page, 1).await;
    page.clock.passes(60);
    settled().await;
    assert_eq!(page.platform.asked(Op::Refresh).len(), 1);
    assert!(page.has_button("Sign out"), "the token is still valid");
    page.clock.rests(100);
    page.shows("The access token has expired.").await;
}

#[wasm_bindgen_test]
async fn a_token_refused_by_the_platform_is_not_renewed() {
    for code in [4_031_021, 4_031_022, 4_031_003] {
        let page = signed_in(600, false).await;
        page.platform.once(Op::List, Answer::refused(code, ""));
        page.button("Refresh").press();
        page.shows("The platform no longer takes this token.").await;
        assert!(page.platform.asked(Op::Refresh).is_empty(), "{code}");
    }
    // A 401 of a gateway is not a refusal by the platform.
    let page = signed_in(600, false).await;
    page.platform.once(Op::List, Answer::html(401));
    page.refresh().await;
    renewed(&page, 1).await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2-of-me"));
}

#[wasm_bindgen_test]
async fn a_kept_session_is_renewed_after_a_reload() {
    let page = signed_in(600, true).await;
    page.clock.rests(400);
    settled().await;
    let page = Page::after(page)
        .full("{}", "[]")
        .rows(&[row("a")])
        .token("tok-1-of-me");
    let page = page.open_at_list().await;
    settled().await;
    assert!(page.platform.asked(Op::Refresh).is_empty());
    page.clock.rests(60);
    page.platform.was_asked(Op::Refresh, 1).await;
    assert_eq!(page.platform.last(Op::Refresh).body, r#"{"refresh_token":"refresh-1"}"#);
    page.button("Sign out").press();
    page.shows("You are signed out.").await;
    assert_eq!((stored(TOKEN_KEY), stored(REFRESH_TOKEN_KEY)), (None, None));
}

#[wasm_bindgen_test]
async fn signing_out_drops_the_refresh_token_and_aborts_pending_requests() {
    let page = signed_in(600, false).await;
    let before = page.platform.asked(Op::List).len();
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, before + 1).await;
    page.button("Sign out").press();
    page.shows("You are signed out.").await;
    assert!(page.platform.last(Op::List).is_aborted());
    list.release(Answer::refused(4_031_021, ""));
    settled().await;
    page.sign_in("pasted");
    page.shows("Task a").await;
    page.clock.rests(600);
    page.platform.always(Op::List, Answer::html(401));
    page.button("Refresh").press();
    page.shows("A gateway in front of the platform refused the request")
        .await;
    assert!(page.platform.asked(Op::Refresh).is_empty());
}
