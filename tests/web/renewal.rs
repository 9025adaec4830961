//! Signed in by account: the token is renewed ahead of its end, once for all who need it, and not under a write.

use super::support::{
    ACCOUNT, Answer, FULL, Gate, Line, Op, PASSWORD, Page, bytes, file, md5_of, pick, row, settled, until,
};
use upgrade_console::web::{session_storage, window};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

const KEPT: &str = "Access-Token";
const KEPT_RENEWAL: &str = "Access-Token.renewal";

fn stored(key: &str) -> Option<String> {
    session_storage().unwrap().get_item(key).unwrap()
}

/// A page signed in by account on a platform whose tokens live so many seconds.
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

async fn renewed(page: &Page, times: usize) {
    page.platform.was_asked(Op::Refresh, times).await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Refresh).len(), times);
}

fn comes_to_light() {
    let event = Event::new("visibilitychange").unwrap();
    window().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn a_session_outlives_its_tokens_and_each_is_renewed_once_before_its_end() {
    let page = signed_in(60, false).await;
    let mut token = "tok-1-of-me".to_owned();
    for times in 1..=3 {
        page.clock.passes(40);
        settled().await;
        assert_eq!(page.platform.asked(Op::Refresh).len(), times - 1, "too soon");
        page.clock.passes(5);
        renewed(&page, times).await;
        let asked = page.platform.last(Op::Refresh);
        assert_eq!(asked.token(), Some(&*token), "with the token, while it is good");
        assert_eq!(asked.body, format!(r#"{{"refresh_token":"refresh-{times}"}}"#));
        token = format!("tok-{}-of-me", times + 1);
        page.refresh().await;
        assert_eq!(page.platform.last(Op::List).token(), Some(&*token));
    }
    assert!(page.has_button("Sign out") && page.alert().is_empty());
    assert_eq!(stored(KEPT), None, "it was not to be kept");
}

#[wasm_bindgen_test]
async fn the_renewal_of_a_long_life_begins_five_minutes_ahead() {
    let page = signed_in(7200, false).await;
    page.clock.rests(7200 - 310);
    settled().await;
    assert!(page.platform.asked(Op::Refresh).is_empty());
    page.clock.passes(10);
    renewed(&page, 1).await;
}

#[wasm_bindgen_test]
async fn one_renewal_serves_all_that_wait_for_it_and_none_waits_for_long() {
    let page = signed_in(60, false).await;
    let gate = page.platform.hold(Op::Refresh);
    page.clock.passes(45);
    page.platform.was_asked(Op::Refresh, 1).await;
    let before = page.platform.asked(Op::List).len();
    page.button("Refresh").press_times(3);
    page.clock.passes(5);
    comes_to_light();
    settled().await;
    assert_eq!(page.platform.asked(Op::List).len(), before, "they wait");
    assert_eq!(page.platform.asked(Op::Refresh).len(), 1);
    // Two seconds: then a request goes out with the token at hand.
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
async fn a_stop_waits_for_no_renewal() {
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
async fn what_was_refused_under_a_renewal_waits_for_it_and_only_a_read_is_sent_again() {
    let page = signed_in(60, false).await;
    let before = page.platform.asked(Op::List).len();
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, before + 1).await;
    let gate = page.platform.hold(Op::Refresh);
    page.clock.passes(45);
    page.platform.was_asked(Op::Refresh, 1).await;
    // The platform has replaced the token; its answer is still on the way.
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

/// A way a page comes back to life, and what it is called.
type Wake = (&'static str, fn(&Page));

#[wasm_bindgen_test]
async fn a_machine_that_slept_and_a_page_that_was_hidden_renew_before_they_ask() {
    let wakes: [Wake; 4] = [
        ("after a sleep", |page| page.clock.sleeps(50)),
        ("with timers that rested", |page| page.clock.rests(50)),
        ("with a wall clock that was set back", |page| {
            page.clock.is_set_by(-3600);
            page.clock.rests(50);
        }),
        ("when it is looked at again", |page| {
            page.clock.is_set_by(50);
            comes_to_light();
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
        assert_eq!(old.count(), 0, "{what}: the old token is sent no more");
    }
}

#[wasm_bindgen_test]
async fn a_session_that_ended_while_the_machine_slept_is_said_to_have_ended() {
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
    comes_to_light();
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
async fn a_renewal_waits_for_an_upload_and_a_file_refused_under_one_is_sent_again() {
    let page = signed_in(600, false).await;
    let line = Line::install();
    let group = page.open_create().await.group("Target version");
    pick(&group, &file("lamp-9.bin", &bytes(1000)));
    until("it can be uploaded", || group.has_button("Upload")).await;
    group.button("Upload").press();
    until("it has begun", || line.begun() == 1).await;
    page.clock.rests(460);
    settled().await;
    assert!(page.platform.asked(Op::Refresh).is_empty(), "140 s are left");
    page.clock.rests(85);
    renewed(&page, 1).await;
    line.nth(0).answers(403, r#"{"error":{"code":4031022,"msg":""}}"#);
    until("it is sent again", || line.begun() == 2).await;
    assert_eq!(line.nth(1).headers()[0].1, "tok-2-of-me");
    let uploaded = format!(
        r#"{{"url":"https://files.example/9","md5":"{}","size":1000}}"#,
        md5_of(&bytes(1000))
    );
    line.nth(1).answers(200, &uploaded);
    group.shows("Uploaded: the platform has the same bytes").await;
}

#[wasm_bindgen_test]
async fn a_write_refused_with_the_old_token_waits_for_the_operator() {
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
        stored(KEPT).as_deref(),
        Some("tok-2-of-me"),
        "what is kept is the token of now"
    );
}

#[wasm_bindgen_test]
async fn a_renewal_that_got_lost_is_tried_again_and_one_that_was_refused_is_not() {
    for (what, fault) in [
        ("no network", Answer::NetworkError),
        ("a gateway", Answer::html(502)),
        ("too often", Answer::later(429, "7")),
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
    assert!(page.has_button("Sign out"), "the token is still good");
    page.clock.rests(100);
    page.shows("The access token has expired.").await;
}

#[wasm_bindgen_test]
async fn a_token_the_platform_has_refused_buys_nothing_and_nothing_is_sent_for_it() {
    for code in [4_031_021, 4_031_022, 4_031_003] {
        let page = signed_in(600, false).await;
        page.platform.once(Op::List, Answer::refused(code, ""));
        page.button("Refresh").press();
        page.shows("The platform no longer takes this token.").await;
        assert!(page.platform.asked(Op::Refresh).is_empty(), "{code}");
    }
    // A gateway's 401 says nothing about the platform.
    let page = signed_in(600, false).await;
    page.platform.once(Op::List, Answer::html(401));
    page.refresh().await;
    renewed(&page, 1).await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2-of-me"));
}

#[wasm_bindgen_test]
async fn a_kept_session_is_renewed_after_a_reload_too() {
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
    assert_eq!((stored(KEPT), stored(KEPT_RENEWAL)), (None, None));
}

#[wasm_bindgen_test]
async fn signing_out_forgets_the_refresh_token_and_gives_up_what_is_on_its_way() {
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
