//! Long task lists, oversized answers and unusual rows.

use super::support::{Answer, Op, Page, Row, row, settled};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_long_list_shows_200_rows_and_more_on_request() {
    let rows: Vec<Row> = (0..450).map(|n| row(&n.to_string())).collect();
    let page = Page::with_rows(&rows).await;
    assert_eq!(page.rows().len(), 200);
    assert!(page.says("The first 200 of 450 tasks are on show."));
    assert!(page.one("dl").says("450"), "the figures count all tasks");
    page.button("Show more").press();
    page.shows("The first 400 of 450").await;
    page.button("Show more").press();
    page.shows("Task 449").await;
    settled().await;
    assert!(!page.has_button("Show more"));
    page.refresh().await;
    assert_eq!(page.rows().len(), 450, "a refresh keeps all rows visible");
}

#[wasm_bindgen_test]
async fn a_name_used_by_a_hidden_row_is_reported_as_taken() {
    let rows: Vec<Row> = (0..300).map(|n| row(&n.to_string())).collect();
    let page = Page::with_rows(&rows).await;
    let dialog = page.open_create().await;
    dialog.field("Name").type_in("Task 299");
    dialog.field("Name").leave();
    dialog.shows("has this name already").await;
}

#[wasm_bindgen_test]
async fn tasks_with_the_same_id_have_separate_rows() {
    let page = Page::with_rows(&[row("a"), row("a").running(), row("b")]).await;
    assert_eq!(page.rows().len(), 3);
    page.platform_has(&[row("b"), row("a"), row("a").running(), row("a")]);
    page.refresh().await;
    assert_eq!(page.rows().len(), 4);
    page.platform_has(&[row("a")]);
    page.refresh().await;
    assert_eq!(page.rows().len(), 1);
}

#[wasm_bindgen_test]
async fn an_answer_larger_than_16_mib_is_rejected() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::ok(" ".repeat((16 << 20) + 1)));
    page.button("Refresh").press();
    page.shows("larger than 16 MiB").await;
    assert!(page.row("Task a").says("Stopped"), "the previous rows stay");
    page.platform_has(&[row("b")]);
    page.button("Try now").press();
    page.shows("Task b").await;
}

#[wasm_bindgen_test]
async fn a_byte_order_mark_before_the_list_is_accepted() {
    let list = Row::list(&[row("a")]);
    let Answer::Text(_, text) = list else { unreachable!() };
    let page = Page::builder()
        .answers(Op::List, Answer::ok(format!("\u{feff}{text}")))
        .open_at_list()
        .await;
    assert!(page.row("Task a").says("Stopped"));
}

#[wasm_bindgen_test]
async fn an_error_body_with_status_200_is_a_refusal() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.ask("Task a", "Start").await;
    page.platform
        .once(Op::Status, Answer::ok(r#"{"error":{"code":4001080,"msg":"full"}}"#));
    question.button("Start").press();
    question.shows("(code 4001080)").await;
    assert_eq!(page.toasts(), "");
}

#[wasm_bindgen_test]
async fn an_id_above_53_bits_is_kept_exactly() {
    for (raw, sent) in [
        ("9007199254740993", "9007199254740993"),
        (r#""9007199254740993""#, "9007199254740993"),
    ] {
        let page = Page::with_rows(&[row("a").with("id", raw).with("upgrade_count", "9007199254740993")]).await;
        assert!(page.row("Task a").says("9,007,199,254,740,993"));
        page.row("Task a").button("Task a").press();
        page.shows("Task id").await;
        assert!(page.dialog().says(sent));
        assert!(page.query().contains(&format!("task={sent}")), "{}", page.query());
        page.dialog().button("Close").press();
        page.no_dialog().await;
        page.platform.always(Op::Delete, Answer::empty_promise());
        page.ask("Task a", "Delete").await.button("Delete").press();
        page.platform.was_asked(Op::Delete, 1).await;
        let body = page.platform.last(Op::Delete).body;
        assert!(body.contains(&format!(r#""id":"{sent}""#)), "{body}");
    }
}
