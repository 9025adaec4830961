//! Leaving the create form and the page: questions, kept and restored input.

use super::support::*;
use super::upload::{filled_page, upload, uploading_page};
use upgrade_console::web::window;

/// A portal of a platform with profile full.
const FULL_PORTAL: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"},
    "portal_origins": ["https://portal.example"]}"#;

/// Whether the browser would ask before it leaves the page.
pub fn asks() -> bool {
    let event = window().document().unwrap().create_event("BeforeUnloadEvent").unwrap();
    event.init_event_with_bubbles_and_cancelable("beforeunload", false, true);
    window().dispatch_event(&event).unwrap();
    event.default_prevented()
}

#[wasm_bindgen_test]
async fn leaving_the_page_asks_only_during_an_upload() {
    let (page, _, group, uploads) = filled_page().await;
    settled().await;
    assert!(!asks(), "the draft survives");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    until("leaving asks", asks).await;
    page.close_dialog("Cancel").await;
    assert!(asks(), "the upload goes on");
    let group = page.open_create().await.group("Target version");
    group.button("Stop upload").press();
    until("leaving does not ask", || !asks()).await;
    uploads.begin(&group).await;
    until("leaving asks again", asks).await;
    page.close_dialog("Cancel").await;
    page.button("Sign out").press();
    until("a signed-out page does not ask", || !asks()).await;
}

#[wasm_bindgen_test]
async fn in_a_portal_an_upload_is_dirty_and_the_portal_asks() {
    let builder = Page::builder().framed().full("{}", "[]").config(FULL_PORTAL);
    let page = builder.rows(&[row("a")]).open_in_portal("{}").await;
    let dialog = page.open_create().await;
    let uploads = FakeUploads::install();
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    page.portal().wait_for_message("dirty", r#""value":true"#).await;
    settled().await;
    assert!(!asks());
    group.button("Stop upload").press();
    group.wait_for_button("Upload").await;
}

#[wasm_bindgen_test]
async fn closing_the_form_keeps_the_draft_and_says_so() {
    let (page, _) = Page::with_create_form(&[]).await;
    let keeps = "Your draft is saved in this tab. To continue, choose Create task.";
    page.close_dialog("Cancel").await;
    assert!(!page.toasts().contains(keeps), "there is nothing to keep");
    fill_form(&page.open_create().await);
    for way in ["Cancel", "Close", "Escape"] {
        page.close_dialog(way).await;
        page.wait_for_toast(keeps).await;
        page.button("Dismiss").press();
        until("the toast is gone", || page.toasts().is_empty()).await;
        let dialog = page.open_create().await;
        assert_eq!(form_values(&dialog), filled_values(), "{way}");
        dialog.assert_text("Draft saved in this tab");
    }
}

#[wasm_bindgen_test]
async fn a_discard_can_be_undone() {
    let (page, dialog) = Page::with_create_form(&[]).await;
    assert!(!dialog.has_button("Undo"));
    fill_form(&dialog);
    let group = dialog.group("From version");
    let bytes = bytes(1000);
    read_file(&group, "lamp-7.bin", &bytes).await;
    group.field("Checksum to compare").type_in(&md5_of(&bytes));
    let before = form_values(&dialog);
    dialog.button("Discard").press();
    until("the form is empty", || form_values(&dialog) == [""; 10]).await;
    assert!(dialog.has_text("Draft discarded."));
    // The form can be closed during the upload.
    page.close_dialog("Cancel").await;
    let dialog = page.open_create().await;
    dialog.button("Undo").press();
    until("the input is restored", || form_values(&dialog) == before).await;
    assert!(dialog.field("Name").has_focus());
    let group = dialog.group("From version");
    group.wait_for_text("lamp-7.bin").await;
    group.wait_for_text("The chosen file has this MD5").await;
    assert!(!dialog.has_button("Undo"));
    assert!(dialog.all("[aria-invalid=true]").is_empty());
}

#[wasm_bindgen_test]
async fn new_input_or_a_sign_out_ends_the_undo() {
    let (page, dialog) = Page::with_create_form(&[]).await;
    fill_form(&dialog);
    dialog.wait_for_button("Discard").await.press();
    dialog.wait_for_button("Undo").await;
    dialog.field("Name").type_in("Another");
    dialog.wait_for_no_button("Undo").await;
    dialog.field("Name").type_in("");
    dialog.wait_for_button("Undo").await;
    page.close_dialog("Cancel").await;
    page.sign_out().await;
    page.sign_in_and_see("tok-2", "No upgrade tasks yet").await;
    assert!(!page.open_create().await.has_button("Undo"));
}

#[wasm_bindgen_test]
async fn an_upload_that_ended_is_restored_and_a_running_one_is_not() {
    for ends in [true, false] {
        let (_page, dialog, group, uploads) = uploading_page().await;
        if ends {
            uploads.nth(0).succeed(&bytes(1000));
            group.wait_for_text("Uploaded and verified").await;
        }
        dialog.button("Discard").press();
        dialog.wait_for_button("Undo").await.press();
        group.wait_for_text(COMPUTED).await;
        match ends {
            true => group.wait_for_text("Uploaded and verified").await,
            false => until("the upload is offered again", || group.has_button("Upload")).await,
        }
        assert_eq!(uploads.started(), 1);
    }
}
