//! Refused creates: the error is shown at its field, and the form keeps its input.

use super::support::{
    Answer, ErrorCode, FORM, Op, PERMISSION_CODES, Page, Part, filled_values, form_field, form_values, row, settled,
    until,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// Submits the form and waits for the answer. With `in_doubt`, also lets the console look up the task in the list.
async fn submit(page: &Page, dialog: &Part, in_doubt: bool) {
    let before = page.platform.count(Op::Create);
    dialog.submit().await;
    page.platform.wait_for_requests(Op::Create, before + 1).await;
    settled().await;
    if in_doubt {
        page.end_lookup_pauses().await;
    }
    until("the form is idle", || !dialog.has_button("Working…")).await;
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
    let failures = [
        (
            true,
            "HTML with 200",
            Answer::html(200),
            "A gateway in front of the platform",
        ),
        (true, "an empty body", Answer::ok(""), "not documented"),
        (true, "truncated JSON", Answer::ok(r#"{"id":"#), "not documented"),
        (true, "a broken gateway", Answer::html(503), "HTTP 503"),
        (true, "no network", Answer::NetworkError, "could not be reached"),
        (
            true,
            "a platform that failed",
            Answer::refused(ErrorCode::ServerFault),
            "The platform failed.",
        ),
        (
            false,
            "a quota",
            Answer::refused(ErrorCode::QuotaReached),
            "A quota of your enterprise is used up.",
        ),
        (false, "a forbidding gateway", Answer::html(403), "HTTP 403"),
    ];
    for (in_doubt, what, answer, sentence) in failures {
        page.platform.once(Op::Create, answer);
        submit(&page, &dialog, in_doubt).await;
        until(&format!("{what} is reported"), || dialog.alert().contains(sentence)).await;
        assert_eq!(form_values(&dialog), filled_values(), "{what}");
        assert!(invalid_fields(&dialog).is_empty(), "{what} concerns no field");
    }
}

#[wasm_bindgen_test]
async fn a_refusal_is_shown_at_its_field_until_the_text_changes() {
    let cases = [
        (
            ErrorCode::TaskNameExists,
            "name: taken",
            ("", "Name"),
            "has this name already",
        ),
        (
            ErrorCode::FromVersionTaskExists,
            "",
            ("From version", "Version"),
            "same from version exists already",
        ),
        (
            ErrorCode::InvalidUrl,
            "target_version_url: no host",
            ("Target version", "File address"),
            "for invalid",
        ),
        (
            ErrorCode::ValidationFailed,
            "from_version_md5: not 32 digits",
            ("From version", "MD5"),
            "did not accept a field",
        ),
        (
            ErrorCode::RequiredFieldMissing,
            "description",
            ("", "Description"),
            "misses a required field",
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
        until("the field has focus", || field.has_focus()).await;

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
        page.platform
            .once(Op::Create, Answer::refused_with(ErrorCode::ValidationFailed, msg));
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
        page.platform.once(Op::Create, Answer::refused(code));
        submit(&page, &dialog, code.http_status() == 503).await;
        dialog.wait_for_text(&format!("(code {})", code.number())).await;
        assert_eq!(form_values(&dialog), filled_values(), "{code:?}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_name_can_be_corrected_and_resent() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform
        .once(Op::Create, Answer::refused(ErrorCode::TaskNameExists));
    page.platform.once(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    until("the name is refused", || dialog.field("Name").is_invalid()).await;
    dialog.field("Name").type_in("Another name");
    dialog.submit().await;
    page.wait_for_no_dialog().await;
    settled().await;
    assert!(
        page.platform
            .last_request(Op::Create)
            .body
            .contains(r#""name":"Another name""#)
    );
    let reopened = page.open_create().await;
    assert_eq!(form_values(&reopened), [""; 10], "a created task leaves no draft");
}
