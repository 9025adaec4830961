//! Missing rights: the operator stays signed in, and disabled buttons state the reason.

use super::support::{Answer, ErrorCode, Op, PERMISSION_CODES, Page, Part, form_values, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_refused_write_disables_every_write_button_and_states_the_reason() {
    for code in PERMISSION_CODES {
        let page = Page::with_rows(&[row("a")]).await;
        let question = page.open_confirmation("Task a", "Start").await;
        page.platform.once(Op::SetStatus, Answer::refused(code));
        question.button("Start").press();
        let number = format!("(code {})", code.number());
        question.wait_for_text(&number).await;
        if code == ErrorCode::AdminRequired {
            question
                .wait_for_text("Ask one to do it, or to give you the right.")
                .await;
        }
        let assert_disabled = |button: Part| {
            let reason = button.disabled_reason().unwrap_or_default();
            assert!(
                reason.starts_with("Read only. ") && reason.contains(&number),
                "{}: {reason}",
                button.name()
            );
            button.press();
        };
        assert_disabled(question.button("Start"));
        page.close_dialog("Cancel").await;
        assert_disabled(page.button("Create task"));
        assert_disabled(page.row("Task a").button("Start"));
        assert_disabled(page.row("Task a").button("Delete"));
        settled().await;
        assert!(!page.has_dialog());
        assert_eq!(page.platform.count(Op::SetStatus), 1);
        assert!(page.has_button("Sign out"), "the operator stays signed in");
        page.refresh().await;
        assert!(page.row("Task a").has_text("Stopped"), "reading is still allowed");
    }
}

#[wasm_bindgen_test]
async fn a_refused_create_keeps_the_input_and_cannot_be_resent() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let before = form_values(&dialog);
    page.platform
        .once(Op::Create, Answer::refused(ErrorCode::EnterpriseRequired));
    dialog.submit().await;
    dialog.wait_for_text("(code 4031004)").await;
    assert!(dialog.button("Create task").disabled_reason().is_some());
    dialog.button("Create task").press();
    dialog.field("Name").press_key("Enter");
    settled().await;
    assert_eq!(page.platform.count(Op::Create), 1);
    assert_eq!(form_values(&dialog), before);
    page.close_dialog("Close").await;
    assert!(page.button("Create the first task").disabled_reason().is_some());
}

#[wasm_bindgen_test]
async fn a_new_token_enables_the_buttons_again() {
    let page = Page::in_portal(&[row("a")]).await;
    let question = page.open_confirmation("Task a", "Start").await;
    page.platform
        .once(Op::SetStatus, Answer::refused(ErrorCode::AdminRequired));
    question.button("Start").press();
    question.wait_for_text("(code 4031005)").await;
    page.close_dialog("Cancel").await;
    assert!(page.button("Create task").disabled_reason().is_some());
    assert_eq!(
        page.portal().messages("token.get").len(),
        1,
        "a missing right requests no new token"
    );
    page.portal().post("token.changed", "", "{}");
    page.portal().wait_for_messages("token.get", 2).await;
    settled().await;
    assert!(
        page.button("Create task").disabled_reason().is_some(),
        "the token is unchanged"
    );
    page.portal()
        .answer_token_requests("token.ok", r#"{"token":"tok-admin"}"#);
    page.portal().post("token.changed", "", "{}");
    until("create is enabled", || {
        page.button("Create task").disabled_reason().is_none()
    })
    .await;
    assert!(page.row("Task a").button("Delete").disabled_reason().is_none());
}

#[wasm_bindgen_test]
async fn a_refused_list_disables_no_button() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform
        .once(Op::List, Answer::refused(ErrorCode::DataPermissionRequired));
    page.refresh().await;
    assert!(page.button("Create task").disabled_reason().is_none());
}
