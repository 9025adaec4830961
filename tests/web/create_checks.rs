//! Checks before a task is sent: collisions, downgrades, and warnings about allowed but suspicious input.

use super::support::{Answer, Op, Page, Part, Row, file, form_field, pick_file, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

const REFUSED: &str = "The target is below the from version. Correct it, or allow the downgrade and say why.";

/// A completed form with a task from version 9 down to 7.
async fn open_downgrade_form() -> (Page, Part) {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.always(Op::Create, Answer::ok(row("new").json()));
    form_field(&dialog, "From version", "Version").type_in("9");
    form_field(&dialog, "Target version", "Version").type_in("7");
    dialog.wait_for_text("Allow a downgrade").await;
    (page, dialog)
}

fn downgrade_switch(dialog: &Part) -> Part {
    dialog.one("input[type=checkbox]")
}

#[wasm_bindgen_test]
async fn a_downgrade_is_sent_only_if_it_is_allowed_with_a_reason() {
    let (page, dialog) = open_downgrade_form().await;
    let target = form_field(&dialog, "Target version", "Version");
    dialog.button("Review").press();
    until("the downgrade is refused", || {
        target.has_focus() && target.description() == REFUSED
    })
    .await;
    downgrade_switch(&dialog).press();
    dialog.wait_for_text("Reason for the downgrade").await;
    dialog.button("Review").press();
    let reason = dialog.field("Reason for the downgrade");
    until("the reason is required", || reason.has_focus() && reason.is_invalid()).await;
    assert!(page.platform.requests(Op::Create).is_empty());
    reason.type_in("9 loses its clock");
    dialog.open_review().await;
    let review = dialog.one(".review");
    assert!(review.has_text("Fixes the clock [Downgrade: 9 loses its clock]"));
    assert!(review.has_text("some devices never act on one") || review.has_text("Some devices never act on one"));
    dialog.submit().await;
    page.wait_for_no_dialog().await;
    let body = page.platform.last_request(Op::Create).body;
    let description = r#""description":"Fixes the clock [Downgrade: 9 loses its clock]""#;
    assert!(body.contains(description), "{body}");
}

#[wasm_bindgen_test]
async fn a_downgrade_is_refused_after_the_permission_is_revoked() {
    let (page, dialog) = open_downgrade_form().await;
    downgrade_switch(&dialog).press();
    dialog.wait_for_text("Reason for the downgrade").await;
    dialog.field("Reason for the downgrade").type_in("9 loses its clock");
    downgrade_switch(&dialog).press();
    dialog.wait_for_no_text("Reason for the downgrade").await;
    dialog.button("Review").press();
    let target = form_field(&dialog, "Target version", "Version");
    until("the downgrade is refused", || target.description() == REFUSED).await;
    assert!(page.platform.requests(Op::Create).is_empty());
}

#[wasm_bindgen_test]
async fn description_and_reason_are_counted_together() {
    let (_page, dialog) = open_downgrade_form().await;
    downgrade_switch(&dialog).press();
    dialog.wait_for_text("Reason for the downgrade").await;
    let reason = dialog.field("Reason for the downgrade");
    reason.type_in("灯");
    // "Fixes the clock [Downgrade: 灯]"
    until("both are counted", || reason.description() == "30 / 250").await;
    reason.type_in(&"灯".repeat(222));
    reason.blur();
    reason.wait_for_description("251 characters; shorten it to 250.").await;
}

#[wasm_bindgen_test]
async fn an_allowed_downgrade_survives_a_reload() {
    let (page, dialog) = open_downgrade_form().await;
    downgrade_switch(&dialog).press();
    dialog.wait_for_text("Reason for the downgrade").await;
    dialog.field("Reason for the downgrade").type_in("9 loses its clock");
    settled().await;
    let reloaded = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    reloaded.button("Go on with it").press();
    reloaded.wait_for_dialog().await;
    let reason = reloaded.dialog().field("Reason for the downgrade");
    assert_eq!(reason.value(), "9 loses its clock");
    reloaded.dialog().open_review().await;
}

#[wasm_bindgen_test]
async fn a_collision_links_to_the_existing_task_and_the_form_is_kept() {
    let (page, dialog) = Page::with_filled_form(&[row("a")]).await;
    dialog.field("Name").type_in("Task a");
    form_field(&dialog, "From version", "Version").type_in("3");
    dialog.button("Review").press();
    let shown = "Show “Task a”";
    until("both fields link to the task", || dialog.buttons(shown).len() == 2).await;
    for link in dialog.buttons(shown) {
        link.press();
        until("the task is shown", || page.dialog().name() == "Task a").await;
        page.dialog().button("Close").press();
        until("the form is shown again", || page.dialog().name() == "Create task").await;
        assert_eq!(page.dialog().field("Name").value(), "Task a");
    }
}

#[wasm_bindgen_test]
async fn a_file_name_with_another_version_causes_a_warning() {
    let (_page, dialog) = Page::with_filled_form(&[]).await;
    let group = dialog.group("Target version");
    pick_file(&group, &file("fw_v8.bin", b"some bytes"));
    let version = group.field("Version");
    until("the warning is shown", || {
        version.description() == "The name of the picked file says version 8."
    })
    .await;
    version.type_in("8");
    until("the warning is gone", || version.description().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_from_version_without_devices_causes_a_warning() {
    let page = Page::builder()
        .full(r#"{"3":10}"#, "[]")
        .rows(&[Row::of_form("a")])
        .open_at_list()
        .await;
    let dialog = page.open_create().await;
    let version = dialog.group("From version").field("Version");
    for (text, warns) in [("4", true), ("3", false)] {
        version.type_in(text);
        let sentence = format!("No device is on version {text} now.");
        until(text, || version.description().contains(&sentence) == warns).await;
    }
}
