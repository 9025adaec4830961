//! New tasks prefilled from another task: duplicate and next hop.

use super::support::*;

#[wasm_bindgen_test]
async fn a_duplicate_has_all_values_but_a_free_name_and_start() {
    let page = Page::with_rows(&[row("a"), row("a (2)")]).await;
    let button = page.row("Task a").button("More actions for Task a");
    assert_eq!(button.attr("aria-expanded").as_deref(), Some("false"));
    let menu = page.open_menu("Task a").await;
    assert_eq!(button.attr("aria-expanded").as_deref(), Some("true"));
    menu.button("Duplicate").press();
    page.wait_for_dialog().await;
    // Two tasks start at version 3. Its file is no file of version 4.
    let from = ["4", "", "", ""];
    let target = ["5", "https://files.example/5.bin", MD5_B, "2000"];
    let expected = [&["Task a (3)", "What it is for"][..], &from, &target].concat();
    assert_eq!(form_values(&page.dialog()), expected);
    page.close_dialog("Escape").await;
    button.wait_for_focus().await;
}

#[wasm_bindgen_test]
async fn the_next_hop_starts_at_the_target_version() {
    let page = Page::with_rows(&[row("a")]).await;
    page.open_menu("Task a").await.button("Create follow-up task").press();
    page.wait_for_dialog().await;
    let from = ["5", "https://files.example/5.bin", MD5_B, "2000"];
    assert_eq!(form_values(&page.dialog()), [&[""; 2][..], &from, &[""; 4]].concat());
}

#[wasm_bindgen_test]
async fn a_draft_is_replaced_only_after_confirmation() {
    let (page, _) = Page::with_filled_form(&[row("a")]).await;
    page.close_dialog("Escape").await;
    let first = page.open_menu("Task a").await;
    first
        .press_and_see("Duplicate", "The form contains a draft. Replace it?")
        .await;
    let keep = first.button("Keep draft");
    keep.wait_for_focus().await;
    keep.press();
    until("the menu is closed", || page.all(".menu-panel").is_empty()).await;
    settled().await;
    assert!(!page.has_dialog());
    assert_eq!(form_values(&page.open_create().await), filled_values());
    page.close_dialog("Escape").await;
    let second = page.open_menu("Task a").await;
    second.press_and_see("Create follow-up task", "Replace it?").await;
    second.button("Replace draft").press();
    page.wait_for_dialog().await;
    assert_eq!(form_values(&page.dialog())[2], "5");
}
