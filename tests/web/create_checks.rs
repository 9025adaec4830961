//! Checks before a task is sent: collisions, downgrades, and warnings about allowed but suspicious input.

use super::support::*;

const REFUSED: &str =
    "The target version is lower than the from version. Correct it, or allow the downgrade and give a reason.";

/// A completed form with a task from version 9 down to 7.
async fn open_downgrade_form() -> (Page, Part) {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    form_field(&dialog, "From version", "Version").type_in("9");
    form_field(&dialog, "Target version", "Version").type_in("7");
    dialog.wait_for_text("Allow a downgrade").await;
    (page, dialog)
}

fn downgrade_switch(dialog: &Part) -> Part {
    dialog.one("input[type=checkbox]")
}

/// Allows the downgrade and returns the field of its reason.
async fn allow_downgrade(dialog: &Part) -> Part {
    downgrade_switch(dialog).press();
    dialog.wait_for_text("Reason for the downgrade").await;
    dialog.field("Reason for the downgrade")
}

#[wasm_bindgen_test]
async fn a_downgrade_is_sent_only_if_it_is_allowed_with_a_reason() {
    let (page, dialog) = open_downgrade_form().await;
    let target = form_field(&dialog, "Target version", "Version");
    dialog.button("Review").press();
    target.wait_for_description(REFUSED).await;
    target.wait_for_focus().await;
    let reason = allow_downgrade(&dialog).await;
    dialog.button("Review").press();
    reason.wait_until_invalid().await;
    reason.wait_for_focus().await;
    assert!(page.platform.requests(Op::Create).is_empty());
    reason.type_in("9 loses its clock");
    dialog.open_review().await;
    let review = dialog.one(".review");
    assert!(review.has_text("Fixes the clock [Downgrade: 9 loses its clock]"));
    review.assert_text("Some devices don’t install downgrades");
    page.create(&dialog).await;
    let body = page.platform.last_request(Op::Create).body;
    let description = r#""description":"Fixes the clock [Downgrade: 9 loses its clock]""#;
    assert!(body.contains(description), "{body}");
}

#[wasm_bindgen_test]
async fn a_downgrade_is_refused_after_the_permission_is_revoked() {
    let (page, dialog) = open_downgrade_form().await;
    allow_downgrade(&dialog).await.type_in("9 loses its clock");
    downgrade_switch(&dialog).press();
    dialog.wait_for_no_text("Reason for the downgrade").await;
    dialog.button("Review").press();
    let target = form_field(&dialog, "Target version", "Version");
    target.wait_for_description(REFUSED).await;
    assert!(page.platform.requests(Op::Create).is_empty());
}

#[wasm_bindgen_test]
async fn description_and_reason_are_counted_together() {
    let (_page, dialog) = open_downgrade_form().await;
    let reason = allow_downgrade(&dialog).await;
    reason.type_in("灯");
    // "Fixes the clock [Downgrade: 灯]"
    until("both are counted", || reason.description() == "30 / 250").await;
    reason.enter(&"灯".repeat(222));
    reason
        .wait_for_description("251 characters entered. Shorten this to 250.")
        .await;
}

#[wasm_bindgen_test]
async fn an_allowed_downgrade_survives_a_reload() {
    let (page, dialog) = open_downgrade_form().await;
    allow_downgrade(&dialog).await.type_in("9 loses its clock");
    settled().await;
    let reloaded = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    reloaded.button("Continue").press();
    let dialog = reloaded.wait_for_dialog().await;
    assert_eq!(dialog.field("Reason for the downgrade").value(), "9 loses its clock");
    dialog.open_review().await;
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
        page.wait_for_dialog_named("Task a").await.button("Close").press();
        let form = page.wait_for_dialog_named("Create task").await;
        assert_eq!(form.field("Name").value(), "Task a");
    }
}

#[wasm_bindgen_test]
async fn a_file_name_with_another_version_causes_a_warning() {
    let (_page, dialog) = Page::with_filled_form(&[]).await;
    let group = dialog.group("Target version");
    pick_file(&group, &file("fw_v8.bin", b"some bytes"));
    let version = group.field("Version");
    version
        .wait_for_description("The name of the chosen file says version 8.")
        .await;
    version.type_in("8");
    until("the warning is gone", || version.description().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_from_version_without_devices_causes_a_warning() {
    let page = Page::with_device_counts(&[Row::of_form("a")], r#"{"3":10}"#).await;
    let version = page.open_from_group().await.field("Version");
    for (text, warns) in [("4", true), ("3", false)] {
        version.type_in(text);
        let sentence = format!("No devices are on version {text}.");
        until(text, || version.description().contains(&sentence) == warns).await;
    }
}
