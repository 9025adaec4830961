//! Fields of the table in `upgrade_api::field`: each has its place in the form, the review and the details.

use super::support::*;
use upgrade_api::field::{FieldId, FieldValue};
use upgrade_api::task::Task;
use upgrade_console::i18n::Language;

fn input(dialog: &Part, field: FieldId) -> Part {
    dialog.one(&format!("#create-{}", field.wire_name()))
}

#[wasm_bindgen_test]
async fn every_typed_field_has_a_labelled_input_and_is_in_the_review() {
    let page = Page::builder().full("{}", "[]").open_at_list().await;
    let dialog = page.open_filled_form().await;
    // Choices that need a number and a reason.
    dialog.field("Type").choose("MCU");
    dialog.group("Target version").field("Version").type_in("6");
    dialog.wait_for_text("MCU or sub-device number").await;
    dialog.one(".check input").press();
    dialog.wait_for_text("Reason").await;
    let m = Language::En.messages();
    let fields = FieldId::TEXT_INPUTS.map(|field| (field, input(&dialog, field)));
    for (field, input) in &fields {
        let label = dialog.one(&format!("label[for=create-{}]", field.wire_name()));
        assert_eq!(label.text(), m.field(*field));
        if input.value().is_empty() {
            input.type_in("4242");
        }
    }
    dialog.open_review().await;
    let review = dialog.one(".review").text().to_lowercase();
    for (field, input) in &fields {
        assert!(review.contains(&input.value().to_lowercase()), "{field:?}: {review}");
    }
}

#[wasm_bindgen_test]
async fn every_reported_text_is_in_the_details() {
    let row = row("a").with("type", "2").with("identify", "4").with("task_type", "1");
    let row = row.remaining(9);
    let page = Page::full("{}", "[]", std::slice::from_ref(&row)).await;
    page.open_details("Task a").await;
    let task = Task::read(&row.json()).unwrap();
    // The product is in the page header.
    for field in FieldId::reported().filter(|field| *field != FieldId::ProductId) {
        match task.value(field) {
            Some(FieldValue::Text(text)) => page.dialog().wait_for_text(&text).await,
            Some(FieldValue::Number(_)) => {}
            None => panic!("the sample task has no {field:?}"),
        }
    }
}
