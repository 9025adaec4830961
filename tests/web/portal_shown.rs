//! What a portal supplies: it acts against what is shown, and the frame shows no control for it; going back is the portal's.

use super::support::{Op, Page, Part, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

/// A portal that may name the product.
const ANY_PRODUCT: &str = r#"{"language": "en", "portal_origins": ["https://portal.example"]}"#;

async fn with_context(context: &str) -> Page {
    let page = Page::builder()
        .framed()
        .config(ANY_PRODUCT)
        .rows(&[row("a"), row("b")])
        .start();
    page.connect(&format!(r#"{{"context":{context}}}"#)).await;
    page.shows("Task a").await;
    page
}

fn theme() -> Option<String> {
    Part::root().attr("data-theme")
}

async fn is_about(page: &Page, product: &str) {
    let end = format!("?product_id={product}");
    until(&format!("it is about {product}"), || {
        page.platform.last(Op::List).url.ends_with(&end) && page.query().starts_with(&end)
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_context_acts_against_what_is_shown_and_not_against_what_was_said_before() {
    let context = r#"{"language":"en","theme":"light","productId":"p1","chrome":"full"}"#;
    let page = with_context(context).await;
    page.portal().says("navigate", "", r#"{"path":"/?product_id=p2"}"#);
    is_about(&page, "p2").await;
    page.portal().says("context", "", r#"{"productId":"p1"}"#);
    is_about(&page, "p1").await;

    page.field("Theme").choose("Dark");
    until("it is dark", || theme().as_deref() == Some("dark")).await;
    page.portal().says("context", "", r#"{"theme":"light"}"#);
    until("it is light", || theme().as_deref() == Some("light")).await;

    page.field("Language").choose("中文");
    page.shows("升级任务").await;
    page.portal().says("context", "", r#"{"language":"en"}"#);
    page.shows("Upgrade tasks").await;
}

#[wasm_bindgen_test]
async fn a_product_that_is_shown_already_stays_as_it_is() {
    let page = with_context(r#"{"productId":"p1"}"#).await;
    page.row("Task a").button("Task a").press();
    until("the details are open", || page.has_dialog()).await;
    page.portal()
        .says("context", "", r#"{"productId":"p1","theme":"dark"}"#);
    until("it is dark", || theme().as_deref() == Some("dark")).await;
    settled().await;
    assert!(page.has_dialog());
    assert_eq!(page.platform.asked(Op::List).len(), 1);
}

/// Which controls there are, and whether there is a header: language, theme, product, header.
fn shown(page: &Page) -> [bool; 4] {
    [
        !page.all("select[aria-label=Language]").is_empty(),
        !page.all("select[aria-label=Theme]").is_empty(),
        page.has_button("Change product"),
        !page.all("header").is_empty() && page.says("Firmware upgrade"),
    ]
}

#[wasm_bindgen_test]
async fn what_the_portal_supplies_has_no_control_and_the_page_no_second_header() {
    let cases = [
        ("{}", [true, true, true, true]),
        (r#"{"language":"en"}"#, [false, true, true, false]),
        (r#"{"theme":"light"}"#, [true, false, true, false]),
        (r#"{"productId":"p1"}"#, [true, true, false, false]),
        (
            r#"{"language":"en","theme":"auto","productId":"p1"}"#,
            [false, false, false, false],
        ),
        (
            r#"{"language":"en","theme":"auto","productId":"p1","chrome":"full"}"#,
            [true, true, true, true],
        ),
    ];
    for (context, wanted) in cases {
        let page = with_context(context).await;
        settled().await;
        assert_eq!(shown(&page), wanted, "{context}");
        assert!(page.one(".bar-product").says("p1"), "which product it is stays said");
        assert!(page.has_button("Activity"));
    }
}

#[wasm_bindgen_test]
async fn controls_go_when_the_portal_begins_to_supply_and_come_back_when_it_asks_for_all() {
    let page = with_context("{}").await;
    let steps = [
        (r#"{"productId":"p1"}"#, [true, true, false, false]),
        (r#"{"theme":"dark"}"#, [true, false, false, false]),
        (r#"{"chrome":"full"}"#, [true, true, true, true]),
        (r#"{"language":"en"}"#, [true, true, true, true]),
        (r#"{"chrome":"auto"}"#, [false, false, false, false]),
    ];
    for (context, wanted) in steps {
        page.portal().says("context", "", context);
        until(context, || shown(&page) == wanted).await;
    }
}

#[wasm_bindgen_test]
async fn a_place_without_a_product_is_one_in_the_product_on_show() {
    let page = with_context(r#"{"productId":"p1"}"#).await;
    let places = [
        (
            "/?status=running&sort=-rate",
            "?product_id=p1&status=running&sort=-rate",
        ),
        ("/?view=map", "?product_id=p1&view=map"),
        ("/?q=task+b", "?product_id=p1&q=task+b"),
        ("/", "?product_id=p1"),
    ];
    for (path, query) in places {
        page.portal().says("navigate", "", &format!(r#"{{"path":"{path}"}}"#));
        until(path, || page.query() == query).await;
    }
    until("all are on show", || page.rows().len() == 2).await;
    assert!(!page.says("Choose a product"));
    assert_eq!(Part::root().attr("data-portal-ignored"), None);
}

#[wasm_bindgen_test]
async fn the_portal_hears_which_steps_going_back_should_undo() {
    let page = with_context(r#"{"productId":"p1"}"#).await;
    page.portal().hears("route", 1).await;
    let next = async |count: usize, path: &str, entry: bool| {
        let told = page.portal().hears("route", count).await;
        let entry = if entry { r#","entry":true"# } else { "" };
        assert!(
            told.contains(&format!(r#""body":{{"path":"{path}"{entry}}}"#)),
            "{told}"
        );
    };
    page.button("Stopped 2").press();
    next(2, "/?product_id=p1&status=stopped", true).await;
    page.field("Search").type_in("b");
    next(3, "/?product_id=p1&q=b&status=stopped", false).await;
    page.button("Clear filters").press();
    next(4, "/?product_id=p1", true).await;
    page.button("Upgrade map").press();
    next(5, "/?product_id=p1&view=map", true).await;
    page.button("List").press();
    next(6, "/?product_id=p1", true).await;
    // A dialog is a step of its own, whether it is a place or not; one entry serves all that follow.
    page.open_create().await;
    next(7, "/?product_id=p1", true).await;
    page.dialog().escape();
    page.no_dialog().await;
    page.row("Task a").button("Task a").press();
    next(8, "/?product_id=p1&task=a", false).await;
    page.dialog().escape();
    page.no_dialog().await;
    next(9, "/?product_id=p1", false).await;
    settled().await;
    assert_eq!(page.portal().heard("route").len(), 9);
}

#[wasm_bindgen_test]
async fn a_portal_that_goes_back_closes_the_dialog_that_is_open() {
    let page = with_context(r#"{"productId":"p1"}"#).await;
    let back = || page.portal().says("navigate", "", r#"{"path":"/?product_id=p1"}"#);
    let dialogs: [fn(&Page); 3] = [
        |page| page.button("Create task").press(),
        |page| page.row("Task a").button("Task a").press(),
        |page| page.row("Task b").button("Start").press(),
    ];
    for (at, open) in dialogs.into_iter().enumerate() {
        let told = page.portal().heard("route").len();
        open(&page);
        until("a dialog is open", || page.has_dialog()).await;
        let entry = page.portal().hears("route", told + 1).await;
        assert!(entry.contains(r#""entry":true"#), "{at}: {entry}");
        back();
        page.no_dialog().await;
        settled().await;
        assert_eq!(page.query(), "?product_id=p1");
    }
    page.open_create().await.field("Name").type_in("Half a task");
    back();
    page.no_dialog().await;
    assert_eq!(page.open_create().await.field("Name").value(), "Half a task");
}
