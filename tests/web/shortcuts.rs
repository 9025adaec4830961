//! Keyboard shortcuts and their list.

use super::support::*;

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
    page.press_and_see("Keyboard shortcuts", "Go to the search").await;
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
async fn single_keys_can_be_switched_off_and_stay_off() {
    let page = Page::with_rows(&[row("a")]).await;
    let choose = async |page: &Page| {
        page.button("Keyboard shortcuts").press();
        page.wait_for_dialog().await.one("[type=checkbox]").press();
        page.close_dialog("Close").await;
    };
    choose(&page).await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    let refresh = page.button("Refresh");
    refresh.press();
    for key in ["/", "n", "?"] {
        refresh.press_key(key);
        settled().await;
        assert!(refresh.has_focus() && !page.has_dialog(), "{key}");
    }
    assert_eq!(page.field("Search").attr("aria-keyshortcuts"), None);
    page.select_task("Task a");
    page.wait_for_text("1 selected").await;
    refresh.press_key("Escape");
    page.wait_for_no_text("1 selected").await;

    choose(&page).await;
    page.button("Refresh").press_key("n");
    page.wait_for_dialog_named("Create task").await;
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
    let page = Page::configured(CHINESE, &[row("a")]).await;
    page.press_and_see("键盘快捷键", "定位到搜索框").await;
    assert_eq!(page.dialog().name(), "键盘快捷键");
}
