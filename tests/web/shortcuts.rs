//! Keyboard shortcuts and their list.

use super::support::{CHINESE, Page, row, settled};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_question_mark_key_lists_the_shortcuts_and_closing_returns_focus() {
    let page = Page::with_rows(&[row("a")]).await;
    let refresh = page.button("Refresh");
    refresh.press();
    refresh.press_key("?");
    page.wait_for_text("Keyboard shortcuts").await;
    let list = page.dialog();
    assert_eq!(list.name(), "Keyboard shortcuts");
    for text in ["/", "Go to the search", "n", "Create a task", "?", "Show this list"] {
        list.assert_text(text);
    }
    list.press_key("n");
    list.press_escape();
    page.wait_for_no_dialog().await;
    assert!(refresh.has_focus());
    page.button("Keyboard shortcuts").press();
    page.wait_for_text("Go to the search").await;
    page.close_dialog("Close").await;
}

#[wasm_bindgen_test]
async fn a_question_mark_typed_into_a_field_opens_no_dialog() {
    let page = Page::with_rows(&[row("a")]).await;
    page.field("Search").press();
    page.field("Search").press_key("?");
    settled().await;
    assert!(!page.has_dialog());
    let dialog = page.open_create().await;
    dialog.field("Description").press_key("?");
    settled().await;
    assert_eq!(page.dialog().name(), dialog.name());
}

#[wasm_bindgen_test]
async fn the_sign_in_page_has_no_shortcut_list() {
    let page = Page::builder().signed_out().open().await;
    page.wait_for_text("Paste the token issued by your platform.").await;
    page.one("h1").press_key("?");
    settled().await;
    assert!(!page.has_dialog(), "{}", page.dialog().text());
    assert!(!page.has_button("Keyboard shortcuts"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn the_shortcut_list_is_translated_into_chinese() {
    let page = Page::builder().config(CHINESE).rows(&[row("a")]).open_at_list().await;
    page.press_and_see("键盘快捷键", "定位到搜索框").await;
    assert_eq!(page.dialog().name(), "键盘快捷键");
}
