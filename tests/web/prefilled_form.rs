//! New tasks prefilled from another task: duplicate and next hop.

use super::support::{Page, filled_values, form_values, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_duplicate_has_all_values_and_a_unique_name() {
    let page = Page::with_rows(&[row("a"), row("a (2)")]).await;
    let button = page.row("Task a").button("More actions for Task a");
    assert_eq!(button.attr("aria-expanded").as_deref(), Some("false"));
    let menu = page.open_menu("Task a").await;
    assert_eq!(button.attr("aria-expanded").as_deref(), Some("true"));
    menu.button("Duplicate").press();
    page.wait_for_dialog().await;
    let expected = [
        "Task a (3)",
        "What it is for",
        "3",
        "https://files.example/3.bin",
        "0123456789abcdef0123456789abcdef",
        "1000",
        "5",
        "https://files.example/5.bin",
        "fedcba9876543210fedcba9876543210",
        "2000",
    ];
    assert_eq!(form_values(&page.dialog()), expected);
    page.close_dialog("Escape").await;
    until("the focus returns to the menu", || button.has_focus()).await;
}

#[wasm_bindgen_test]
async fn the_next_hop_starts_at_the_target_version() {
    let page = Page::with_rows(&[row("a")]).await;
    page.open_menu("Task a").await.button("Next hop").press();
    page.wait_for_dialog().await;
    let expected = [
        "",
        "",
        "5",
        "https://files.example/5.bin",
        "fedcba9876543210fedcba9876543210",
        "2000",
        "",
        "",
        "",
        "",
    ];
    assert_eq!(form_values(&page.dialog()), expected);
}

#[wasm_bindgen_test]
async fn a_draft_is_replaced_only_after_confirmation() {
    let (page, _) = Page::with_filled_form(&[row("a")]).await;
    page.close_dialog("Escape").await;
    let first = page.open_menu("Task a").await;
    first.button("Duplicate").press();
    first.wait_for_text("The form holds a draft: replace it?").await;
    until("the focus is on *Keep draft*", || {
        first.button("Keep draft").has_focus()
    })
    .await;
    first.button("Keep draft").press();
    until("the menu is closed", || page.all(".menu-panel").is_empty()).await;
    settled().await;
    assert!(!page.has_dialog());
    let everything = filled_values();
    assert_eq!(form_values(&page.open_create().await), everything);
    page.close_dialog("Escape").await;
    let second = page.open_menu("Task a").await;
    second.button("Next hop").press();
    second.wait_for_text("replace it?").await;
    second.button("Replace draft").press();
    page.wait_for_dialog().await;
    assert_eq!(form_values(&page.dialog())[2], "5");
}
