//! Long task lists and unusual rows.

use super::support::*;

#[wasm_bindgen_test]
async fn a_name_used_by_a_row_of_another_page_is_reported_as_taken() {
    let rows = numbered_rows(300);
    let page = Page::with_rows(&rows).await;
    let dialog = page.open_create().await;
    dialog.field("Name").type_in("Task 299");
    dialog.field("Name").blur();
    dialog.wait_for_text("already has this name").await;
}

#[wasm_bindgen_test]
async fn tasks_with_the_same_id_have_separate_rows() {
    let page = Page::with_rows(&[row("a"), row("a").running(), row("b")]).await;
    assert_eq!(page.rows().len(), 3);
    page.set_rows(&[row("b"), row("a"), row("a").running(), row("a")]);
    page.refresh().await;
    assert_eq!(page.rows().len(), 4);
    page.set_rows(&[row("a")]);
    page.refresh().await;
    assert_eq!(page.rows().len(), 1);
}

#[wasm_bindgen_test]
async fn a_byte_order_mark_before_the_list_is_accepted() {
    let list = Row::list(&[row("a")]);
    let Answer::Text(_, text) = list else { unreachable!() };
    let page = Page::builder()
        .always(Op::List, Answer::ok(format!("\u{feff}{text}")))
        .open_at_list()
        .await;
    assert!(page.row("Task a").has_text("Stopped"));
}

#[wasm_bindgen_test]
async fn an_error_body_with_status_200_is_a_refusal() {
    let page = Page::with_rows(&[row("a")]).await;
    let question = page.open_confirmation("Task a", "Start").await;
    page.platform
        .once(Op::SetStatus, Answer::ok(r#"{"error":{"code":4001080,"msg":"full"}}"#));
    question.press_and_see("Start", "(code 4001080)").await;
    assert_eq!(page.toasts(), "");
}

#[wasm_bindgen_test]
async fn an_id_above_53_bits_is_kept_exactly() {
    for (raw, sent) in [
        ("9007199254740993", "9007199254740993"),
        (r#""9007199254740993""#, "9007199254740993"),
    ] {
        let page = Page::with_rows(&[row("a").with("id", raw).with("upgrade_count", "9007199254740993")]).await;
        assert!(page.row("Task a").has_text("9,007,199,254,740,993"));
        page.open_details("Task a").await;
        assert!(page.dialog().has_text(sent));
        assert!(page.query().contains(&format!("task={sent}")), "{}", page.query());
        page.close_dialog("Close").await;
        page.platform.always(Op::Delete, Answer::not_applied());
        page.confirm("Task a", "Delete").await;
        page.platform.wait_for_requests(Op::Delete, 1).await;
        let body = page.platform.last_request(Op::Delete).body;
        assert!(body.contains(&format!(r#""id":"{sent}""#)), "{body}");
    }
}
