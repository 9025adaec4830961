//! Messages from the portal: `context`, `navigate` and `teardown`.

use super::support::{Answer, Op, Page, Part, row, settled, until};
use js_sys::{Array, JSON};
use upgrade_console::web::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A configuration without a product, which leaves the choice to the portal.
const ANY_PRODUCT: &str = r#"{"language": "en", "portal_origins": ["https://portal.example"]}"#;

/// Connects with this welcome and waits for the task list.
async fn open_with_any_product(context: &str) -> Page {
    Page::builder()
        .framed()
        .config(ANY_PRODUCT)
        .rows(&[row("a")])
        .open_in_portal(context)
        .await
}

/// Number of ignored portal messages, as the document element states it.
fn ignored_messages() -> Option<String> {
    Part::root().attr("data-portal-ignored")
}

#[wasm_bindgen_test]
async fn the_welcome_sets_language_theme_and_product() {
    let context = r#"{"context":{"language":"zh","theme":"dark","timeZone":"Asia/Shanghai","productId":"p9","new":1}}"#;
    let page = open_with_any_product(context).await;
    assert!(page.has_text("升级任务"));
    until("the theme is dark", || {
        Part::root().attr("data-theme").as_deref() == Some("dark")
    })
    .await;
    assert!(page.platform.last_request(Op::List).url.ends_with("?product_id=p9"));
}

