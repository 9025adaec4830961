//! Which keys do something, and a link to what is on show.

use super::support::{Page, row, settled};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_question_mark_lists_the_keys_and_the_focus_comes_back() {
    let page = Page::with_rows(&[row("a")]).await;
    let refresh = page.button("Refresh");
    refresh.press();
    refresh.key("?");
    page.shows("Keyboard shortcuts").await;
    let list = page.dialog();
    assert_eq!(list.name(), "Keyboard shortcuts");
    for (key, does) in [
        ("/", "Go to the search"),
        ("n", "Create a task"),
        ("?", "Show this list"),
    ] {
        assert!(list.says(key) && list.says(does), "{}", list.text());
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
async fn whoever_types_a_question_mark_types_it() {
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
async fn where_no_key_does_anything_none_is_listed() {
    let page = Page::builder().signed_out().open().await;
    page.shows("Paste the token your platform gave you.").await;
    page.one("h1").key("?");
    settled().await;
    assert!(!page.has_dialog(), "{}", page.dialog().text());
    assert!(!page.has_button("Keyboard shortcuts"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn the_keys_are_listed_in_chinese_too() {
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
async fn a_link_names_the_task_and_the_view_and_nothing_else() {
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
async fn in_a_portal_there_is_no_link_to_a_frame() {
    let page = Page::in_portal(&[row("a")]).await;
    page.row("Task a").button("Task a").press();
    page.shows("Task id").await;
    assert!(!page.says("Copy link"));
    assert!(page.dialog().all("#d-link").is_empty());
}
