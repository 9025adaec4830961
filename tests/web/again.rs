//! What is asked again by itself, and what never is.

use super::support::{Answer, Op, Page, Undo, fill_form, row, settled, until};
use js_sys::{Date, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

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
async fn a_platform_that_is_not_there_is_called_so_and_no_page_of_a_server_is_quoted() {
    for status in [502, 503, 504] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, Answer::html(status));
        page.button("Refresh").press();
        let said = format!("The platform is temporarily unavailable (HTTP {status}). Trying again.");
        until("it is said", || page.alert().contains(&said)).await;
        assert!(!page.says("doctype"), "{}", page.text());
        page.shows("Trying again in 20 s.").await;
        page.platform_has(&[row("b")]);
        page.button("Try now").press();
        page.shows("Task b").await;
        assert_eq!(page.alert(), "");
        assert!(!page.has_button("Try now") && !page.says("Trying again"));
    }
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
async fn a_short_wait_is_sat_through() {
    for status in [429, 503] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, Answer::later(status, "2"));
        page.button("Refresh").press();
        until("it waits", || page.clock.waiting(2000) == 1).await;
        settled().await;
        assert_eq!(page.platform.asked(Op::List).len(), 2);
        page.clock.after(2000);
        page.platform.was_asked(Op::List, 3).await;
        settled().await;
        assert_eq!(page.alert(), "");
    }
}

/// A date so many seconds from now, as a header has it.
fn date_in(seconds: f64) -> String {
    let date = Date::new(&(Date::now() + seconds * 1000.0).into());
    String::from(date.to_utc_string())
}

/// A status, its `Retry-After` as of now, and the seconds it is waited.
type Named = (u16, fn() -> String, u32);

#[wasm_bindgen_test]
async fn a_platform_that_says_when_to_come_back_is_left_alone_so_long() {
    let usual = 20;
    let cases: [Named; 8] = [
        (429, || "7".to_owned(), usual),
        (429, || "31".to_owned(), 31),
        (503, || "45".to_owned(), 45),
        (503, || date_in(40.0), 40),
        (429, || date_in(40.0), 40),
        (429, || "3600".to_owned(), 60),
        (503, || "soon".to_owned(), 60),
        (429, || "-1".to_owned(), 60),
    ];
    for (status, named, seconds) in cases {
        let named = named();
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.once(Op::List, Answer::later(status, &named));
        page.button("Refresh").press();
        until("it is said", || page.alert().contains("Trying again.")).await;
        assert!(page.row("Task a").says("Stopped"), "{named}: the rows stay");
        page.platform_has(&[row("b")]);
        page.clock.passes(5);
        // A date has whole seconds, and some time has gone since it was made.
        let left = |seconds: u32| page.says(&format!("Trying again in {seconds} s."));
        until(&format!("{named}: it is counted down"), || {
            (seconds - 9..seconds - 3).any(left)
        })
        .await;
        page.clock.passes(seconds - 15);
        // Neither the network nor a look at the page is an answer to a platform that is overrun.
        if seconds != usual {
            for event in ["online", "visibilitychange"] {
                let window = web_sys::window().unwrap();
                window.dispatch_event(&Event::new(event).unwrap()).unwrap();
            }
        }
        settled().await;
        assert_eq!(page.platform.asked(Op::List).len(), 2, "{named}: too soon");
        page.clock.passes(10);
        page.shows("Task b").await;
        assert_eq!(page.alert(), "", "{named}");
    }
}

#[wasm_bindgen_test]
async fn what_waits_can_be_tried_now_and_its_seconds_are_not_announced() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.once(Op::List, Answer::later(429, "45"));
    page.button("Refresh").press();
    page.shows("Trying again in 45 s.").await;
    assert_eq!(
        page.alert(),
        "●The platform is asked too often. Trying again. The rows below are older."
    );
    page.clock.passes(5);
    page.shows("Trying again in 40 s.").await;
    assert!(!page.alert().contains("40"));
    page.platform_has(&[row("b")]);
    page.button("Try now").press();
    page.shows("Task b").await;
    until("the focus goes on to the button that reads again", || {
        page.button("Refresh").has_focus()
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_platform_that_is_overrun_is_asked_for_nothing_else_either() {
    let builder = Page::builder().full(r#"{"3":7}"#, "[]").rows(&[row("a")]);
    let page = builder.open_at_list().await;
    page.platform.was_asked(Op::Fleet, 1).await;
    page.platform.once(Op::List, Answer::later(503, "45"));
    // The statistics are old by now.
    page.clock.rests(40);
    page.shows("Trying again in 45 s.").await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Fleet).len(), 1);
    page.platform.once(Op::Fleet, Answer::later(429, "60"));
    page.button("Try now").press();
    page.platform.was_asked(Op::Fleet, 2).await;
    settled().await;
    for passed in [40, 15] {
        let lists = page.platform.asked(Op::List).len();
        page.clock.rests(passed);
        page.platform.was_asked(Op::List, lists + 1).await;
        settled().await;
        assert_eq!(page.platform.asked(Op::Fleet).len(), 2, "it has asked for a minute");
    }
    page.clock.rests(20);
    page.platform.was_asked(Op::Fleet, 3).await;
}

#[wasm_bindgen_test]
async fn a_header_that_another_origin_does_not_expose_is_as_good_as_none() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.once(Op::List, Answer::html(429));
    page.platform_has(&[row("b")]);
    page.button("Refresh").press();
    page.shows("Task b").await;
}
