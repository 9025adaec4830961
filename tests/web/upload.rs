//! Uploading a picked file, and comparing the uploaded bytes with the picked ones.

use super::support::*;
use js_sys::{Array, Function};
use upgrade_console::web;
use wasm_bindgen::prelude::*;

const IDENTICAL: &str = "Uploaded and verified";
const DIFFERS: &str = "The platform received a different file";

/// A page with profile full, its filled create form, the group *Target version*, and the fake connection for uploads.
pub async fn filled_page() -> (Page, Part, Part, FakeUploads) {
    let (page, dialog) = Page::with_full_create_form().await;
    fill_form(&dialog);
    let group = dialog.group("Target version");
    (page, dialog, group, FakeUploads::install())
}

/// The same, where the group uploads a file of 1000 bytes.
pub async fn uploading_page() -> (Page, Part, Part, FakeUploads) {
    let (page, dialog, group, uploads) = filled_page().await;
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    (page, dialog, group, uploads)
}

/// Picks a file of `size` bytes in `group` and uploads it.
pub async fn upload(uploads: &FakeUploads, group: &Part, name: &str, size: usize) {
    read_file(group, name, &bytes(size)).await;
    uploads.begin(group).await;
}

#[wasm_bindgen_test]
async fn an_upload_sends_the_file_and_fills_in_its_address() {
    let (page, dialog, group, uploads) = uploading_page().await;
    let sent = uploads.nth(0);
    assert_eq!(sent.text("method"), "POST");
    assert_eq!(sent.text("url"), "/v2/upload/product/p1/firmware");
    let headers = r#"{"content-type":"application/octet-stream","access-token":"tok-1"}"#;
    assert_eq!(sent.headers(), headers);
    assert_eq!(sent.file_name(), "lamp-9.bin");
    // The pressed button is removed, so its container receives focus.
    let part = group.one("#create-target-upload");
    assert!(part.has_focus() && !group.has_button("Upload"));

    sent.report_progress(250);
    group.wait_for_text("Uploading 25%").await;
    assert_eq!(group.one("progress").attr("value").as_deref(), Some("250"));
    // The form stays editable during the upload; only the review is disabled.
    dialog.field("Name").type_in("Edited");
    let wait = "Wait until the upload finishes, or stop it.";
    dialog.button("Review").assert_disabled(wait);

    sent.succeed(&bytes(1000));
    group.wait_for_text(IDENTICAL).await;
    assert_eq!(group.field("File address").value(), UPLOADED_URL);
    let reason = || dialog.button("Review").disabled_reason();
    until("the review is enabled", || reason().is_none()).await;
    page.create(&dialog).await;
    assert!(page.platform.last_request(Op::Create).body.contains(UPLOADED_URL));
}

#[wasm_bindgen_test]
async fn an_upload_runs_in_a_frame_that_may_connect_only_to_the_platform() {
    let (_page, _, group, uploads) = uploading_page().await;
    let origin = web::window().location().origin().unwrap();
    let policy = format!("connect-src 'self' {origin}");
    assert_eq!(policies(), std::slice::from_ref(&policy));
    // Each upload has a frame of its own, which is removed with the request.
    group.wait_for_button("Stop upload").await.press();
    until("the frame is removed", || policies().is_empty()).await;
    uploads.begin(&group).await;
    assert_eq!(policies(), [policy]);
    uploads.nth(1).succeed(&bytes(1000));
    group.wait_for_text(IDENTICAL).await;
    assert_eq!(policies(), Vec::<String>::new());
}

/// Content security policies of the hidden frames.
fn policies() -> Vec<String> {
    let script = "return [...document.querySelectorAll('iframe[hidden]')]
        .map(frame => frame.contentDocument.querySelector('meta[http-equiv=Content-Security-Policy]').content)";
    let policies = Function::new_no_args(script).call0(&JsValue::NULL).unwrap();
    let policies: Array = policies.unchecked_into();
    policies.iter().filter_map(|policy| policy.as_string()).collect()
}

