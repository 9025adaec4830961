//! What a portal asks for: how to look, where to go, and to end.

use super::support::{Answer, Op, PORTAL, Page, Part, fill_form, row, settled, until};
use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A portal that may name the product.
const ANY_PRODUCT: &str = r#"{"language": "en", "portal_origins": ["https://portal.example"]}"#;

async fn in_any_product(context: &str) -> Page {
    let page = Page::builder().framed().config(ANY_PRODUCT).rows(&[row("a")]).start();
    page.connect(context).await;
    page.shows("Task a").await;
    page
}

fn ignored() -> Option<String> {
    Part::root().attr("data-portal-ignored")
}

#[wasm_bindgen_test]
async fn the_welcome_says_where_and_how_to_start() {
    let context = r#"{"context":{"language":"zh","theme":"dark","timeZone":"Asia/Shanghai","productId":"p9","new":1}}"#;
    let page = in_any_product(context).await;
    assert!(page.says("升级任务"));
    until("it is dark", || {
        Part::root().attr("data-theme").as_deref() == Some("dark")
    })
    .await;
    assert!(page.platform.last(Op::List).url.ends_with("?product_id=p9"));
}

#[wasm_bindgen_test]
async fn a_context_changes_only_what_it_names() {
    let page = in_any_product(r#"{"context":{"chrome":"full"}}"#).await;
    page.portal().says("context", "", r#"{"theme":"dark"}"#);
    until("it is dark", || {
        Part::root().attr("data-theme").as_deref() == Some("dark")
    })
    .await;
    assert_eq!(page.field("Theme").value(), "dark");
    assert!(page.says("Upgrade tasks"));
    page.portal().says("context", "", r#"{"language":"zh"}"#);
    page.shows("升级任务").await;
    page.portal().says(
        "context",
        "",
        r#"{"language":"xx","theme":"pink","productId":"","timeZone":7}"#,
    );
    settled().await;
    assert!(page.says("升级任务"));
    assert_eq!(Part::root().attr("data-theme").as_deref(), Some("dark"));
    page.portal().says("context", "", r#"{"productId":"p2"}"#);
    until("it is about p2", || {
        page.platform.last(Op::List).url.ends_with("product_id=p2")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_configured_product_is_nobodys_to_change() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().says("context", "", r#"{"productId":"p2"}"#);
    page.portal().says("navigate", "", r#"{"path":"/?product_id=p2"}"#);
    until("both are counted", || ignored().as_deref() == Some("2")).await;
    page.refresh().await;
    assert!(page.platform.last(Op::List).url.ends_with("product_id=p1"));
    page.portal().says("navigate", "", r#"{"path":"/?task=a"}"#);
    until("the details are open", || page.has_dialog()).await;
}

#[wasm_bindgen_test]
async fn a_place_in_the_console_is_gone_to_without_a_new_entry_in_the_history() {
    let page = in_any_product("{}").await;
    let entries = upgrade_console::web::window().history().unwrap().length().unwrap();
    page.portal()
        .says("navigate", "", r#"{"path":"/?product_id=p2&task=a"}"#);
    until("the details are open", || page.has_dialog()).await;
    assert!(page.platform.last(Op::List).url.ends_with("product_id=p2"));
    assert_eq!(page.query(), "?product_id=p2&task=a");
    page.portal()
        .hears_body("route", r#""path":"/?product_id=p2&task=a""#)
        .await;
    page.portal().says("navigate", "", r#"{"path":"/"}"#);
    page.shows("Choose a product").await;
    let after = upgrade_console::web::window().history().unwrap().length().unwrap();
    assert_eq!(entries, after);
}

#[wasm_bindgen_test]
async fn anything_else_is_no_place() {
    let page = in_any_product("{}").await;
    let href = upgrade_console::web::window().location().href().unwrap();
    let paths = [
        "//evil",
        "https://evil",
        "javascript:alert(1)",
        "\\\\evil",
        "/\\\\evil",
        "/evil",
        "/?task=a&token=x",
        "/?api=https%3A%2F%2Fevil",
        "/?product_id=p2#task",
        "/?product_id=p2&product_id=p3",
        "",
    ];
    for path in paths {
        page.portal().says("navigate", "", &format!(r#"{{"path":"{path}"}}"#));
    }
    for body in ["{}", r#"{"path":7}"#, r#"{"path":null}"#, "7"] {
        page.portal().says("navigate", "", body);
    }
    let count = (paths.len() + 4).to_string();
    until("every one is counted", || ignored().as_deref() == Some(&count)).await;
    settled().await;
    assert_eq!(upgrade_console::web::window().location().href().unwrap(), href);
    assert!(!page.has_dialog());
    assert_eq!(page.platform.asked(Op::List).len(), 1);
}

#[wasm_bindgen_test]
async fn messages_of_others_are_ignored_and_unknown_ones_counted() {
    let page = in_any_product("{}").await;
    let foreign = [
        JsValue::UNDEFINED,
        JsValue::NULL,
        JsValue::from_str("navigate"),
        Array::new().into(),
        JSON::parse(r#"{"ns":"other","v":1,"type":"teardown","id":"1"}"#).unwrap(),
        JSON::parse(r#"{"ns":"fwc","v":2,"type":"teardown","id":"1"}"#).unwrap(),
    ];
    foreign.iter().for_each(|data| page.portal().says_raw(data));
    page.portal().says("token.push", "1", r#"{"token":"evil"}"#);
    page.portal().says("token.ok", "77", r#"{"token":"evil"}"#);
    until("both are counted", || ignored().as_deref() == Some("2")).await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1"));
}

#[wasm_bindgen_test]
async fn an_end_clears_the_page_gives_up_requests_and_forgets_the_token() {
    for (typed, unsaved) in [(false, "false"), (true, "true")] {
        let page = Page::in_portal(&[row("a")]).await;
        if typed {
            fill_form(&page.open_create().await);
        }
        let list = page.platform.hold(Op::List);
        page.button("Refresh").press();
        page.platform.was_asked(Op::List, 2).await;
        page.portal().says("teardown", "bye", "{}");
        let answer = page.portal().hears("teardown.ok", 1).await;
        assert!(answer.contains(r#""id":"bye""#) && answer.contains(&format!(r#""unsaved":{unsaved}"#)));
        page.shows("The portal has ended this view.").await;
        until("it is given up", || page.platform.last(Op::List).is_aborted()).await;
        list.release(Answer::ok(format!("[{}]", row("secret").json())));
        settled().await;
        let html = page.0.inner_html();
        assert!(
            !html.contains("Task a") && !html.contains("secret") && !html.contains("Meter"),
            "{html}"
        );
        assert!(!page.has_dialog() && !page.has_button("Try again"));

        page.portal().says("token.changed", "", "{}");
        page.portal().says("teardown", "again", "{}");
        settled().await;
        assert_eq!(page.portal().heard("token.get").len(), 1, "nothing more is asked");
        assert_eq!(page.platform.asked(Op::List).len(), 2);
    }
}

#[wasm_bindgen_test]
async fn a_token_that_arrives_after_the_end_is_not_taken() {
    let page = Page::builder().framed().config(PORTAL).rows(&[row("a")]).start();
    page.portal().was_greeted().await;
    page.portal().welcome("{}");
    page.portal().hears("token.get", 1).await;
    page.portal().says("teardown", "bye", "{}");
    page.portal().says("token.ok", "1", r#"{"token":"tok-1"}"#);
    page.shows("The portal has ended this view.").await;
    page.clock.after(10_000);
    settled().await;
    assert!(page.says("The portal has ended this view."));
    assert!(page.platform.seen().is_empty());
}
