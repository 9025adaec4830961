//! Browser history: Back closes an open dialog before it leaves the page.

use super::support::*;
use upgrade_console::web::window;
use wasm_bindgen::JsValue;

/// A page with two tasks, on a history entry that no dialog created.
async fn open_with_two_tasks() -> Page {
    let url = window().location().href().unwrap();
    history().push_state_with_url(&JsValue::NULL, "", Some(&url)).unwrap();
    Page::with_rows(&[row("a"), row("b").running()]).await
}

/// Opens a dialog.
type Open = fn(&Page);

async fn open_dialog(page: &Page, open: impl FnOnce(&Page)) {
    open(page);
    page.wait_for_dialog().await;
    settled().await;
}

#[wasm_bindgen_test]
async fn back_closes_the_dialog_and_changes_nothing_else() {
    let page = open_with_two_tasks().await;
    let dialogs: [(&str, Open); 6] = [
        ("create", |page| page.button("Create task").press()),
        ("details", |page| page.row("Task a").button("Task a").press()),
        ("confirmation", |page| page.row("Task a").button("Start").press()),
        ("bulk action", |page| page.button("Stop all").press()),
        ("log", |page| page.button("Activity").press()),
        ("shortcuts", |page| page.button("Keyboard shortcuts").press()),
    ];
    for (name, open) in dialogs {
        open_dialog(&page, open).await;
        history().back().unwrap();
        page.wait_for_no_dialog().await;
        settled().await;
        assert_eq!(page.query(), "?product_id=p1", "{name}");
        assert!(page.has_text("Task a") && page.has_text("Upgrade tasks"), "{name}");
    }
    page.open_create().await.field("Name").type_in("Half a task");
    settled().await;
    history().back().unwrap();
    page.wait_for_no_dialog().await;
    let name = page.open_create().await.field("Name");
    assert_eq!(name.value(), "Half a task", "typed text is kept");
}

#[wasm_bindgen_test]
async fn closed_dialogs_leave_no_extra_history_entries() {
    let page = open_with_two_tasks().await;
    page.button("Running 1").press();
    until("the filter is set", || page.query().contains("status=running")).await;
    open_dialog(&page, |page| page.button("Create task").press()).await;
    let entries = history().length().unwrap();
    page.close_dialog("Escape").await;
    open_dialog(&page, |page| page.row("Task b").button("Task b").press()).await;
    page.close_dialog("Escape").await;
    assert_eq!(history().length().unwrap(), entries, "all dialogs share one entry");
    history().back().unwrap();
    until("the filter is cleared", || page.query() == "?product_id=p1").await;
    until("both tasks are shown", || page.rows().len() == 2).await;
}

#[wasm_bindgen_test]
async fn back_closes_linked_details_and_forward_reopens_them() {
    let page = Page::at("?product_id=p1&task=a", &[row("a")]).await;
    page.wait_for_dialog().await;
    settled().await;
    history().back().unwrap();
    page.wait_for_no_dialog().await;
    assert_eq!(page.query(), "?product_id=p1");
    history().forward().unwrap();
    page.wait_for_dialog().await;
    assert_eq!(page.query(), "?product_id=p1&task=a");
}