#[wasm_bindgen_test]
async fn an_upload_with_other_bytes_blocks_the_task_until_it_is_repeated() {
    for (md5, size) in [(md5_of(b"other"), 1000), (md5_of(&bytes(1000)), 999)] {
        let (page, dialog, group, uploads) = uploading_page().await;
        let before = group.field("File address").value();
        uploads.nth(0).answer(200, &uploaded(&md5, size));
        group.wait_for_text(DIFFERS).await;
        assert!(dialog.alert().contains(&md5), "{}", dialog.alert());
        assert_eq!(group.field("File address").value(), before);
        dialog.button("Review").press();
        group.one("#create-target-upload").wait_for_focus().await;
        page.platform.assert_sent(Op::Create, 0).await;
        assert!(!dialog.has_button("Create task"));
        // An upload with the same bytes unblocks the review.
        uploads.repeat(&group).await;
        uploads.nth(1).succeed(&bytes(1000));
        group.wait_for_text(IDENTICAL).await;
        dialog.open_review().await;
    }
}

#[wasm_bindgen_test]
async fn picking_another_file_clears_the_mismatch() {
    let (_page, dialog, group, uploads) = uploading_page().await;
    uploads.nth(0).answer(200, &uploaded(&md5_of(b"other"), 1000));
    group.wait_for_text(DIFFERS).await;
    pick_file(&group, &file("lamp-9.bin", &bytes(1001)));
    group.wait_for_no_text(DIFFERS).await;
    group.wait_for_text(COMPUTED).await;
    dialog.open_review().await;
}

#[wasm_bindgen_test]
async fn picking_another_file_clears_the_uploaded_address_but_not_a_typed_one() {
    let (_page, _, group, uploads) = uploading_page().await;
    uploads.nth(0).succeed(&bytes(1000));
    group.wait_for_text(IDENTICAL).await;
    pick_file(&group, &file("lamp-9.bin", &bytes(1001)));
    let address = group.field("File address");
    until("the address is empty", || address.value().is_empty()).await;
    group.wait_for_text(COMPUTED).await;
    address.type_in("https://my.example/9.bin");
    read_file(&group, "lamp-9.bin", &bytes(1002)).await;
    assert_eq!(address.value(), "https://my.example/9.bin");
}

#[wasm_bindgen_test]
async fn a_failed_upload_shows_the_reason_and_can_be_retried() {
    let (_page, _, group, uploads) = uploading_page().await;
    let refusal = r#"{"error":{"code":4001046,"msg":"at most 8 MiB"}}"#;
    uploads.nth(0).answer(400, refusal);
    group.wait_for_text("(code 4001046)").await;
    uploads.repeat(&group).await;
    uploads.nth(1).fail();
    group.wait_for_text("can’t be reached").await;
    uploads.repeat(&group).await;
    let headers = "date: x\r\nretry-after: 7\r\n";
    uploads.nth(2).answer_with_headers(429, headers, "");
    group.wait_for_text("Try again in 7 s.").await;
    uploads.repeat(&group).await;
    // The answer of a redirect target is not accepted.
    let answer = uploaded(&md5_of(&bytes(1000)), 1000);
    uploads.nth(3).answer_from("https://elsewhere.example/", &answer);
    group.wait_for_button("Upload again").await;
    assert!(!group.has_text(IDENTICAL));
    uploads.repeat(&group).await;
    uploads.nth(4).succeed(&bytes(1000));
    group.wait_for_text(IDENTICAL).await;
}

