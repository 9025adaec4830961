//! Fallback without a worker: the page reads the file on its own thread, with the same result.

use super::digest_worker::open_form;
use super::support::*;

/// Fake workers, a page and its group *From version*, where a file of 500 bytes waits for a worker.
async fn pick_waiting_file() -> (FakeWorkers, Page, Part) {
    let (workers, page, group) = open_form().await;
    pick_file(&group, &file("x.bin", &bytes(500)));
    (workers, page, group)
}

/// Waits until the MD5 and size of a file of `len` bytes are filled in.
async fn wait_until_read(group: &Part, len: usize) {
    group.wait_for_text(COMPUTED).await;
    assert_eq!(md5_and_size(group), (md5_of(&bytes(len)), len.to_string()));
}

#[wasm_bindgen_test]
async fn the_page_reads_the_file_if_the_browser_starts_no_worker() {
    let workers = FakeWorkers::install_refused();
    let (_page, group) = Page::with_from_group().await;
    pick_file(&group, &file("x.bin", &bytes(500)));
    wait_until_read(&group, 500).await;
    assert_eq!(workers.started(), 0);
}

/// Name of a failure, and the function that causes it.
type Failure = (&'static str, fn(&FakeWorker));

#[wasm_bindgen_test]
async fn the_page_reads_the_file_if_its_worker_fails() {
    const REASON: &str = "TypeError: Failed to fetch";
    let failures: [Failure; 3] = [
        ("cannot be loaded", FakeWorker::dispatch_error),
        ("is unusable", |worker| worker.post(&[("unusable", REASON.into())])),
        ("fails halfway", |worker| {
            worker.report_ready();
            worker.report_progress(worker.request(), 400);
            worker.dispatch_error();
        }),
    ];
    for (what, fail) in failures {
        let (workers, _page, group) = pick_waiting_file().await;
        fail(&workers.nth(0));
        wait_until_read(&group, 500).await;
        assert!(workers.nth(0).is_terminated(), "{what}");
        assert_eq!(workers.running(), 1, "{what}: the other worker keeps running");
        group.assert_no_text(REASON);
        pick_file(&group, &file("y.bin", &bytes(600)));
        group.wait_for_text("y.bin").await;
        wait_until_read(&group, 600).await;
        assert_eq!(workers.started(), 2, "{what}");
    }
}

#[wasm_bindgen_test]
async fn the_page_reads_the_file_if_its_worker_is_silent_for_five_seconds() {
    let reads = HeldReads::install();
    let (workers, page, group) = pick_waiting_file().await;
    settled().await;
    assert_eq!((page.clock.pending_timeouts(5000), reads.pending()), (1, 0));
    page.clock.fire_timeouts_of(5000);
    reads.wait_for_pending(1).await;
    assert!(workers.nth(0).is_terminated());
    reads.complete(&bytes(500));
    wait_until_read(&group, 500).await;
    page.dialog().button("Review").assert_enabled();
}

#[wasm_bindgen_test]
async fn a_worker_that_fails_before_a_file_is_picked_is_not_waited_for() {
    let (workers, page, group) = open_form().await;
    workers.nth(0).dispatch_error();
    settled().await;
    assert!(!group.has_text("Computing MD5"), "there is nothing to read");
    pick_file(&group, &file("x.bin", &bytes(500)));
    wait_until_read(&group, 500).await;
    assert_eq!(page.clock.pending_timeouts(5000), 0);
    assert!(workers.nth(0).posted().is_empty());
}

#[wasm_bindgen_test]
async fn a_fallback_read_can_be_cancelled() {
    let reads = HeldReads::install();
    let (workers, _page, group) = pick_waiting_file().await;
    workers.nth(0).dispatch_error();
    reads.wait_for_pending(1).await;
    group.wait_for_button("Cancel").await.press();
    reads.complete(&bytes(500));
    settled().await;
    assert!(!group.has_text(COMPUTED));
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn a_failed_worker_is_not_started_again() {
    let (workers, page, group) = pick_waiting_file().await;
    workers.nth(0).dispatch_error();
    wait_until_read(&group, 500).await;
    page.close_dialog("Escape").await;
    until("the other worker is terminated", || workers.running() == 0).await;
    let group = page.open_from_group().await;
    until("the other worker runs again", || workers.running() == 1).await;
    settled().await;
    assert_eq!(workers.started(), 3);
    pick_file(&group, &file("y.bin", &bytes(600)));
    group.wait_for_text("y.bin").await;
    wait_until_read(&group, 600).await;
    assert!(workers.nth(2).posted().is_empty(), "it belongs to the other version");
}
