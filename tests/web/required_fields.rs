//! Required fields: their mark, and when an empty one is reported.

use super::support::{
    COMPUTED, FORM, Line, Page, Part, bytes, file, fill_form, filled, md5_of, pick, row, settled, until,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

/// Fields that are reported as invalid.
fn red(dialog: &Part) -> Vec<String> {
    let fields = dialog.all("[aria-invalid=true], .field-error");
    fields.iter().map(|field| field.0.id() + &field.text()).collect()
}

#[wasm_bindgen_test]
async fn required_fields_are_marked_and_keep_their_names() {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    let dialog = page.open_create().await;
    assert!(dialog.says("Fill in every field marked with *."));
    for (group, label, _) in FORM {
        // Found by its label, so the mark is no part of the name.
        let field = filled(&dialog, group, label);
        assert_eq!(field.attr("aria-required").as_deref(), Some("true"), "{label}");
        assert_eq!(field.attr("required"), None, "no message of the browser");
        let around = field.0.closest(".field").unwrap().unwrap();
        let mark = Part(around.unchecked_into()).one("[aria-hidden=true]");
        assert_eq!(mark.text(), "*", "{label}");
        assert!(mark.0.offset_width() > 0, "{label}: the mark is visible");
    }
    pick(&dialog.group("From version"), &file("a.bin", b"some bytes"));
    dialog.shows(COMPUTED).await;
    let optional = dialog.field("Checksum to compare");
    assert_eq!(optional.attr("aria-required"), None);
}

#[wasm_bindgen_test]
async fn leaving_an_untouched_field_reports_nothing() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    for (group, label, _) in FORM {
        filled(&dialog, group, label).leave();
    }
    settled().await;
    assert_eq!(red(&dialog), [""; 0]);
    // A field that was filled in and emptied is reported when it is left.
    for (group, label, text) in FORM {
        let field = filled(&dialog, group, label);
        field.type_in(text);
        field.type_in("");
        settled().await;
        assert!(!field.is_invalid(), "{label}: not while it is typed");
        field.leave();
        until(label, || field.is_invalid()).await;
    }
}

#[wasm_bindgen_test]
async fn the_review_reports_every_empty_field() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    dialog.field("Name").leave();
    dialog.button("Review").press();
    for (group, label, _) in FORM {
        let field = filled(&dialog, group, label);
        until(label, || field.is_invalid()).await;
    }
}

#[wasm_bindgen_test]
async fn opening_the_library_from_an_empty_form_reports_nothing() {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    let dialog = page.open_create().await;
    let name = dialog.field("Name");
    until("the name has the focus", || name.has_focus()).await;
    let summary = dialog.group("From version").one("summary");
    summary.down();
    summary.press();
    name.leave();
    summary.up();
    settled().await;
    assert!(dialog.group("From version").one("details").attr("open").is_some());
    assert_eq!(red(&dialog), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_field_that_appears_after_a_review_is_not_reported_yet() {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    let target = filled(&dialog, "Target version", "Version");
    target.type_in("6");
    dialog.button("Review").press();
    until("the downgrade is refused", || target.is_invalid()).await;
    dialog.field("Allow a downgrade").press();
    until("a reason is asked for", || dialog.says("Reason for the downgrade")).await;
    dialog.field("Type").choose("MCU");
    until("a number is asked for", || dialog.says("Identify number")).await;
    settled().await;
    assert_eq!(red(&dialog), [""; 0]);
    dialog.button("Review").press();
    for label in ["Reason for the downgrade", "Identify number"] {
        until(label, || dialog.field(label).is_invalid()).await;
    }
}

#[wasm_bindgen_test]
async fn the_hardware_model_is_reported_once_it_is_typed() {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    let dialog = page.open_create().await;
    let line = Line::install();
    fill_form(&dialog);
    let group = dialog.group("Target version");
    pick(&group, &file("lamp-9.bin", &bytes(1000)));
    until("the upload is offered", || group.has_button("Upload")).await;
    group.button("Upload").press();
    until("the upload has started", || line.begun() == 1).await;
    let md5 = md5_of(&bytes(1000));
    line.nth(0).answers(
        200,
        &format!(r#"{{"url":"https://files.example/up","md5":"{md5}","size":1000}}"#),
    );
    until("adding is offered", || group.says("Hardware model")).await;
    let model = group.field("Hardware model");
    let sentence = "Enter the hardware model, 1 to 20 characters.";
    assert!(!model.is_invalid() && model.described() == sentence);
    model.type_in("A9");
    model.type_in("");
    until("the model is required", || model.is_invalid()).await;
}
