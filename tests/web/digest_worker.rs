//! The digest worker as the page uses it: lifetime, messages sent and messages handled.

use super::support::*;

const HINT: &str = "MD5 and size are computed in your browser; the file isn’t uploaded.";

/// Opens the create form and waits for both workers. The group *From version* uses the first one.
pub async fn open_form() -> (FakeWorkers, Page, Part) {
    let workers = FakeWorkers::install();
    let (page, group) = Page::with_from_group().await;
    until("both workers run", || workers.running() == 2).await;
    (workers, page, group)
}

#[wasm_bindgen_test]
async fn opening_the_form_starts_a_worker_for_each_version() {
    let workers = FakeWorkers::install();
    let page = Page::with_rows(&[]).await;
    settled().await;
    assert_eq!(workers.started(), 0, "no worker starts before the form opens");
    page.open_create().await;
    until("both are started", || workers.started() == 2).await;
    assert_eq!([0, 1].map(|at| workers.nth(at).address()), [ADDRESS, ADDRESS]);
    page.field("Language").choose("中文");
    page.wait_for_dialog_text("创建任务").await;
    settled().await;
    assert_eq!((workers.started(), workers.running()), (2, 2), "both workers stay");
}

#[wasm_bindgen_test]
async fn closing_the_form_lets_a_worker_finish_its_file() {
    let (workers, page, group) = open_form().await;
    pick_file(&group, &file("x.bin", &[1, 2, 3]));
    page.close_dialog("Escape").await;
    until("the idle worker is ended", || workers.nth(1).is_terminated()).await;
    settled().await;
    let busy = workers.nth(0);
    assert!(!busy.is_terminated());
    busy.report_md5(busy.request(), MD5_A);
    assert!(busy.is_terminated(), "the worker is ended after its file");
    let group = page.open_from_group().await;
    group.assert_text(COMPUTED);
    assert_eq!(md5_and_size(&group), (MD5_A.to_owned(), "3".to_owned()));
    until("two new workers run", || workers.running() == 2).await;
    assert_eq!(workers.started(), 4);
    page.dialog().press_escape();
    until("both idle workers are ended", || workers.running() == 0).await;
}

#[wasm_bindgen_test]
async fn a_picked_file_is_posted_at_once_to_the_worker_of_its_version() {
    let (workers, page, group) = open_form().await;
    let (from, target) = (file("from.bin", &[1]), file("target.bin", &[2, 3]));
    pick_file(&group, &from);
    assert_eq!(workers.nth(0).files(), ["from.bin"], "the worker is not ready yet");
    assert!(workers.nth(1).posted().is_empty());
    workers.nth(1).report_ready();
    let other = page.dialog().group("Target version");
    pick_file(&other, &target);
    let posted = [workers.nth(0).posted(), workers.nth(1).posted()];
    assert_eq!((posted[0].len(), posted[1].len()), (1, 1));
    assert!(posted[0][0].1 == Some(from) && posted[1][0].1 == Some(target));
    workers.nth(0).report_ready();
    workers.nth(0).report_md5(workers.nth(0).request(), MD5_A);
    workers.nth(1).report_md5(workers.nth(1).request(), MD5_B);
    for (group, md5, size) in [(&group, MD5_A, "1"), (&other, MD5_B, "2")] {
        group.wait_for_text(COMPUTED).await;
        assert_eq!(md5_and_size(group), (md5.to_owned(), size.to_owned()));
        assert_eq!(group.field("Version").value(), "");
    }
    assert_eq!(page.platform.all_requests().len(), 1, "no file is sent to the platform");
}

#[wasm_bindgen_test]
async fn progress_of_the_worker_moves_the_bar() {
    let (workers, page, group) = open_form().await;
    pick_file(&group, &file("x.bin", &bytes(1000)));
    let (worker, request) = (workers.nth(0), workers.nth(0).request());
    worker.report_ready();
    group.wait_for_text("Computing MD5 0%").await;
    for (done, percent) in [(250, 25), (251, 25), (999, 99), (1000, 100)] {
        worker.report_progress(request, done);
        let value = || group.one("progress").attr("value");
        until("the bar moves", || value() == Some(done.to_string())).await;
        group.assert_text(&format!("Computing MD5 {percent}%"));
    }
    assert_eq!(group.one("progress").attr("max").as_deref(), Some("1000"));
    assert!(page.dialog().button("Review").disabled_reason().is_some());
    assert_eq!(group.field("MD5").value(), "");
    worker.report_md5(request, MD5_A);
    group.wait_for_text(COMPUTED).await;
    assert!(group.all("progress").is_empty());
    page.dialog().button("Review").assert_enabled();
}

#[wasm_bindgen_test]
async fn a_suspicion_of_the_worker_is_shown() {
    let (workers, _page, group) = open_form().await;
    pick_file(&group, &file("x.bin", b"{}"));
    let (worker, json) = (workers.nth(0), 4);
    let request = ("request", worker.request().into());
    worker.post(&[request, ("md5", MD5_A.into()), ("content", json.into())]);
    group.wait_for_text("This is JSON, probably an error response").await;
    assert_eq!(group.field("MD5").value(), MD5_A);
}

