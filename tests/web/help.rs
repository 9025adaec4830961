//! Keyboard shortcuts, and the link to the open task.

use super::support::{Page, row, settled};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_question_mark_key_lists_the_shortcuts_and_closing_returns_focus() {
    let page = Page::with_rows(&[row("a")]).await;
    let refresh = page.button("Refresh");
    refresh.press();
    refresh.key("?");
    page.shows("Keyboard shortcuts").await;
    let list = page.dialog();
    assert_eq!(list.name(), "Keyboard shortcuts");
    for (key, action) in [
        ("/", "Go to the search"),
        ("n", "Create a task"),
        ("?", "Show this list"),
    ] {
        assert!(list.says(key) && list.says(action), "{}", list.text());
    }
    list.key("n");
    list.escape();
    page.no_dialog().await;
    assert!(refresh.has_focus());
    page.button("Keyboard shortcuts").press();
    page.shows("Go to the search").await;
    page.dialog().button("Close").press();
    page.no_dialog().await;
}

#[wasm_bindgen_test]
async fn a_question_mark_typed_into_a_field_opens_no_dialog() {
    let page = Page::with_rows(&[row("a")]).await;
    page.field("Search").press();
    page.field("Search").key("?");
    settled().await;
    assert!(!page.has_dialog());
    let dialog = page.open_create().await;
    dialog.field("Description").key("?");
    settled().await;
    assert_eq!(page.dialog().name(), dialog.name());
}

#[wasm_bindgen_test]
async fn the_sign_in_page_has_no_shortcut_list() {
    let page = Page::builder().signed_out().open().await;
    page.shows("Paste the token your platform gave you.").await;
    page.one("h1").key("?");
    settled().await;
    assert!(!page.has_dialog(), "{}", page.dialog().text());
    assert!(!page.has_button("Keyboard shortcuts"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn the_shortcut_list_is_translated_into_chinese() {
    let page = Page::builder()
        .query("?product_id=p1&lang=zh")
        .rows(&[row("a")])
        .open()
        .await;
    page.shows("Task a").await;
    page.button("键盘快捷键").press();
    page.shows("跳到搜索框").await;
    assert_eq!(page.dialog().name(), "键盘快捷键");
}

#[wasm_bindgen_test]
async fn a_task_link_contains_only_product_search_and_task() {
    let page = Page::builder()
        .query("?product_id=p1&lang=en&q=Task&utm=mail")
        .rows(&[row("a")])
        .open()
        .await;
    page.shows("Task a").await;
    page.row("Task a").button("Task a").press();
    page.shows("Task id").await;
    assert!(page.dialog().has_button("Copy link to this task"));
    let link = page.dialog().one("#d-link").text();
    let (_, query) = link.split_once('?').unwrap();
    assert_eq!(query, "product_id=p1&q=Task&task=a");
}

#[wasm_bindgen_test]
async fn no_task_link_is_offered_inside_a_portal() {
    let page = Page::in_portal(&[row("a")]).await;
    page.row("Task a").button("Task a").press();
    page.shows("Task id").await;
    assert!(!page.says("Copy link"));
    assert!(page.dialog().all("#d-link").is_empty());
}
