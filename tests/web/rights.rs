//! A missing right is no missing token: nobody is signed out, and what may not be done says why.

use super::support::{Answer, Op, Page, RIGHTS, fill_form, row, settled, typed, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn after_a_refused_change_every_button_that_changes_something_says_why_it_cannot() {
    for code in RIGHTS {
        let page = Page::with_rows(&[row("a")]).await;
        let question = page.ask("Task a", "Start").await;
        page.platform.once(Op::Status, Answer::refused(code, ""));
        question.button("Start").press();
        let number = format!("(code {code})");
        question.shows(&number).await;
        if code == 4_031_005 {
            question.shows("Ask one to do it, or to give you the right.").await;
        }
        let says_why = |button: super::support::Part| {
            let why = button.refusal().unwrap_or_default();
            assert!(
                why.starts_with("Read only. ") && why.contains(&number),
                "{}: {why}",
                button.name()
            );
            button.press();
        };
        says_why(question.button("Start"));
        question.button("Cancel").press();
        page.no_dialog().await;
        says_why(page.button("Create task"));
        says_why(page.row("Task a").button("Start"));
        says_why(page.row("Task a").button("Delete"));
        settled().await;
        assert!(!page.has_dialog());
        assert_eq!(page.platform.asked(Op::Status).len(), 1);
        assert!(page.has_button("Sign out"), "nobody is signed out");
        page.refresh().await;
        assert!(page.row("Task a").says("Stopped"), "looking is still allowed");
    }
}

#[wasm_bindgen_test]
async fn a_refused_create_keeps_what_was_typed_and_cannot_be_sent_again() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    let before = typed(&dialog);
    page.platform.once(Op::Create, Answer::refused(4_031_004, ""));
    dialog.submit().await;
    dialog.shows("(code 4031004)").await;
    assert!(dialog.button("Create task").refusal().is_some());
    dialog.button("Create task").press();
    dialog.field("Name").key("Enter");
    settled().await;
    assert_eq!(page.platform.asked(Op::Create).len(), 1);
    assert_eq!(typed(&dialog), before);
    dialog.button("Close").press();
    page.no_dialog().await;
    assert!(page.button("Create the first task").refusal().is_some());
}

#[wasm_bindgen_test]
async fn another_token_may_do_more() {
    let page = Page::in_portal(&[row("a")]).await;
    let question = page.ask("Task a", "Start").await;
    page.platform.once(Op::Status, Answer::refused(4_031_005, ""));
    question.button("Start").press();
    question.shows("(code 4031005)").await;
    question.button("Cancel").press();
    page.no_dialog().await;
    assert!(page.button("Create task").refusal().is_some());
    assert_eq!(
        page.portal().heard("token.get").len(),
        1,
        "a new token is not asked for"
    );
    page.portal().says("token.changed", "", "{}");
    page.portal().hears("token.get", 2).await;
    settled().await;
    assert!(page.button("Create task").refusal().is_some(), "it was the same token");
    page.portal().gives("token.ok", r#"{"token":"tok-admin"}"#);
    page.portal().says("token.changed", "", "{}");
    until("it may be pressed", || page.button("Create task").refusal().is_none()).await;
    assert!(page.row("Task a").button("Delete").refusal().is_none());
}

#[wasm_bindgen_test]
async fn a_list_that_may_not_be_read_disables_nothing() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.once(Op::List, Answer::refused(4_031_006, ""));
    page.refresh().await;
    assert!(page.button("Create task").refusal().is_none());
}
