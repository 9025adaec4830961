//! Checks before a task is sent: collisions, downgrades, and warnings about allowed but suspicious input.

use super::support::{Answer, Op, Page, Part, Row, file, fill_form, filled, pick, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

const REFUSED: &str = "The target is below the from version. Correct it, or allow the downgrade and say why.";

/// A completed form with a task from version 9 down to 7.
async fn downgrade() -> (Page, Part) {
    let page = Page::with_rows(&[]).await;
    page.platform.always(Op::Create, Answer::ok(row("new").json()));
    let dialog = page.open_create().await;
    fill_form(&dialog);
    filled(&dialog, "From version", "Version").type_in("9");
    filled(&dialog, "Target version", "Version").type_in("7");
    until("the downgrade can be allowed", || dialog.says("Allow a downgrade")).await;
    (page, dialog)
}

fn switch(dialog: &Part) -> Part {
    dialog.one("input[type=checkbox]")
}

#[wasm_bindgen_test]
async fn a_downgrade_is_sent_only_if_it_is_allowed_with_a_reason() {
    let (page, dialog) = downgrade().await;
    let target = filled(&dialog, "Target version", "Version");
    dialog.button("Review").press();
    until("the downgrade is refused", || {
        target.has_focus() && target.described() == REFUSED
    })
    .await;
    switch(&dialog).press();
    until("a reason is asked for", || dialog.says("Reason for the downgrade")).await;
    dialog.button("Review").press();
    let reason = dialog.field("Reason for the downgrade");
    until("the reason is required", || reason.has_focus() && reason.is_invalid()).await;
    assert!(page.platform.asked(Op::Create).is_empty());
    reason.type_in("9 loses its clock");
    dialog.review().await;
    let review = dialog.one(".review");
    assert!(review.says("Fixes the clock [Downgrade: 9 loses its clock]"));
    assert!(review.says("some devices never act on one") || review.says("Some devices never act on one"));
    dialog.submit().await;
    page.no_dialog().await;
    let body = page.platform.last(Op::Create).body;
    let description = r#""description":"Fixes the clock [Downgrade: 9 loses its clock]""#;
    assert!(body.contains(description), "{body}");
}

#[wasm_bindgen_test]
async fn a_downgrade_is_refused_after_the_permission_is_revoked() {
    let (page, dialog) = downgrade().await;
    switch(&dialog).press();
    until("a reason is asked for", || dialog.says("Reason for the downgrade")).await;
    dialog.field("Reason for the downgrade").type_in("9 loses its clock");
    switch(&dialog).press();
    until("no reason is asked for", || !dialog.says("Reason for the downgrade")).await;
    dialog.button("Review").press();
    let target = filled(&dialog, "Target version", "Version");
    until("the downgrade is refused", || target.described() == REFUSED).await;
    assert!(page.platform.asked(Op::Create).is_empty());
}

#[wasm_bindgen_test]
async fn description_and_reason_are_counted_together() {
    let (_page, dialog) = downgrade().await;
    switch(&dialog).press();
    until("a reason is asked for", || dialog.says("Reason for the downgrade")).await;
    let reason = dialog.field("Reason for the downgrade");
    reason.type_in("灯");
    // "Fixes the clock [Downgrade: 灯]"
    until("both are counted", || reason.described() == "30 / 250").await;
    reason.type_in(&"灯".repeat(222));
    reason.leave();
    until("the length is reported", || {
        reason.described().contains("251 characters; shorten it to 250.")
    })
    .await;
}

#[wasm_bindgen_test]
async fn an_allowed_downgrade_survives_a_reload() {
    let (page, dialog) = downgrade().await;
    switch(&dialog).press();
    until("a reason is asked for", || dialog.says("Reason for the downgrade")).await;
    dialog.field("Reason for the downgrade").type_in("9 loses its clock");
    settled().await;
    let reloaded = Page::after(page).rows(&[row("a")]).open_at_list().await;
    reloaded.button("Go on with it").press();
    until("the form is open", || reloaded.has_dialog()).await;
    let reason = reloaded.dialog().field("Reason for the downgrade");
    assert_eq!(reason.value(), "9 loses its clock");
    reloaded.dialog().review().await;
}

#[wasm_bindgen_test]
async fn a_collision_links_to_the_existing_task_and_the_form_is_kept() {
    let page = Page::with_rows(&[row("a")]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    dialog.field("Name").type_in("Task a");
    filled(&dialog, "From version", "Version").type_in("3");
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
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    let group = dialog.group("Target version");
    pick(&group, &file("fw_v8.bin", b"some bytes"));
    let version = group.field("Version");
    until("the warning is shown", || {
        version.described() == "The name of the picked file says version 8."
    })
    .await;
    version.type_in("8");
    until("the warning is gone", || version.described().is_empty()).await;
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
        until(text, || version.described().contains(&sentence) == warns).await;
    }
}
