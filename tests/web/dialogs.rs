//! Dialogs: name, focus and ways to close them.

use super::support::{Page, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_confirmation_names_the_task_its_id_versions_and_effect() {
    let task = row("a")
        .running()
        .with("upgrade_count", "1284")
        .with("surplus_count", "716");
    let page = Page::with_rows(&[task, row("b").with("surplus_count", "716")]).await;
    let cases = [
        (
            "Task b",
            "Start",
            "Every device on version 3 upgrades to version 5 the next time it connects.",
        ),
        ("Task b", "Start", "716 devices are on version 3; 0 already upgraded."),
        ("Task b", "Start", "There is no undo."),
        ("Task a", "Delete", "The task is removed for good."),
        ("Task a", "Delete", "It has upgraded 1,284 devices so far"),
        ("Task a", "Delete", "This task is running."),
    ];
    for (task, button, effect) in cases {
        let confirmation = page.open_confirmation(task, button).await;
        assert_eq!(confirmation.name(), format!("{button} “{task}”?"));
        confirmation.assert_text("3 5");
        assert!(confirmation.has_text(&format!("Task id {}", &task[5..])));
        confirmation.assert_text("on p1");
        confirmation.assert_text(effect);
        page.close_dialog("Cancel").await;
    }
    settled().await;
    assert_eq!(
        page.platform.all_requests().len(),
        1,
        "an open confirmation sends nothing"
    );
}

#[wasm_bindgen_test]
async fn a_confirmation_names_an_unknown_device_count_and_a_downgrade() {
    let page = Page::with_rows(&[row("a").with("from_version", "9")]).await;
    let confirmation = page.open_confirmation("Task a", "Start").await;
    assert!(confirmation.has_text("This platform does not say how many devices are on version 9."));
    assert!(confirmation.has_text("a downgrade"));
}

#[wasm_bindgen_test]
async fn a_confirmation_focuses_cancel_and_returns_the_focus() {
    let page = Page::with_rows(&[row("a"), row("b").running()]).await;
    for (task, button) in [("Task a", "Start"), ("Task b", "Delete"), ("Task a", "Delete")] {
        for trigger in ["Escape", "Cancel", "Close"] {
            let confirmation = page.open_confirmation(task, button).await;
            until("the focus is on Cancel", || confirmation.button("Cancel").has_focus()).await;
            match trigger {
                "Escape" => confirmation.press_escape(),
                button => confirmation.button(button).press(),
            }
            page.wait_for_no_dialog().await;
            let opener = page.row(task).button(button);
            until(&format!("the focus returns after {trigger}"), || opener.has_focus()).await;
        }
    }
}

#[wasm_bindgen_test]
async fn the_create_dialog_is_named_and_returns_the_focus() {
    let page = Page::with_rows(&[row("a")]).await;
    let dialog = page.open_create().await;
    assert_eq!(dialog.name(), "Create task");
    for group in ["From version", "Target version"] {
        assert_eq!(dialog.group(group).all("input").len(), 5);
    }
    page.close_dialog("Escape").await;
    until("the opener has the focus", || page.button("Create task").has_focus()).await;
}

#[wasm_bindgen_test]
async fn after_a_delete_the_focus_moves_to_the_title() {
    let page = Page::accepting_writes(&[row("a"), row("b")]).await;
    let confirmation = page.open_confirmation("Task a", "Delete").await;
    confirmation.button("Delete").press();
    page.wait_for_no_dialog().await;
    until("the focus is on the title", || page.one("h1").has_focus()).await;
}

#[wasm_bindgen_test]
async fn after_a_start_the_focus_is_on_the_stop_button() {
    let page = Page::accepting_writes(&[row("a")]).await;
    let confirmation = page.open_confirmation("Task a", "Start").await;
    confirmation.button("Start").press();
    page.wait_for_no_dialog().await;
    until("Stop has the focus", || page.row("Task a").button("Stop").has_focus()).await;
}

#[wasm_bindgen_test]
async fn details_show_all_fields_and_are_in_the_address() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    let details = page.open_details("Task a").await;
    assert_eq!(details.name(), "Task a");
    for text in [
        "What it is for",
        "https://files.example/3.bin",
        "fedcba9876543210fedcba9876543210",
        "2000",
    ] {
        assert!(details.has_text(text), "{text}");
    }
    assert!(page.query().contains("task=a"), "{}", page.query());
    page.close_dialog("Escape").await;
    assert!(!page.query().contains("task="), "{}", page.query());
}

#[wasm_bindgen_test]
async fn details_update_with_the_task_and_keep_the_focus() {
    let builder = Page::builder()
        .rows(&[row("a").running()])
        .query("?product_id=p1&task=a");
    let page = builder.open_at_list().await;
    page.wait_for_dialog().await;
    let copy = page.dialog().buttons("Copy MD5").remove(0);
    copy.0.focus().unwrap();
    page.set_rows(&[row("a").with("upgrade_count", "77")]);
    page.advance_to_poll();
    page.dialog().wait_for_text("Upgraded 77").await;
    assert!(page.dialog().has_text("Stopped"));
    assert!(copy.has_focus());
    page.set_rows(&[]);
    page.advance_to_poll();
    page.wait_for_no_dialog().await;
}
