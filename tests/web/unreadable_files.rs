//! Files without a digest: the reason is shown in both languages, and typed values are kept.

use super::support::*;
use super::upload::uploading_page;
use upgrade_api::values::SIZE_MAX;
use web_sys::File;

const LIMITED: &str = r#"{"product_id": "p1", "language": "en", "file_limit_bytes": 1000}"#;

/// Why a file has no digest.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Empty,
    OverLimit,
    /// Reading fails with an error of this name.
    Fails(&'static str),
    /// Fewer bytes are read than the file has.
    Shrunk,
    /// This property of the file changes while it is read.
    Changes(&'static str),
}

/// Each fault with its messages in English and Chinese.
const FAULTS: [(Fault, &str, &str); 8] = [
    (Fault::Empty, "This file is empty.", "文件为空"),
    (Fault::OverLimit, "exceeds the limit of 1,000 bytes", "上限 1,000 字节"),
    (Fault::Fails("NotReadableError"), CHANGED, CHANGED_ZH),
    (Fault::Fails("NotFoundError"), MOVED, MOVED_ZH),
    (Fault::Fails("SecurityError"), REFUSED, REFUSED_ZH),
    (Fault::Shrunk, CHANGED, CHANGED_ZH),
    (Fault::Changes("lastModified"), CHANGED, CHANGED_ZH),
    (Fault::Changes("size"), CHANGED, CHANGED_ZH),
];

const CHANGED: &str = "The file has changed since you chose it, or the browser can’t read it.";
const CHANGED_ZH: &str = "文件在选择之后被修改，或浏览器无法读取。请重新选择；若问题仍然存在，请检查文件权限。";
const MOVED: &str = "The file has been moved or deleted since you chose it. Choose it again.";
const MOVED_ZH: &str = "文件在选择之后被移动或删除，请重新选择。";
const REFUSED: &str = "The browser can’t read this file. Copy it to another place and choose it there.";
const REFUSED_ZH: &str = "浏览器无法读取该文件。请将其复制到其他位置后再选择。";

/// The file to pick for a fault.
fn faulty_file(fault: Fault) -> File {
    match fault {
        Fault::Empty => file("wrong.bin", &[]),
        Fault::OverLimit => file("wrong.bin", &bytes(1001)),
        _ => file("wrong.bin", &bytes(500)),
    }
}

/// Reads `file` from `reads` with this fault.
async fn read(fault: Fault, file: &File, reads: &HeldReads) {
    if let Fault::Empty | Fault::OverLimit = fault {
        settled().await;
        assert_eq!(reads.pending(), 0, "{fault:?}: the file is not read");
        return;
    }
    reads.wait_for_pending(1).await;
    match fault {
        Fault::Fails(error) => return reads.fail(error),
        Fault::Shrunk => return reads.complete(&bytes(499)),
        Fault::Changes(property) => override_property(file, property, 501.0),
        Fault::Empty | Fault::OverLimit => {}
    }
    reads.complete(&bytes(500));
}

#[wasm_bindgen_test]
async fn a_file_without_a_digest_shows_the_reason_and_keeps_the_fields() {
    let page = Page::builder().config(LIMITED).open_at_list().await;
    let group = page.open_from_group().await;
    for (fault, sentence, _) in FAULTS {
        group.field("MD5").type_in("my own");
        group.field("Size (bytes)").type_in("7");
        let reads = HeldReads::install();
        let picked = faulty_file(fault);
        pick_file(&group, &picked);
        read(fault, &picked, &reads).await;
        group.wait_for_text(sentence).await;
        group.assert_text("wrong.bin");
        group.assert_no_text(COMPUTED);
        assert_eq!(md5_and_size(&group), ("my own".to_owned(), "7".to_owned()), "{fault:?}");
        let review = page.dialog().button("Review");
        assert_eq!(review.disabled_reason(), None, "{fault:?}: the review is enabled");
        drop(reads);

        let whole = bytes(1000);
        read_file(&group, "right.bin", &whole).await;
        assert!(!group.has_text(sentence), "{fault:?}");
        assert_eq!(md5_and_size(&group), (md5_of(&whole), "1000".to_owned()), "{fault:?}");
    }
}

#[wasm_bindgen_test]
async fn a_file_without_a_digest_shows_the_reason_in_chinese() {
    let (_page, dialog) = Page::with_chinese_create_form().await;
    let group = dialog.group("起始版本");
    for (fault, _, sentence) in FAULTS {
        let (reads, picked) = (HeldReads::install(), faulty_file(fault));
        group.field("固件文件").choose_file(&picked);
        read(fault, &picked, &reads).await;
        group.wait_for_text(sentence).await;
    }
}

#[wasm_bindgen_test]
async fn a_file_larger_than_the_largest_task_size_is_refused() {
    let (_page, group) = Page::with_from_group().await;
    let (reads, huge) = (HeldReads::install(), file("huge.bin", &[1]));
    override_property(&huge, "size", SIZE_MAX as f64 + 1.0);
    pick_file(&group, &huge);
    group.wait_for_text("larger than the platform can accept").await;
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
    assert_eq!(reads.pending(), 0);
}

#[wasm_bindgen_test]
async fn a_rejected_file_replaces_the_one_being_read() {
    let page = Page::builder().config(LIMITED).open_at_list().await;
    let group = page.open_from_group().await;
    let reads = HeldReads::install();
    pick_file(&group, &file("good.bin", &bytes(500)));
    reads.wait_for_pending(1).await;
    pick_file(&group, &file("huge.bin", &bytes(1001)));
    group.wait_for_text("exceeds the limit of 1,000 bytes").await;
    reads.complete(&bytes(500));
    settled().await;
    group.assert_text("huge.bin");
    group.assert_text("exceeds the limit");
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn a_different_upload_of_a_file_that_is_gone_does_not_block_the_review() {
    let (_page, dialog, group, uploads) = uploading_page().await;
    uploads.nth(0).succeed(&bytes(999));
    group.wait_for_text("The platform received a different file").await;
    dialog.button("Discard").press();
    dialog.wait_for_button("Undo").await;
    let reads = HeldReads::install();
    dialog.button("Undo").press();
    reads.wait_for_pending(1).await;
    reads.fail("NotFoundError");
    until("the reading has ended", || {
        dialog.button("Review").disabled_reason().is_none()
    })
    .await;
    dialog.open_review().await;
}
