//! The review step of the create form: values to be sent, warnings, and ways back to the groups.

use super::support::*;

#[wasm_bindgen_test]
async fn the_review_shows_the_values_to_be_sent_and_receives_focus() {
    let (page, dialog) = Page::with_filled_form(&[row("a")]).await;
    let group = dialog.group("From version");
    pick_file(&group, &file("lamp-7.bin", b"firmware of version 7"));
    group.wait_for_text("MD5 and size filled in").await;
    dialog.open_review().await;
    until("the heading has focus", || dialog.one("#create-review").has_focus()).await;
    assert_eq!(dialog.one("[aria-current=step]").text(), "Review");
    let review = dialog.one(".review");
    review.assert_text("lamp-7.bin");
    assert!(review.has_text("created stopped"));
    // Profile core has no device counts.
    assert!(review.has_text("This platform doesn’t report how many devices are on version 7."));
    assert!(!review.has_text("Upgrade mode"), "profile core has no mode");
    assert!(page.platform.requests(Op::Create).is_empty());
}

#[wasm_bindgen_test]
async fn each_group_of_the_review_leads_back_to_its_group_and_keeps_the_input() {
    let (_page, dialog) = Page::with_filled_form(&[row("a")]).await;
    let before = form_values(&dialog);
    let groups = [
        ("Change From version", "#create-from"),
        ("Change Target version", "#create-target"),
        ("Change Task", "#create-name"),
    ];
    for (button, group) in groups {
        dialog.open_review().await;
        let change = dialog.all(".review button");
        assert_eq!(
            change.iter().map(|button| button.name()).collect::<Vec<_>>(),
            groups.map(|(name, _)| name)
        );
        dialog.button(button).press();
        let group = dialog.one(group);
        until(&format!("{button} leads to its group"), || group.has_focus()).await;
        dialog.wait_for_button("Review").await;
        assert_eq!(form_values(&dialog), before);
    }
    dialog.open_review().await;
    dialog.button("Back").press();
    dialog.wait_for_button("Review").await;
    dialog.button("Review").wait_for_focus().await;
    assert_eq!(form_values(&dialog), before);
}

#[wasm_bindgen_test]
async fn the_review_shows_affected_devices_and_warnings() {
    let page = Page::with_device_counts(&[row("a")], r#"{"7":1284,"9":8126}"#).await;
    let dialog = page.open_filled_form().await;
    dialog.open_review().await;
    let affected = "1,284 of 9,410 devices (13.6%) are on version 7";
    dialog.wait_for_text(affected).await;
    let warning = dialog.one(".review .note");
    warning.assert_text("Target version · Size (bytes): The size of the target file differs");
}

#[wasm_bindgen_test]
async fn a_name_taken_during_the_review_leads_back_to_its_field() {
    let (page, dialog) = Page::with_filled_form(&[row("a")]).await;
    dialog.open_review().await;
    page.set_rows(&[row("a"), row("b").named("Meter 7 to 9")]);
    page.refresh().await;
    dialog.button("Create task").press();
    until("the name has focus", || dialog.field("Name").has_focus()).await;
    assert!(dialog.field("Name").description().contains("already has this name"));
    assert!(page.platform.requests(Op::Create).is_empty());
}

#[wasm_bindgen_test]
async fn create_and_start_creates_the_task_then_confirms_the_start() {
    let (page, dialog) = Page::with_filled_form(&[row("a")]).await;
    page.platform.always(Op::Create, Answer::ok(Row::of_form("new").json()));
    dialog.open_review().await;
    dialog.button("Create and start").press();
    let question = page.wait_for_dialog_named("Start “Meter 7 to 9”?").await;
    page.platform.assert_sent(Op::SetStatus, 0).await;
    assert!(question.button("Cancel").has_focus());
    assert!(page.toasts().contains("was created and is stopped."));
}

#[wasm_bindgen_test]
async fn a_failed_or_unconfirmed_create_offers_no_start() {
    for answer in [Answer::refused(ErrorCode::QuotaReached), Answer::NetworkError] {
        let lost = matches!(answer, Answer::NetworkError);
        let (page, dialog) = Page::with_filled_form(&[row("a")]).await;
        page.platform.once(Op::Create, answer);
        dialog.open_review().await;
        dialog.button("Create and start").press();
        if lost {
            page.end_lookup_pauses().await;
        }
        until("the failure is shown", || !dialog.alert().is_empty()).await;
        settled().await;
        assert_eq!(page.dialog().name(), "Create task");
        assert!(dialog.has_button("Create and start"), "the create can be retried");
    }
}

#[wasm_bindgen_test]
async fn the_steps_of_the_form_are_translated_into_chinese() {
    let (_page, dialog) = Page::with_chinese_create_form().await;
    dialog.button("核对").press();
    until("the empty name is invalid", || dialog.field("名称").is_invalid()).await;
    assert_eq!(dialog.one("[aria-current=step]").text(), "固件");
}

#[wasm_bindgen_test]
async fn the_review_warns_about_a_file_that_is_not_the_one_to_be_sent() {
    let (_page, dialog) = Page::with_filled_form(&[]).await;
    let group = dialog.group("From version");
    let (good, page_bytes) = (bytes(500), b"<!doctype html><title>Sign in</title>".to_vec());
    for (name, content, size, warning) in [
        (
            "empty.bin",
            &[][..],
            None,
            "From version · Firmware file: This file is empty",
        ),
        (
            "good.bin",
            &good,
            Some("7"),
            "the MD5 or size entered here isn’t this file’s",
        ),
        (
            "page.bin",
            &page_bytes,
            None,
            "From version · Firmware file: This is a web page",
        ),
    ] {
        read_file(&group, "read.bin", &bytes(400)).await;
        pick_file(&group, &file(name, content));
        group.wait_for_text(name).await;
        until("the file is read", || group.all("progress").is_empty()).await;
        if let Some(size) = size {
            group.field("Size (bytes)").type_in(size);
        }
        dialog.open_review().await;
        dialog.wait_for_text(warning).await;
        let is_read = !content.is_empty();
        assert_eq!(dialog.one(".review-table").has_text(name), is_read, "{name}");
        dialog.button("Back").press();
        dialog.wait_for_button("Review").await;
    }
}
