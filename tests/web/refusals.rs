//! Refused creates: the error is shown at its field, and the form keeps its input.

use super::support::{Answer, FORM, Op, Page, Part, RIGHTS, fill_form, filled, row, settled, typed, until};
use upgrade_api::error::ErrorCode;
use wasm_bindgen_test::wasm_bindgen_test;

async fn filled_form(page: &Page) -> Part {
    let dialog = page.open_create().await;
    fill_form(&dialog);
    dialog
}

/// Submits the form and waits for the answer. With `in_doubt`, also lets the console look up the task in the list.
async fn submit(page: &Page, dialog: &Part, in_doubt: bool) {
    let before = page.platform.asked(Op::Create).len();
    dialog.submit().await;
    page.platform.was_asked(Op::Create, before + 1).await;
    settled().await;
    if in_doubt {
        page.looks_twice_more().await;
    }
    until("the form is idle", || !dialog.has_button("Working…")).await;
}

/// Texts that [`fill_form`] types, in the order of the form.
fn form_texts() -> Vec<String> {
    FORM.iter().map(|(_, _, text)| (*text).to_owned()).collect()
}

/// Group and label of each field marked as invalid.
fn invalid_fields(dialog: &Part) -> Vec<(&'static str, &'static str)> {
    let fields = FORM.iter().map(|(group, label, _)| (*group, *label));
    fields
        .filter(|(group, label)| filled(dialog, group, label).is_invalid())
        .collect()
}

#[wasm_bindgen_test]
async fn a_failed_create_keeps_every_field() {
    let page = Page::with_rows(&[]).await;
    let dialog = filled_form(&page).await;
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
            Answer::refused(5_031_001, ""),
            "The platform failed.",
        ),
        (
            false,
            "a quota",
            Answer::refused(4_001_080, ""),
            "A quota of your enterprise is used up.",
        ),
        (false, "a forbidding gateway", Answer::html(403), "HTTP 403"),
    ];
    for (in_doubt, what, answer, sentence) in failures {
        page.platform.once(Op::Create, answer);
        submit(&page, &dialog, in_doubt).await;
        until(&format!("{what} is reported"), || dialog.alert().contains(sentence)).await;
        assert_eq!(typed(&dialog), form_texts(), "{what}");
        assert!(invalid_fields(&dialog).is_empty(), "{what} concerns no field");
    }
}

#[wasm_bindgen_test]
async fn a_refusal_is_shown_at_its_field_until_the_text_changes() {
    let cases = [
        (4_001_035, "name: taken", ("", "Name"), "has this name already"),
        (
            4_001_037,
            "",
            ("From version", "Version"),
            "same from version exists already",
        ),
        (
            4_001_095,
            "target_version_url: no host",
            ("Target version", "File address"),
            "for invalid",
        ),
        (
            4_001_001,
            "from_version_md5: not 32 digits",
            ("From version", "MD5"),
            "did not accept a field",
        ),
        (4_001_002, "description", ("", "Description"), "misses a required field"),
    ];
    for (code, msg, (group, label), sentence) in cases {
        let page = Page::with_rows(&[]).await;
        let dialog = filled_form(&page).await;
        page.platform.always(Op::Create, Answer::refused(code, msg));
        dialog.submit().await;
        let field = filled(&dialog, group, label);
        until(&format!("{code} is shown at {label}"), || {
            field.described().contains(sentence)
        })
        .await;
        assert!(
            field.described().contains(&format!("(code {code})")),
            "{}",
            field.described()
        );
        assert_eq!(invalid_fields(&dialog), [(group, label)]);
        assert_eq!(dialog.alert(), "", "{code} is shown only at the field");
        assert_eq!(typed(&dialog), form_texts());
        until("the field has focus", || field.has_focus()).await;

        let text = field.value();
        field.type_in(&format!("{text}0"));
        until("the message disappears", || !field.described().contains(sentence)).await;
        field.type_in(&text);
        until("the message returns", || field.described().contains(sentence)).await;
    }
}

#[wasm_bindgen_test]
async fn a_refusal_that_names_two_fields_or_none_is_shown_for_the_form() {
    let page = Page::with_rows(&[]).await;
    let dialog = filled_form(&page).await;
    for msg in ["something", "from_version_url and target_version_url differ"] {
        page.platform.once(Op::Create, Answer::refused(4_001_001, msg));
        submit(&page, &dialog, false).await;
        until("the refusal is shown", || dialog.alert().contains(msg)).await;
        assert!(invalid_fields(&dialog).is_empty());
    }
}

#[wasm_bindgen_test]
async fn every_refusal_of_a_create_shows_its_code_and_keeps_the_form() {
    let page = Page::with_rows(&[]).await;
    let dialog = filled_form(&page).await;
    // `renewal.rs` and `rights.rs` test the codes about tokens and rights.
    let codes = ErrorCode::ALL.iter().copied();
    let codes = codes.filter(|code| !code.is_about_token() && !RIGHTS.contains(&code.number()));
    for code in codes.chain([ErrorCode::Other(4_009_999)]) {
        page.platform.once(Op::Create, Answer::refused(code.number(), ""));
        submit(&page, &dialog, code.http_status() == 503).await;
        dialog.shows(&format!("(code {})", code.number())).await;
        assert_eq!(typed(&dialog), form_texts(), "{code:?}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_name_can_be_corrected_and_resent() {
    let page = Page::with_rows(&[]).await;
    let dialog = filled_form(&page).await;
    page.platform.once(Op::Create, Answer::refused(4_001_035, ""));
    page.platform.once(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    until("the name is refused", || dialog.field("Name").is_invalid()).await;
    dialog.field("Name").type_in("Another name");
    dialog.submit().await;
    page.no_dialog().await;
    settled().await;
    assert!(page.platform.last(Op::Create).body.contains(r#""name":"Another name""#));
    let reopened = page.open_create().await;
    assert_eq!(typed(&reopened), [""; 10], "a created task leaves no draft");
}
