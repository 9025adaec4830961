//! Refused creates: the error is shown at its field, and the form keeps its input.

use super::support::*;

/// Submits the form and waits for the answer. With `in_doubt`, also lets the console look up the task in the list.
async fn submit(page: &Page, dialog: &Part, in_doubt: bool) {
    let before = page.platform.count(Op::Create);
    dialog.submit().await;
    page.platform.wait_for_requests(Op::Create, before + 1).await;
    settled().await;
    if in_doubt {
        page.end_lookup_pauses().await;
    }
    dialog.wait_for_no_button("Working…").await;
}

/// Group and label of each field marked as invalid.
fn invalid_fields(dialog: &Part) -> Vec<(&'static str, &'static str)> {
    let fields = FORM.iter().map(|(group, label, _)| (*group, *label));
    fields
        .filter(|(group, label)| form_field(dialog, group, label).is_invalid())
        .collect()
}

#[wasm_bindgen_test]
async fn a_failed_create_keeps_every_field() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let (failed, quota) = (ErrorCode::ServerFault, ErrorCode::QuotaReached);
    let failures = [
        (true, Answer::html(200), "A gateway in front of the platform"),
        (true, Answer::ok(""), "unexpected response"),
        (true, Answer::ok(r#"{"id":"#), "unexpected response"),
        (true, Answer::html(503), "HTTP 503"),
        (true, Answer::NetworkError, "can’t be reached"),
        (true, Answer::refused(failed), "The platform had an internal error."),
        (false, Answer::refused(quota), "Your enterprise has reached a quota"),
        (false, Answer::html(403), "HTTP 403"),
    ];
    for (in_doubt, answer, sentence) in failures {
        page.platform.once(Op::Create, answer);
        submit(&page, &dialog, in_doubt).await;
        until(sentence, || dialog.alert().contains(sentence)).await;
        assert_eq!(form_values(&dialog), filled_values(), "{sentence}");
        assert!(invalid_fields(&dialog).is_empty(), "{sentence}");
    }
}

#[wasm_bindgen_test]
async fn a_refusal_is_shown_at_its_field_until_the_text_changes() {
    use ErrorCode::*;
    let (name, description) = (("", "Name"), ("", "Description"));
    let version = ("From version", "Version");
    let (address, md5) = (("Target version", "File address"), ("From version", "MD5"));
    let cases = [
        (TaskNameExists, "name: taken", name, "already has this name"),
        (
            FromVersionTaskExists,
            "",
            version,
            "task from this version already exists",
        ),
        (
            InvalidUrl,
            "target_version_url: x",
            address,
            "considers the address invalid",
        ),
        (ValidationFailed, "from_version_md5: x", md5, "didn’t accept"),
        (
            RequiredFieldMissing,
            "description",
            description,
            "required field is missing",
        ),
    ];
    for (code, msg, (group, label), sentence) in cases {
        let (page, dialog) = Page::with_filled_form(&[]).await;
        page.platform.always(Op::Create, Answer::refused_with(code, msg));
        dialog.submit().await;
        let field = form_field(&dialog, group, label);
        field.wait_for_description(sentence).await;
        let number = format!("(code {})", code.number());
        assert!(field.description().contains(&number), "{}", field.description());
        assert_eq!(invalid_fields(&dialog), [(group, label)]);
        assert_eq!(dialog.alert(), "", "{code:?} is shown only at the field");
        assert_eq!(form_values(&dialog), filled_values());
        field.wait_for_focus().await;
        assert!(dialog.has_button("Review") && !dialog.has_button("Create task"));

        let text = field.value();
        field.type_in(&format!("{text}0"));
        until("the message disappears", || !field.description().contains(sentence)).await;
        field.type_in(&text);
        field.wait_for_description(sentence).await;
    }
}

#[wasm_bindgen_test]
async fn a_refusal_that_names_two_fields_or_none_is_shown_for_the_form() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    for msg in ["something", "from_version_url and target_version_url differ"] {
        let refusal = Answer::refused_with(ErrorCode::ValidationFailed, msg);
        page.platform.once(Op::Create, refusal);
        submit(&page, &dialog, false).await;
        until("the refusal is shown", || dialog.alert().contains(msg)).await;
        assert!(invalid_fields(&dialog).is_empty());
    }
}

#[wasm_bindgen_test]
async fn every_refusal_of_a_create_shows_its_code_and_keeps_the_form() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    // `token_renewal.rs` and `permissions.rs` test the codes about tokens and rights.
    let codes = ErrorCode::ALL.iter().copied();
    let codes = codes.filter(|code| !code.is_about_token() && !PERMISSION_CODES.contains(code));
    for code in codes.chain([ErrorCode::Other(4_009_999)]) {
        page.platform.refuse_once(Op::Create, code);
        submit(&page, &dialog, code.http_status() == 503).await;
        dialog.wait_for_text(&format!("(code {})", code.number())).await;
        assert_eq!(form_values(&dialog), filled_values(), "{code:?}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_name_can_be_corrected_and_resent() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.refuse_once(Op::Create, ErrorCode::TaskNameExists);
    dialog.submit().await;
    until("the name is refused", || dialog.field("Name").is_invalid()).await;
    dialog.field("Name").type_in("Another name");
    page.create(&dialog).await;
    let body = page.platform.last_request(Op::Create).body;
    assert!(body.contains(r#""name":"Another name""#), "{body}");
    let reopened = page.open_create().await;
    assert_eq!(form_values(&reopened), [""; 10], "a created task leaves no draft");
}

#[wasm_bindgen_test]
async fn a_refusal_of_another_text_or_of_a_hidden_field_is_shown_for_the_form() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let held = page.submit_and_hold(&dialog).await;
    dialog.button("Back").press();
    dialog.field("Name").type_in("The next one");
    held.release(Answer::refused(ErrorCode::TaskNameExists));
    until("the refusal is shown", || dialog.alert().contains("(code 4001035)")).await;
    assert!(!dialog.field("Name").is_invalid());

    let hidden = Answer::refused_with(ErrorCode::ValidationFailed, "identify: must not be 0");
    page.platform.once(Op::Create, hidden);
    submit(&page, &dialog, false).await;
    until("the refusal is shown", || dialog.alert().contains("must not be 0")).await;
    assert!(invalid_fields(&dialog).is_empty());
}
