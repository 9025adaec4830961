//! The access token: where it is read and stored, and what happens when it is refused.

use super::support::{Answer, FORM, Op, Page, fill_form, row, settled, typed, until};
use upgrade_console::web::{local_storage, session_storage};
use wasm_bindgen_test::wasm_bindgen_test;

const KEEP: &str = "Keep me signed in in this tab";

fn session_keys() -> u32 {
    session_storage().unwrap().length().unwrap()
}

fn stored(key: &str) -> Option<String> {
    session_storage().unwrap().get_item(key).unwrap()
}

#[wasm_bindgen_test]
async fn an_expired_token_shows_the_sign_in_panel_and_signing_in_restores_the_form() {
    let page = Page::with_rows(&[row("a")]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::refused(4_031_021, "expired"));
    dialog.submit().await;
    page.shows("The access token has expired.").await;
    assert!(page.says("what you typed is still there"));
    assert!(!page.says("Task a"), "the tasks are hidden while signed out");
    assert_eq!(stored("Access-Token"), None);

    page.sign_in("tok-2");
    until("the form is open again", || page.has_dialog()).await;
    let texts: Vec<_> = FORM.iter().map(|(_, _, text)| *text).collect();
    assert_eq!(typed(&page.dialog()), texts);
    page.platform.once(Op::Create, Answer::ok(row("new").json()));
    page.dialog().submit().await;
    page.no_dialog().await;
    assert_eq!(page.platform.last(Op::Create).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn every_token_refusal_and_a_401_show_the_sign_in_panel() {
    let rejected = "The platform no longer takes this token.";
    let codes = [4_031_002, 4_031_003, 4_031_021, 4_031_022].map(|code| (Answer::refused(code, ""), rejected));
    let gateway = "A gateway in front of the platform refused the request (HTTP 401).";
    for (refusal, sentence) in codes.into_iter().chain([(Answer::html(401), gateway)]) {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, refusal);
        page.button("Refresh").press();
        page.shows(sentence).await;
        assert!(page.says("what you typed is still there"));
        page.sign_in("tok-2");
        page.shows("Task a").await;
        assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
    }
}

#[wasm_bindgen_test]
async fn other_refusals_do_not_sign_out() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.once(Op::List, Answer::refused(4_031_005, ""));
    page.refresh().await;
    assert!(page.has_button("Sign out"));
    assert!(page.row("Task a").says("Stopped"));
}

#[wasm_bindgen_test]
async fn a_token_is_stored_only_if_the_option_is_ticked() {
    for (ticked, expected) in [(false, None), (true, Some("tok-2"))] {
        let page = Page::builder().signed_out().rows(&[row("a")]).open().await;
        if ticked {
            page.field(KEEP).press();
        }
        page.sign_in("tok-2");
        page.shows("Task a").await;
        assert_eq!(stored("Access-Token").as_deref(), expected);
        assert_eq!(local_storage().unwrap().length().unwrap(), 0);
        assert!(!page.query().contains("tok"));
    }
}

#[wasm_bindgen_test]
async fn signing_out_drops_the_token_the_rows_and_the_draft() {
    let page = Page::with_rows(&[row("a")]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    dialog.button("Cancel").press();
    page.no_dialog().await;
    page.button("Sign out").press();
    page.shows("You are signed out. The token is forgotten here.").await;
    assert_eq!(session_keys(), 0);
    assert!(!page.says("Task a"));
    assert!(!page.has_button("Sign out"));

    let list = page.platform.hold(Op::List);
    page.sign_in("tok-2");
    page.platform.was_asked(Op::List, 2).await;
    assert!(page.rows().is_empty(), "the rows of the previous session are not shown");
    list.release(Answer::ok("[]"));
    page.shows("No upgrade task yet").await;
    assert_eq!(typed(&page.open_create().await), [""; 10]);
}

#[wasm_bindgen_test]
async fn an_answer_received_after_signing_out_is_dropped() {
    let page = Page::with_rows(&[row("a")]).await;
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 2).await;
    page.button("Sign out").press();
    list.release(Answer::ok(format!("[{}]", row("secret").json())));
    settled().await;
    assert!(!page.says("secret"));
    assert!(page.has_button("Sign in"));
}

#[wasm_bindgen_test]
async fn storage_none_reads_and_writes_nothing() {
    let config = r#"{"product_id": "p1", "language": "en", "token": {"storage": "none"}}"#;
    let page = Page::builder().config(config).rows(&[row("a")]).open().await;
    assert!(page.has_button("Sign in"), "a stored token is not read");
    assert!(!page.says(KEEP), "the option to stay signed in is not offered");
    page.sign_in("tok-2");
    page.shows("Task a").await;
    assert_eq!(stored("Access-Token").as_deref(), Some("tok-1"), "it stays untouched");
    assert_eq!((session_keys(), local_storage().unwrap().length().unwrap()), (1, 0));
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_configured_key_is_read_for_every_request() {
    let config = r#"{"product_id": "p1", "language": "en", "token": {"key": "portal.token"}}"#;
    let builder = Page::builder().config(config).rows(&[row("a")]);
    let page = builder
        .stored(session_storage(), "portal.token", "portal-1")
        .open_at_list()
        .await;
    assert_eq!(page.platform.last(Op::List).token(), Some("portal-1"));
    session_storage().unwrap().set_item("portal.token", "portal-2").unwrap();
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("portal-2"));
}

#[wasm_bindgen_test]
async fn local_storage_is_read_and_never_written() {
    let config = r#"{"product_id": "p1", "language": "en", "token": {"storage": "local"}}"#;
    let builder = Page::builder().signed_out().config(config).rows(&[row("a")]);
    let page = builder
        .stored(local_storage(), "Access-Token", "portal-1")
        .open_at_list()
        .await;
    assert_eq!(page.platform.last(Op::List).token(), Some("portal-1"));
    page.button("Sign out").press();
    page.shows("You are signed out.").await;
    assert!(!page.says(KEEP));
    assert_eq!(
        local_storage().unwrap().get_item("Access-Token").unwrap().as_deref(),
        Some("portal-1")
    );
}

#[wasm_bindgen_test]
async fn a_refusal_of_an_old_token_does_not_sign_out_a_new_one() {
    let page = Page::with_rows(&[row("a")]).await;
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 2).await;
    session_storage().unwrap().set_item("Access-Token", "tok-2").unwrap();
    list.release(Answer::refused(4_031_022, ""));
    settled().await;
    assert!(page.has_button("Sign out"));
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_malformed_token_is_reported_at_the_field_and_not_sent() {
    let page = Page::builder().signed_out().open().await;
    let field = page.field("Access token");
    let cases = [
        ("", "Fill this in."),
        (
            "two words",
            "An access token has no blanks, line breaks or letters outside ASCII.",
        ),
        (
            "凭证",
            "An access token has no blanks, line breaks or letters outside ASCII.",
        ),
    ];
    for (text, sentence) in cases {
        field.type_in(text);
        until("typing clears the error", || !field.is_invalid()).await;
        field.key("Enter");
        until("the error is shown", || field.described().contains(sentence)).await;
        assert!(field.is_invalid());
    }
    settled().await;
    assert!(page.platform.seen().is_empty());
    assert_eq!(field.attr("type").as_deref(), Some("password"));
}
