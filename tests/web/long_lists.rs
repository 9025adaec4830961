//! Lists longer than anybody reads, and rows nobody expects.

use super::support::{Answer, Op, Page, Row, row, settled};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_long_list_shows_its_beginning_says_so_and_shows_more() {
    let rows: Vec<Row> = (0..450).map(|n| row(&n.to_string())).collect();
    let page = Page::with_rows(&rows).await;
    assert_eq!(page.rows().len(), 200);
    assert!(page.says("The first 200 of 450 tasks are on show."));
    assert!(page.one("dl").says("450"), "figures count all of them");
    page.button("Show more").press();
    page.shows("The first 400 of 450").await;
    page.button("Show more").press();
    page.shows("Task 449").await;
    settled().await;
    assert!(!page.has_button("Show more"));
    page.refresh().await;
    assert_eq!(page.rows().len(), 450, "a poll takes nothing back");
}

#[wasm_bindgen_test]
async fn a_name_beyond_the_rows_on_show_is_taken_all_the_same() {
    let rows: Vec<Row> = (0..300).map(|n| row(&n.to_string())).collect();
    let page = Page::with_rows(&rows).await;
    let dialog = page.open_create().await;
    dialog.field("Name").type_in("Task 299");
    dialog.field("Name").leave();
    dialog.shows("has this name already").await;
}

#[wasm_bindgen_test]
async fn two_tasks_of_one_id_are_two_rows() {
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
async fn an_answer_that_never_ends_is_not_read_to_its_end() {
    let page = Page::with_rows(&[row("a")]).await;
    page.platform.always(Op::List, Answer::ok(" ".repeat((16 << 20) + 1)));
    page.button("Refresh").press();
    page.shows("larger than 16 MiB").await;
    assert!(page.row("Task a").says("Stopped"), "what was there stays");
    page.platform_has(&[row("b")]);
    page.button("Try now").press();
    page.shows("Task b").await;
}

#[wasm_bindgen_test]
async fn a_byte_order_mark_and_broken_letters_hide_no_task() {
    let list = Row::list(&[row("a")]);
    let Answer::Text(_, text) = list else { unreachable!() };
    let page = Page::builder()
        .answers(Op::List, Answer::ok(format!("\u{feff}{text}")))
        .open_at_list()
        .await;
    assert!(page.row("Task a").says("Stopped"));
}

#[wasm_bindgen_test]
async fn a_refusal_under_a_good_status_is_a_refusal() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.ask("Task a", "Start").await;
    page.platform
        .once(Op::Status, Answer::ok(r#"{"error":{"code":4001080,"msg":"full"}}"#));
    question.button("Start").press();
    question.shows("(code 4001080)").await;
    assert_eq!(page.toasts(), "");
}

#[wasm_bindgen_test]
async fn an_id_beyond_what_a_float_holds_stays_what_it_is() {
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
