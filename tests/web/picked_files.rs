//! Picked files: digest and size are computed in the browser, and a read can be cancelled or replaced. The page of
//! these tests names no worker, so it reads the files on its own thread.

use super::support::*;
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_console::firmware_file::{FileError, Reader, Reading};
use web_sys::File;

const MIB: usize = 1 << 20;

/// Readings that a reader reports for a file until it is done or fails.
async fn readings(reader: &Reader, file: &File) -> Vec<Reading> {
    let readings = Rc::new(RefCell::new(Vec::new()));
    let sink = readings.clone();
    reader.read(file, move |reading| sink.borrow_mut().push(reading));
    let ended = || !matches!(readings.borrow().last(), None | Some(Reading::Progress(_)));
    until("the file is read", ended).await;
    readings.take()
}

#[wasm_bindgen_test]
async fn the_digest_is_correct_for_files_of_every_size() {
    let reader = Reader::new(None);
    for len in [1, 55, 56, 63, 64, MIB - 1, MIB, MIB + 1, 3 * MIB] {
        let bytes = bytes(len);
        match readings(&reader, &file("x", &bytes)).await.last() {
            Some(Reading::Done(digest)) => {
                assert_eq!(digest.md5.to_string(), md5_of(&bytes), "{len} bytes");
                assert_eq!(digest.size.get(), len as u64);
            }
            other => panic!("{len} bytes: {other:?}"),
        }
    }
    let empty = readings(&reader, &file("x", &[])).await;
    assert_eq!(empty, [Reading::Failed(FileError::Empty)]);
}

#[wasm_bindgen_test]
async fn progress_only_increases_and_reaches_the_end() {
    let readings = readings(&Reader::new(None), &file("x", &bytes(3 * MIB + 1))).await;
    let done = |reading: &Reading| match reading {
        Reading::Progress(done) => Some(*done),
        _ => None,
    };
    let seen: Vec<_> = readings.iter().filter_map(done).collect();
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!((seen[0], seen[seen.len() - 1]), (0, (3 * MIB + 1) as u64));
    assert!(seen.len() > 3, "{seen:?}");
}

#[wasm_bindgen_test]
async fn a_stopped_reader_reports_nothing_more() {
    let (reader, readings) = (Reader::new(None), Rc::new(RefCell::new(Vec::new())));
    let (reads, bytes, sink) = (HeldReads::install(), bytes(3 * MIB), readings.clone());
    reader.read(&file("x", &bytes), move |reading| sink.borrow_mut().push(reading));
    reads.wait_for_pending(1).await;
    reader.stop();
    reads.complete(&bytes[..MIB]);
    settled().await;
    assert_eq!((readings.take(), reads.pending()), (vec![Reading::Progress(0)], 0));
}

#[wasm_bindgen_test]
async fn a_picked_file_fills_in_its_digest_and_size_and_nothing_else() {
    let (page, group) = Page::with_from_group().await;
    let bytes = bytes(70_000);
    read_file(&group, "meter-3.bin", &bytes).await;
    group.assert_text("meter-3.bin");
    group.assert_text("68.4 KiB");
    assert_eq!(md5_and_size(&group), (md5_of(&bytes), "70000".to_owned()));
    assert_eq!(group.field("Version").value(), "");
    assert_eq!(group.field("File address").value(), "");
    let other = page.dialog().group("Target version");
    assert_eq!(other.field("MD5").value(), "");
    assert_eq!(page.platform.all_requests().len(), 1, "the file isn’t uploaded");
}

#[wasm_bindgen_test]
async fn progress_is_shown_and_the_form_waits_for_the_read() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let group = dialog.group("From version");
    let (reads, bytes) = (HeldReads::install(), bytes(2 * MIB));
    pick_file(&group, &file("x.bin", &bytes));
    for (at, part) in bytes.chunks(MIB).enumerate() {
        reads.wait_for_pending(1).await;
        let bar = group.one("progress");
        assert_eq!(bar.name(), "Computing MD5");
        assert_eq!(bar.attr("value"), Some((at * MIB).to_string()));
        assert_eq!(bar.attr("max"), Some((2 * MIB).to_string()));
        group.assert_text(&format!("Computing MD5 {}%", at * 50));
        let review = dialog.button("Review");
        let reason = "Wait until the file is read, or cancel.";
        review.assert_disabled(reason);
        review.press();
        dialog.field("Name").press_key("Enter");
        reads.complete(part);
    }
    group.wait_for_text(COMPUTED).await;
    dialog.button("Review").assert_enabled();
    assert!(page.platform.requests(Op::Create).is_empty());
    assert_eq!(group.field("MD5").value(), md5_of(&bytes));
}

