//! Task lists that are read page by page (profile full).

use super::support::{Answer, Op, Page, Row, row, until};
use wasm_bindgen_test::wasm_bindgen_test;

fn rows(count: usize) -> Vec<Row> {
    (0..count).map(|n| row(&n.to_string())).collect()
}

/// Answer with one page of a list of `count` tasks.
fn page(count: usize, rows: &[Row]) -> Answer {
    let rows: Vec<String> = rows.iter().map(Row::json).collect();
    Answer::ok(format!(r#"{{"count":{count},"list":[{}]}}"#, rows.join(",")))
}

/// Opens an empty list and refreshes it with these page answers.
async fn refreshed_with(pages: &[Answer]) -> Page {
    let builder = Page::builder().full("{}", "[]").answers(Op::List, Answer::ok("[]"));
    let opened = builder.answers(Op::Page, page(0, &[])).open().await;
    opened.shows("No upgrade task yet").await;
    for answer in pages {
        opened.platform.once(Op::Page, answer.clone());
    }
    opened.button("Refresh").press();
    opened
}

/// Bodies of the page requests after the initial load.
fn page_requests(page: &Page) -> Vec<String> {
    let requests = page.platform.asked(Op::Page).into_iter().skip(1);
    requests.map(|seen| seen.body).collect()
}

/// Body of the page request at `offset`.
fn body(offset: usize) -> String {
    format!(r#"{{"product_id":"p1","offset":{offset},"limit":1000}}"#)
}

#[wasm_bindgen_test]
async fn all_pages_are_read_and_searched() {
    let all = rows(1500);
    let opened = refreshed_with(&[page(1500, &all[..1000]), page(1500, &all[999..])]).await;
    opened.shows("The first 200 of 1,500 tasks are on show.").await;
    assert_eq!(page_requests(&opened), [body(0), body(999)]);
    assert!(opened.platform.asked(Op::List).is_empty());
    opened.field("Search").type_in("Task 1499");
    until("the last task is found", || opened.rows().len() == 1).await;
}

#[wasm_bindgen_test]
async fn a_failed_page_request_is_retried() {
    let opened = refreshed_with(&[Answer::NetworkError, page(1, &rows(1))]).await;
    opened.shows("Task 0").await;
    assert_eq!(page_requests(&opened), [body(0), body(0)]);
}

/// Two pages of a list that lost a task between the requests, so that the second does not overlap the first.
fn changed(all: &[Row]) -> [Answer; 2] {
    [page(all.len(), &all[..1000]), page(all.len() - 1, &all[1000..])]
}

const CHANGED: &str = "The list changed while it was read";

#[wasm_bindgen_test]
async fn a_list_that_changes_between_pages_is_shown_with_a_notice() {
    let all = rows(1002);
    let opened = refreshed_with(&changed(&all)).await;
    opened.shows("The first 200 of 1,002 tasks are on show.").await;
    assert!(opened.says(CHANGED), "{}", opened.alert());
    assert_eq!(page_requests(&opened), [body(0), body(999)], "reading does not restart");
    opened.platform.once(Op::Page, page(2, &all[..2]));
    opened.button("Refresh").press();
    opened.hides(CHANGED).await;
    until("only the listed tasks remain", || opened.rows().len() == 2).await;
}

#[wasm_bindgen_test]
async fn a_task_missing_from_a_changed_list_is_kept_and_marked() {
    let all = rows(1002);
    let mark = "Not in the last list, which changed while it was read";
    let opened = refreshed_with(&[page(1, &[row("kept")])]).await;
    opened.shows("Task kept").await;
    changed(&all)
        .into_iter()
        .for_each(|answer| opened.platform.once(Op::Page, answer));
    opened.button("Refresh").press();
    opened.shows(CHANGED).await;
    assert!(opened.row("Task kept").says(mark), "{}", opened.row("Task kept").text());
    assert!(!opened.row("Task 0").says(mark));
    opened.platform.once(Op::Page, page(1, &[row("other")]));
    opened.button("Refresh").press();
    until("the missing task is removed", || {
        opened.rows().iter().all(|row| !row.says("Task kept"))
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_delete_reads_pages_only_until_the_task_is_found() {
    let all = rows(3001);
    let opened = refreshed_with(&[page(3001, &all[..1000]), page(3001, &all[999..1999])]).await;
    opened.platform.once(Op::Page, page(3001, &all[1998..2998]));
    opened.platform.once(Op::Page, page(3001, &all[2997..]));
    opened.shows("The first 200 of 3,001 tasks are on show.").await;
    opened.platform.always(Op::Delete, Answer::ok(""));
    let before = opened.platform.asked(Op::Page).len();
    let question = opened.ask("Task 7", "Delete").await;
    opened.platform.once(Op::Page, page(3001, &all[..1000]));
    question.button("Delete").press();
    opened.platform.was_asked(Op::Delete, 1).await;
    let delete_index = opened.platform.seen().iter().position(|seen| seen.op == Op::Delete);
    let pages = opened.platform.seen()[..delete_index.unwrap()]
        .iter()
        .filter(|seen| seen.op == Op::Page)
        .count();
    assert_eq!(pages - before, 1, "the first page contains the task");
    opened.no_dialog().await;
}

#[wasm_bindgen_test]
async fn a_start_without_a_loop_check_requires_typing_the_target_version() {
    let all = rows(1002);
    let opened = refreshed_with(&[page(1, &[row("0")])]).await;
    opened.shows("Task 0").await;
    opened.platform.always(Op::Status, Answer::ok(""));
    let question = opened.ask("Task 0", "Start").await;
    changed(&all)
        .into_iter()
        .for_each(|answer| opened.platform.once(Op::Page, answer));
    question.button("Start").press();
    question.shows("Loops could not be checked").await;
    assert!(opened.platform.asked(Op::Status).is_empty());
    assert!(question.button("Start").refusal().is_some());
    question.field("Target version").type_in("5");
    changed(&all)
        .into_iter()
        .for_each(|answer| opened.platform.once(Op::Page, answer));
    opened.platform.once(Op::Page, page(1, &[row("0").running()]));
    question.button("Start").press();
    opened.platform.was_asked(Op::Status, 1).await;
    opened.no_dialog().await;
}

#[wasm_bindgen_test]
async fn a_platform_without_pages_is_asked_for_pages_only_once() {
    let builder = Page::builder().full("{}", "[]");
    let opened = builder.rows(&[row("a")]).open_at_list().await;
    opened.refresh().await;
    assert_eq!(opened.platform.asked(Op::Page).len(), 1);
    assert_eq!(opened.platform.asked(Op::List).len(), 2);
}