#[wasm_bindgen_test]
async fn both_files_upload_in_parallel_and_each_can_be_stopped() {
    let (_page, dialog, target, uploads) = filled_page().await;
    let from = dialog.group("From version");
    upload(&uploads, &from, "lamp-7.bin", 700).await;
    upload(&uploads, &target, "lamp-9.bin", 900).await;
    from.wait_for_button("Stop upload").await.press();
    from.wait_for_button("Upload").await;
    assert!(uploads.nth(0).is_aborted() && !uploads.nth(1).is_aborted());
    uploads.nth(1).succeed(&bytes(900));
    target.wait_for_text(IDENTICAL).await;
    assert!(!from.has_text(IDENTICAL));
}

#[wasm_bindgen_test]
async fn an_upload_without_progress_is_aborted_after_a_minute() {
    let (page, _, group, uploads) = uploading_page().await;
    uploads.nth(0).report_progress(10);
    until("the timeout is running", || page.clock.pending_timeouts(60_000) == 1).await;
    page.clock.fire_timeouts_of(60_000);
    group.wait_for_text("didn’t respond in time").await;
    assert!(uploads.nth(0).is_aborted());
    assert!(group.has_button("Upload again"));
}

#[wasm_bindgen_test]
async fn discarding_the_form_or_signing_out_aborts_the_upload() {
    let (page, dialog, group, uploads) = uploading_page().await;
    dialog.button("Discard").press();
    until("the upload is aborted", || uploads.nth(0).is_aborted()).await;
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    page.close_dialog("Cancel").await;
    assert!(!uploads.nth(1).is_aborted(), "closing the dialog keeps the upload");
    page.sign_out().await;
    assert!(uploads.nth(1).is_aborted());
}

#[wasm_bindgen_test]
async fn a_file_that_a_server_rejects_as_too_large_offers_no_retry() {
    let (_page, dialog, group, uploads) = uploading_page().await;
    let html = "<html><title>413 Request Entity Too Large</title>";
    uploads.nth(0).answer(413, html);
    group.wait_for_text("larger than a server in front of").await;
    group.assert_text("allows (HTTP 413)");
    assert!(!dialog.alert().contains("again"), "{}", dialog.alert());
    group.assert_no_text("Entity");
    assert!(!group.has_button("Upload again"), "a retry would be rejected too");
    // Another file can be uploaded.
    upload(&uploads, &group, "smaller.bin", 500).await;
    group.button("Stop upload").press();
    until("the upload is aborted", || uploads.nth(1).is_aborted()).await;
}

#[wasm_bindgen_test]
async fn an_uploaded_file_can_be_added_to_the_library() {
    let (page, _, group, uploads) = uploading_page().await;
    let md5 = md5_of(&bytes(1000));
    uploads.nth(0).answer(200, &uploaded(&md5, 1000));
    group.wait_for_button("Add to the firmware library").await;
    let add = group.button("Add to the firmware library");
    let reason = "Enter the hardware model, 1 to 20 characters.";
    add.assert_disabled(reason);
    group.field("Hardware model").type_in("A9");
    until("the button is enabled", || add.disabled_reason().is_none()).await;
    // The library entry describes the uploaded file, not a value typed later.
    group.field("MD5").type_in(&md5_of(&bytes(7)));
    let exists = ErrorCode::FirmwareVersionExists;
    page.platform.refuse_once(Op::AddFirmware, exists);
    add.press();
    group.wait_for_text("(code 4001017)").await;
    let answer = format!(
        r#"{{"id":"f1","mod":"A9","version":9,"file_url":"{UPLOADED_URL}","file_md5":"{md5}","file_size":1000,"is_release":true}}"#
    );
    page.platform.once(Op::AddFirmware, Answer::ok(answer));
    add.press();
    let added = "This version is in the firmware library, with the same file";
    group.wait_for_text(added).await;
    assert!(group.one("#create-target-upload").has_focus());
    let request = page.platform.last_request(Op::AddFirmware);
    assert_eq!(request.url, "/v2/product/p1/firmware");
    let prefix = format!(
        r#"{{"mod":"A9","version":9,"file_url":"{UPLOADED_URL}","file_md5":"{md5}","file_size":1000,"description":"Fixes the clock","release_date":"20"#
    );
    assert!(request.body.starts_with(&prefix), "{}", request.body);
    let suffix = r#""is_release":true,"type":1,"identify":0}"#;
    assert!(request.body.ends_with(suffix), "{}", request.body);
}

