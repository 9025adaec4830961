//! Dialogs: name, focus and ways to close them.

use super::support::*;

#[wasm_bindgen_test]
async fn a_confirmation_names_the_task_its_id_versions_and_effect() {
    let task = row("a").running().upgraded(1284).remaining(716);
    let page = Page::with_rows(&[task, row("b").remaining(716)]).await;
    let start = [
        "Every device on version 3 upgrades to version 5 the next time it connects.",
        "716 devices are on version 3; this task has already upgraded 0.",
        "This can’t be undone.",
    ];
    let delete = [
        "The task is deleted permanently.",
        "It has upgraded 1,284 devices so far",
        "This task is running.",
    ];
    for (task, button, effects) in [("Task b", "Start", start), ("Task a", "Delete", delete)] {
        let confirmation = page.open_confirmation(task, button).await;
        assert_eq!(confirmation.name(), format!("{button} “{task}”?"));
        confirmation.assert_text("3 5");
        confirmation.assert_text(&format!("Task ID {}", &task[5..]));
        confirmation.assert_text("on p1");
        effects.iter().for_each(|effect| confirmation.assert_text(effect));
        page.close_dialog("Cancel").await;
    }
    settled().await;
    assert_eq!(page.platform.operations(), [Op::List], "a confirmation sends nothing");
}

#[wasm_bindgen_test]
async fn a_confirmation_names_an_unknown_device_count_and_a_downgrade() {
    let page = Page::with_rows(&[row("a").with("from_version", "9")]).await;
    let confirmation = page.open_confirmation("Task a", "Start").await;
    confirmation.assert_text("This platform doesn’t report how many devices are on version 9.");
    confirmation.assert_text("a downgrade");
}

#[wasm_bindgen_test]
async fn a_confirmation_focuses_cancel_and_returns_the_focus() {
    let page = Page::with_rows(&[row("a"), row("b").running()]).await;
    for (task, button) in [("Task a", "Start"), ("Task b", "Delete"), ("Task a", "Delete")] {
        for trigger in ["Escape", "Cancel", "Close"] {
            let confirmation = page.open_confirmation(task, button).await;
            confirmation.button("Cancel").wait_for_focus().await;
            page.close_dialog(trigger).await;
            let opener = page.row(task).button(button);
            until(&format!("the focus returns after {trigger}"), || opener.has_focus()).await;
        }
    }
}

#[wasm_bindgen_test]
async fn the_create_dialog_is_named_begins_at_its_first_field_and_returns_the_focus() {
    let (page, dialog) = Page::with_create_form(&[row("a")]).await;
    assert_eq!(dialog.name(), "Create task");
    dialog.field("Name").wait_for_focus().await;
    for group in ["From version", "Target version"] {
        assert_eq!(dialog.group(group).all("input").len(), 5);
    }
    page.close_dialog("Escape").await;
    until("the opener has the focus", || page.button("Create task").has_focus()).await;
}

#[wasm_bindgen_test]
async fn after_a_start_the_focus_is_on_stop_and_after_a_delete_on_the_next_row() {
    let page = Page::with_rows(&[row("a"), row("b"), row("c")]).await;
    page.act("Task a", "Start").await;
    until("Stop has the focus", || page.row("Task a").button("Stop").has_focus()).await;
    page.act("Task b", "Delete").await;
    page.row("Task c").button("Task c").wait_for_focus().await;
    // Nothing follows the last row.
    page.act("Task c", "Delete").await;
    page.row("Task a").button("Task a").wait_for_focus().await;
    page.row("Task a").button("Stop").press();
    page.row("Task a").wait_for_button("Start").await;
    page.act("Task a", "Delete").await;
    page.one("h1").wait_for_focus().await;
}

#[wasm_bindgen_test]
async fn details_are_in_the_address() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    let details = page.open_details("Task a").await;
    assert_eq!(details.name(), "Task a");
    assert!(page.query().contains("task=a"), "{}", page.query());
    page.close_dialog("Escape").await;
    assert!(!page.query().contains("task="), "{}", page.query());
}

#[wasm_bindgen_test]
async fn an_open_dialog_shows_each_toast_and_none_from_before() {
    let page = Page::with_rows(&[row("a")]).await;
    for _ in 0..2 {
        let dialog = page.open_details("Task a").await;
        let toasts = dialog.one("[role=status]");
        let expect = async |count| until("toasts are shown", || toasts.all(".toast").len() == count).await;
        expect(0).await;
        dialog.button("Copy MD5").press();
        expect(1).await;
        dialog.button("Copy MD5").press();
        expect(2).await;
        dialog.all("[role=status] button")[1].press();
        expect(1).await;
        toasts.one("button").wait_for_focus().await;
        toasts.one("button").press();
        expect(0).await;
        toasts.wait_for_focus().await;
        dialog.button("Copy MD5").press();
        expect(1).await;
        page.close_dialog("Escape").await;
    }
}

#[wasm_bindgen_test]
async fn details_update_with_the_task_and_keep_the_focus() {
    let page = Page::at("?product_id=p1&task=a", &[row("a").running()]).await;
    let copy = page.wait_for_dialog().await.button("Copy MD5");
    copy.0.focus().unwrap();
    page.set_rows(&[row("a").upgraded(77)]);
    page.advance_to_poll();
    page.dialog().wait_for_text("Upgraded 77").await;
    assert!(page.dialog().has_text("Stopped"));
    assert!(copy.has_focus());
    page.set_rows(&[]);
    page.advance_to_poll();
    page.wait_for_no_dialog().await;
}
