//! When reading the list goes wrong: it is said, it can be tried again, and what was on show stays.

use super::support::{Answer, Op, Page, row, settled, until};
use std::collections::HashMap;
use upgrade_api::error::ErrorCode;
use upgrade_console::i18n::Language;
use wasm_bindgen_test::wasm_bindgen_test;

/// Ways a list can fail, and how the sentence about each begins.
fn failures() -> Vec<(&'static str, Answer, &'static str)> {
    let undocumented = "The platform answered with something that is not documented";
    vec![
        (
            "HTML with 200",
            Answer::html(200),
            "A gateway in front of the platform refused the request",
        ),
        (
            "a redirect",
            Answer::html(302),
            "A gateway in front of the platform refused the request",
        ),
        ("an empty body", Answer::ok(""), undocumented),
        ("truncated JSON", Answer::ok(&row("a").json()[..40]), undocumented),
        ("an object", Answer::ok(r#"{"list":[]}"#), undocumented),
        (
            "a broken gateway",
            Answer::html(503),
            "The platform is temporarily unavailable (HTTP 503).",
        ),
        (
            "a platform that failed",
            Answer::refused(5_031_001, ""),
            "The platform failed.",
        ),
        ("no network", Answer::NetworkError, "The platform could not be reached."),
    ]
}

#[wasm_bindgen_test]
fn every_code_has_a_sentence_of_its_own_in_both_languages() {
    for language in [Language::En, Language::Zh] {
        let mut said = HashMap::new();
        for code in ErrorCode::ALL.iter().copied().chain([ErrorCode::Other(4_009_999)]) {
            let sentence = (language.messages().code)(code);
            assert!(!sentence.trim().is_empty(), "{code:?} in {language:?}");
            assert!(sentence.ends_with(['.', '。']), "{code:?} in {language:?}: {sentence}");
            let other = said.insert(sentence, code);
            assert_eq!(other, None, "{code:?} in {language:?} says the same: {sentence}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_first_list_that_fails_is_said_and_can_be_tried_again() {
    for (what, answer, sentence) in failures() {
        let page = Page::builder().answers(Op::List, answer).open().await;
        until(&format!("{what} is said"), || page.alert().contains(sentence)).await;
        assert!(!page.says("The rows below are older."), "{what}: there are none");
        assert!(!page.says("No upgrade task yet"), "{what}: nobody knows");
        page.platform_has(&[row("a")]);
        page.button("Try now").press();
        page.shows("Task a").await;
        assert_eq!(page.alert(), "", "{what}");
    }
}

#[wasm_bindgen_test]
async fn when_a_later_list_fails_the_rows_stay_and_are_called_older() {
    for (what, answer, sentence) in failures() {
        let page = Page::with_rows(&[row("a"), row("b").running()]).await;
        page.platform.always(Op::List, answer);
        page.button("Refresh").press();
        until(&format!("{what} is said"), || page.alert().contains(sentence)).await;
        assert!(page.alert().contains("The rows below are older."), "{what}");
        assert!(page.says("Out of date: read") && !page.says("Updated"), "{what}");
        assert_eq!(page.rows().len(), 2, "{what}");
        assert!(page.row("Task b").says("Running"), "{what}");
        for (task, button) in [("Task a", "Start"), ("Task b", "Delete")] {
            let refusal = page.row(task).button(button).refusal().unwrap_or_default();
            assert!(
                refusal.contains("Refresh it first"),
                "{what}: {button} waits, {refusal:?}"
            );
        }
        assert_eq!(
            page.row("Task b").button("Stop").refusal(),
            None,
            "{what}: a stop never waits"
        );
        page.platform_has(&[row("c")]);
        page.button("Try now").press();
        page.shows("Task c").await;
        assert_eq!(page.alert(), "", "{what}");
        assert_eq!(page.rows().len(), 1, "{what}");
        assert_eq!(page.row("Task c").button("Start").refusal(), None, "{what}");
    }
}

#[wasm_bindgen_test]
async fn a_poll_that_fails_is_forgotten_with_the_next_that_works() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::NetworkError);
    page.poll_comes_round();
    until("it is said", || page.alert().contains("could not be reached")).await;
    page.platform_has(&[row("a")]);
    page.poll_comes_round();
    page.poll_comes_round();
    until("it is forgotten", || page.alert().is_empty()).await;
}

#[wasm_bindgen_test]
async fn what_a_broken_server_says_is_quoted_as_text() {
    let page = Page::builder().answers(Op::List, Answer::html(500)).open().await;
    until("it is said", || page.alert().contains("HTTP 500")).await;
    assert!(page.alert().contains("<!doctype html><title>Welcome</title>"));
}

#[wasm_bindgen_test]
async fn a_gateway_that_wants_a_sign_in_of_its_own_is_named_and_its_page_is_not_shown() {
    for status in [200, 302, 403, 407, 511] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, Answer::html(status));
        page.button("Refresh").press();
        until("it is said", || {
            page.alert()
                .contains("A gateway in front of the platform refused the request")
        })
        .await;
        assert!(
            page.alert().contains("carry no cookies") && !page.says("doctype"),
            "{status}"
        );
        assert!(page.row("Task a").says("Stopped"), "{status}: the rows stay");
    }
}

#[wasm_bindgen_test]
async fn a_refused_action_says_so_in_the_question_and_changes_nothing() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform
        .always(Op::Status, Answer::refused(4_031_007, "not yours"));
    let question = page.ask("Task a", "Start").await;
    question.button("Start").press();
    question.shows("This is private data and may not be read.").await;
    assert!(question.alert().contains("(code 4031007)"), "{}", question.alert());
    assert!(question.alert().contains("The platform says: not yours"));
    settled().await;
    assert!(page.row("Task a").says("Stopped"));
    page.platform.always(Op::Status, Answer::ok(""));
    question.button("Start").press();
    page.no_dialog().await;
}