#[wasm_bindgen_test]
async fn messages_about_a_replaced_file_are_ignored() {
    let (workers, _page, group) = open_form().await;
    let worker = workers.nth(0);
    pick_file(&group, &file("first.bin", &[1]));
    let first = worker.request();
    pick_file(&group, &file("second.bin", &[1, 2]));
    let second = worker.request();
    assert!(second > first);
    assert_eq!(worker.files(), ["first.bin", "second.bin"]);
    worker.report_progress(first, 1);
    worker.report_md5(first, MD5_B);
    worker.report_failure(first, "NotFoundError");
    worker.post(&[("request", first.into()), ("stopped", true.into())]);
    settled().await;
    group.assert_text("second.bin");
    group.assert_text("Computing MD5 0%");
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
    worker.report_md5(second, MD5_A);
    group.wait_for_text(COMPUTED).await;
    assert_eq!(md5_and_size(&group), (MD5_A.to_owned(), "2".to_owned()));
    worker.report_md5(first, MD5_B);
    worker.report_md5(second, MD5_B);
    settled().await;
    assert_eq!(group.field("MD5").value(), MD5_A, "only the first result counts");
}

#[wasm_bindgen_test]
async fn cancelling_stops_the_worker_and_ignores_its_later_messages() {
    let (workers, _page, group) = open_form().await;
    let worker = workers.nth(0);
    group.field("MD5").type_in("my own");
    pick_file(&group, &file("x.bin", &[1]));
    let request = worker.request();
    group.wait_for_button("Cancel").await;
    group.press_and_see("Cancel", HINT).await;
    let (newer, posted_file) = worker.posted().pop().unwrap();
    assert!(newer > request && posted_file.is_none());
    for request in [request, newer] {
        worker.report_progress(request, 1);
        worker.report_failure(request, "NotReadableError");
        worker.report_md5(request, MD5_A);
    }
    settled().await;
    group.assert_text(HINT);
    assert_eq!(md5_and_size(&group), ("my own".to_owned(), String::new()));
    pick_file(&group, &file("y.bin", &[1, 2]));
    worker.report_md5(worker.request(), MD5_A);
    group.wait_for_text(COMPUTED).await;
    assert_eq!(md5_and_size(&group), (MD5_A.to_owned(), "2".to_owned()));
}

#[wasm_bindgen_test]
async fn a_file_the_worker_cannot_read_shows_the_reason_and_keeps_the_fields() {
    let (workers, page, group) = open_form().await;
    let worker = workers.nth(0);
    worker.report_ready();
    group.field("MD5").type_in("my own");
    group.field("Size (bytes)").type_in("7");
    for (error, sentence) in [
        ("NotReadableError", "The file has changed since you chose it"),
        ("NotFoundError", "The file has been moved or deleted"),
        ("SecurityError", "The browser can’t read this file."),
    ] {
        pick_file(&group, &file("x.bin", &[1]));
        worker.report_failure(worker.request(), error);
        group.wait_for_text(sentence).await;
        assert!(!group.has_text(COMPUTED), "{error}");
        assert_eq!(md5_and_size(&group), ("my own".to_owned(), "7".to_owned()), "{error}");
        assert_eq!(page.dialog().button("Review").disabled_reason(), None, "{error}");
    }
    pick_file(&group, &file("x.bin", &[1, 2]));
    worker.report_md5(worker.request(), MD5_A);
    group.wait_for_text(COMPUTED).await;
    assert_eq!(workers.running(), 2, "a read failure does not end the worker");
}

#[wasm_bindgen_test]
async fn a_worker_that_is_ready_in_time_has_no_further_deadline() {
    let reads = HeldReads::install();
    let (workers, page, group) = open_form().await;
    pick_file(&group, &file("x.bin", &bytes(1000)));
    workers.nth(0).report_ready();
    page.clock.fire_timeouts_of(5000);
    settled().await;
    assert_eq!((workers.running(), reads.pending()), (2, 0), "the page reads nothing");
    workers.nth(0).report_md5(workers.nth(0).request(), MD5_A);
    group.wait_for_text(COMPUTED).await;
    pick_file(&group, &file("y.bin", &bytes(1000)));
    assert_eq!(page.clock.pending_timeouts(5000), 0, "the next file has none");
}

#[wasm_bindgen_test]
async fn an_md5_typed_while_the_file_is_read_stays_and_causes_a_warning() {
    let (workers, _page, group) = open_form().await;
    let worker = workers.nth(0);
    pick_file(&group, &file("x.bin", &[1, 2]));
    group.field("MD5").type_in(MD5_B);
    worker.report_md5(worker.request(), MD5_A);
    group.wait_for_text("The chosen file has a different MD5").await;
    assert_eq!(md5_and_size(&group), (MD5_B.to_owned(), "2".to_owned()));
    let differs = "File read, but the MD5 or size entered here isn’t this file’s.";
    group.assert_text(differs);
    assert!(!group.has_text(COMPUTED));
    group.field("MD5").type_in(MD5_A);
    group.wait_for_text(COMPUTED).await;
    group.field("Size (bytes)").type_in("3");
    group.wait_for_text(differs).await;
}

#[wasm_bindgen_test]
async fn a_normalised_md5_is_no_typed_one() {
    let (workers, _page, group) = open_form().await;
    let md5 = group.field("MD5");
    md5.type_in(&MD5_B.to_uppercase());
    pick_file(&group, &file("x.bin", &[1, 2]));
    md5.blur();
    workers.nth(0).report_md5(workers.nth(0).request(), MD5_A);
    group.wait_for_text(COMPUTED).await;
    assert_eq!(md5.value(), MD5_A);
}

#[wasm_bindgen_test]
async fn signing_out_in_the_portal_ends_the_workers_of_an_open_form() {
    let workers = FakeWorkers::install();
    let page = Page::in_portal(&[row("a")]).await;
    page.open_create().await;
    until("both workers run", || workers.running() == 2).await;
    page.portal().refuse_token("signed-out");
    page.portal().change_token();
    until("the workers have ended", || workers.running() == 0).await;
}
