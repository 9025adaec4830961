//! The focus when the page changes, and the link that leads past the bar.

use super::support::*;
use upgrade_console::web;

/// Waits until the title of the page is this and has the focus.
async fn title_has_focus(page: &Page, title: &str) {
    let has_focus = || page.all("h1").iter().any(|h1| h1.text() == title && h1.has_focus());
    until(&format!("the title “{title}” has the focus"), has_focus).await;
}

#[wasm_bindgen_test]
async fn the_focus_follows_from_sign_in_over_the_products_to_the_tasks_and_back() {
    let builder = Page::builder().signed_out().products(PRODUCTS);
    let page = builder.rows(&[row("a")]).open().await;
    page.sign_in_and_see("tok-2", "Lamp").await;
    title_has_focus(&page, "Choose a product").await;
    page.button("LampStreetsp2").press();
    title_has_focus(&page, "Upgrade tasks").await;
    page.button("Change product").press();
    title_has_focus(&page, "Choose a product").await;
    page.sign_out().await;
    title_has_focus(&page, "Sign in").await;
}

#[wasm_bindgen_test]
async fn a_sign_in_with_a_product_in_the_address_leads_to_the_title_of_its_tasks() {
    for config in [NO_PRODUCT, FULL_NO_PRODUCT] {
        let builder = Page::builder().signed_out().products(PRODUCTS).config(config);
        let page = builder.query("?product_id=p2").rows(&[row("a")]).open().await;
        page.sign_in_and_see("tok-2", "Task a").await;
        title_has_focus(&page, "Upgrade tasks").await;
    }
}

#[wasm_bindgen_test]
async fn a_page_that_opens_takes_no_focus() {
    let page = Page::with_rows(&[row("a")]).await;
    settled().await;
    assert!(web::is_focus_lost());
    assert!(!page.one("h1").has_focus());
}

#[wasm_bindgen_test]
async fn a_refused_token_moves_the_focus_to_the_title_of_the_sign_in() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.refuse_once(Op::List, ErrorCode::TokenExpired);
    page.button("Refresh").press();
    title_has_focus(&page, "Sign in").await;
}

#[wasm_bindgen_test]
async fn the_first_link_leads_past_the_bar_to_the_title() {
    let page = Page::with_rows(&numbered_rows(2)).await;
    let focusable: Vec<Part> = page.all("a[href], button, input, select");
    assert_eq!(focusable[0].text(), "Skip to the content");
    let address = page.query();
    focusable[0].press();
    assert!(page.one("h1").has_focus());
    assert_eq!(page.query(), address);
    assert_eq!(web::window().location().hash().unwrap(), "");
}

#[wasm_bindgen_test]
async fn above_the_cards_of_a_narrow_screen_all_tasks_are_selected_and_sorted() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    let controls = page.one(".card-controls");
    let sort = page.one("#sort-cards");
    controls.one("[type=checkbox]").press();
    page.wait_for_text("2 selected").await;
    sort.choose("Name, descending");
    until("the rows are sorted", || page.rows()[0].has_text("Task b")).await;
    assert!(page.query().contains("sort=-name"), "{}", page.query());
    // Another press on the head restores the platform's order.
    page.button("Name").press();
    until("the rows are in order", || page.rows()[0].has_text("Task a")).await;
    until("the list of columns follows", || sort.value().is_empty()).await;
}

/// Lets a poll read these tasks.
fn poll(page: &Page, rows: &[Row]) {
    page.set_rows(rows);
    page.advance_to_poll();
}

#[wasm_bindgen_test]
async fn the_selection_passes_its_focus_on_when_its_last_task_is_deleted() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    page.select_task("Task a");
    let clear = page.wait_for_button("Clear selection").await;
    clear.0.focus().unwrap();
    poll(&page, &[row("b")]);
    page.one("#select-all").wait_for_focus().await;
}

#[wasm_bindgen_test]
async fn the_overview_passes_the_focus_on_when_a_task_or_its_stop_button_is_removed() {
    for button in ["Task a", "Stop all: Meter"] {
        let running = [row("a").running()];
        let page = Page::builder().products(PRODUCTS).rows(&running).open().await;
        let button = page.wait_for_button(button).await;
        until("both products are read", || page.buttons("Task a").len() == 2).await;
        button.0.focus().unwrap();
        poll(&page, &[row("a")]);
        page.one("#refresh").wait_for_focus().await;
    }
}

#[wasm_bindgen_test]
async fn a_dismissed_message_passes_the_focus_on_to_the_next_and_then_to_the_title_without_scrolling() {
    let rows: Vec<_> = (10..50).map(|n| row(&n.to_string())).collect();
    let page = Page::with_rows(&rows).await;
    for task in ["Task 10", "Task 11"] {
        page.act(task, "Start").await;
        page.wait_for_toast(&format!("“{task}” is running.")).await;
    }
    page.row("Task 49").0.scroll_into_view();
    page.all("#toasts button")[0].press();
    let next = page.all("#toasts button").remove(1);
    next.wait_for_focus().await;
    let is_above_window = || page.one("h1").0.get_bounding_client_rect().bottom() < 0.0;
    assert!(is_above_window());
    next.press();
    title_has_focus(&page, "Upgrade tasks").await;
    assert!(is_above_window());
}

#[wasm_bindgen_test]
async fn the_map_passes_the_focus_on_when_a_task_is_deleted() {
    for (part, heir) in [
        ("svg [aria-label^='Task “Task a”']", "#upgrade-map"),
        (".map-words button.name", "#map-words"),
    ] {
        let page = Page::with_rows(&[task("a", 1, 2), task("b", 1, 3)]).await;
        page.open_map().await;
        page.all(part)[0].0.focus().unwrap();
        poll(&page, &[task("b", 1, 3)]);
        page.one(heir).wait_for_focus().await;
    }
}