#[wasm_bindgen_test]
async fn a_cancelled_read_leaves_the_fields_unchanged() {
    let (_page, group) = Page::with_from_group().await;
    group.field("MD5").type_in("my own");
    let (reads, bytes) = (HeldReads::install(), bytes(MIB));
    pick_file(&group, &file("x.bin", &bytes));
    reads.wait_for_pending(1).await;
    group
        .press_and_see("Cancel", "MD5 and size are computed in your browser")
        .await;
    assert!(group.field("Firmware file").has_focus());
    reads.complete(&bytes);
    settled().await;
    assert!(!group.has_text(COMPUTED));
    assert_eq!(md5_and_size(&group), ("my own".to_owned(), String::new()));
}

#[wasm_bindgen_test]
async fn the_second_of_two_files_wins_however_the_first_read_ends() {
    let (first, second) = (bytes(500), bytes(600));
    for (is_dropped, fails) in [(false, false), (false, true), (true, false)] {
        let (_page, group) = Page::with_from_group().await;
        let reads = HeldReads::install();
        pick_file(&group, &file("first.bin", &first));
        reads.wait_for_pending(1).await;
        let replacement = file("second.bin", &second);
        match is_dropped {
            true => assert!(Drag::files(&[&replacement]).drop_on(&group)),
            false => pick_file(&group, &replacement),
        }
        reads.wait_for_pending(2).await;
        match fails {
            true => reads.fail("NotReadableError"),
            false => reads.complete(&first),
        }
        settled().await;
        group.assert_text("second.bin");
        group.assert_no_text("first.bin");
        group.assert_no_text("The file has changed");
        assert_eq!(group.field("MD5").value(), "");
        reads.complete(&second);
        group.wait_for_text(COMPUTED).await;
        assert_eq!(md5_and_size(&group), (md5_of(&second), "600".to_owned()));
    }
}

#[wasm_bindgen_test]
async fn the_same_file_can_be_picked_twice() {
    let (_page, group) = Page::with_from_group().await;
    let (bytes, input) = (bytes(100), group.field("Firmware file"));
    let same = file("same.bin", &bytes);
    input.choose_file(&same);
    group.wait_for_text(COMPUTED).await;
    assert_eq!(input.value(), "", "the same value fires no change event");
    group.field("MD5").type_in("spoilt");
    input.choose_file(&same);
    until("the MD5 is restored", || group.field("MD5").value() == md5_of(&bytes)).await;
}

#[wasm_bindgen_test]
async fn a_typed_md5_that_differs_from_the_picked_file_causes_a_warning() {
    let page = Page::with_rows(&[row("a")]).await;
    let group = page.open_from_group().await;
    let bytes = bytes(10);
    read_file(&group, "x.bin", &bytes).await;
    let warning = format!("The chosen file has a different MD5: {}", md5_of(&bytes));
    assert!(!group.has_text(&warning));
    group.field("MD5").type_in("00000000000000000000000000000000");
    group.wait_for_text(&warning).await;
    assert!(group.field("MD5").description().contains(&warning));
    group.field("MD5").type_in(&md5_of(&bytes).to_uppercase());
    group.wait_for_no_text(&warning).await;
}

#[wasm_bindgen_test]
async fn a_file_read_while_the_dialog_is_closed_is_shown_when_it_reopens() {
    let (page, group) = Page::with_from_group().await;
    let (reads, bytes) = (HeldReads::install(), bytes(10));
    pick_file(&group, &file("x.bin", &bytes));
    reads.wait_for_pending(1).await;
    page.close_dialog("Escape").await;
    reads.complete(&bytes);
    settled().await;
    let group = page.open_from_group().await;
    assert!(group.has_text(COMPUTED));
    assert_eq!(group.field("MD5").value(), md5_of(&bytes));
}

#[wasm_bindgen_test]
async fn the_button_of_a_file_is_no_part_of_its_status() {
    let (_page, group) = Page::with_from_group().await;
    read_file(&group, "meter-3.bin", &bytes(300)).await;
    let input = group.field("Firmware file");
    assert!(input.description().contains("meter-3.bin"), "{}", input.description());
    assert!(!input.description().contains("Remove"), "{}", input.description());
}

#[wasm_bindgen_test]
async fn a_press_on_cancel_does_not_remove_a_file_that_is_read_meanwhile() {
    let (_page, group) = Page::with_from_group().await;
    let (reads, bytes) = (HeldReads::install(), bytes(MIB));
    pick_file(&group, &file("x.bin", &bytes));
    reads.wait_for_pending(1).await;
    let cancel = group.button("Cancel");
    cancel.pointer_down();
    reads.complete(&bytes);
    group.wait_for_text(COMPUTED).await;
    cancel.pointer_up();
    cancel.press();
    settled().await;
    group.assert_text("x.bin");
    group.button("Remove").press();
    group.wait_for_no_text("x.bin").await;
}
