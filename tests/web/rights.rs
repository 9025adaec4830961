//! Missing rights: the operator stays signed in, and disabled buttons state the reason.

use super::support::{Answer, Op, Page, RIGHTS, fill_form, row, settled, typed, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_refused_write_disables_every_write_button_and_states_the_reason() {
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
        let assert_disabled = |button: super::support::Part| {
            let reason = button.refusal().unwrap_or_default();
            assert!(
                reason.starts_with("Read only. ") && reason.contains(&number),
                "{}: {reason}",
                button.name()
            );
            button.press();
        };
        assert_disabled(question.button("Start"));
        question.button("Cancel").press();
        page.no_dialog().await;
        assert_disabled(page.button("Create task"));
        assert_disabled(page.row("Task a").button("Start"));
        assert_disabled(page.row("Task a").button("Delete"));
        settled().await;
        assert!(!page.has_dialog());
        assert_eq!(page.platform.asked(Op::Status).len(), 1);
        assert!(page.has_button("Sign out"), "the operator stays signed in");
        page.refresh().await;
        assert!(page.row("Task a").says("Stopped"), "reading is still allowed");
    }
}

#[wasm_bindgen_test]
async fn a_refused_create_keeps_the_input_and_cannot_be_resent() {
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
async fn a_new_token_enables_the_buttons_again() {
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
        "a missing right requests no new token"
    );
    page.portal().says("token.changed", "", "{}");
    page.portal().hears("token.get", 2).await;
    settled().await;
    assert!(page.button("Create task").refusal().is_some(), "the token is unchanged");
    page.portal().gives("token.ok", r#"{"token":"tok-admin"}"#);
    page.portal().says("token.changed", "", "{}");
    until("create is enabled", || page.button("Create task").refusal().is_none()).await;
    assert!(page.row("Task a").button("Delete").refusal().is_none());
}

#[wasm_bindgen_test]
async fn a_refused_list_disables_no_button() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.once(Op::List, Answer::refused(4_031_006, ""));
    page.refresh().await;
    assert!(page.button("Create task").refusal().is_none());
}