#[wasm_bindgen_test]
async fn a_context_message_changes_only_the_fields_it_names() {
    let page = open_with_any_product(r#"{"context":{"chrome":"full"}}"#).await;
    page.portal().post("context", "", r#"{"theme":"dark"}"#);
    until("the theme is dark", || {
        Part::root().attr("data-theme").as_deref() == Some("dark")
    })
    .await;
    assert_eq!(page.field("Theme").value(), "dark");
    assert!(page.has_text("Upgrade tasks"));
    page.portal().post("context", "", r#"{"language":"zh"}"#);
    page.wait_for_text("升级任务").await;
    page.portal().post(
        "context",
        "",
        r#"{"language":"xx","theme":"pink","productId":"","timeZone":7}"#,
    );
    settled().await;
    assert!(page.has_text("升级任务"));
    assert_eq!(Part::root().attr("data-theme").as_deref(), Some("dark"));
    page.portal().post("context", "", r#"{"productId":"p2"}"#);
    until("the list is read for p2", || {
        page.platform.last_request(Op::List).url.ends_with("product_id=p2")
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_portal_cannot_change_a_configured_product() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().post("context", "", r#"{"productId":"p2"}"#);
    page.portal().navigate("/?product_id=p2");
    until("both messages are ignored", || {
        ignored_messages().as_deref() == Some("2")
    })
    .await;
    page.refresh().await;
    assert!(page.platform.last_request(Op::List).url.ends_with("product_id=p1"));
    page.portal().navigate("/?task=a");
    page.wait_for_dialog().await;
}

#[wasm_bindgen_test]
async fn a_refused_navigation_leaves_the_history_entry_of_a_dialog() {
    let page = Page::in_portal(&[row("a")]).await;
    let entries = || {
        let routes = page.portal().messages("route");
        routes.iter().filter(|route| route.contains(r#""entry":true"#)).count()
    };
    page.open_create().await;
    until("the dialog has an entry", || entries() == 1).await;
    page.portal().navigate("/?product_id=p2");
    until("the message is ignored", || ignored_messages().as_deref() == Some("1")).await;
    page.close_dialog("Escape").await;
    page.open_create().await;
    settled().await;
    assert_eq!(entries(), 1, "the next dialog uses the same entry");
}

#[wasm_bindgen_test]
async fn a_navigate_message_adds_no_history_entry() {
    let page = open_with_any_product("{}").await;
    let entries = window().history().unwrap().length().unwrap();
    page.portal().navigate("/?product_id=p2&task=a");
    page.wait_for_dialog().await;
    assert!(page.platform.last_request(Op::List).url.ends_with("product_id=p2"));
    assert_eq!(page.query(), "?product_id=p2&task=a");
    page.portal()
        .wait_for_message("route", r#""path":"/?product_id=p2&task=a""#)
        .await;
    page.portal().navigate("/");
    page.wait_for_text("Choose a product").await;
    let after = window().history().unwrap().length().unwrap();
    assert_eq!(entries, after);
}

#[wasm_bindgen_test]
async fn an_invalid_navigate_path_is_ignored() {
    let page = open_with_any_product("{}").await;
    let href = window().location().href().unwrap();
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
        page.portal().navigate(path);
    }
    for body in ["{}", r#"{"path":7}"#, r#"{"path":null}"#, "7"] {
        page.portal().post("navigate", "", body);
    }
    let count = (paths.len() + 4).to_string();
    until("every message is ignored", || {
        ignored_messages().as_deref() == Some(&count)
    })
    .await;
    settled().await;
    assert_eq!(window().location().href().unwrap(), href);
    assert!(!page.has_dialog());
    assert_eq!(page.platform.count(Op::List), 1);
}

#[wasm_bindgen_test]
async fn foreign_messages_are_dropped_and_unknown_types_counted() {
    let page = open_with_any_product("{}").await;
    let foreign = [
        JsValue::UNDEFINED,
        JsValue::NULL,
        JsValue::from_str("navigate"),
        Array::new().into(),
        JSON::parse(r#"{"ns":"other","v":1,"type":"teardown","id":"1"}"#).unwrap(),
        JSON::parse(r#"{"ns":"fwc","v":2,"type":"teardown","id":"1"}"#).unwrap(),
    ];
    foreign.iter().for_each(|data| page.portal().post_raw(data));
    page.portal().post("token.push", "1", r#"{"token":"evil"}"#);
    page.portal().post("token.ok", "77", r#"{"token":"evil"}"#);
    until("both messages are ignored", || {
        ignored_messages().as_deref() == Some("2")
    })
    .await;
    page.refresh().await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-1"));
}

#[wasm_bindgen_test]
async fn a_teardown_clears_the_page_aborts_requests_and_drops_the_token() {
    for (typed, unsaved) in [(false, "false"), (true, "true")] {
        let page = Page::in_portal(&[row("a")]).await;
        if typed {
            page.open_filled_form().await;
        }
        let list = page.refresh_and_hold().await;
        page.portal().post("teardown", "bye", "{}");
        let answer = page.portal().wait_for_messages("teardown.ok", 1).await;
        assert!(answer.contains(r#""id":"bye""#) && answer.contains(&format!(r#""unsaved":{unsaved}"#)));
        page.wait_for_text("The portal has ended this view.").await;
        until("the request is aborted", || {
            page.platform.last_request(Op::List).is_aborted()
        })
        .await;
        list.release(Answer::ok(format!("[{}]", row("secret").json())));
        settled().await;
        let html = page.0.inner_html();
        assert!(
            !html.contains("Task a") && !html.contains("secret") && !html.contains("Meter"),
            "{html}"
        );
        assert!(!page.has_dialog() && !page.has_button("Try again"));

        page.portal().post("token.changed", "", "{}");
        page.portal().post("teardown", "again", "{}");
        settled().await;
        assert_eq!(page.portal().messages("token.get").len(), 1, "no further token request");
        assert_eq!(page.platform.count(Op::List), 2);
    }
}

#[wasm_bindgen_test]
async fn a_token_received_after_the_teardown_is_ignored() {
    let page = Page::builder().framed().rows(&[row("a")]).mount();
    page.portal().welcome("{}").await;
    page.portal().wait_for_messages("token.get", 1).await;
    page.portal().post("teardown", "bye", "{}");
    page.portal().post("token.ok", "1", r#"{"token":"tok-1"}"#);
    page.wait_for_text("The portal has ended this view.").await;
    page.clock.fire_timeouts_of(10_000);
    settled().await;
    assert!(page.has_text("The portal has ended this view."));
    assert!(page.platform.all_requests().is_empty());
}
