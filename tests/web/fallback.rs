//! Fallback without a worker: the page reads the file on its own thread, with the same result.

use super::support::{
    COMPUTED, HeldDisk, Page, Part, Workers, bytes, file, from_group, md5_and_size, md5_of, pick, settled, until,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// A page and its group *From version*, where a file of 500 bytes waits for a worker.
async fn waiting(workers: &Workers) -> (Page, Part) {
    let page = Page::with_rows(&[]).await;
    let group = from_group(&page).await;
    until("both workers run", || workers.running() == 2).await;
    pick(&group, &file("x.bin", &bytes(500)));
    (page, group)
}

/// Waits until the MD5 and size of a file of `len` bytes are filled in.
async fn is_read(group: &Part, len: usize) {
    group.shows(COMPUTED).await;
    assert_eq!(md5_and_size(group), (md5_of(&bytes(len)), len.to_string()));
}

#[wasm_bindgen_test]
async fn the_page_reads_the_file_if_the_browser_starts_no_worker() {
    let workers = Workers::refused();
    let page = Page::with_rows(&[]).await;
    let group = from_group(&page).await;
    pick(&group, &file("x.bin", &bytes(500)));
    is_read(&group, 500).await;
    assert_eq!(workers.started(), 0);
}

#[wasm_bindgen_test]
async fn the_page_reads_the_file_if_its_worker_cannot_be_loaded() {
    let workers = Workers::install();
    let (_page, group) = waiting(&workers).await;
    workers.nth(0).breaks();
    is_read(&group, 500).await;
    assert!(workers.nth(0).is_ended());
    assert!(!workers.nth(1).is_ended(), "the other worker keeps running");
    pick(&group, &file("y.bin", &bytes(600)));
    until("the second file is shown", || group.says("y.bin")).await;
    is_read(&group, 600).await;
    assert_eq!(workers.started(), 2);
}

#[wasm_bindgen_test]
async fn the_page_reads_the_file_if_its_worker_reports_that_it_is_unusable() {
    let workers = Workers::install();
    let (_page, group) = waiting(&workers).await;
    let reason = "TypeError: Failed to fetch";
    workers.nth(0).says(&[("unusable", reason.into())]);
    is_read(&group, 500).await;
    assert!(workers.nth(0).is_ended());
    assert!(!group.says(reason), "the operator cannot act on the reason");
}

#[wasm_bindgen_test]
async fn the_page_reads_the_file_if_its_worker_is_silent_for_five_seconds() {
    let (workers, disk) = (Workers::install(), HeldDisk::install());
    let (page, group) = waiting(&workers).await;
    settled().await;
    assert_eq!((page.clock.waiting(5000), disk.waiting()), (1, 0));
    page.clock.after(5000);
    until("the page reads the file", || disk.waiting() == 1).await;
    assert!(workers.nth(0).is_ended());
    disk.give(&bytes(500));
    is_read(&group, 500).await;
    assert_eq!(page.dialog().button("Review").refusal(), None);
}

#[wasm_bindgen_test]
async fn a_worker_that_fails_before_a_file_is_picked_is_not_waited_for() {
    let workers = Workers::install();
    let page = Page::with_rows(&[]).await;
    let group = from_group(&page).await;
    until("both workers run", || workers.running() == 2).await;
    workers.nth(0).breaks();
    settled().await;
    assert!(!group.says("Computing MD5"), "there is nothing to read");
    pick(&group, &file("x.bin", &bytes(500)));
    is_read(&group, 500).await;
    assert_eq!(page.clock.waiting(5000), 0);
    assert!(workers.nth(0).posted().is_empty());
}

#[wasm_bindgen_test]
async fn the_page_reads_the_whole_file_if_its_worker_fails_halfway() {
    let (workers, disk) = (Workers::install(), HeldDisk::install());
    let (_page, group) = waiting(&workers).await;
    let worker = workers.nth(0);
    worker.is_ready();
    worker.is_at(worker.turn(), 400);
    group.shows("Computing MD5 80 %").await;
    worker.breaks();
    until("the page reads the file", || disk.waiting() == 1).await;
    disk.give(&bytes(500));
    is_read(&group, 500).await;
}

#[wasm_bindgen_test]
async fn a_fallback_read_can_be_cancelled() {
    let (workers, disk) = (Workers::install(), HeldDisk::install());
    let (_page, group) = waiting(&workers).await;
    workers.nth(0).breaks();
    until("the page reads the file", || {
        disk.waiting() == 1 && group.has_button("Cancel")
    })
    .await;
    group.button("Cancel").press();
    disk.give(&bytes(500));
    settled().await;
    assert!(!group.says(COMPUTED));
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn a_failed_worker_is_not_started_again() {
    let workers = Workers::install();
    let (page, group) = waiting(&workers).await;
    workers.nth(0).breaks();
    is_read(&group, 500).await;
    page.dialog().escape();
    page.no_dialog().await;
    until("the other worker is terminated", || workers.running() == 0).await;
    let group = from_group(&page).await;
    until("the other worker runs again", || workers.running() == 1).await;
    settled().await;
    assert_eq!(workers.started(), 3);
    pick(&group, &file("y.bin", &bytes(600)));
    until("the second file is shown", || group.says("y.bin")).await;
    is_read(&group, 600).await;
    assert!(
        workers.nth(2).posted().is_empty(),
        "the worker belongs to the other version"
    );
}
