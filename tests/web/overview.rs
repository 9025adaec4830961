//! The overview of all products: their running tasks, failures of single products, and stopping them all.

use super::support::*;

/// A running task with remaining devices, a stopped one, and a running one whose remaining devices are unknown.
fn tasks() -> [Row; 3] {
    [
        task("a", 3, 5).running().upgraded(9).remaining(1200),
        task("b", 4, 5),
        task("c", 6, 7).running(),
    ]
}

/// The overview of [`PRODUCTS`], all with these tasks.
async fn open(rows: &[Row]) -> Page {
    let page = Page::builder().products(PRODUCTS).rows(rows).open().await;
    page.wait_for_text("Choose a product").await;
    until("the products are shown", || !page.all(".product-card").is_empty()).await;
    page
}

fn cards(page: &Page) -> Vec<Part> {
    page.all(".product-card")
}

fn names(page: &Page) -> Vec<String> {
    page.texts(".product-card strong")
}

/// Figures of the head: running tasks and remaining devices.
fn figures(page: &Page) -> Vec<String> {
    page.texts(".figures dd")
}

async fn open_question(page: &Page, button: &str) -> Part {
    until("the button is enabled", || {
        page.has_button(button) && page.button(button).attr("aria-disabled").is_none()
    })
    .await;
    page.button(button).press();
    page.wait_for_dialog().await
}

#[wasm_bindgen_test]
async fn each_product_shows_its_running_tasks_and_unknown_numbers_are_not_zero() {
    let page = open(&tasks()).await;
    page.wait_for_text("2 running tasks · at least 1,200 remaining").await;
    until("both products are read", || figures(&page) == ["4", "at least 2,400"]).await;
    let card = &cards(&page)[0];
    assert!(card.has_text("Task a") && card.has_text("Task c") && !card.has_text("Task b"));
    assert!(card.has_text("9 upgraded · 1,200 remaining"));
    assert!(card.has_text("0 upgraded · Remaining unknown"));
    assert!(page.has_text("Updated just now"));
    assert_eq!(page.platform.count(Op::List), 2, "one query per product");
}

#[wasm_bindgen_test]
async fn a_task_opens_its_product_with_its_details() {
    let page = open(&tasks()).await;
    page.wait_for_button("Task c").await;
    let lists = page.platform.count(Op::List);
    cards(&page)[1].button("Task c").press();
    page.wait_for_dialog_named("Task c").await;
    assert!(page.one(".bar-product").has_text("Lamp"));
    assert!(page.query().contains("product_id=p2") && page.query().contains("task=c"));
    page.platform.wait_for_requests(Op::List, lists + 1).await;
    page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
    settled().await;
    page.close_dialog("Escape").await;
    page.press_and_see("Change product", "Choose a product").await;
    page.wait_for_text("Task c").await;
    settled().await;
}

#[wasm_bindgen_test]
async fn a_product_that_fails_says_so_on_its_row_and_hides_no_other() {
    let page = Page::builder().products(PRODUCTS).rows(&tasks()).mount();
    let unavailable = Answer::RetryAfter(503, "300".to_owned());
    page.platform.once(Op::List, unavailable);
    page.wait_for_text("2 running tasks").await;
    page.wait_for_alert("temporarily unavailable (HTTP 503)").await;
    until("the sums say what is missing", || {
        figures(&page) == ["at least 2", "at least 1,200"]
    })
    .await;
    page.wait_for_text("Tasks loaded for 1 of 2 products").await;
    let failed = cards(&page).into_iter().find(|card| card.has_text("HTTP 503")).unwrap();
    assert!(
        !failed.has_text("running task"),
        "unknown is not none: {}",
        failed.text()
    );
    let dialog = open_question(&page, "Stop all running tasks").await;
    assert!(dialog.has_text("couldn’t be loaded and won’t be stopped"));
    page.close_dialog("Cancel").await;
    failed.all(".note button")[0].press();
    until("the product is read", || figures(&page) == ["4", "at least 2,400"]).await;
    assert_eq!(page.alert(), "");
}

