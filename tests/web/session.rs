//! The access token: where it is read and stored, and what happens when it is refused.

use super::support::*;
use upgrade_console::web::{local_storage, session_storage};

const KEEP: &str = "Stay signed in when this tab is reloaded";

fn session_keys() -> u32 {
    session_storage().unwrap().length().unwrap()
}

#[wasm_bindgen_test]
async fn an_expired_token_shows_the_sign_in_panel_and_signing_in_restores_the_form() {
    let (page, dialog) = Page::with_filled_form(&[row("a")]).await;
    let expired = Answer::refused_with(ErrorCode::TokenExpired, "expired");
    page.platform.once(Op::Create, expired);
    dialog.submit().await;
    page.wait_for_text("The access token has expired.").await;
    assert!(page.has_text("nothing you entered is lost"));
    assert!(!page.has_text("Task a"), "the tasks are hidden while signed out");
    assert_eq!(session_item("Access-Token"), None);

    page.sign_in("tok-2");
    let dialog = page.wait_for_dialog().await;
    assert_eq!(form_values(&dialog), filled_values());
    page.create(&dialog).await;
    assert_eq!(page.platform.last_request(Op::Create).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn every_token_refusal_and_a_401_show_the_sign_in_panel() {
    let rejected = "Your session has ended; nothing you entered is lost.";
    let codes = ErrorCode::ALL.iter().filter(|code| code.is_about_token());
    let refusals = codes.map(|code| (Answer::refused(*code), rejected));
    let gateway = "A gateway in front of the platform refused the request (HTTP 401).";
    for (refusal, sentence) in refusals.chain([(Answer::html(401), gateway)]) {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, refusal);
        page.press_and_see("Refresh", sentence).await;
        assert!(page.has_text("nothing you entered is lost"));
        page.sign_in_and_see("tok-2", "Task a").await;
        assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
    }
}

#[wasm_bindgen_test]
async fn a_token_is_stored_only_if_the_option_is_ticked() {
    for (ticked, expected) in [(false, None), (true, Some("tok-2"))] {
        let page = Page::builder().signed_out().rows(&[row("a")]).open().await;
        if ticked {
            page.field(KEEP).press();
        }
        page.sign_in_and_see("tok-2", "Task a").await;
        assert_eq!(session_item("Access-Token").as_deref(), expected);
        assert_eq!(local_storage().unwrap().length().unwrap(), 0);
        assert!(!page.query().contains("tok"));
    }
}

#[wasm_bindgen_test]
async fn signing_out_drops_the_token_the_rows_and_the_draft() {
    let (page, _) = Page::with_filled_form(&[row("a")]).await;
    page.close_dialog("Cancel").await;
    page.sign_out().await;
    page.assert_text("The access token is no longer kept here.");
    assert_eq!(session_keys(), 0);
    assert!(!page.has_text("Task a"));
    assert!(!page.has_button("Sign out"));

    let list = page.hold_next(Op::List, async { page.sign_in("tok-2") }).await;
    assert!(page.rows().is_empty(), "the rows of the previous session are not shown");
    list.release(Answer::ok("[]"));
    page.wait_for_text("No upgrade tasks yet").await;
    assert_eq!(form_values(&page.open_create().await), [""; 10]);
}

#[wasm_bindgen_test]
async fn an_answer_received_after_signing_out_is_dropped() {
    let page = Page::with_rows(&[row("a")]).await;
    let list = page.refresh_and_hold().await;
    page.button("Sign out").press();
    list.release(Answer::ok(format!("[{}]", row("secret").json())));
    settled().await;
    assert!(!page.has_text("secret"));
    assert!(page.has_button("Sign in"));
}

#[wasm_bindgen_test]
async fn storage_none_reads_and_writes_nothing() {
    let config = r#"{"product_id": "p1", "language": "en", "token": {"storage": "none"}}"#;
    let page = Page::builder().config(config).rows(&[row("a")]).open().await;
    assert!(page.has_button("Sign in"), "a stored token is not read");
    assert!(!page.has_text(KEEP), "the option to stay signed in is not offered");
    page.sign_in_and_see("tok-2", "Task a").await;
    assert_eq!(session_item("Access-Token").as_deref(), Some("tok-1"));
    assert_eq!((session_keys(), local_storage().unwrap().length().unwrap()), (1, 0));
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_configured_key_is_read_for_every_request() {
    let config = r#"{"product_id": "p1", "language": "en", "token": {"key": "portal.token"}}"#;
    let builder = Page::builder().config(config).rows(&[row("a")]);
    let builder = builder.stored(session_storage(), "portal.token", "portal-1");
    let page = builder.open_at_list().await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("portal-1"));
    session_storage().unwrap().set_item("portal.token", "portal-2").unwrap();
    page.assert_token("portal-2").await;
}

#[wasm_bindgen_test]
async fn a_refusal_of_an_old_token_does_not_sign_out_a_new_one() {
    let page = Page::with_rows(&[row("a")]).await;
    let list = page.refresh_and_hold().await;
    session_storage().unwrap().set_item("Access-Token", "tok-2").unwrap();
    list.release(Answer::refused(ErrorCode::TokenRefreshed));
    settled().await;
    assert!(page.has_button("Sign out"));
    page.assert_token("tok-2").await;
}

#[wasm_bindgen_test]
async fn a_malformed_token_is_reported_at_the_field_and_not_sent() {
    let page = Page::builder().signed_out().open().await;
    let field = page.field("Access token");
    let malformed = "An access token contains only ASCII characters, without spaces or line breaks.";
    for (text, sentence) in [("", "Fill this in."), ("two words", malformed), ("凭证", malformed)] {
        field.type_in(text);
        field.wait_until_valid().await;
        field.press_key("Enter");
        field.wait_for_description(sentence).await;
        assert!(field.is_invalid());
    }
    page.platform.assert_silent().await;
    assert_eq!(field.attr("type").as_deref(), Some("password"));
}
