//! The way from the create form to the row of the new task.

use super::support::*;

const NAME: &str = "Meter 7 to 9";

/// A page with this query, a filled create form and `count` tasks on the platform, which accepts the create.
async fn with_filled_form(query: &'static str, count: usize) -> (Page, Part) {
    let builder = Page::builder().query(query).rows(&numbered_rows(count));
    let page = builder.open().await;
    page.wait_for_button("Create task").await;
    page.wait_for_text("Upgraded").await;
    page.platform.always(Op::Create, Answer::ok(Row::of_form("new").json()));
    let dialog = page.open_filled_form().await;
    (page, dialog)
}

/// Waits until the row of the new task is highlighted.
async fn highlight(page: &Page) -> Part {
    until("the new row is marked", || !page.all(".new-mark").is_empty()).await;
    let row = page.row(NAME);
    assert_eq!(row.one(".new-mark").text(), "New");
    row
}

#[wasm_bindgen_test]
async fn create_leads_to_the_new_row_until_its_highlight_ends() {
    let (page, dialog) = with_filled_form("?product_id=p1", 3).await;
    page.create(&dialog).await;
    let row = highlight(&page).await;
    row.button(NAME).wait_for_focus().await;
    page.set_rows(&[Row::of_form("new").upgraded(4)]);
    page.advance_to_poll();
    row.wait_for_text("Upgraded 4").await;
    assert!(page.row(NAME) == row && row.button(NAME).has_focus());
    row.one(".new-mark").dispatch("animationend");
    until("the mark is gone", || page.all(".new-mark").is_empty()).await;
    assert!(row.button(NAME).has_focus(), "the focus stays");
}

#[wasm_bindgen_test]
async fn create_leads_to_the_page_of_the_new_row() {
    let (page, dialog) = with_filled_form("?product_id=p1", 60).await;
    page.create(&dialog).await;
    page.wait_for_text("Rows 51–61 of 61").await;
    highlight(&page).await.button(NAME).wait_for_focus().await;
    assert_eq!(page.query(), "?product_id=p1&page=2");
}

#[wasm_bindgen_test]
async fn a_new_row_that_search_filters_or_the_map_hide_is_offered() {
    for (query, sentence) in [
        ("?product_id=p1&q=Task", "but the search or a filter hides its row"),
        (
            "?product_id=p1&status=stopped&q=Task+1",
            "but the search or a filter hides its row",
        ),
        ("?product_id=p1&view=map", "Its row is in the list."),
    ] {
        let (page, dialog) = with_filled_form(query, 60).await;
        page.create(&dialog).await;
        page.wait_for_text(sentence).await;
        let show = page.button("Show in list");
        show.wait_for_focus().await;
        assert_eq!(page.query(), query, "nothing is shown unasked");
        show.press();
        highlight(&page).await.button(NAME).wait_for_focus().await;
        page.assert_no_text(sentence);
    }
}

#[wasm_bindgen_test]
async fn the_offer_is_dismissed_or_ends_with_the_filter() {
    let (page, dialog) = with_filled_form("?product_id=p1&q=Task", 3).await;
    page.create(&dialog).await;
    page.wait_for_text("hides its row").await;
    page.field("Search").type_in("");
    page.wait_for_no_text("hides its row").await;
    highlight(&page).await;
    page.field("Search").type_in("Task");
    page.wait_for_text("hides its row").await;
    page.button("Dismiss").press();
    page.wait_for_no_text("hides its row").await;
    page.button("Create task").wait_for_focus().await;
}

#[wasm_bindgen_test]
async fn a_create_that_ends_after_its_dialog_is_closed_highlights_the_row_and_leaves_the_focus() {
    let (page, dialog) = with_filled_form("?product_id=p1", 3).await;
    let held = page.submit_and_hold(&dialog).await;
    page.close_dialog("Escape").await;
    let search = page.field("Search");
    search.0.focus().unwrap();
    held.release(Answer::ok(Row::of_form("new").json()));
    highlight(&page).await;
    assert!(search.has_focus());
}

#[wasm_bindgen_test]
async fn after_create_and_start_is_cancelled_the_new_row_has_the_focus() {
    let (page, dialog) = with_filled_form("?product_id=p1", 3).await;
    dialog.open_review().await;
    dialog.button("Create and start").press();
    page.wait_for_dialog_named("Start “Meter 7 to 9”?").await;
    page.close_dialog("Cancel").await;
    highlight(&page).await.button(NAME).wait_for_focus().await;
}
