//! Type, identify number and mode of a task: shown and sent with profile full, absent with profile core.

use super::support::*;

async fn open_full_form() -> (Page, Part) {
    let page = Page::full("{}", "[]", &[row("a")]).await;
    let dialog = page.open_filled_form().await;
    (page, dialog)
}

#[wasm_bindgen_test]
async fn profile_core_neither_shows_nor_sends_type_number_and_mode() {
    let page = Page::with_rows(&[row("a")]).await;
    let dialog = page.open_create().await;
    assert!(dialog.all("select").is_empty());
    assert!(!dialog.has_text("MCU or sub-device number") && !dialog.has_text("Firmware library"));
    fill_form(&dialog);
    page.create(&dialog).await;
    let body = page.platform.last_request(Op::Create).body;
    for field in [r#""type""#, "identify", "task_type"] {
        assert!(!body.contains(field), "{body}");
    }
}

#[wasm_bindgen_test]
async fn profile_full_sends_the_chosen_type_number_and_mode() {
    let cases = [
        ("Wi-Fi", None, "Automatic", r#""type":1,"identify":0,"task_type":0"#),
        ("MCU", Some("2"), "Manual", r#""type":2,"identify":2,"task_type":1"#),
        (
            "Sub-device",
            Some("7"),
            "Automatic",
            r#""type":3,"identify":7,"task_type":0"#,
        ),
    ];
    for (kind, identify, mode, end) in cases {
        let (page, dialog) = open_full_form().await;
        dialog.field("Type").choose(kind);
        dialog.field("Upgrade mode").choose(mode);
        match identify {
            Some(number) => {
                dialog.wait_for_text("MCU or sub-device number").await;
                dialog.field("MCU or sub-device number").type_in(number);
            }
            None => assert!(!dialog.has_text("MCU or sub-device number")),
        }
        dialog.open_review().await;
        assert!(dialog.one(".review").has_text(mode));
        page.create(&dialog).await;
        let body = page.platform.last_request(Op::Create).body;
        assert!(body.ends_with(&format!(",{end}}}")), "{body}");
    }
}

#[wasm_bindgen_test]
async fn an_mcu_task_without_an_identify_number_is_not_sent() {
    let (page, dialog) = open_full_form().await;
    dialog.field("Type").choose("MCU");
    dialog.wait_for_text("MCU or sub-device number").await;
    dialog.button("Review").press();
    let field = dialog.field("MCU or sub-device number");
    field.wait_for_focus().await;
    assert_eq!(field.description(), "Enter the number of the MCU or sub-device.");
    assert!(page.platform.requests(Op::Create).is_empty());
}

#[wasm_bindgen_test]
async fn a_from_version_conflicts_only_with_tasks_for_the_same_firmware() {
    let (_page, dialog) = open_full_form().await;
    let version = dialog.group("From version").field("Version");
    version.enter("3");
    version.wait_until_invalid().await;
    dialog.field("Type").choose("MCU");
    version.wait_until_valid().await;
}

#[wasm_bindgen_test]
async fn the_details_show_type_number_and_mode() {
    let task = row("a").with("type", "2").with("identify", "4").with("task_type", "1");
    let page = Page::full("{}", "[]", &[task]).await;
    let details = page.open_details("Task a").await;
    details.wait_for_text("MCU 4 · Upgrade mode Manual").await;
}
