//! Settings that a portal supplies: they apply to the current view and hide their controls. The history belongs to
//! the portal.

use super::support::*;

/// Connects with this context in the welcome and waits for the task list.
pub async fn open_with_context(context: &str) -> Page {
    let builder = Page::builder().framed().config(ANY_PRODUCT).rows(&[row("a"), row("b")]);
    let more = format!(r#"{{"context":{context}}}"#);
    builder.open_in_portal(&more).await
}

/// Waits until the list and the address name `product`.
async fn wait_for_product(page: &Page, product: &str) {
    let end = format!("?product_id={product}");
    let url = || page.platform.last_request(Op::List).url;
    until(product, || url().ends_with(&end) && page.query().starts_with(&end)).await;
}

#[wasm_bindgen_test]
async fn a_context_message_is_compared_with_the_current_view_not_with_the_last_context() {
    let context = r#"{"language":"en","theme":"light","productId":"p1","chrome":"full"}"#;
    let page = open_with_context(context).await;
    page.portal().navigate("/?product_id=p2");
    wait_for_product(&page, "p2").await;
    page.portal().send_context(r#"{"productId":"p1"}"#);
    wait_for_product(&page, "p1").await;

    page.field("Theme").choose("Dark");
    page.wait_for_theme("dark").await;
    page.portal().send_context(r#"{"theme":"light"}"#);
    page.wait_for_theme("light").await;

    page.choose_language("中文", "升级任务").await;
    page.portal().send_context(r#"{"language":"en"}"#);
    page.wait_for_text("Upgrade tasks").await;
}

#[wasm_bindgen_test]
async fn a_context_with_the_current_product_keeps_the_open_details() {
    let page = open_with_context(r#"{"productId":"p1"}"#).await;
    page.open_details("Task a").await;
    page.portal().send_context(r#"{"productId":"p1","theme":"dark"}"#);
    page.wait_for_theme("dark").await;
    settled().await;
    assert!(page.has_dialog());
    assert_eq!(page.platform.count(Op::List), 1);
}

/// Visibility of the language, theme and product controls and of the header.
fn visible_controls(page: &Page) -> [bool; 4] {
    [
        !page.all("select[aria-label=Language]").is_empty(),
        !page.all("select[aria-label=Theme]").is_empty(),
        page.has_button("Change product"),
        !page.all("header").is_empty() && page.has_text("Firmware upgrade"),
    ]
}

#[wasm_bindgen_test]
async fn settings_supplied_by_the_portal_hide_their_controls_and_the_header_unless_chrome_is_full() {
    let page = open_with_context(r#"{"language":"en"}"#).await;
    until("the language is hidden", || {
        visible_controls(&page) == [false, true, true, false]
    })
    .await;
    let steps = [
        (r#"{"productId":"p1"}"#, [false, true, false, false]),
        (r#"{"theme":"dark"}"#, [false; 4]),
        (r#"{"chrome":"full"}"#, [true; 4]),
        (r#"{"chrome":"auto"}"#, [false; 4]),
    ];
    for (context, expected) in steps {
        page.portal().send_context(context);
        until(context, || visible_controls(&page) == expected).await;
    }
    page.one(".bar-product").assert_text("p1");
    assert!(page.has_button("Activity"));
}

#[wasm_bindgen_test]
async fn a_path_without_a_product_keeps_the_current_product() {
    let page = open_with_context(r#"{"productId":"p1"}"#).await;
    for (path, query) in [
        ("/?status=running&sort=-rate", "&status=running&sort=-rate"),
        ("/?view=map", "&view=map"),
        ("/?q=task+b", "&q=task+b"),
        ("/", ""),
    ] {
        page.portal().navigate(path);
        until(path, || page.query() == format!("?product_id=p1{query}")).await;
    }
    until("both tasks are listed", || page.rows().len() == 2).await;
    assert!(!page.has_text("Choose a product"));
    assert_eq!(Part::root().attr("data-portal-ignored"), None);
}

#[wasm_bindgen_test]
async fn route_messages_mark_the_steps_that_back_navigation_undoes() {
    let page = open_with_context(r#"{"productId":"p1"}"#).await;
    page.portal().wait_for_messages("route", 1).await;
    let expect_route = async |count: usize, path: &str, entry: bool| {
        let message = page.portal().wait_for_messages("route", count).await;
        let entry = if entry { r#","entry":true"# } else { "" };
        let body = format!(r#""body":{{"path":"{path}"{entry}}}"#);
        assert!(message.contains(&body), "{message}");
    };
    page.button("Stopped 2").press();
    expect_route(2, "/?product_id=p1&status=stopped", true).await;
    page.field("Search").type_in("b");
    expect_route(3, "/?product_id=p1&q=b&status=stopped", false).await;
    page.button("Clear filters").press();
    expect_route(4, "/?product_id=p1", true).await;
    page.button("Upgrade map").press();
    expect_route(5, "/?product_id=p1&view=map", true).await;
    page.button("List").press();
    expect_route(6, "/?product_id=p1", true).await;
    // The first dialog is a history entry, even without a path of its own; later dialogs reuse the entry.
    page.open_create().await;
    expect_route(7, "/?product_id=p1", true).await;
    page.close_dialog("Escape").await;
    page.row("Task a").button("Task a").press();
    expect_route(8, "/?product_id=p1&task=a", false).await;
    page.close_dialog("Escape").await;
    expect_route(9, "/?product_id=p1", false).await;
    settled().await;
    assert_eq!(page.portal().messages("route").len(), 9);
}

#[wasm_bindgen_test]
async fn back_navigation_in_the_portal_closes_the_open_dialog() {
    let page = open_with_context(r#"{"productId":"p1"}"#).await;
    let back = || page.portal().navigate("/?product_id=p1");
    let dialogs: [fn(&Page); 3] = [
        |page| page.button("Create task").press(),
        |page| page.row("Task a").button("Task a").press(),
        |page| page.row("Task b").button("Start").press(),
    ];
    for (index, open) in dialogs.into_iter().enumerate() {
        let routes = page.portal().messages("route").len();
        open(&page);
        page.wait_for_dialog().await;
        let entry = page.portal().wait_for_messages("route", routes + 1).await;
        assert!(entry.contains(r#""entry":true"#), "dialog {index}: {entry}");
        back();
        page.wait_for_no_dialog().await;
        settled().await;
        assert_eq!(page.query(), "?product_id=p1");
    }
    page.open_create().await.field("Name").type_in("Half a task");
    back();
    page.wait_for_no_dialog().await;
    assert_eq!(page.open_create().await.field("Name").value(), "Half a task");
}

#[wasm_bindgen_test]
async fn another_language_waits_for_the_end_of_a_question_and_of_its_request() {
    let page = open_with_context(r#"{"language":"en","productId":"p1"}"#).await;
    let start = page.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
    page.portal().send_context(r#"{"language":"zh","theme":"dark"}"#);
    page.wait_for_theme("dark").await;
    start.release(Answer::refused(ErrorCode::QuotaReached));
    let question = page.wait_for_dialog_named("Start “Task a”?").await;
    question.wait_for_text("(code 4001080)").await;
    question.button("Cancel").press();
    page.wait_for_text("升级任务").await;
    page.wait_for_no_dialog().await;
}
