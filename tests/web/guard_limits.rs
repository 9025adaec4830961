//! Limits of a guard in the confirmation of a start.

use super::guards::{DEVICES, MINUTES};
use super::support::*;

const INVALID: &str = "Correct or clear the limits of the guard first.";

#[wasm_bindgen_test]
async fn the_limits_are_optional_and_checked_as_they_are_typed() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.open_confirmation("Task a", "Start").await;
    question.assert_text("Works only while this page stays open; checks every 10 s");
    question.assert_text("Devices that already began aren’t stopped.");
    let disabled_reason = || question.button("Start").disabled_reason();
    assert_eq!(disabled_reason(), None);
    for (label, text, problem) in [
        (DEVICES, "0", "Enter 1 or more."),
        (DEVICES, "-5", "“-” isn’t a digit."),
        (DEVICES, "10000001", "Enter 10,000,000 or less."),
        (MINUTES, "10081", "Enter 10,080 or less."),
    ] {
        let field = question.field(label);
        field.type_in(text);
        field.wait_until_invalid().await;
        field.wait_for_description(problem).await;
        assert_eq!(disabled_reason().as_deref(), Some(INVALID), "{label}: {text}");
        field.type_in("");
        field.wait_until_valid().await;
        assert_eq!(disabled_reason(), None);
    }
    page.close_dialog("Start").await;
    settled().await;
    page.row("Task a").assert_no_text("Guard");
}

#[wasm_bindgen_test]
async fn pasted_limits_are_read_and_shown_as_read() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.open_confirmation("Task a", "Start").await;
    for (text, read) in [("１２", "12"), (" 1,000 ", "1,000"), ("\u{200b}7", "7")] {
        question.field(DEVICES).type_in(text);
        question
            .field(DEVICES)
            .wait_for_description(&format!("Read as {read}"))
            .await;
        assert_eq!(question.field(DEVICES).value(), text);
    }
    question.field(MINUTES).type_in("３０");
    page.close_dialog("Start").await;
    page.row("Task a")
        .wait_for_text("Guard: 7 devices or 30 min left")
        .await;
}

#[wasm_bindgen_test]
async fn only_a_start_offers_a_guard() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.open_confirmation("Task a", "Delete").await;
    question.assert_no_text("Guard this start");
}
