//! Drafts of the create form: they survive a change of language or product, a reload and an expired token, until the task is
//! created, the draft is discarded or the session ends.

use super::support::*;
use upgrade_console::web::session_storage;
use wasm_bindgen::prelude::*;

pub const DRAFT_NOTICE: &str = "You have a draft of a new task";

/// A page that announces the draft from before its reload.
async fn reload_with_draft() -> Page {
    let (page, _) = Page::with_filled_form(&[]).await;
    settled().await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text(DRAFT_NOTICE).await;
    page
}

/// Continues the announced draft and returns the dialog.
async fn continue_draft(page: &Page) -> Part {
    page.button("Continue").press();
    page.wait_for_dialog().await
}

#[wasm_bindgen_test]
async fn a_reload_announces_the_draft_and_continuing_restores_every_field() {
    let page = reload_with_draft().await;
    assert!(page.has_text("“Meter 7 to 9”"));
    assert!(!page.has_dialog(), "the form does not open unasked");
    let dialog = continue_draft(&page).await;
    assert_eq!(form_values(&dialog), filled_values());
    page.create(&dialog).await;
    settled().await;
    page.assert_no_text(DRAFT_NOTICE);
    let keys = session_storage().unwrap().length().unwrap();
    assert_eq!(keys, 1, "only the token remains");
}

