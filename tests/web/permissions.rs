//! Missing rights: the operator stays signed in, and disabled buttons state the reason.

use super::support::*;

#[wasm_bindgen_test]
async fn a_refused_write_disables_every_write_button_and_states_the_reason() {
    for code in PERMISSION_CODES {
        let page = Page::with_rows(&[row("a")]).await;
        let question = page.open_confirmation("Task a", "Start").await;
        page.platform.refuse_once(Op::SetStatus, code);
        question.button("Start").press();
        let number = format!("(code {})", code.number());
        question.wait_for_text(&number).await;
        if code == ErrorCode::AdminRequired {
            let advice = "Ask yours to do it or to give you access.";
            question.wait_for_text(advice).await;
        }
        let assert_disabled = |button: Part| {
            let reason = button.disabled_reason().unwrap_or_default();
            assert!(reason.starts_with("Read only. "), "{reason}");
            assert!(reason.contains(&number), "{reason}");
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
    page.platform.refuse_once(Op::Create, ErrorCode::EnterpriseRequired);
    dialog.submit().await;
    dialog.wait_for_text("(code 4031004)").await;
    assert!(dialog.button("Create task").disabled_reason().is_some());
    dialog.button("Create task").press();
    dialog.field("Name").press_key("Enter");
    page.platform.assert_sent(Op::Create, 1).await;
    assert_eq!(form_values(&dialog), before);
    page.close_dialog("Close").await;
    assert!(page.button("Create the first task").disabled_reason().is_some());
}

#[wasm_bindgen_test]
async fn a_new_token_enables_the_buttons_again() {
    let page = Page::in_portal(&[row("a")]).await;
    let question = page.open_confirmation("Task a", "Start").await;
    page.platform.refuse_once(Op::SetStatus, ErrorCode::AdminRequired);
    question.press_and_see("Start", "(code 4031005)").await;
    page.close_dialog("Cancel").await;
    assert!(page.button("Create task").disabled_reason().is_some());
    let requests = page.portal().messages("token.get").len();
    assert_eq!(requests, 1, "a missing right requests no new token");
    page.portal().change_token();
    page.portal().wait_for_messages("token.get", 2).await;
    settled().await;
    assert!(page.button("Create task").disabled_reason().is_some());
    page.portal().give_token("tok-admin");
    page.portal().change_token();
    let reason = || page.button("Create task").disabled_reason();
    until("create is enabled", || reason().is_none()).await;
    page.row("Task a").button("Delete").assert_enabled();
}

#[wasm_bindgen_test]
async fn a_refused_list_neither_disables_a_button_nor_signs_out() {
    let page = Page::with_rows(&[row("a")]).await;
    for code in PERMISSION_CODES {
        page.platform.refuse_once(Op::List, code);
        page.refresh().await;
        assert!(page.button("Create task").disabled_reason().is_none(), "{code:?}");
        assert!(page.has_button("Sign out"), "{code:?}");
        assert!(page.row("Task a").has_text("Stopped"), "{code:?}");
    }
}
