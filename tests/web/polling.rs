//! Automatic polling of the task list: back-off, overlapping requests and page visibility.

use super::support::*;
use js_sys::{JSON, Object, Reflect};
use upgrade_console::web::window;
use wasm_bindgen::JsCast;

/// Lets `times` poll intervals of 10 s pass and returns the number of list requests sent.
async fn count_polls(page: &Page, times: usize) -> usize {
    let before = page.platform.count(Op::List);
    for _ in 0..times {
        page.advance_to_poll();
        settled().await;
    }
    page.platform.count(Op::List) - before
}

#[wasm_bindgen_test]
async fn an_unchanged_list_renews_its_age_and_changes_no_row() {
    let rows = [row("a").running().upgraded(7), row("b")];
    let page = Page::with_rows(&rows).await;
    let changes = page.one("#tasks").watch_changes("change");
    for poll in 2..4 {
        page.clock.advance(9);
        page.wait_for_text("Updated 9 s ago").await;
        page.clock.advance(1);
        page.platform.wait_for_requests(Op::List, poll).await;
        page.wait_for_text("Updated just now").await;
    }
    settled().await;
    assert_eq!(changes.length(), 0);
    page.set_rows(&[rows[0].clone().upgraded(8), row("b")]);
    page.poll_and_see("Upgraded 8").await;
    settled().await;
    assert!(changes.length() > 0);
    page.set_rows(&rows);
    page.poll_and_see("Upgraded 7").await;
}

#[wasm_bindgen_test]
async fn polling_backs_off_while_the_platform_fails() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::html(500));
    // After failures the interval of 10 s grows to 20, 40, then 60 s.
    let requests = count_polls(&page, 1 + 2 + 4 + 6 + 6).await;
    assert_eq!(requests, 5);
    page.set_rows(&[row("a")]);
    assert_eq!(count_polls(&page, 6).await, 1);
    assert_eq!(count_polls(&page, 3).await, 3, "a success restores the interval");
}

#[wasm_bindgen_test]
async fn no_poll_starts_while_a_list_request_is_pending() {
    let page = Page::with_rows(&[row("a")]).await;
    let slow = page.poll_and_hold().await;
    assert_eq!(count_polls(&page, 3).await, 0);
    slow.release(Answer::ok("[]"));
    page.wait_for_text("No upgrade tasks yet").await;
}

#[wasm_bindgen_test]
async fn a_refresh_aborts_the_pending_list_request() {
    let page = Page::with_rows(&[row("a")]).await;
    let _slow = page.poll_and_hold().await;
    page.refresh().await;
    assert!(page.platform.requests(Op::List)[1].is_aborted());
}

#[wasm_bindgen_test]
async fn leaving_a_product_aborts_its_list_request() {
    let page = Page::configured(NO_PRODUCT, &[row("a")]).await;
    let _slow = page.refresh_and_hold().await;
    page.press_and_see("Change product", "Choose a product").await;
    assert!(page.platform.last_request(Op::List).is_aborted());
}

#[wasm_bindgen_test]
async fn a_hidden_page_does_not_poll_and_polls_at_once_when_visible() {
    let page = Page::with_rows(&[row("a")]).await;
    let hidden = hide();
    assert_eq!(count_polls(&page, 3).await, 0);
    page.set_rows(&[row("b")]);
    show(hidden);
    page.wait_for_text("Task b").await;
}

#[wasm_bindgen_test]
async fn the_online_event_triggers_a_poll() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::NetworkError);
    page.advance_to_poll();
    until("the failure is shown", || !page.alert().is_empty()).await;
    page.set_rows(&[row("b")]);
    dispatch_on_window("online");
    page.wait_for_text("Task b").await;
    assert_eq!(page.alert(), "");
}

/// Hides the page.
pub fn hide() -> Undo {
    let document = window().document().unwrap();
    let hidden = JSON::parse(r#"{"value":"hidden","configurable":true}"#).unwrap();
    Object::define_property(&document, &"visibilityState".into(), hidden.unchecked_ref());
    dispatch_on_window("visibilitychange");
    Undo::on_drop(move || drop(Reflect::delete_property(&document, &"visibilityState".into())))
}

/// Shows a hidden page.
pub fn show(hidden: Undo) {
    drop(hidden);
    dispatch_on_window("visibilitychange");
}
