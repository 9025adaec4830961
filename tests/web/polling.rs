//! Automatic polling of the task list: back-off, overlapping requests and page visibility.

use super::support::{Answer, Op, Page, Undo, row, settled, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

/// Lets `times` poll intervals of 10 s pass and returns the number of list requests sent.
async fn polls(page: &Page, times: usize) -> usize {
    let before = page.platform.asked(Op::List).len();
    for _ in 0..times {
        page.poll_comes_round();
        settled().await;
    }
    page.platform.asked(Op::List).len() - before
}

#[wasm_bindgen_test]
async fn polling_backs_off_while_the_platform_fails() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::html(500));
    // After failures the interval of 10 s grows to 20, 40, then 60 s.
    let requests = polls(&page, 1 + 2 + 4 + 6 + 6).await;
    assert_eq!(requests, 5);
    page.platform_has(&[row("a")]);
    assert_eq!(polls(&page, 6).await, 1);
    assert_eq!(polls(&page, 3).await, 3, "a success restores the interval");
}

#[wasm_bindgen_test]
async fn no_poll_starts_while_a_list_request_is_pending() {
    let page = Page::with_rows(&[row("a")]).await;
    let slow = page.platform.hold(Op::List);
    page.poll_comes_round();
    page.platform.was_asked(Op::List, 2).await;
    assert_eq!(polls(&page, 3).await, 0);
    slow.release(Answer::ok("[]"));
    page.shows("No upgrade task yet").await;
}

#[wasm_bindgen_test]
async fn a_refresh_aborts_the_pending_list_request() {
    let page = Page::with_rows(&[row("a")]).await;
    let _slow = page.platform.hold(Op::List);
    page.poll_comes_round();
    page.platform.was_asked(Op::List, 2).await;
    page.refresh().await;
    assert!(page.platform.asked(Op::List)[1].is_aborted());
}

#[wasm_bindgen_test]
async fn leaving_a_product_aborts_its_list_request() {
    let builder = Page::builder().config(r#"{"language": "en"}"#).rows(&[row("a")]);
    let page = builder.open_at_list().await;
    let _slow = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 2).await;
    page.button("Change product").press();
    page.shows("Choose a product").await;
    assert!(page.platform.last(Op::List).is_aborted());
}

#[wasm_bindgen_test]
async fn a_hidden_page_does_not_poll_and_polls_at_once_when_visible() {
    let page = Page::with_rows(&[row("a")]).await;
    let document = web_sys::window().unwrap().document().unwrap();
    let hidden = with_visibility(&document, "hidden");
    assert_eq!(polls(&page, 3).await, 0);
    drop(hidden);
    page.platform_has(&[row("b")]);
    document.dispatch_event(&bubbling("visibilitychange")).unwrap();
    page.shows("Task b").await;
}

#[wasm_bindgen_test]
async fn the_online_event_triggers_a_poll() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::NetworkError);
    page.poll_comes_round();
    until("the failure is shown", || !page.alert().is_empty()).await;
    page.platform_has(&[row("b")]);
    let window = web_sys::window().unwrap();
    window.dispatch_event(&Event::new("online").unwrap()).unwrap();
    page.shows("Task b").await;
    assert_eq!(page.alert(), "");
}

fn bubbling(name: &str) -> Event {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    Event::new_with_event_init_dict(name, &init).unwrap()
}

/// Overrides `document.visibilityState` until dropped.
fn with_visibility(document: &web_sys::Document, state: &str) -> Undo {
    let descriptor = js_sys::Object::new();
    let set = |key: &str, value: JsValue| js_sys::Reflect::set(&descriptor, &key.into(), &value).unwrap();
    set("value", state.into());
    set("configurable", true.into());
    js_sys::Object::define_property(document, &"visibilityState".into(), &descriptor);
    let document = document.clone();
    Undo::with(move || drop(js_sys::Reflect::delete_property(&document, &"visibilityState".into())))
}
