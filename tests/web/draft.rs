//! Drafts of the create form: they survive closing the dialog and changing the language or the product, until the task
//! is created or the draft is discarded.

use super::support::{Answer, Op, Page, fill_form, filled_values, form_values, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_draft_survives_every_way_of_closing_the_dialog() {
    let (page, _) = Page::with_filled_form(&[]).await;
    for trigger in ["Cancel", "Close", "Escape"] {
        let dialog = page.dialog();
        match trigger {
            "Escape" => dialog.press_escape(),
            button => dialog.button(button).press(),
        }
        page.wait_for_no_dialog().await;
        let dialog = page.open_create().await;
        assert_eq!(form_values(&dialog), filled_values(), "{trigger}");
        assert!(dialog.has_text("Kept in this tab"));
    }
}

#[wasm_bindgen_test]
async fn a_draft_survives_a_change_of_language_in_the_open_dialog() {
    let (page, _) = Page::with_filled_form(&[]).await;
    page.field("Language").choose("中文");
    until("the dialog is in Chinese", || {
        page.has_dialog() && page.dialog().has_text("创建任务")
    })
    .await;
    let dialog = page.dialog();
    assert_eq!(dialog.field("名称").value(), "Meter 7 to 9");
    assert_eq!(
        dialog.group("目标版本").field("文件地址").value(),
        "https://files.example/9.bin"
    );
    page.field("语言").choose("English");
    until("the dialog is in English again", || {
        page.has_dialog() && page.dialog().has_text("Create task")
    })
    .await;
    assert_eq!(form_values(&page.dialog()), filled_values());
}

#[wasm_bindgen_test]
async fn discarding_empties_the_form_and_focuses_the_name() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    assert!(!dialog.has_button("Discard"), "there is nothing to discard");
    fill_form(&dialog);
    dialog.field("Name").type_in("");
    dialog.button("Review").press();
    until("the missing name is reported", || dialog.field("Name").is_invalid()).await;
    dialog.button("Discard").press();
    until("the form is empty", || form_values(&dialog) == [""; 10]).await;
    assert!(!dialog.field("Name").is_invalid(), "an untouched field is not reported");
    assert!(dialog.field("Name").has_focus());
    until("there is nothing to discard", || !dialog.has_button("Discard")).await;
}

#[wasm_bindgen_test]
async fn enter_in_a_field_opens_the_review_except_during_composition() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.always(Op::Create, Answer::ok(row("new").json()));
    dialog.field("Name").press_enter_while_composing();
    settled().await;
    assert!(!dialog.has_button("Create task"), "Enter only ends the composition");
    dialog.field("Name").press_key("Enter");
    until("the review is shown", || dialog.has_button("Create task")).await;
    settled().await;
    assert!(
        page.platform.requests(Op::Create).is_empty(),
        "nothing is sent before the review"
    );
    dialog.button("Create task").press();
    page.wait_for_no_dialog().await;
    assert_eq!(page.platform.count(Op::Create), 1);
}

#[wasm_bindgen_test]
async fn every_product_has_its_own_draft() {
    let page = Page::builder()
        .config(r#"{"language": "en"}"#)
        .query("?product_id=p1")
        .open_at_list()
        .await;
    page.open_filled_form().await;
    page.close_dialog("Cancel").await;
    for (product, texts) in [("p2", vec![""; 10]), ("p1", filled_values())] {
        page.button("Change product").press();
        page.wait_for_text("Choose a product").await;
        page.field("Product id").type_in(product);
        page.button("Open").press();
        page.wait_for_text("No upgrade task yet").await;
        assert_eq!(form_values(&page.open_create().await), texts, "{product}");
        page.close_dialog("Cancel").await;
    }
}
