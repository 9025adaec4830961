//! Task lists that are read page by page (profile full).

use super::support::*;

/// Answer with one page of a list of `count` tasks.
fn page_answer(count: usize, rows: &[Row]) -> Answer {
    let rows: Vec<String> = rows.iter().map(Row::json).collect();
    Answer::ok(format!(r#"{{"count":{count},"list":[{}]}}"#, rows.join(",")))
}

/// Opens an empty list and refreshes it with these page answers.
async fn refresh_with(pages: &[Answer]) -> Page {
    let builder = Page::builder().full("{}", "[]").always(Op::List, Answer::ok("[]"));
    let page = builder.always(Op::ListPage, page_answer(0, &[])).open().await;
    page.wait_for_text("No upgrade tasks yet").await;
    answer_pages(&page, pages);
    page.button("Refresh").press();
    page
}

/// Answers the next page requests.
fn answer_pages(page: &Page, answers: &[Answer]) {
    for answer in answers {
        page.platform.once(Op::ListPage, answer.clone());
    }
}

/// Bodies of the page requests after the initial load.
fn page_requests(page: &Page) -> Vec<String> {
    let requests = page.platform.requests(Op::ListPage).into_iter().skip(1);
    requests.map(|request| request.body).collect()
}

/// Body of the page request at `offset`.
fn request_body(offset: usize) -> String {
    format!(r#"{{"product_id":"p1","offset":{offset},"limit":1000}}"#)
}

#[wasm_bindgen_test]
async fn all_pages_are_read_and_searched() {
    let all = numbered_rows(1500);
    let page = refresh_with(&[page_answer(1500, &all[..1000]), page_answer(1500, &all[999..])]).await;
    page.wait_for_text("Rows 1–50 of 1,500").await;
    assert_eq!(page_requests(&page), [request_body(0), request_body(999)]);
    assert!(page.platform.requests(Op::List).is_empty());
    page.search("Task 1499", 1).await;
}

#[wasm_bindgen_test]
async fn a_failed_page_request_is_retried() {
    let page = refresh_with(&[Answer::NetworkError, page_answer(1, &numbered_rows(1))]).await;
    page.wait_for_text("Task 0").await;
    assert_eq!(page_requests(&page), [request_body(0), request_body(0)]);
}

/// 2,500 tasks, of which the first runs.
fn three_pages() -> Vec<Row> {
    let mut all = numbered_rows(2500);
    all[0] = row("0").running();
    all
}

/// Opens the console on a platform that has answered with the first of three pages, and holds the answer with the second.
async fn open_at_first_page(all: &[Row]) -> (Page, HeldResponse) {
    let first = HeldResponse::default();
    let builder = Page::builder().full("{}", "[]");
    let page = builder.always(Op::ListPage, Answer::Held(first.clone())).open().await;
    page.platform.wait_for_requests(Op::ListPage, 1).await;
    let second = page.platform.hold(Op::ListPage);
    first.release(page_answer(all.len(), &all[..1000]));
    page.wait_for_text("Loading tasks: 1,000 of 2,500.").await;
    until("the rows of the first page are shown", || page.rows().len() == 50).await;
    (page, second)
}

const INCOMPLETE: &str = "Not all tasks are loaded yet. Wait until the list is complete.";

#[wasm_bindgen_test]
async fn the_first_page_is_shown_while_the_others_are_read() {
    let all = three_pages();
    let (page, second) = open_at_first_page(&all).await;
    let first_row = page.row("Task 0");
    let reason = |button: &str| page.button(button).disabled_reason();
    assert_eq!(reason("Stop all"), None);
    for button in ["Start", "Delete"] {
        let reason = page.row("Task 7").button(button).disabled_reason();
        assert_eq!(reason.as_deref(), Some(INCOMPLETE), "{button}");
    }
    first_row.button("Stop").assert_enabled();
    for of_all in ["dl.figures", "[role=search]", ".pager"] {
        assert!(page.all(of_all).is_empty(), "{of_all}");
    }
    assert!(!page.has_text("Updated"), "the list has no age yet");
    let third = page.platform.hold(Op::ListPage);
    second.release(page_answer(2500, &all[999..1999]));
    page.wait_for_text("Loading tasks: 1,999 of 2,500.").await;
    third.release(page_answer(2500, &all[1998..]));
    page.wait_for_no_text("Loading tasks:").await;
    until("the figures are shown", || !page.all("dl.figures").is_empty()).await;
    assert!(page.one("dl.figures").has_text("2,500"));
    assert!(page.row("Task 0") == first_row, "the rows stay");
    page.row("Task 7").button("Start").assert_enabled();
    page.search("Task 2499", 1).await;
}

#[wasm_bindgen_test]
async fn an_incomplete_first_list_says_so_until_a_reading_succeeds() {
    let all = three_pages();
    let (page, second) = open_at_first_page(&all).await;
    page.platform.always(Op::ListPage, Answer::html(500));
    second.release(Answer::html(500));
    page.wait_for_text("Only 1,000 of 2,500 tasks could be loaded.").await;
    assert!(!page.alert().is_empty(), "the failure is reported");
    assert!(page.row("Task 7").button("Start").disabled_reason().is_some());
    page.button("Stop all").press();
    let unread = "Only 1,000 of 2,500 tasks are loaded. The others won’t be stopped; use Stop all again when the list is complete.";
    page.wait_for_dialog_text(unread).await.press_escape();
    page.platform.always(Op::ListPage, page_answer(2, &all[..2]));
    page.button("Refresh").press();
    page.wait_for_no_text("tasks could be loaded").await;
    until("only the listed tasks remain", || page.rows().len() == 2).await;
    page.row("Task 1").button("Start").assert_enabled();
}

#[wasm_bindgen_test]
async fn a_stop_does_not_wait_for_the_other_pages() {
    let all = three_pages();
    let (page, _second) = open_at_first_page(&all).await;
    page.platform.always(Op::ListPage, page_answer(1, &[row("0")]));
    page.row("Task 0").button("Stop").press();
    page.wait_for_no_text("Loading tasks:").await;
    assert_eq!(page.platform.count(Op::SetStatus), 1);
    assert!(page.platform.requests(Op::ListPage)[1].is_aborted());
    until("the whole list is shown", || page.rows().len() == 1).await;
    assert!(page.row("Task 0").has_text("Stopped"));
}

#[wasm_bindgen_test]
async fn pages_are_compared_with_the_last_ones() {
    let all = numbered_rows(1500);
    let pages = |last: &Row| {
        let mut rows = all[999..].to_vec();
        rows[500] = last.clone();
        [page_answer(1500, &all[..1000]), page_answer(1500, &rows)]
    };
    let page = refresh_with(&pages(&row("1499"))).await;
    until("both pages are shown", || page.has_text("1,500")).await;
    page.search("Task 1499", 1).await;
    let stopped = (row("1499"), "Stopped");
    for (last, word) in [stopped.clone(), (row("1499").running(), "Running"), stopped] {
        let before = page.platform.count(Op::ListPage);
        answer_pages(&page, &pages(&last));
        page.button("Refresh").press();
        page.platform.wait_for_requests(Op::ListPage, before + 2).await;
        assert_eq!(
            page_requests(&page)[before..],
            [request_body(999)],
            "the offset is the same"
        );
        until("the row shows the last answer", || page.row("Task 1499").has_text(word)).await;
    }
}

/// Two pages of a list that lost a task between the requests, so that the second does not overlap the first.
fn changed_pages(all: &[Row]) -> [Answer; 2] {
    [
        page_answer(all.len(), &all[..1000]),
        page_answer(all.len() - 1, &all[1000..]),
    ]
}

const CHANGED: &str = "Tasks were created or deleted while the list was loading";

#[wasm_bindgen_test]
async fn a_list_that_changes_between_pages_is_shown_with_a_notice() {
    let all = numbered_rows(1002);
    let page = refresh_with(&changed_pages(&all)).await;
    page.wait_for_text("Rows 1–50 of 1,002").await;
    assert!(page.has_text(CHANGED), "{}", page.alert());
    assert_eq!(
        page_requests(&page),
        [request_body(0), request_body(999)],
        "reading does not restart"
    );
    page.platform.once(Op::ListPage, page_answer(2, &all[..2]));
    page.button("Refresh").press();
    page.wait_for_no_text(CHANGED).await;
    until("only the listed tasks remain", || page.rows().len() == 2).await;
}

#[wasm_bindgen_test]
async fn a_task_missing_from_a_changed_list_is_kept_and_marked() {
    let all = numbered_rows(1002);
    let mark = "Missing from the latest list";
    let page = refresh_with(&[page_answer(1, &[row("kept")])]).await;
    page.wait_for_text("Task kept").await;
    answer_pages(&page, &changed_pages(&all));
    page.press_and_see("Refresh", CHANGED).await;
    page.row("Task kept").assert_text(mark);
    assert!(!page.row("Task 0").has_text(mark));
    page.platform.once(Op::ListPage, page_answer(1, &[row("other")]));
    page.button("Refresh").press();
    until("the missing task is removed", || {
        page.rows().iter().all(|row| !row.has_text("Task kept"))
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_delete_reads_pages_only_until_the_task_is_found() {
    let all = numbered_rows(3001);
    let page = refresh_with(&[page_answer(3001, &all[..1000]), page_answer(3001, &all[999..1999])]).await;
    answer_pages(
        &page,
        &[page_answer(3001, &all[1998..2998]), page_answer(3001, &all[2997..])],
    );
    page.wait_for_text("Rows 1–50 of 3,001").await;
    let before = page.platform.count(Op::ListPage);
    let question = page.open_confirmation("Task 7", "Delete").await;
    page.platform.once(Op::ListPage, page_answer(3001, &all[..1000]));
    question.button("Delete").press();
    page.platform.wait_for_requests(Op::Delete, 1).await;
    let operations = page.platform.operations().into_iter();
    let until_delete = operations.take_while(|op| *op != Op::Delete);
    let pages = until_delete.filter(|op| *op == Op::ListPage).count();
    assert_eq!(pages - before, 1, "the first page contains the task");
    page.wait_for_no_dialog().await;
}

#[wasm_bindgen_test]
async fn a_start_without_a_loop_check_requires_typing_the_target_version() {
    let all = numbered_rows(1002);
    let page = refresh_with(&[page_answer(1, &[row("0")])]).await;
    page.wait_for_text("Task 0").await;
    let question = page.open_confirmation("Task 0", "Start").await;
    answer_pages(&page, &changed_pages(&all));
    question.press_and_see("Start", "Loops couldn’t be checked").await;
    assert!(page.platform.requests(Op::SetStatus).is_empty());
    assert!(question.button("Start").disabled_reason().is_some());
    question.field("Target version").type_in("5");
    answer_pages(&page, &changed_pages(&all));
    page.platform.once(Op::ListPage, page_answer(1, &[row("0").running()]));
    question.button("Start").press();
    page.platform.wait_for_requests(Op::SetStatus, 1).await;
    page.wait_for_no_dialog().await;
}

#[wasm_bindgen_test]
async fn a_stop_is_unconfirmed_where_the_list_changes_in_each_reading() {
    let mut all = numbered_rows(1002);
    all[0] = row("0").running();
    let page = refresh_with(&[page_answer(1, &[row("0").running()])]).await;
    page.wait_for_text("Task 0").await;
    (0..3).for_each(|_| answer_pages(&page, &changed_pages(&all)));
    page.row("Task 0").button("Stop").press();
    page.end_lookup_pauses().await;
    page.wait_for_toast("The list can’t confirm the stop, so the task may still be running.")
        .await;
    page.row("Task 0").assert_text("Running");
}

#[wasm_bindgen_test]
async fn a_platform_without_pages_is_asked_for_pages_only_once() {
    let page = Page::full("{}", "[]", &[row("a")]).await;
    page.refresh().await;
    assert_eq!(page.platform.count(Op::ListPage), 1);
    assert_eq!(page.platform.count(Op::List), 2);
}