#[wasm_bindgen_test]
async fn at_most_four_products_are_read_at_once() {
    let products: Vec<_> = (0..10)
        .map(|at| format!(r#"{{"id":"p{at}","name":"Lamp {at}"}}"#))
        .collect();
    let builder = Page::builder().products(&format!("[{}]", products.join(",")));
    let none = Answer::ok(r#"{"count":0,"list":[]}"#);
    let page = builder.always(Op::ListPage, none.clone()).mount();
    let held: Vec<HeldResponse> = (0..4).map(|_| page.platform.hold(Op::ListPage)).collect();
    page.platform.wait_for_requests(Op::ListPage, 4).await;
    page.platform.assert_sent(Op::ListPage, 4).await;
    page.wait_for_text("Loading tasks…").await;
    page.wait_for_text("Tasks loaded for 0 of 10 products").await;
    assert_eq!(figures(&page), ["unknown", "unknown"]);

    held.iter().for_each(|held| held.release(none.clone()));
    until("all products are read", || figures(&page) == ["0", "0"]).await;
    page.platform.assert_sent(Op::ListPage, 10).await;

    page.field("Search products").type_in("lamp 7");
    let shown = || cards(&page).iter().filter(|card| card.attr("hidden").is_none()).count();
    until("one product is shown", || shown() == 1).await;
    page.field("Search products").type_in("meter");
    page.wait_for_text("No products match.").await;
}

#[wasm_bindgen_test]
async fn urgent_products_come_first_after_a_refresh_and_not_after_a_poll() {
    let page = open(&[]).await;
    page.wait_for_text("No running tasks").await;
    until("both are read", || figures(&page) == ["0", "0"]).await;
    assert_eq!(names(&page), ["Meter", "Lamp"]);
    let looping = [task("a", 3, 5).running(), task("b", 5, 3).running()];
    // The answers of a poll, in the order of the requests.
    let answer_once = |page: &Page| {
        page.platform.once(Op::List, Row::list(&[]));
        page.platform.once(Op::List, Row::list(&looping));
    };
    answer_once(&page);
    page.poll_and_see("in a loop").await;
    assert_eq!(names(&page), ["Meter", "Lamp"], "a poll moves no row");
    answer_once(&page);
    page.button("Refresh").press();
    until("the loop comes first", || names(&page) == ["Lamp", "Meter"]).await;
}

#[wasm_bindgen_test]
async fn stop_all_of_a_product_asks_once_and_stops_its_tasks_only() {
    let page = open(&tasks()).await;
    let dialog = open_question(&page, "Stop all: Lamp").await;
    assert_eq!(dialog.name(), "Stop 2 running tasks of 1 product?");
    assert!(dialog.has_text("Task a") && dialog.has_text("Lamp") && !dialog.has_text("Meter"));
    assert!(dialog.button("Cancel").has_focus());
    assert!(dialog.all("input").is_empty(), "nothing has to be typed");
    assert_eq!(page.platform.count(Op::SetStatus), 0);
    dialog.button("Stop 2 tasks").press_times(3);
    dialog.wait_for_text("2 of 2 done.").await;
    assert_eq!(bulk_results(&dialog), ["Done", "Done"]);
    let bodies = page.platform.bodies(Op::SetStatus);
    assert_eq!(bodies.len(), 2);
    assert!(
        bodies.iter().all(|body| body.contains(r#""product_id":"p2""#)),
        "{bodies:?}"
    );
    page.close_dialog("Close").await;
    let log = page.open_log().await;
    assert!(log.has_text("“Task a” is stopped.") && log.has_text("“Task c” is stopped."));
}

#[wasm_bindgen_test]
async fn each_stop_has_its_own_result_and_a_failed_one_can_be_tried_again() {
    let page = open(&tasks()).await;
    until("both products are read", || figures(&page)[0] == "4").await;
    let dialog = open_question(&page, "Stop all running tasks").await;
    assert_eq!(dialog.name(), "Stop 4 running tasks of 2 products?");
    page.platform.refuse_once(Op::SetStatus, ErrorCode::AdminRequired);
    dialog.press_and_see("Stop 4 tasks", "3 of 4 done.").await;
    let results = bulk_results(&dialog);
    assert!(results[0].starts_with("Not done"), "{results:?}");
    assert_eq!(results[1..], ["Done", "Done", "Done"]);

    let again = dialog.buttons("Try again: Task a");
    assert_eq!(again.len(), 1, "only the failed stop of this task");
    again[0].press();
    dialog.wait_for_text("4 of 4 done.").await;
    dialog.one("#stop-all-leave").wait_for_focus().await;
}

#[wasm_bindgen_test]
async fn a_stop_that_no_list_confirms_is_not_called_stopped() {
    let page = open(&tasks()).await;
    let dialog = open_question(&page, "Stop all: Lamp").await;
    page.platform.always(Op::List, Answer::NetworkError);
    dialog.button("Stop 2 tasks").press();
    page.platform.wait_for_requests(Op::SetStatus, 2).await;
    page.end_lookup_pauses().await;
    let is_unknown = |result: &String| result.starts_with("Unknown: Stop accepted, not confirmed.");
    until("both outcomes are unknown", || {
        bulk_results(&dialog).iter().all(is_unknown)
    })
    .await;
    dialog.assert_text("0 of 2 done.");
    page.close_dialog("Close").await;
    let lamp = cards(&page).into_iter().find(|card| card.has_text("Lamp")).unwrap();
    assert!(lamp.has_text("Running") && lamp.has_text("Stop accepted, not confirmed"));
    assert!(lamp.has_text("Showing data from"), "{}", lamp.text());
}

#[wasm_bindgen_test]
async fn polls_pause_while_the_question_is_open() {
    let page = open(&tasks()).await;
    until("both products are read", || figures(&page)[0] == "4").await;
    let _dialog = open_question(&page, "Stop all running tasks").await;
    let lists = page.platform.count(Op::List);
    page.advance_to_poll();
    page.platform.assert_sent(Op::List, lists).await;
    page.close_dialog("Cancel").await;
    page.advance_to_poll();
    page.platform.wait_for_requests(Op::List, lists + 2).await;
}

#[wasm_bindgen_test]
async fn signing_out_forgets_the_products() {
    let page = open(&tasks()).await;
    page.wait_for_text("2 running tasks").await;
    page.sign_out().await;
    assert!(!page.has_text("Task a") && !page.has_text("Lamp"));
    let builder = Page::reload(page).products(PRODUCTS).rows(&[row("z").running()]);
    let page = builder.open().await;
    page.wait_for_text("Task z").await;
}
