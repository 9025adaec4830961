//! Users of the portal who follow each other in one tab.

use super::draft::DRAFT_NOTICE;
use super::guards::start_guarded;
use super::portal_token::open_with_draft;
use super::support::*;
use upgrade_console::web::session_keys;

/// Ends the view, and opens the console again in the same tab of a portal that answers token requests with `next`.
async fn return_with(page: Page, next: &str, rows: &[Row]) -> Page {
    page.portal().post("teardown", "bye", "{}");
    page.wait_for_text("The portal has closed this view.").await;
    let page = Page::reload(page).framed().rows(rows).mount();
    page.portal().answer_token_requests("token.ok", next);
    page.portal().welcome("{}").await;
    page.wait_for_list().await;
    settled().await;
    page
}

#[wasm_bindgen_test]
async fn a_draft_of_a_removed_frame_is_offered_only_to_its_user() {
    let cases = [
        (
            r#"{"token":"tok-1","user":"a"}"#,
            r#"{"token":"tok-2","user":"b"}"#,
            false,
        ),
        (r#"{"token":"tok-1","user":"a"}"#, r#"{"token":"tok-2"}"#, false),
        (
            r#"{"token":"tok-1","user":"a"}"#,
            r#"{"token":"tok-2","user":"a"}"#,
            true,
        ),
        (r#"{"token":"tok-1"}"#, r#"{"token":"tok-2"}"#, true),
    ];
    for (first, second, is_offered) in cases {
        let page = open_with_draft(first).await;
        settled().await;
        let page = return_with(page, second, &[row("a")]).await;
        assert_eq!(page.has_text(DRAFT_NOTICE), is_offered, "{first} {second}");
        let texts = if is_offered { filled_values() } else { vec![""; 10] };
        assert_eq!(form_values(&page.open_create().await), texts, "{first} {second}");
    }
}

#[wasm_bindgen_test]
async fn the_name_of_the_user_is_not_stored() {
    let _page = open_with_draft(r#"{"token":"tok-1","user":"ann@portal.example"}"#).await;
    settled().await;
    for key in session_keys("") {
        let stored = session_item(&key).unwrap();
        assert!(!stored.contains("ann") && !stored.contains("tok-1"), "{key} {stored}");
    }
}

#[wasm_bindgen_test]
async fn a_guard_of_a_removed_frame_does_not_act_for_another_user() {
    for (user, stops, reports) in [("b", 0, false), ("a", 1, true)] {
        let page = Page::builder().framed().rows(&[row("a").upgraded(7)]).mount();
        page.portal()
            .answer_token_requests("token.ok", r#"{"token":"tok-1","user":"a"}"#);
        page.portal().welcome("{}").await;
        page.wait_for_list().await;
        start_guarded(&page, "10", "").await;
        let next = format!(r#"{{"token":"tok-2","user":"{user}"}}"#);
        let page = return_with(page, &next, &[row("a").running().upgraded(70)]).await;
        page.platform.assert_sent(Op::SetStatus, stops).await;
        let stored = session_item("upgrade-guards p1");
        assert_eq!((stored, !page.toasts().is_empty()), (None, reports), "{user}");
    }
}

const USER_B: &str = r#"{"token":"tok-2","user":"b"}"#;

/// Waits until the list is read with the token of the user `b`.
async fn wait_for_user_b(page: &Page) {
    let has_token = || page.platform.last_request(Op::List).token() == Some("tok-2");
    until("user b reads the list", has_token).await;
    page.wait_for_list().await;
}

#[wasm_bindgen_test]
async fn a_create_is_not_sent_with_the_token_of_the_next_user() {
    let page = open_with_draft(r#"{"token":"tok-1","user":"a","expiresIn":0}"#).await;
    let dialog = page.dialog();
    dialog.open_review().await;
    page.portal().answer_token_requests("token.ok", USER_B);
    dialog.button("Create task").press();
    page.wait_for_no_dialog().await;
    wait_for_user_b(&page).await;
    page.platform.assert_sent(Op::Create, 0).await;
}

#[wasm_bindgen_test]
async fn a_refused_stop_is_not_repeated_with_the_token_of_the_next_user() {
    let page = Page::builder().framed().rows(&[row("a").running()]).mount();
    page.portal()
        .answer_token_requests("token.ok", r#"{"token":"tok-1","user":"a"}"#);
    page.portal().welcome("{}").await;
    page.wait_for_list().await;
    page.portal().answer_token_requests("token.ok", USER_B);
    page.platform.refuse_once(Op::SetStatus, ErrorCode::TokenExpired);
    page.row("Task a").button("Stop").press();
    wait_for_user_b(&page).await;
    page.platform.assert_sent(Op::SetStatus, 1).await;
}

const USER_A: &str = r#"{"token":"tok-1","user":"a"}"#;

/// [`PORTAL`] with a platform of profile `full`.
const FULL_PORTAL: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"},
    "portal_origins": ["https://portal.example"]}"#;

/// The console of user `a`, on a platform of profile `full`, before any answer of the platform.
async fn mount_full_for_user_a() -> Page {
    let page = Page::builder()
        .framed()
        .full("{}", "[]")
        .config(FULL_PORTAL)
        .rows(&[row("a")])
        .mount();
    page.portal().answer_token_requests("token.ok", USER_A);
    page
}

/// Lets user `b` replace the user of the portal.
async fn change_to_user_b(page: &Page) {
    page.portal().answer_token_requests("token.ok", USER_B);
    page.portal().change_token();
    wait_for_user_b(page).await;
}

/// Tokens of the recorded requests of this kind, once pending work is done.
async fn tokens(page: &Page, op: Op) -> Vec<String> {
    settled().await;
    let requests = page.platform.requests(op);
    let token = |request: &RecordedRequest| request.token().unwrap_or_default().to_owned();
    requests.iter().map(token).collect()
}

#[wasm_bindgen_test]
async fn statistics_are_not_read_with_the_token_of_the_next_user_after_a_list_of_the_first() {
    let page = mount_full_for_user_a().await;
    let list = page.hold_next(Op::List, page.portal().welcome("{}")).await;
    change_to_user_b(&page).await;
    page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
    list.release(Row::list(&[row("a")]));
    assert_eq!(tokens(&page, Op::DeviceCounts).await, ["tok-2"]);
}

#[wasm_bindgen_test]
async fn a_read_is_not_retried_with_the_token_of_the_next_user() {
    let page = mount_full_for_user_a().await;
    page.platform.once(Op::DeviceCounts, Answer::retry_after(503, "2"));
    page.portal().welcome("{}").await;
    page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
    until("the retry waits", || page.clock.pending_timeouts(2000) == 1).await;
    change_to_user_b(&page).await;
    page.platform.wait_for_requests(Op::DeviceCounts, 2).await;
    page.clock.fire_timeouts_of(2000);
    assert_eq!(tokens(&page, Op::DeviceCounts).await, ["tok-1", "tok-2"]);
}

#[wasm_bindgen_test]
async fn a_lost_create_of_a_user_is_not_looked_for_in_the_session_of_the_next() {
    let page = open_with_draft(USER_A).await;
    page.platform.once(Op::Create, Answer::NetworkError);
    // The handshake has one, too.
    let timeouts = page.clock.pending_timeouts(1000);
    page.dialog().submit().await;
    until("the lookup pauses", || page.clock.pending_timeouts(1000) > timeouts).await;
    change_to_user_b(&page).await;
    page.set_rows(&[Row::of_form("new")]);
    let lists = tokens(&page, Op::List).await;
    page.clock.fire_timeouts_of(1000);
    assert_eq!(tokens(&page, Op::List).await, lists);
    assert_eq!(tokens(&page, Op::Create).await, ["tok-1"]);
    assert!(page.portal().messages("task.created").is_empty());
}
