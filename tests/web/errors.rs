//! Failed reads of the list: the error is shown, the read can be retried, and the rows stay.

use super::support::*;
use std::collections::HashMap;
use upgrade_console::i18n::Language;

/// Ways a read can fail, each with a part of its message.
fn failures() -> Vec<(&'static str, Answer, &'static str)> {
    let undocumented = "The platform sent an unexpected response";
    let gateway = "A gateway in front of the platform refused the request";
    let unavailable = "The platform is temporarily unavailable (HTTP 503).";
    let large = Answer::ok(" ".repeat((16 << 20) + 1));
    // The body is quoted as text.
    let quoted = "HTTP 500: <!doctype html><title>Welcome</title>";
    let (failed, object) = (Answer::refused(ErrorCode::ServerFault), r#"{"list":[]}"#);
    vec![
        ("HTML with 200", Answer::html(200), gateway),
        ("a redirect", Answer::html(302), gateway),
        ("an empty body", Answer::ok(""), undocumented),
        ("truncated JSON", Answer::ok(&row("a").json()[..40]), undocumented),
        ("an object", Answer::ok(object), undocumented),
        ("too large", large, "larger than 16 MiB"),
        ("an internal error", Answer::html(500), quoted),
        ("a failing gateway", Answer::html(503), unavailable),
        ("a failed platform", failed, "The platform had an internal error."),
        ("no network", Answer::NetworkError, "The platform can’t be reached."),
    ]
}

#[wasm_bindgen_test]
fn every_error_code_has_a_unique_message_in_both_languages() {
    for language in Language::ALL {
        let mut seen = HashMap::new();
        for code in ErrorCode::ALL.iter().copied().chain([ErrorCode::Other(4_009_999)]) {
            let sentence = language.messages().code(code);
            assert!(!sentence.trim().is_empty(), "{code:?} in {language:?}");
            assert!(sentence.ends_with(['.', '。']), "{code:?} in {language:?}: {sentence}");
            let other = seen.insert(sentence, code);
            assert_eq!(other, None, "{code:?} in {language:?} has the same message: {sentence}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_failed_first_read_is_shown_and_can_be_retried() {
    for (what, answer, sentence) in failures() {
        let page = Page::builder().always(Op::List, answer).open().await;
        until(&format!("{what} is shown"), || page.alert().contains(sentence)).await;
        assert!(!page.has_text("Showing data from "), "{what}: there are no rows");
        assert!(!page.has_text("No upgrade tasks yet"), "{what}: the list is unknown");
        page.set_rows(&[row("a")]);
        page.press_and_see("Try now", "Task a").await;
        assert_eq!(page.alert(), "", "{what}");
    }
}

#[wasm_bindgen_test]
async fn after_a_failed_later_read_the_rows_stay_and_are_called_older() {
    for (what, answer, sentence) in failures() {
        let page = Page::with_rows(&[row("a"), row("b").running()]).await;
        page.platform.always(Op::List, answer);
        page.button("Refresh").press();
        until(&format!("{what} is shown"), || page.alert().contains(sentence)).await;
        assert!(page.alert().contains("Showing data from "), "{what}");
        page.assert_text("Out of date: last updated");
        page.assert_no_text("Updated");
        assert_eq!(page.rows().len(), 2, "{what}");
        assert!(page.row("Task b").has_text("Running"), "{what}");
        for (task, button) in [("Task a", "Start"), ("Task b", "Delete")] {
            let refusal = page.row(task).button(button).disabled_reason().unwrap_or_default();
            assert!(refusal.contains("Refresh it first"), "{what}: {button}: {refusal:?}");
        }
        let stop = page.row("Task b").button("Stop");
        assert_eq!(stop.disabled_reason(), None, "{what}: a stop is never disabled");
        page.set_rows(&[row("c")]);
        page.press_and_see("Try now", "Task c").await;
        assert_eq!(page.alert(), "", "{what}");
        assert_eq!(page.rows().len(), 1, "{what}");
        assert_eq!(page.row("Task c").button("Start").disabled_reason(), None, "{what}");
    }
}

#[wasm_bindgen_test]
async fn a_successful_poll_clears_the_error_of_a_failed_poll() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::NetworkError);
    page.advance_to_poll();
    page.wait_for_alert("can’t be reached").await;
    page.set_rows(&[row("a")]);
    page.advance_to_poll();
    page.advance_to_poll();
    until("the error is cleared", || page.alert().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_gateway_that_requires_its_own_sign_in_is_named_and_its_page_is_not_shown() {
    for status in [200, 302, 403, 407, 511] {
        let page = Page::with_rows(&[row("a")]).await;
        page.platform.always(Op::List, Answer::html(status));
        page.button("Refresh").press();
        page.wait_for_alert("A gateway in front of the platform refused").await;
        assert!(page.alert().contains("sends no cookies"), "{status}");
        page.assert_no_text("doctype");
        assert!(page.row("Task a").has_text("Stopped"), "{status}: the rows stay");
    }
}

#[wasm_bindgen_test]
async fn a_refused_action_is_shown_in_the_confirmation_and_changes_nothing() {
    let page = Page::with_rows(&[row("a")]).await;
    let refusal = Answer::refused_with(ErrorCode::PrivateData, "not yours");
    page.platform.always(Op::SetStatus, refusal);
    let confirmation = page.open_confirmation("Task a", "Start").await;
    confirmation.button("Start").press();
    confirmation
        .wait_for_text("This data is private and can’t be read.")
        .await;
    let alert = confirmation.alert();
    assert!(
        alert.contains("(code 4031007)") && alert.contains("The platform says: not yours"),
        "{alert}"
    );
    settled().await;
    assert!(page.row("Task a").has_text("Stopped"));
    page.platform.always(Op::SetStatus, Answer::ok(""));
    confirmation.button("Start").press();
    page.wait_for_no_dialog().await;
}
