//! Leaving the create form and the page: questions, kept and restored input.

use super::support::{
    COMPUTED, FORM, FakeUploads, Page, Part, bytes, file, fill_form, form_values, md5_of, pick_file, row, settled,
    until,
};
use upgrade_console::web::window;
use wasm_bindgen_test::wasm_bindgen_test;

/// A portal of a platform with profile full.
const FULL_PORTAL: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"},
    "portal_origins": ["https://portal.example"]}"#;

/// Whether the browser would ask before it leaves the page.
fn asks() -> bool {
    let event = window().document().unwrap().create_event("BeforeUnloadEvent").unwrap();
    event.init_event_with_bubbles_and_cancelable("beforeunload", false, true);
    window().dispatch_event(&event).unwrap();
    event.default_prevented()
}

/// Picks a file in a group and uploads it.
async fn pick_and_upload(group: &Part, line: &FakeUploads) {
    pick_file(group, &file("lamp-9.bin", &bytes(1000)));
    group.wait_for_text(COMPUTED).await;
    upload(group, line).await;
}

/// Presses *Upload*.
async fn upload(group: &Part, line: &FakeUploads) {
    until("the upload is offered", || group.has_button("Upload")).await;
    let begun = line.started();
    group.button("Upload").press();
    until("the upload has started", || line.started() == begun + 1).await;
}

fn all_values() -> Vec<&'static str> {
    FORM.iter().map(|(_, _, text)| *text).collect()
}

#[wasm_bindgen_test]
async fn leaving_the_page_asks_only_during_an_upload() {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    let dialog = page.open_create().await;
    let line = FakeUploads::install();
    fill_form(&dialog);
    settled().await;
    assert!(!asks(), "the draft survives");
    let group = dialog.group("Target version");
    pick_and_upload(&group, &line).await;
    until("leaving asks", asks).await;
    dialog.button("Cancel").press();
    page.wait_for_no_dialog().await;
    assert!(asks(), "the upload goes on");
    let group = page.open_create().await.group("Target version");
    group.button("Stop the upload").press();
    until("leaving does not ask", || !asks()).await;
    upload(&group, &line).await;
    until("leaving asks again", asks).await;
    page.dialog().button("Cancel").press();
    page.wait_for_no_dialog().await;
    page.button("Sign out").press();
    until("a signed-out page does not ask", || !asks()).await;
}

#[wasm_bindgen_test]
async fn in_a_portal_an_upload_is_dirty_and_the_portal_asks() {
    let page = Page::builder().framed().full("{}", "[]").config(FULL_PORTAL);
    let page = page.rows(&[row("a")]).open_in_portal("{}").await;
    let dialog = page.open_create().await;
    let line = FakeUploads::install();
    let group = dialog.group("Target version");
    pick_and_upload(&group, &line).await;
    page.portal().wait_for_message("dirty", r#""value":true"#).await;
    settled().await;
    assert!(!asks());
    group.button("Stop the upload").press();
    until("the upload is stopped", || group.has_button("Upload")).await;
}

#[wasm_bindgen_test]
async fn closing_the_form_says_what_it_keeps() {
    let page = Page::with_rows(&[]).await;
    let keeps = "Your draft is kept in this tab: Create task opens it again.";
    page.open_create().await.button("Cancel").press();
    page.wait_for_no_dialog().await;
    assert!(!page.toasts().contains(keeps), "there is nothing to keep");
    for way in ["Cancel", "Close", "Escape"] {
        let dialog = page.open_create().await;
        dialog.field("Name").type_in(way);
        match way {
            "Escape" => dialog.press_escape(),
            button => dialog.button(button).press(),
        }
        page.wait_for_no_dialog().await;
        until(way, || page.toasts().contains(keeps)).await;
        page.button("Dismiss").press();
        until("the toast is gone", || page.toasts().is_empty()).await;
    }
}

#[wasm_bindgen_test]
async fn a_discard_can_be_undone() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    assert!(!dialog.has_button("Undo"));
    fill_form(&dialog);
    let group = dialog.group("From version");
    let bytes = bytes(1000);
    pick_file(&group, &file("lamp-7.bin", &bytes));
    group.wait_for_text(COMPUTED).await;
    group.field("Checksum to compare").type_in(&md5_of(&bytes));
    let before = form_values(&dialog);
    dialog.button("Discard").press();
    until("the form is empty", || form_values(&dialog) == [""; 10]).await;
    assert!(dialog.has_text("The draft is discarded."));
    // The form can be closed during the upload.
    dialog.button("Cancel").press();
    page.wait_for_no_dialog().await;
    let dialog = page.open_create().await;
    dialog.button("Undo").press();
    until("the input is restored", || form_values(&dialog) == before).await;
    assert!(dialog.field("Name").has_focus());
    let group = dialog.group("From version");
    group.wait_for_text("lamp-7.bin").await;
    group.wait_for_text("The picked file has this MD5").await;
    assert!(!dialog.has_button("Undo"));
    assert!(dialog.all("[aria-invalid=true]").is_empty());
}

#[wasm_bindgen_test]
async fn new_input_or_a_sign_out_ends_the_undo() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    until("the discard is offered", || dialog.has_button("Discard")).await;
    dialog.button("Discard").press();
    until("the undo is offered", || dialog.has_button("Undo")).await;
    dialog.field("Name").type_in("Another");
    until("the undo is withdrawn", || !dialog.has_button("Undo")).await;
    dialog.field("Name").type_in("");
    until("the undo is offered", || dialog.has_button("Undo")).await;
    dialog.button("Cancel").press();
    page.wait_for_no_dialog().await;
    page.button("Sign out").press();
    page.wait_for_text("You are signed out.").await;
    page.sign_in("tok-2");
    page.wait_for_text("No upgrade task yet").await;
    assert!(!page.open_create().await.has_button("Undo"));
}

#[wasm_bindgen_test]
async fn an_upload_that_ended_is_restored_and_a_running_one_is_not() {
    for ends in [true, false] {
        let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
        let dialog = page.open_create().await;
        let line = FakeUploads::install();
        fill_form(&dialog);
        let group = dialog.group("Target version");
        pick_and_upload(&group, &line).await;
        if ends {
            let md5 = md5_of(&bytes(1000));
            line.nth(0).answer(
                200,
                &format!(r#"{{"url":"https://files.example/up","md5":"{md5}","size":1000}}"#),
            );
            group.wait_for_text("Uploaded: the platform has the same bytes").await;
        }
        dialog.button("Discard").press();
        until("the undo is offered", || dialog.has_button("Undo")).await;
        dialog.button("Undo").press();
        group.wait_for_text(COMPUTED).await;
        match ends {
            true => group.wait_for_text("Uploaded: the platform has the same bytes").await,
            false => until("the upload is offered again", || group.has_button("Upload")).await,
        }
        assert_eq!(line.started(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_draft_discarded_from_its_notice_can_be_restored() {
    let notice = "The task you began before this page was loaded is still here";
    let page = Page::with_rows(&[]).await;
    fill_form(&page.open_create().await);
    settled().await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    page.wait_for_text(notice).await;
    page.button("Discard").press();
    page.wait_for_text("The draft is discarded.").await;
    assert!(!page.has_text(notice));
    page.button("Undo").press();
    page.wait_for_text(notice).await;
    page.button("Go on with it").press();
    until("the form is open", || page.has_dialog()).await;
    assert_eq!(form_values(&page.dialog()), all_values());
}
