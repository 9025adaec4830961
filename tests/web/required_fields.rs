//! Required fields: their mark, and when an empty one is reported.

use super::support::*;
use super::upload::uploading_page;
use wasm_bindgen::JsCast;

/// Fields that are reported as invalid.
fn red(dialog: &Part) -> Vec<String> {
    let fields = dialog.all("[aria-invalid=true], .field-error");
    fields.iter().map(|field| field.0.id() + &field.text()).collect()
}

#[wasm_bindgen_test]
async fn required_fields_are_marked_and_keep_their_names() {
    let (_page, dialog) = Page::with_full_create_form().await;
    assert!(dialog.has_text("Fill in every field marked with *."));
    for (group, label, _) in FORM {
        // Found by its label, so the mark is no part of the name.
        let field = form_field(&dialog, group, label);
        assert_eq!(field.attr("aria-required").as_deref(), Some("true"), "{label}");
        assert_eq!(field.attr("required"), None, "no message of the browser");
        let around = field.0.closest(".field").unwrap().unwrap();
        let mark = Part(around.unchecked_into()).one("[aria-hidden=true]");
        assert_eq!(mark.text(), "*", "{label}");
        assert!(mark.0.offset_width() > 0, "{label}: the mark is visible");
    }
    read_file(&dialog.group("From version"), "a.bin", b"some bytes").await;
    let optional = dialog.field("Checksum to compare");
    assert_eq!(optional.attr("aria-required"), None);
}

#[wasm_bindgen_test]
async fn leaving_an_untouched_field_reports_nothing() {
    let (_page, dialog) = Page::with_create_form(&[]).await;
    for (group, label, _) in FORM {
        form_field(&dialog, group, label).blur();
    }
    settled().await;
    assert_eq!(red(&dialog), [""; 0]);
}

#[wasm_bindgen_test]
async fn going_from_the_empty_name_to_the_library_reports_nothing() {
    let (_page, dialog) = Page::with_full_create_form().await;
    let name = dialog.field("Name");
    name.0.focus().unwrap();
    let summary = dialog.group("From version").one("summary");
    summary.pointer_down();
    summary.press();
    name.blur();
    summary.pointer_up();
    settled().await;
    assert!(dialog.group("From version").one("details").attr("open").is_none());
    assert_eq!(red(&dialog), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_field_that_appears_after_a_review_is_not_reported_yet() {
    let (_page, dialog) = Page::with_full_create_form().await;
    fill_form(&dialog);
    let target = form_field(&dialog, "Target version", "Version");
    target.type_in("6");
    dialog.button("Review").press();
    target.wait_until_invalid().await;
    dialog.field("Allow a downgrade").press();
    dialog.wait_for_text("Reason for the downgrade").await;
    dialog.field("Type").choose("MCU");
    dialog.wait_for_text("MCU or sub-device number").await;
    settled().await;
    assert_eq!(red(&dialog), [""; 0]);
    dialog.button("Review").press();
    for label in ["Reason for the downgrade", "MCU or sub-device number"] {
        until(label, || dialog.field(label).is_invalid()).await;
    }
}

#[wasm_bindgen_test]
async fn the_hardware_model_is_reported_once_it_is_typed() {
    let (_page, _dialog, group, uploads) = uploading_page().await;
    uploads.nth(0).succeed(&bytes(1000));
    group.wait_for_text("Hardware model").await;
    let model = group.field("Hardware model");
    let sentence = "Enter the hardware model, 1 to 20 characters.";
    assert!(!model.is_invalid() && model.description() == sentence);
    model.type_in("A9");
    model.type_in("");
    model.wait_until_invalid().await;
}
