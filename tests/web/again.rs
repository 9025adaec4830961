//! What is asked again by itself, and what never is.

use super::support::{Answer, Op, Page, Undo, fill_form, row, settled, until};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_read_without_an_answer_is_asked_twice_more_and_its_success_is_all_that_is_seen() {
    for (what, fault) in [
        ("no network", Answer::NetworkError),
        ("a gateway", Answer::html(502)),
        ("a platform that restarts", Answer::refused(5_031_001, "")),
        ("too much at once", Answer::html(429)),
    ] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, fault.clone());
        page.platform.once(Op::List, fault);
        page.platform_has(&[row("b")]);
        page.button("Refresh").press();
        page.shows("Task b").await;
        assert_eq!(page.platform.asked(Op::List).len(), 4, "{what}");
        assert_eq!(page.alert(), "", "{what}");
    }
}

#[wasm_bindgen_test]
async fn the_third_time_without_an_answer_is_the_last() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::html(503));
    page.button("Refresh").press();
    until("it is said", || page.alert().contains("HTTP 503")).await;
    settled().await;
    assert_eq!(page.platform.asked(Op::List).len(), 4);
}

#[wasm_bindgen_test]
async fn an_answer_that_will_not_change_is_not_asked_for_again() {
    for (what, answer) in [
        ("HTML with 200", Answer::html(200)),
        ("a refusal", Answer::refused(4_041_005, "")),
        ("a wrong address", Answer::html(404)),
        ("a failure inside", Answer::html(500)),
    ] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, answer);
        page.button("Refresh").press();
        until(what, || !page.alert().is_empty()).await;
        settled().await;
        assert_eq!(page.platform.asked(Op::List).len(), 2, "{what}");
    }
}

#[wasm_bindgen_test]
async fn a_write_is_sent_once_however_it_ends() {
    for fault in [
        Answer::NetworkError,
        Answer::html(503),
        Answer::html(429),
        Answer::refused(5_031_001, ""),
    ] {
        for (op, button) in [(Op::Status, "Start"), (Op::Delete, "Delete")] {
            let page = Page::with_rows(&[row("a")]).await;
            page.platform.always(op, fault.clone());
            page.ask("Task a", button).await.button(button).press();
            page.platform.was_asked(op, 1).await;
            settled().await;
            assert_eq!(page.platform.asked(op).len(), 1, "{button}");
        }
        let page = Page::with_rows(&[]).await;
        let dialog = page.open_create().await;
        fill_form(&dialog);
        page.platform.always(Op::Create, fault);
        dialog.submit().await;
        page.platform.was_asked(Op::Create, 1).await;
        settled().await;
        assert_eq!(page.platform.asked(Op::Create).len(), 1);
    }
}

#[wasm_bindgen_test]
async fn between_two_tries_chance_decides_and_the_second_may_take_twice_as_long() {
    let page = Page::with_rows(&[row("a")]).await;
    let nearly_one = Closure::<dyn FnMut() -> f64>::new(|| 0.999);
    let math = Reflect::get(&js_sys::global(), &"Math".into()).unwrap();
    let _undo = Undo::replacing_in(math, "random", nearly_one.as_ref());
    page.platform.always(Op::List, Answer::NetworkError);
    page.button("Refresh").press();
    until("it waits", || page.clock.waiting(499) == 1).await;
    page.clock.after(499);
    until("it waits longer", || page.clock.waiting(999) == 1).await;
    page.clock.after(999);
    until("it is said", || !page.alert().is_empty()).await;
    assert_eq!(page.platform.asked(Op::List).len(), 4);
}

#[wasm_bindgen_test]
async fn a_platform_that_says_when_to_come_back_is_left_alone_so_long() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.once(Op::List, Answer::later(7));
    page.button("Refresh").press();
    until("it waits", || page.clock.waiting(7000) == 1).await;
    settled().await;
    assert_eq!(page.platform.asked(Op::List).len(), 2);
    page.clock.after(7000);
    page.platform.was_asked(Op::List, 3).await;
    settled().await;
    assert_eq!(page.alert(), "");
}