#[wasm_bindgen_test]
async fn profile_core_offers_no_upload() {
    let page = Page::with_rows(&[row("a")]).await;
    let group = page.open_create().await.group("Target version");
    read_file(&group, "lamp-9.bin", &bytes(1000)).await;
    settled().await;
    assert!(!group.has_button("Upload") && !group.has_button("Check address"));
}

#[wasm_bindgen_test]
async fn an_address_typed_during_the_upload_stays() {
    let (_page, _, group, uploads) = uploading_page().await;
    let own = "https://files.example/own.bin";
    group.field("File address").type_in(own);
    uploads.nth(0).succeed(&bytes(1000));
    group
        .wait_for_text("the file address entered here is a different one")
        .await;
    assert_eq!(group.field("File address").value(), own);
}

#[wasm_bindgen_test]
async fn an_addition_to_the_library_outlives_its_dialog() {
    let (page, _, group, uploads) = uploading_page().await;
    uploads.nth(0).succeed(&bytes(1000));
    group.wait_for_button("Add to the firmware library").await;
    group.field("Hardware model").type_in("A9");
    let add = group.button("Add to the firmware library");
    let held = page.hold_next(Op::AddFirmware, async { add.press() }).await;
    page.close_dialog("Escape").await;
    let group = page.open_create().await.group("Target version");
    assert_eq!(group.field("Hardware model").value(), "A9");
    let add = group.button("Add to the firmware library");
    add.assert_disabled("Working…");
    add.press();
    let read = page.platform.count(Op::Library);
    held.release(Answer::refused(ErrorCode::FirmwareVersionExists));
    group.wait_for_text("(code 4001017)").await;
    assert_eq!(page.platform.count(Op::AddFirmware), 1);
    until("the library is read again", || page.platform.count(Op::Library) > read).await;
}

#[wasm_bindgen_test]
async fn the_speed_starts_again_with_a_renewed_token() {
    let (page, _, group, uploads) = filled_page().await;
    upload(&uploads, &group, "lamp-9.bin", 100_000).await;
    // Without a report the upload is aborted after a minute.
    let report_every = |seconds, bytes: [u32; 4]| {
        for bytes in bytes {
            page.clock.advance(seconds);
            uploads.nth(0).report_progress(bytes);
        }
    };
    report_every(50, [10_000, 20_000, 30_000, 40_000]);
    group.wait_for_text("5 min left").await;
    uploads.nth(0).report_progress(0);
    report_every(30, [5_000, 10_000, 15_000, 20_000]);
    group.wait_for_text("8 min left").await;
    uploads.nth(0).fail();
    group.wait_for_button("Upload again").await;
}

#[wasm_bindgen_test]
async fn an_upload_of_another_product_leaves_the_focus() {
    let builder = Page::builder().products(PRODUCTS).rows(&[row("a")]);
    let page = builder.open().await;
    page.press_and_see("Meterp1", "Task a").await;
    let uploads = FakeUploads::install();
    let group = page.open_create().await.group("Target version");
    upload(&uploads, &group, "first.bin", 1000).await;
    page.close_dialog("Escape").await;
    page.press_and_see("Change product", "Streets").await;
    page.press_and_see("LampStreetsp2", "Task a").await;
    let group = page.open_create().await.group("Target version");
    upload(&uploads, &group, "second.bin", 500).await;
    uploads.nth(1).succeed(&bytes(500));
    group.wait_for_button("Add to the firmware library").await;
    let model = group.field("Hardware model");
    model.0.focus().unwrap();
    uploads.nth(0).succeed(&bytes(1000));
    settled().await;
    assert!(model.has_focus());
}
