//! Going back: it closes an open dialog before it leaves the place.

use super::support::{Page, row, settled, until};
use upgrade_console::web::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::History;

fn history() -> History {
    window().history().unwrap()
}

/// A page with two tasks, on an entry of the history that no dialog has made.
async fn with_two_tasks() -> Page {
    let here = window().location().href().unwrap();
    history().push_state_with_url(&JsValue::NULL, "", Some(&here)).unwrap();
    Page::with_rows(&[row("a"), row("b").running()]).await
}

/// What opens a dialog.
type Open = fn(&Page);

async fn opened(page: &Page, open: impl FnOnce(&Page)) {
    open(page);
    until("a dialog is open", || page.has_dialog()).await;
    settled().await;
}

#[wasm_bindgen_test]
async fn going_back_closes_the_dialog_and_nothing_else() {
    let page = with_two_tasks().await;
    let dialogs: [(&str, Open); 6] = [
        ("create", |page| page.button("Create task").press()),
        ("details", |page| page.row("Task a").button("Task a").press()),
        ("question", |page| page.row("Task a").button("Start").press()),
        ("several", |page| page.button("Stop all").press()),
        ("log", |page| page.button("Activity").press()),
        ("keys", |page| page.button("Keyboard shortcuts").press()),
    ];
    for (name, open) in dialogs {
        opened(&page, open).await;
        history().back().unwrap();
        page.no_dialog().await;
        settled().await;
        assert_eq!(page.query(), "?product_id=p1", "{name}");
        assert!(page.says("Task a") && page.says("Upgrade tasks"), "{name}");
    }
}

#[wasm_bindgen_test]
async fn what_was_typed_into_a_dialog_is_there_again() {
    let page = with_two_tasks().await;
    page.open_create().await.field("Name").type_in("Half a task");
    settled().await;
    history().back().unwrap();
    page.no_dialog().await;
    assert_eq!(page.open_create().await.field("Name").value(), "Half a task");
}

#[wasm_bindgen_test]
async fn a_dialog_that_was_closed_by_hand_leaves_no_step_behind() {
    let page = with_two_tasks().await;
    page.button("Running 1").press();
    until("one is on show", || page.query().contains("status=running")).await;
    opened(&page, |page| page.button("Create task").press()).await;
    let entries = history().length().unwrap();
    page.dialog().escape();
    page.no_dialog().await;
    opened(&page, |page| page.row("Task b").button("Task b").press()).await;
    page.dialog().escape();
    page.no_dialog().await;
    assert_eq!(history().length().unwrap(), entries, "one entry serves all");
    history().back().unwrap();
    until("the filter is gone", || page.query() == "?product_id=p1").await;
    until("both are on show", || page.rows().len() == 2).await;
}

#[wasm_bindgen_test]
async fn the_details_a_link_opened_are_closed_and_come_back() {
    let builder = Page::builder().query("?product_id=p1&task=a").rows(&[row("a")]);
    let page = builder.open_at_list().await;
    until("details are open", || page.has_dialog()).await;
    settled().await;
    history().back().unwrap();
    page.no_dialog().await;
    assert_eq!(page.query(), "?product_id=p1");
    history().forward().unwrap();
    until("details are open again", || page.has_dialog()).await;
    assert_eq!(page.query(), "?product_id=p1&task=a");
}
