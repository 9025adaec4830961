//! Results of adding an uploaded file to the firmware library, after another file has replaced it.

use super::support::*;
use super::upload::{upload, uploading_page};

const ADD: &str = "Add to the firmware library";
const EXISTS: &str = "(code 4001017)";

/// A page, its create form and a group with an uploaded file that is being added to the library.
async fn adding_page() -> (Page, Part, Part, FakeUploads, HeldResponse) {
    let (page, dialog, group, uploads) = uploading_page().await;
    uploads.nth(0).succeed(&bytes(1000));
    group.wait_for_button(ADD).await;
    group.field("Hardware model").type_in("A9");
    let press = async { group.button(ADD).press() };
    let held = page.hold_next(Op::AddFirmware, press).await;
    (page, dialog, group, uploads, held)
}

/// Refuses the addition, and waits until the library is read again.
async fn refuse(page: &Page, held: HeldResponse) {
    let read = page.platform.count(Op::Library);
    held.release(Answer::refused(ErrorCode::FirmwareVersionExists));
    until("the library is read again", || page.platform.count(Op::Library) > read).await;
    settled().await;
}

/// Uploads another file.
async fn upload_other(uploads: &FakeUploads, group: &Part) {
    upload(uploads, group, "lamp-10.bin", 1001).await;
    uploads.nth(1).succeed(&bytes(1001));
    group.wait_for_button(ADD).await;
}

#[wasm_bindgen_test]
async fn the_error_of_an_addition_leaves_with_its_upload() {
    let (page, _, group, uploads, held) = adding_page().await;
    refuse(&page, held).await;
    group.wait_for_text(EXISTS).await;
    upload_other(&uploads, &group).await;
    group.assert_no_text(EXISTS);
    // Also where the same file is uploaded again.
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    uploads.nth(2).succeed(&bytes(1000));
    group.wait_for_button(ADD).await;
    group.assert_no_text(EXISTS);
}

#[wasm_bindgen_test]
async fn an_addition_in_flight_neither_blocks_another_upload_nor_shows_its_error_there() {
    let (page, _, group, uploads, held) = adding_page().await;
    upload_other(&uploads, &group).await;
    group.button(ADD).assert_enabled();
    refuse(&page, held).await;
    group.assert_no_text(EXISTS);
}

#[wasm_bindgen_test]
async fn the_undo_of_a_discard_restores_the_hardware_model() {
    let (page, dialog, group, _uploads, held) = adding_page().await;
    dialog.button("Discard").press();
    dialog.wait_for_button("Undo").await.press();
    group.wait_for_button(ADD).await;
    assert_eq!(group.field("Hardware model").value(), "A9");
    group.button(ADD).assert_disabled("Working…");
    refuse(&page, held).await;
    group.wait_for_text(EXISTS).await;
}
