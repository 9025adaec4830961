//! When the list is read again by itself, and when it is left alone.

use super::support::{Answer, Op, Page, Undo, row, settled, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

async fn polls(page: &Page, times: usize) -> usize {
    let before = page.platform.asked(Op::List).len();
    for _ in 0..times {
        page.poll_comes_round();
        settled().await;
    }
    page.platform.asked(Op::List).len() - before
}

#[wasm_bindgen_test]
async fn a_platform_that_does_not_answer_is_asked_less_and_less_often() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::html(500));
    // Every 10 s while it works; after failures every 20, 40, then 60 s.
    let asked = polls(&page, 1 + 2 + 4 + 6 + 6).await;
    assert_eq!(asked, 5);
    page.platform_has(&[row("a")]);
    assert_eq!(polls(&page, 6).await, 1);
    assert_eq!(polls(&page, 3).await, 3, "it answers again");
}

#[wasm_bindgen_test]
async fn a_poll_does_not_start_while_another_reading_is_under_way() {
    let page = Page::with_rows(&[row("a")]).await;
    let slow = page.platform.hold(Op::List);
    page.poll_comes_round();
    page.platform.was_asked(Op::List, 2).await;
    assert_eq!(polls(&page, 3).await, 0);
    slow.release(Answer::ok("[]"));
    page.shows("No upgrade task yet").await;
}

#[wasm_bindgen_test]
async fn a_refresh_gives_up_the_reading_before_it() {
    let page = Page::with_rows(&[row("a")]).await;
    let _slow = page.platform.hold(Op::List);
    page.poll_comes_round();
    page.platform.was_asked(Op::List, 2).await;
    page.refresh().await;
    assert!(page.platform.asked(Op::List)[1].is_aborted());
}

#[wasm_bindgen_test]
async fn leaving_a_product_gives_up_the_reading_of_its_list() {
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
async fn nobody_looking_means_nobody_asking_and_looking_again_asks_at_once() {
    let page = Page::with_rows(&[row("a")]).await;
    let document = web_sys::window().unwrap().document().unwrap();
    let undo = seen_as(&document, "hidden");
    assert_eq!(polls(&page, 3).await, 0);
    drop(undo);
    page.platform_has(&[row("b")]);
    document.dispatch_event(&bubbling("visibilitychange")).unwrap();
    page.shows("Task b").await;
}

#[wasm_bindgen_test]
async fn a_network_that_is_back_is_used_at_once() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::NetworkError);
    page.poll_comes_round();
    until("it is said", || !page.alert().is_empty()).await;
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

/// Until it is dropped the document says that it is so visible.
fn seen_as(document: &web_sys::Document, state: &str) -> Undo {
    let descriptor = js_sys::Object::new();
    let set = |key: &str, value: JsValue| js_sys::Reflect::set(&descriptor, &key.into(), &value).unwrap();
    set("value", state.into());
    set("configurable", true.into());
    js_sys::Object::define_property(document, &"visibilityState".into(), &descriptor);
    let document = document.clone();
    Undo::with(move || drop(js_sys::Reflect::delete_property(&document, &"visibilityState".into())))
}
