//! The create form's draft in session storage: it survives a reload and an expired token, and ends with the session.

use super::support::{Answer, ErrorCode, Op, Page, Row, Undo, filled_values, form_values, row, settled, until};
use upgrade_console::web::session_storage;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const DRAFT_NOTICE: &str = "The task you began before this page was loaded is still here";

/// A page reloaded after the create form was filled in.
async fn reload_with_draft(rows: &[Row]) -> Page {
    let (page, _) = Page::with_filled_form(&[]).await;
    settled().await;
    Page::reload(page).rows(rows).open_at_list().await
}

#[wasm_bindgen_test]
async fn a_reload_announces_the_draft_and_continuing_restores_every_field() {
    let page = reload_with_draft(&[row("a")]).await;
    page.wait_for_text(DRAFT_NOTICE).await;
    assert!(page.has_text("“Meter 7 to 9”"));
    assert!(!page.has_dialog(), "the form does not open unasked");
    page.button("Go on with it").press();
    page.wait_for_dialog().await;
    assert_eq!(form_values(&page.dialog()), filled_values());
    page.platform.always(Op::Create, Answer::ok(Row::of_form("new").json()));
    page.dialog().submit().await;
    page.wait_for_no_dialog().await;
    settled().await;
    assert!(!page.has_text(DRAFT_NOTICE));
    assert_eq!(
        session_storage().unwrap().length().unwrap(),
        1,
        "only the token remains"
    );
}

#[wasm_bindgen_test]
async fn a_draft_can_be_discarded_from_its_notice() {
    let page = reload_with_draft(&[row("a")]).await;
    page.wait_for_text(DRAFT_NOTICE).await;
    page.button("Discard").press();
    settled().await;
    assert!(!page.has_text(DRAFT_NOTICE));
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    settled().await;
    assert!(!page.has_text(DRAFT_NOTICE));
    assert!(form_values(&page.open_create().await).iter().all(String::is_empty));
}

#[wasm_bindgen_test]
async fn each_product_has_its_own_draft() {
    let (page, _) = Page::with_filled_form(&[]).await;
    settled().await;
    let other = Page::reload(page)
        .config(r#"{"product_id": "p2", "language": "en"}"#)
        .rows(&[row("a")])
        .open_at_list()
        .await;
    settled().await;
    assert!(!other.has_text(DRAFT_NOTICE));
    let page = Page::reload(other).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text(DRAFT_NOTICE).await;
}

#[wasm_bindgen_test]
async fn a_draft_does_not_contain_the_token() {
    let page = reload_with_draft(&[row("a")]).await;
    page.wait_for_text(DRAFT_NOTICE).await;
    let storage = session_storage().unwrap();
    let keys: Vec<String> = (0..storage.length().unwrap())
        .map(|index| storage.key(index).unwrap().unwrap())
        .collect();
    let drafts: Vec<&String> = keys.iter().filter(|key| *key != "Access-Token").collect();
    assert_eq!(drafts, ["upgrade-draft p1"]);
    let draft = storage.get_item("upgrade-draft p1").unwrap().unwrap();
    assert!(draft.contains("Meter 7 to 9") && !draft.contains("tok-1"), "{draft}");
}

#[wasm_bindgen_test]
async fn signing_out_removes_the_drafts_of_all_products() {
    let page = reload_with_draft(&[row("a")]).await;
    page.wait_for_text(DRAFT_NOTICE).await;
    session_storage()
        .unwrap()
        .set_item("upgrade-draft p9", "left by another visit")
        .unwrap();
    page.button("Sign out").press();
    page.wait_for_text("You are signed out.").await;
    settled().await;
    assert_eq!(session_storage().unwrap().length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn a_draft_survives_an_expired_token() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.once(Op::Create, Answer::refused(ErrorCode::TokenExpired));
    dialog.submit().await;
    page.wait_for_text("The platform no longer takes this token.").await;
    settled().await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text(DRAFT_NOTICE).await;
    page.button("Go on with it").press();
    page.wait_for_dialog().await;
    assert_eq!(form_values(&page.dialog()), filled_values());
}

#[wasm_bindgen_test]
async fn the_form_reports_that_storage_refused_the_draft() {
    let page = Page::builder().signed_out().rows(&[row("a")]).open().await;
    let refuse = Closure::<dyn FnMut() -> Result<(), JsValue>>::new(|| Err("QuotaExceededError".into()));
    let _full = Undo::replacing_method("Storage", "setItem", refuse.as_ref());
    page.sign_in("tok-1");
    page.wait_for_text("Task a").await;
    let dialog = page.open_filled_form().await;
    dialog.wait_for_text("Kept until this page is reloaded").await;
    assert!(!dialog.has_text("Kept in this tab"));
}

#[wasm_bindgen_test]
async fn unreadable_draft_text_in_storage_is_ignored() {
    for text in ["", "null", "{}", r#"{"texts":[]}"#, "<html>"] {
        let page = Page::builder()
            .rows(&[row("a")])
            .stored(session_storage(), "upgrade-draft p1", text)
            .open_at_list()
            .await;
        settled().await;
        assert!(!page.has_text(DRAFT_NOTICE), "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_create_interrupted_by_a_reload_is_looked_up_in_the_list_and_not_resent() {
    let cases: [(&[Row], &str); 2] = [
        (&[Row::of_form("new")], "the task is in the list"),
        (&[], "it was not created"),
    ];
    for (rows, sentence) in cases {
        let (page, dialog) = Page::with_filled_form(&[]).await;
        let _unanswered = page.platform.hold(Op::Create);
        dialog.submit().await;
        page.platform.wait_for_requests(Op::Create, 1).await;
        let page = Page::reload(page).rows(rows).open_at_list().await;
        if rows.is_empty() {
            page.end_lookup_pauses().await;
        }
        until(sentence, || page.has_text(sentence) || page.toasts().contains(sentence)).await;
        if rows.is_empty() {
            assert!(page.has_text("The page was left before"));
            assert!(!page.has_dialog(), "the form does not open unasked");
            page.button("Go on with it").press();
            page.wait_for_dialog().await;
            assert_eq!(form_values(&page.dialog()), filled_values());
            assert!(page.dialog().has_text(sentence));
        }
        assert!(
            page.platform.requests(Op::Create).is_empty(),
            "the create is not resent automatically"
        );
    }
}

#[wasm_bindgen_test]
async fn a_draft_edited_after_a_failed_create_is_not_looked_up_after_a_reload() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    page.end_lookup_pauses().await;
    dialog.wait_for_text("it was not created").await;
    dialog.field("Name").type_in("Another");
    settled().await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text("“Another”").await;
    settled().await;
    assert!(!page.has_text("Looking in the list") && !page.has_text("The page was left before"));
    assert_eq!(page.platform.count(Op::List), 1);
}
