//! Lists that are read by pages, where the platform has them (profile full).

use super::support::{Answer, Op, Page, Row, row, until};
use wasm_bindgen_test::wasm_bindgen_test;

fn rows(count: usize) -> Vec<Row> {
    (0..count).map(|n| row(&n.to_string())).collect()
}

/// A page of a list of so many.
fn page(count: usize, rows: &[Row]) -> Answer {
    let rows: Vec<String> = rows.iter().map(Row::json).collect();
    Answer::ok(format!(r#"{{"count":{count},"list":[{}]}}"#, rows.join(",")))
}

async fn read_by(pages: &[Answer]) -> Page {
    let builder = Page::builder().full("{}", "[]").answers(Op::List, Answer::ok("[]"));
    let opened = builder.answers(Op::Page, page(0, &[])).open().await;
    opened.shows("No upgrade task yet").await;
    for answer in pages {
        opened.platform.once(Op::Page, answer.clone());
    }
    opened.button("Refresh").press();
    opened
}

fn asked(page: &Page) -> Vec<String> {
    let asked = page.platform.asked(Op::Page).into_iter().skip(1);
    asked.map(|seen| seen.body).collect()
}

fn body(offset: usize) -> String {
    format!(r#"{{"product_id":"p1","offset":{offset},"limit":1000}}"#)
}

#[wasm_bindgen_test]
async fn all_pages_are_read_and_searched() {
    let all = rows(1500);
    let opened = read_by(&[page(1500, &all[..1000]), page(1500, &all[1000..])]).await;
    opened.shows("The first 200 of 1,500 tasks are on show.").await;
    assert_eq!(asked(&opened), [body(0), body(1000)]);
    assert!(opened.platform.asked(Op::List).is_empty());
    opened.field("Search").type_in("Task 1499");
    until("it is found", || opened.rows().len() == 1).await;
}

#[wasm_bindgen_test]
async fn a_page_is_asked_for_again_as_any_reading_is() {
    let opened = read_by(&[Answer::NetworkError, page(1, &rows(1))]).await;
    opened.shows("Task 0").await;
    assert_eq!(asked(&opened), [body(0), body(0)]);
}

#[wasm_bindgen_test]
async fn a_list_that_changes_while_it_is_read_is_begun_anew() {
    let all = rows(1001);
    let opened = read_by(&[page(1001, &all[..1000]), page(1000, &[]), page(1000, &all[1..])]).await;
    opened.shows("The first 200 of 1,000 tasks are on show.").await;
    assert_eq!(asked(&opened), [body(0), body(1000), body(0)]);
}

#[wasm_bindgen_test]
async fn a_platform_without_pages_is_asked_as_documented_and_for_pages_no_more() {
    let builder = Page::builder().full("{}", "[]");
    let opened = builder.rows(&[row("a")]).open_at_list().await;
    opened.refresh().await;
    assert_eq!(opened.platform.asked(Op::Page).len(), 1);
    assert_eq!(opened.platform.asked(Op::List).len(), 2);
}
