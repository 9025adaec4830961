//! Links to a task: the one the details offer, and those to an existing task, a missing task or an unknown product.

use super::support::*;

fn details(page: &Page) -> Part {
    page.one("#details")
}

/// Waits for the confirmation in front of the details and returns it.
async fn confirmation(page: &Page) -> Part {
    until("the confirmation is open", || !page.all("#confirm[open]").is_empty()).await;
    page.one("#confirm")
}

#[wasm_bindgen_test]
async fn a_task_link_contains_only_product_search_and_task() {
    let page = Page::at("?product_id=p1&lang=en&q=Task&utm=mail", &[row("a")]).await;
    let details = page.open_details("Task a").await;
    assert!(details.has_button("Copy link to this task"));
    let link = details.one("#d-link").text();
    let (_, query) = link.split_once('?').unwrap();
    assert_eq!(query, "product_id=p1&q=Task&task=a");
}

#[wasm_bindgen_test]
async fn the_link_of_details_that_were_open_when_the_product_was_left_names_the_task() {
    let builder = Page::builder().config(NO_PRODUCT).rows(&[row("a")]);
    let page = builder.open_at_list().await;
    page.open_details("Task a").await;
    page.press_and_see("Change product", "Choose a product").await;
    page.choose_product("p1");
    page.wait_for_dialog_text("Task ID").await;
    assert!(details(&page).one("#d-link").text().ends_with("?product_id=p1&task=a"));
}

#[wasm_bindgen_test]
async fn no_task_link_is_offered_inside_a_portal() {
    let page = Page::in_portal(&[row("a")]).await;
    let details = page.open_details("Task a").await;
    details.assert_no_text("Copy link");
    assert!(details.all("#d-link").is_empty());
}

#[wasm_bindgen_test]
async fn a_linked_task_can_be_started_stopped_and_deleted() {
    let page = Page::at("?product_id=p1&task=a", &[row("a"), row("b")]).await;
    page.wait_for_text("Task ID").await;
    details(&page).button("Start").press();
    confirmation(&page).await.button("Start").press();
    details(&page).wait_for_button("Stop").await;
    details(&page).assert_text("Running");
    details(&page).button("Stop").press();
    details(&page).wait_for_button("Start").await;
    details(&page).button("Delete").press();
    confirmation(&page).await.button("Delete").press();
    page.wait_for_no_dialog().await;
    assert_eq!(page.query(), "?product_id=p1");
    settled().await;
    assert!(!page.toasts().contains("no longer exists"), "{}", page.toasts());
    assert!(page.toasts().contains("deleted"), "{}", page.toasts());
}

#[wasm_bindgen_test]
async fn a_linked_task_can_be_duplicated_and_an_existing_draft_kept() {
    let page = Page::at("?product_id=p1&task=a", &[row("a")]).await;
    page.wait_for_text("Task ID").await;
    details(&page).button("Duplicate").press();
    until("the form is open", || !page.all("#create[open]").is_empty()).await;
    let form = page.one("#create");
    form.field("Name").type_in("Typed by hand");
    form.press_escape();
    until("the form is closed", || page.all("#create[open]").is_empty()).await;
    details(&page).button("Duplicate").press();
    details(&page).wait_for_button("Replace draft").await;
    page.one("#keep-draft").press();
    details(&page).wait_for_button("Duplicate").await;
    assert!(page.all("#create[open]").is_empty());
}

#[wasm_bindgen_test]
async fn a_missing_task_is_reported_and_removed_from_the_address() {
    for rows in [&[row("a")][..], &[]] {
        let page = Page::at("?product_id=p1&q=Task&task=zz", rows).await;
        page.wait_for_toast("isn’t in the list").await;
        assert_eq!(page.query(), "?product_id=p1&q=Task");
        assert!(!page.has_dialog());
    }
}

#[wasm_bindgen_test]
async fn a_task_deleted_by_another_operator_is_reported_by_name() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    page.open_details("Task a").await;
    page.set_rows(&[row("b")]);
    page.advance_to_poll();
    page.wait_for_toast("“Task a” no longer exists").await;
    page.wait_for_no_dialog().await;
    assert_eq!(page.query(), "?product_id=p1");
}

#[wasm_bindgen_test]
async fn an_unreadable_list_or_row_does_not_report_a_task_as_deleted() {
    let builder = Page::builder().query("?product_id=p1&task=b");
    let page = builder.always(Op::List, Answer::html(503)).open().await;
    page.wait_for_button("Try now").await;
    settled().await;
    assert!(page.query().contains("task=b"));
    page.set_rows(&[row("a"), row("b").with("from_version", "-1")]);
    page.refresh().await;
    page.wait_for_toast("part of the list couldn’t be read").await;
    assert!(!page.toasts().contains("deleted") && !page.query().contains("task="));
}

/// Whether the product picker is shown and reports `p1` as unknown.
fn picker_reports_unknown_product(page: &Page) -> bool {
    page.has_text("Choose a product") && page.has_text("This product doesn’t exist") && page.has_text("p1")
}

#[wasm_bindgen_test]
async fn an_unknown_product_leads_to_the_product_picker() {
    let unknown = Answer::refused_with(ErrorCode::ProductNotFound, "no such product");
    let builder = Page::builder().config(NO_PRODUCT).always(Op::List, unknown);
    let page = builder.open().await;
    until("the picker is shown", || picker_reports_unknown_product(&page)).await;
    settled().await;
    assert!(!page.has_button("Create task") && !page.has_button("Try again"));
    assert!(!page.query().contains("product_id"), "{}", page.query());
    page.set_rows(&[row("a")]);
    page.choose_product("p1");
    page.wait_for_text("Task a").await;
    assert!(page.query().contains("product_id=p1"));
    page.press_and_see("Change product", "Choose a product").await;
    assert!(!page.has_text("This product doesn’t exist"));
}

#[wasm_bindgen_test]
async fn an_unlisted_product_leads_to_the_product_list() {
    let products = Answer::ok(r#"[{"id":"p2","name":"Lamp"}]"#);
    let builder = Page::builder().config(FULL_NO_PRODUCT).always(Op::Products, products);
    let page = builder.rows(&[row("a")]).open().await;
    until("the picker is shown", || picker_reports_unknown_product(&page)).await;
    assert!(!page.has_button("Create task") && !page.query().contains("product_id"));
    page.all("button.product")[0].press();
    page.wait_for_text("Task a").await;
    assert!(page.query().contains("product_id=p2"));
}

#[wasm_bindgen_test]
async fn an_unknown_or_unlisted_configured_product_can_be_retried() {
    let unknown = Answer::refused_with(ErrorCode::ProductNotFound, "no such product");
    let (tasks, products) = (Row::list(&[row("a")]), Answer::ok(r#"[{"id":"p1","name":"Lamp"}]"#));
    for (config, op, refusal, answer) in [
        (ENGLISH, Op::List, unknown, tasks),
        (FULL, Op::Products, Answer::ok("[]"), products),
    ] {
        let builder = Page::builder().config(config).query("").rows(&[row("a")]);
        let page = builder.always(op, refusal).open().await;
        page.wait_for_text("This product doesn’t exist").await;
        settled().await;
        assert!(!page.has_button("Create task") && page.all("#product-id").is_empty());
        page.platform.always(op, answer);
        page.press_and_see("Try again", "Task a").await;
    }
}