#[wasm_bindgen_test]
async fn each_product_has_its_own_draft() {
    let (page, _) = Page::with_filled_form(&[]).await;
    settled().await;
    let builder = Page::reload(page).config(r#"{"product_id": "p2", "language": "en"}"#);
    let other = builder.rows(&[row("a")]).open_at_list().await;
    settled().await;
    assert!(!other.has_text(DRAFT_NOTICE));
    let page = Page::reload(other).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text(DRAFT_NOTICE).await;
}

#[wasm_bindgen_test]
async fn a_draft_is_stored_without_the_token_and_signing_out_removes_those_of_all_products() {
    let page = reload_with_draft().await;
    let storage = session_storage().unwrap();
    assert_eq!(storage.length().unwrap(), 2, "the draft and the token");
    let draft = session_item("upgrade-draft p1").unwrap();
    assert!(draft.contains("Meter 7 to 9") && !draft.contains("tok-1"), "{draft}");
    storage.set_item("upgrade-draft p9", "left by another visit").unwrap();
    page.sign_out().await;
    settled().await;
    assert_eq!(storage.length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn a_draft_survives_an_expired_token() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.refuse_once(Op::Create, ErrorCode::TokenExpired);
    dialog.submit().await;
    page.wait_for_text("Your session has ended; nothing you entered is lost.")
        .await;
    settled().await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text(DRAFT_NOTICE).await;
    assert_eq!(form_values(&continue_draft(&page).await), filled_values());
}

#[wasm_bindgen_test]
async fn the_form_reports_that_storage_refused_the_draft() {
    let page = Page::builder().signed_out().rows(&[row("a")]).open().await;
    let refuse = Closure::<dyn FnMut() -> Result<(), JsValue>>::new(|| Err("QuotaExceededError".into()));
    let _full = Undo::replacing_method("Storage", "setItem", refuse.as_ref());
    page.sign_in_and_see("tok-1", "Task a").await;
    let dialog = page.open_filled_form().await;
    dialog.wait_for_text("Draft kept until you reload").await;
    assert!(!dialog.has_text("Draft saved in this tab"));
}

#[wasm_bindgen_test]
async fn a_draft_that_no_longer_fits_into_the_storage_leaves_no_older_one() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    dialog.wait_for_text("Draft saved in this tab").await;
    let refuse = Closure::<dyn FnMut() -> Result<(), JsValue>>::new(|| Err("QuotaExceededError".into()));
    let full = Undo::replacing_method("Storage", "setItem", refuse.as_ref());
    dialog.field("Name").type_in("Another name");
    dialog.wait_for_text("Draft kept until you reload").await;
    assert_eq!(session_item("upgrade-draft p1"), None);
    drop(full);
    dialog.field("Name").type_in("A third name");
    dialog.wait_for_text("Draft saved in this tab").await;
    drop(page);
}

#[wasm_bindgen_test]
async fn unreadable_draft_text_in_storage_is_ignored() {
    for text in ["", "null", "{}", r#"{"texts":[]}"#, "<html>"] {
        let builder = Page::builder().stored(session_storage(), "upgrade-draft p1", text);
        let page = builder.open_at_list().await;
        settled().await;
        assert!(!page.has_text(DRAFT_NOTICE), "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_create_interrupted_by_a_reload_is_looked_up_in_the_list_and_not_resent() {
    let (listed, missing) = (vec![Row::of_form("new")], vec![]);
    for (rows, sentence) in [(listed, "the task is in the list"), (missing, "it wasn’t created")] {
        let (page, dialog) = Page::with_filled_form(&[]).await;
        let _unanswered = page.submit_and_hold(&dialog).await;
        let page = Page::reload(page).rows(&rows).open_at_list().await;
        if rows.is_empty() {
            page.end_lookup_pauses().await;
        }
        until(sentence, || page.has_text(sentence) || page.toasts().contains(sentence)).await;
        if rows.is_empty() {
            assert!(page.has_text("The page was closed before"));
            assert!(
                page.one("main .note [role=status]").has_text(sentence),
                "it is announced"
            );
            assert!(!page.has_dialog(), "the form does not open unasked");
            let dialog = continue_draft(&page).await;
            assert_eq!(form_values(&dialog), filled_values());
            dialog.assert_text(sentence);
        }
        assert_eq!(page.platform.count(Op::Create), 0);
    }
}

#[wasm_bindgen_test]
async fn a_draft_edited_after_a_failed_create_is_not_looked_up_after_a_reload() {
    let (page, dialog) = Page::with_lost_create().await;
    dialog.field("Name").type_in("Another");
    settled().await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text("“Another”").await;
    settled().await;
    assert!(!page.has_text("Looking for the task in the list") && !page.has_text("The page was closed before"));
    assert_eq!(page.platform.count(Op::List), 1);
}

#[wasm_bindgen_test]
async fn a_draft_survives_a_change_of_language_in_the_open_dialog() {
    let (page, _) = Page::with_filled_form(&[]).await;
    page.field("Language").choose("中文");
    page.wait_for_dialog_text("创建任务").await;
    let dialog = page.dialog();
    assert_eq!(dialog.field("名称").value(), "Meter 7 to 9");
    let address = dialog.group("目标版本").field("文件地址");
    assert_eq!(address.value(), "https://files.example/9.bin");
    page.field("语言").choose("English");
    page.wait_for_dialog_text("Create task").await;
    assert_eq!(form_values(&page.dialog()), filled_values());
}

#[wasm_bindgen_test]
async fn discarding_empties_the_form_and_focuses_the_name() {
    let (_page, dialog) = Page::with_create_form(&[]).await;
    assert!(!dialog.has_button("Discard"), "there is nothing to discard");
    fill_form(&dialog);
    dialog.field("Name").type_in("");
    dialog.button("Review").press();
    dialog.field("Name").wait_until_invalid().await;
    dialog.button("Discard").press();
    until("the form is empty", || form_values(&dialog) == [""; 10]).await;
    assert!(!dialog.field("Name").is_invalid(), "an untouched field is not reported");
    assert!(dialog.field("Name").has_focus());
    dialog.wait_for_no_button("Discard").await;
}

#[wasm_bindgen_test]
async fn a_change_of_product_changes_the_draft() {
    let builder = Page::builder().config(NO_PRODUCT);
    let page = builder.open_at_list().await;
    page.open_filled_form().await;
    page.close_dialog("Cancel").await;
    for (product, texts) in [("p2", vec![""; 10]), ("p1", filled_values())] {
        page.press_and_see("Change product", "Choose a product").await;
        page.choose_product(product);
        page.wait_for_text("No upgrade tasks yet").await;
        assert_eq!(form_values(&page.open_create().await), texts, "{product}");
        page.close_dialog("Cancel").await;
    }
}

#[wasm_bindgen_test]
async fn a_draft_can_be_discarded_from_its_notice() {
    let page = reload_with_draft().await;
    page.press_and_see("Discard", "Draft discarded.").await;
    settled().await;
    page.assert_no_text(DRAFT_NOTICE);
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    settled().await;
    page.assert_no_text(DRAFT_NOTICE);
    assert_eq!(form_values(&page.open_create().await), [""; 10]);
}

#[wasm_bindgen_test]
async fn a_draft_discarded_from_its_notice_can_be_restored() {
    let page = reload_with_draft().await;
    page.press_and_see("Discard", "Draft discarded.").await;
    page.press_and_see("Undo", DRAFT_NOTICE).await;
    let dialog = continue_draft(&page).await;
    assert_eq!(form_values(&dialog), filled_values());
}
