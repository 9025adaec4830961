//! When the platform refuses a create: the error stands beside its field, and nothing typed is lost.

use super::support::{Answer, FORM, Op, Page, Part, RIGHTS, fill_form, filled, row, settled, typed, until};
use upgrade_api::error::ErrorCode;
use wasm_bindgen_test::wasm_bindgen_test;

async fn filled_form(page: &Page) -> Part {
    let dialog = page.open_create().await;
    fill_form(&dialog);
    dialog
}

/// Presses *Create task* and waits until that was answered.
async fn submit(page: &Page, dialog: &Part, in_doubt: bool) {
    let before = page.platform.asked(Op::Create).len();
    dialog.submit().await;
    page.platform.was_asked(Op::Create, before + 1).await;
    settled().await;
    if in_doubt {
        page.looks_twice_more().await;
    }
    until("it no longer works", || !dialog.has_button("Working…")).await;
}

fn everything() -> Vec<String> {
    FORM.iter().map(|(_, _, text)| (*text).to_owned()).collect()
}

/// The fields announced as wrong, by group and label.
fn wrong_fields(dialog: &Part) -> Vec<(&'static str, &'static str)> {
    let fields = FORM.iter().map(|(group, label, _)| (*group, *label));
    fields
        .filter(|(group, label)| filled(dialog, group, label).is_invalid())
        .collect()
}

#[wasm_bindgen_test]
async fn however_a_create_fails_everything_typed_is_still_there() {
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
        (
            false,
            "a gateway that lets nothing through",
            Answer::html(403),
            "HTTP 403",
        ),
    ];
    for (in_doubt, what, answer, sentence) in failures {
        page.platform.once(Op::Create, answer);
        submit(&page, &dialog, in_doubt).await;
        until(&format!("{what} is said"), || dialog.alert().contains(sentence)).await;
        assert_eq!(typed(&dialog), everything(), "{what}");
        assert!(wrong_fields(&dialog).is_empty(), "{what} is about no field");
    }
}

#[wasm_bindgen_test]
async fn a_refusal_about_a_field_stands_beside_it_until_its_text_changes() {
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
        until(&format!("{code} stands beside {label}"), || {
            field.described().contains(sentence)
        })
        .await;
        assert!(
            field.described().contains(&format!("(code {code})")),
            "{}",
            field.described()
        );
        assert_eq!(wrong_fields(&dialog), [(group, label)]);
        assert_eq!(dialog.alert(), "", "{code} is said once");
        assert_eq!(typed(&dialog), everything());
        until("the focus is on the field", || field.has_focus()).await;

        let text = field.value();
        field.type_in(&format!("{text}0"));
        until("the message is gone", || !field.described().contains(sentence)).await;
        field.type_in(&text);
        until("it is as refused as before", || field.described().contains(sentence)).await;
    }
}

#[wasm_bindgen_test]
async fn a_refusal_that_names_two_fields_or_none_is_said_for_the_whole_form() {
    let page = Page::with_rows(&[]).await;
    let dialog = filled_form(&page).await;
    for msg in ["something", "from_version_url and target_version_url differ"] {
        page.platform.once(Op::Create, Answer::refused(4_001_001, msg));
        submit(&page, &dialog, false).await;
        until("it is said", || dialog.alert().contains(msg)).await;
        assert!(wrong_fields(&dialog).is_empty());
    }
}

#[wasm_bindgen_test]
async fn every_code_refused_on_create_is_said_with_its_number_and_loses_nothing() {
    let page = Page::with_rows(&[]).await;
    let dialog = filled_form(&page).await;
    // Those about the token and about rights are in `renewal.rs` and `rights.rs`.
    let codes = ErrorCode::ALL.iter().copied();
    let codes = codes.filter(|code| !code.is_about_token() && !RIGHTS.contains(&code.number()));
    for code in codes.chain([ErrorCode::Other(4_009_999)]) {
        page.platform.once(Op::Create, Answer::refused(code.number(), ""));
        submit(&page, &dialog, code.http_status() == 503).await;
        dialog.shows(&format!("(code {})", code.number())).await;
        assert_eq!(typed(&dialog), everything(), "{code:?}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_name_can_be_corrected_and_sent_again() {
    let page = Page::with_rows(&[]).await;
    let dialog = filled_form(&page).await;
    page.platform.once(Op::Create, Answer::refused(4_001_035, ""));
    page.platform.once(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    until("it is refused", || dialog.field("Name").is_invalid()).await;
    dialog.field("Name").type_in("Another name");
    dialog.submit().await;
    page.no_dialog().await;
    settled().await;
    assert!(page.platform.last(Op::Create).body.contains(r#""name":"Another name""#));
    let again = page.open_create().await;
    assert_eq!(typed(&again), [""; 10], "what was created is no draft any more");
}
