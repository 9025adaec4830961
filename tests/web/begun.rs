//! New tasks prefilled from another task: duplicate and next hop.

use super::support::{FORM, Page, Part, fill_form, row, settled, typed, until};
use wasm_bindgen_test::wasm_bindgen_test;

/// Opens the menu of a row and returns its panel.
pub async fn menu(page: &Page, task: &str) -> Part {
    let row = page.row(task);
    row.button(&format!("More actions for {task}")).press();
    until("the menu is open", || !row.all(".menu-panel button").is_empty()).await;
    row.one(".menu-panel")
}

#[wasm_bindgen_test]
async fn a_duplicate_has_all_values_but_a_free_name_and_start() {
    let page = Page::with_rows(&[row("a"), row("a (2)")]).await;
    let button = page.row("Task a").button("More actions for Task a");
    assert_eq!(button.attr("aria-expanded").as_deref(), Some("false"));
    let menu = menu(&page, "Task a").await;
    assert_eq!(button.attr("aria-expanded").as_deref(), Some("true"));
    menu.button("Duplicate").press();
    until("the form is open", || page.has_dialog()).await;
    let expected = [
        "Task a (3)",
        "What it is for",
        // Two tasks start at version 3. Its file is no file of version 4.
        "4",
        "",
        "",
        "",
        "5",
        "https://files.example/5.bin",
        "fedcba9876543210fedcba9876543210",
        "2000",
    ];
    assert_eq!(typed(&page.dialog()), expected);
    page.dialog().escape();
    page.no_dialog().await;
    until("the focus returns to the menu", || button.has_focus()).await;
}

#[wasm_bindgen_test]
async fn the_next_hop_starts_at_the_target_version() {
    let page = Page::with_rows(&[row("a")]).await;
    menu(&page, "Task a").await.button("Next hop").press();
    until("the form is open", || page.has_dialog()).await;
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
    assert_eq!(typed(&page.dialog()), expected);
}

#[wasm_bindgen_test]
async fn a_draft_is_replaced_only_after_confirmation() {
    let page = Page::with_rows(&[row("a")]).await;
    fill_form(&page.open_create().await);
    page.dialog().escape();
    page.no_dialog().await;
    let first = menu(&page, "Task a").await;
    first.button("Duplicate").press();
    first.shows("The form holds a draft: replace it?").await;
    until("the focus is on *Keep draft*", || {
        first.button("Keep draft").has_focus()
    })
    .await;
    first.button("Keep draft").press();
    until("the menu is closed", || page.all(".menu-panel").is_empty()).await;
    settled().await;
    assert!(!page.has_dialog());
    let everything: Vec<_> = FORM.iter().map(|(_, _, text)| *text).collect();
    assert_eq!(typed(&page.open_create().await), everything);
    page.dialog().escape();
    page.no_dialog().await;
    let second = menu(&page, "Task a").await;
    second.button("Next hop").press();
    second.shows("replace it?").await;
    second.button("Replace draft").press();
    until("the form is open", || page.has_dialog()).await;
    assert_eq!(typed(&page.dialog())[2], "5");
}
