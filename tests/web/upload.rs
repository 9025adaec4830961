//! Uploading a picked file, and comparing the uploaded bytes with the picked ones.

use super::support::{
    Answer, COMPUTED, ErrorCode, FakeUploads, Op, Page, Part, bytes, file, md5_of, pick_file, row, settled, until,
};
use js_sys::{Array, Function};
use upgrade_console::web;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const UPLOADED: &str = "Uploaded: the platform has the same bytes";
const DIFFERS: &str = "The platform has other bytes than this file";
const URL: &str = "https://files.example/up/9";

/// Answer to a successful upload.
fn upload_answer(md5: &str, size: usize) -> String {
    format!(r#"{{"url":"{URL}","md5":"{md5}","size":{size}}}"#)
}

/// A page with profile full, its filled create form, and the fake connection for uploads.
async fn filled_page() -> (Page, Part, FakeUploads) {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    let dialog = page.open_filled_form().await;
    (page, dialog, FakeUploads::install())
}

/// Picks a file of `size` bytes in `group`, presses *Upload* and waits until the upload has started.
async fn upload(uploads: &FakeUploads, group: &Part, name: &str, size: usize) {
    pick_file(group, &file(name, &bytes(size)));
    group.wait_for_text(COMPUTED).await;
    until("the upload is offered", || group.has_button("Upload")).await;
    let started = uploads.started();
    group.button("Upload").press();
    wait_for_uploads(uploads, started + 1).await;
}

/// Waits until `count` uploads have started.
async fn wait_for_uploads(uploads: &FakeUploads, count: usize) {
    until(&format!("{count} uploads have started"), || uploads.started() == count).await;
}

#[wasm_bindgen_test]
async fn an_upload_sends_the_file_and_fills_in_its_address() {
    let (page, dialog, uploads) = filled_page().await;
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    let sent = uploads.nth(0);
    let expected = ("POST".to_owned(), "/v2/upload/product/p1/firmware".to_owned());
    assert_eq!(sent.method_and_url(), expected);
    let headers = [("access-token", "tok-1"), ("content-type", "application/octet-stream")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(sent.headers(), headers);
    assert_eq!(sent.file_name(), "lamp-9.bin");
    // The pressed button is removed, so its container receives focus.
    let part = group.one("#create-target-upload");
    assert!(part.has_focus() && !group.has_button("Upload"));

    sent.report_progress(250);
    group.wait_for_text("Uploading 25 %").await;
    assert_eq!(group.one("progress").attr("value").as_deref(), Some("250"));
    // The form stays editable during the upload; only the review is disabled.
    dialog.field("Name").type_in("Edited");
    let wait = "Wait until the file is uploaded, or stop the upload.";
    assert_eq!(dialog.button("Review").disabled_reason().as_deref(), Some(wait));

    sent.answer(200, &upload_answer(&md5_of(&bytes(1000)), 1000));
    group.wait_for_text(UPLOADED).await;
    assert_eq!(group.field("File address").value(), URL);
    until("the review is enabled", || {
        dialog.button("Review").disabled_reason().is_none()
    })
    .await;
    page.platform.always(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    page.wait_for_no_dialog().await;
    assert!(page.platform.last_request(Op::Create).body.contains(URL));
}

#[wasm_bindgen_test]
async fn an_upload_runs_in_a_frame_that_may_connect_only_to_the_platform() {
    let (_page, dialog, uploads) = filled_page().await;
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    let origin = web::window().location().origin().unwrap();
    let policy = format!("connect-src 'self' {origin}");
    assert_eq!(policies(), std::slice::from_ref(&policy));
    // Each upload has a frame of its own, which is removed with the request.
    until("the upload can be stopped", || group.has_button("Stop the upload")).await;
    group.button("Stop the upload").press();
    until("the frame is removed", || policies().is_empty()).await;
    let again = if group.has_button("Upload again") {
        "Upload again"
    } else {
        "Upload"
    };
    group.button(again).press();
    wait_for_uploads(&uploads, 2).await;
    assert_eq!(policies(), [policy]);
    uploads.nth(1).answer(200, &upload_answer(&md5_of(&bytes(1000)), 1000));
    group.wait_for_text(UPLOADED).await;
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
    let size = 1000;
    for (md5, uploaded_size) in [(md5_of(b"other"), size), (md5_of(&bytes(size)), size - 1)] {
        let (page, dialog, uploads) = filled_page().await;
        let group = dialog.group("Target version");
        let before = group.field("File address").value();
        upload(&uploads, &group, "lamp-9.bin", size).await;
        uploads.nth(0).answer(200, &upload_answer(&md5, uploaded_size));
        group.wait_for_text(DIFFERS).await;
        assert!(dialog.alert().contains(&md5), "{}", dialog.alert());
        assert_eq!(
            group.field("File address").value(),
            before,
            "the address is not filled in"
        );
        dialog.button("Review").press();
        let result = group.one("#create-target-upload");
        until("the upload result has focus", || result.has_focus()).await;
        settled().await;
        assert!(!dialog.has_button("Create task"));
        assert!(page.platform.requests(Op::Create).is_empty());
        // An upload with the same bytes unblocks the review.
        group.button("Upload again").press();
        wait_for_uploads(&uploads, 2).await;
        uploads.nth(1).answer(200, &upload_answer(&md5_of(&bytes(size)), size));
        group.wait_for_text(UPLOADED).await;
        dialog.open_review().await;
    }
}

#[wasm_bindgen_test]
async fn picking_another_file_clears_the_mismatch() {
    let (_page, dialog, uploads) = filled_page().await;
    let group = dialog.group("From version");
    upload(&uploads, &group, "lamp-7.bin", 1000).await;
    uploads.nth(0).answer(200, &upload_answer(&md5_of(b"other"), 1000));
    group.wait_for_text(DIFFERS).await;
    pick_file(&group, &file("lamp-7.bin", &bytes(1001)));
    group.wait_for_no_text(DIFFERS).await;
    group.wait_for_text(COMPUTED).await;
    dialog.open_review().await;
}

#[wasm_bindgen_test]
async fn picking_another_file_clears_the_uploaded_address_but_not_a_typed_one() {
    let (_page, dialog, uploads) = filled_page().await;
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    uploads.nth(0).answer(200, &upload_answer(&md5_of(&bytes(1000)), 1000));
    group.wait_for_text(UPLOADED).await;
    pick_file(&group, &file("lamp-9.bin", &bytes(1001)));
    until("the address is empty", || {
        group.field("File address").value().is_empty()
    })
    .await;
    group.wait_for_text(COMPUTED).await;
    group.field("File address").type_in("https://my.example/9.bin");
    pick_file(&group, &file("lamp-9.bin", &bytes(1002)));
    group.wait_for_text(COMPUTED).await;
    assert_eq!(group.field("File address").value(), "https://my.example/9.bin");
}

#[wasm_bindgen_test]
async fn a_failed_upload_shows_the_reason_and_can_be_retried() {
    let (_page, dialog, uploads) = filled_page().await;
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    uploads
        .nth(0)
        .answer(400, r#"{"error":{"code":4001046,"msg":"at most 8 MiB"}}"#);
    group.wait_for_text("(code 4001046)").await;
    group.button("Upload again").press();
    wait_for_uploads(&uploads, 2).await;
    uploads.nth(1).fail();
    group.wait_for_text("could not be reached").await;
    group.button("Upload again").press();
    wait_for_uploads(&uploads, 3).await;
    uploads
        .nth(2)
        .answer_with_headers(429, "date: x\r\nretry-after: 7\r\n", "");
    group.wait_for_text("Try again in 7 s.").await;
    group.button("Upload again").press();
    wait_for_uploads(&uploads, 4).await;
    // The answer of a redirect target is not accepted.
    let answer = upload_answer(&md5_of(&bytes(1000)), 1000);
    uploads.nth(3).answer_from("https://elsewhere.example/", &answer);
    until("the upload has failed", || group.has_button("Upload again")).await;
    assert!(!group.has_text(UPLOADED));
    group.button("Upload again").press();
    wait_for_uploads(&uploads, 5).await;
    uploads.nth(4).answer(200, &answer);
    group.wait_for_text(UPLOADED).await;
}

#[wasm_bindgen_test]
async fn both_files_upload_in_parallel_and_each_can_be_stopped() {
    let (_page, dialog, uploads) = filled_page().await;
    let (from, target) = (dialog.group("From version"), dialog.group("Target version"));
    upload(&uploads, &from, "lamp-7.bin", 700).await;
    upload(&uploads, &target, "lamp-9.bin", 900).await;
    until("the upload can be stopped", || from.has_button("Stop the upload")).await;
    from.button("Stop the upload").press();
    until("the upload is stopped", || from.has_button("Upload")).await;
    assert!(uploads.nth(0).is_aborted() && !uploads.nth(1).is_aborted());
    uploads.nth(1).answer(200, &upload_answer(&md5_of(&bytes(900)), 900));
    target.wait_for_text(UPLOADED).await;
    assert!(!from.has_text(UPLOADED));
}

#[wasm_bindgen_test]
async fn an_upload_without_progress_is_aborted_after_a_minute() {
    let (page, dialog, uploads) = filled_page().await;
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    uploads.nth(0).report_progress(10);
    until("the timeout is running", || page.clock.pending_timeouts(60_000) == 1).await;
    page.clock.fire_timeouts_of(60_000);
    group.wait_for_text("did not answer in time").await;
    assert!(uploads.nth(0).is_aborted());
    assert!(group.has_button("Upload again"));
}

#[wasm_bindgen_test]
async fn discarding_the_form_or_signing_out_aborts_the_upload() {
    let (page, dialog, uploads) = filled_page().await;
    upload(&uploads, &dialog.group("Target version"), "lamp-9.bin", 1000).await;
    dialog.button("Discard").press();
    until("the upload is aborted", || uploads.nth(0).is_aborted()).await;
    upload(&uploads, &dialog.group("Target version"), "lamp-9.bin", 1000).await;
    page.close_dialog("Cancel").await;
    assert!(!uploads.nth(1).is_aborted(), "closing the dialog keeps the upload");
    page.button("Sign out").press();
    page.wait_for_text("You are signed out.").await;
    assert!(uploads.nth(1).is_aborted());
}

#[wasm_bindgen_test]
async fn a_file_that_a_server_rejects_as_too_large_offers_no_retry() {
    let (_page, dialog, uploads) = filled_page().await;
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    uploads
        .nth(0)
        .answer(413, "<html><title>413 Request Entity Too Large</title>");
    group
        .wait_for_text("larger than a server in front of the platform lets through (HTTP 413)")
        .await;
    assert!(
        !dialog.alert().contains("again") && !group.has_text("Entity"),
        "{}",
        group.text()
    );
    assert!(!group.has_button("Upload again"), "a retry would be rejected too");
    // Another file can be uploaded.
    upload(&uploads, &group, "smaller.bin", 500).await;
    group.button("Stop the upload").press();
    until("the upload is aborted", || uploads.nth(1).is_aborted()).await;
}

#[wasm_bindgen_test]
async fn an_uploaded_file_can_be_added_to_the_library() {
    let (page, dialog, uploads) = filled_page().await;
    let group = dialog.group("Target version");
    upload(&uploads, &group, "lamp-9.bin", 1000).await;
    let md5 = md5_of(&bytes(1000));
    uploads.nth(0).answer(200, &upload_answer(&md5, 1000));
    until("adding is offered", || group.has_button("Add to the firmware library")).await;
    let add = group.button("Add to the firmware library");
    assert_eq!(
        add.disabled_reason().as_deref(),
        Some("Enter the hardware model, 1 to 20 characters.")
    );
    group.field("Hardware model").type_in("A9");
    until("the button is enabled", || add.disabled_reason().is_none()).await;
    // The library entry describes the uploaded file, not a value typed later.
    group.field("MD5").type_in(&md5_of(&bytes(7)));
    page.platform
        .once(Op::AddFirmware, Answer::refused(ErrorCode::FirmwareVersionExists));
    add.press();
    group.wait_for_text("(code 4001017)").await;
    let answer = format!(
        r#"{{"id":"f1","mod":"A9","version":9,"file_url":"{URL}","file_md5":"{md5}","file_size":1000,"is_release":true}}"#
    );
    page.platform.once(Op::AddFirmware, Answer::ok(answer));
    add.press();
    group
        .wait_for_text("The firmware library has this version with these bytes")
        .await;
    assert!(group.one("#create-target-upload").has_focus());
    let request = page.platform.last_request(Op::AddFirmware);
    assert_eq!(request.url, "/v2/product/p1/firmware");
    let prefix = format!(
        r#"{{"mod":"A9","version":9,"file_url":"{URL}","file_md5":"{md5}","file_size":1000,"description":"Fixes the clock","release_date":"20"#
    );
    assert!(request.body.starts_with(&prefix), "{}", request.body);
    assert!(
        request.body.ends_with(r#""is_release":true,"type":1,"identify":0}"#),
        "{}",
        request.body
    );
}

#[wasm_bindgen_test]
async fn profile_core_offers_no_upload() {
    let page = Page::with_rows(&[row("a")]).await;
    let group = page.open_create().await.group("Target version");
    pick_file(&group, &file("lamp-9.bin", &bytes(1000)));
    group.wait_for_text(COMPUTED).await;
    settled().await;
    assert!(!group.has_button("Upload") && !group.has_button("Check address"));
    assert!(group.has_text("MD5 and size filled in"));
}
