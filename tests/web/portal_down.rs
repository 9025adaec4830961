//! Messages from the portal: `context`, `navigate` and `teardown`.

use super::support::{Answer, Op, PORTAL, Page, Part, fill_form, row, settled, until};
use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A configuration without a product, which leaves the choice to the portal.
const ANY_PRODUCT: &str = r#"{"language": "en", "portal_origins": ["https://portal.example"]}"#;

/// Connects with this welcome and waits for the task list.
async fn in_any_product(context: &str) -> Page {
    let page = Page::builder().framed().config(ANY_PRODUCT).rows(&[row("a")]).start();
    page.connect(context).await;
    page.shows("Task a").await;
    page
}

/// Number of ignored portal messages, as the document element states it.
fn ignored() -> Option<String> {
    Part::root().attr("data-portal-ignored")
}

#[wasm_bindgen_test]
async fn the_welcome_sets_language_theme_and_product() {
    let context = r#"{"context":{"language":"zh","theme":"dark","timeZone":"Asia/Shanghai","productId":"p9","new":1}}"#;
    let page = in_any_product(context).await;
    assert!(page.says("升级任务"));
    until("the theme is dark", || {
        Part::root().attr("data-theme").as_deref() == Some("dark")
    })
    .await;
    assert!(page.platform.last(Op::List).url.ends_with("?product_id=p9"));
}

#[wasm_bindgen_test]
async fn a_context_message_changes_only_the_fields_it_names() {
    let page = in_any_product(r#"{"context":{"chrome":"full"}}"#).await;
    page.portal().says("context", "", r#"{"theme":"dark"}"#);
    until("the theme is dark", || {
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
    until("the list is read for p2", || {
        page.platform.last(Op::List).url.ends_with("product_id=p2")
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_portal_cannot_change_a_configured_product() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().says("context", "", r#"{"productId":"p2"}"#);
    page.portal().says("navigate", "", r#"{"path":"/?product_id=p2"}"#);
    until("both messages are ignored", || ignored().as_deref() == Some("2")).await;
    page.refresh().await;
    assert!(page.platform.last(Op::List).url.ends_with("product_id=p1"));
    page.portal().says("navigate", "", r#"{"path":"/?task=a"}"#);
    until("the details are open", || page.has_dialog()).await;
}

#[wasm_bindgen_test]
async fn a_refused_navigation_leaves_the_history_entry_of_a_dialog() {
    let page = Page::in_portal(&[row("a")]).await;
    let entries = || {
        let routes = page.portal().heard("route");
        routes.iter().filter(|route| route.contains(r#""entry":true"#)).count()
    };
    page.open_create().await;
    until("the dialog has an entry", || entries() == 1).await;
    page.portal().says("navigate", "", r#"{"path":"/?product_id=p2"}"#);
    until("the message is ignored", || ignored().as_deref() == Some("1")).await;
    page.dialog().escape();
    page.no_dialog().await;
    page.open_create().await;
    settled().await;
    assert_eq!(entries(), 1, "the next dialog uses the same entry");
}

#[wasm_bindgen_test]
async fn a_navigate_message_adds_no_history_entry() {
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
async fn an_invalid_navigate_path_is_ignored() {
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
    until("every message is ignored", || ignored().as_deref() == Some(&count)).await;
    settled().await;
    assert_eq!(upgrade_console::web::window().location().href().unwrap(), href);
    assert!(!page.has_dialog());
    assert_eq!(page.platform.asked(Op::List).len(), 1);
}

#[wasm_bindgen_test]
async fn foreign_messages_are_dropped_and_unknown_types_counted() {
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
    until("both messages are ignored", || ignored().as_deref() == Some("2")).await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1"));
}

#[wasm_bindgen_test]
async fn a_teardown_clears_the_page_aborts_requests_and_drops_the_token() {
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
        until("the request is aborted", || page.platform.last(Op::List).is_aborted()).await;
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
        assert_eq!(page.portal().heard("token.get").len(), 1, "no further token request");
        assert_eq!(page.platform.asked(Op::List).len(), 2);
    }
}

#[wasm_bindgen_test]
async fn a_token_received_after_the_teardown_is_ignored() {
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
