//! Messages from the portal: `context`, `navigate` and `teardown`.

use super::portal_settings::open_with_context;
use super::support::*;
use js_sys::{Array, JSON};
use upgrade_console::web::{session_storage, window};
use wasm_bindgen::JsValue;

/// Waits until the document element states this number of ignored portal messages.
async fn wait_for_ignored_messages(count: usize) {
    let ignored = || Part::root().attr("data-portal-ignored");
    until("the messages are ignored", || ignored() == Some(count.to_string())).await;
}

#[wasm_bindgen_test]
async fn the_welcome_sets_language_theme_and_product() {
    let context = r#"{"language":"zh","theme":"dark","timeZone":"Asia/Shanghai","productId":"p9","new":1}"#;
    let page = open_with_context(context).await;
    assert!(page.has_text("升级任务"));
    page.wait_for_theme("dark").await;
    assert!(page.platform.last_request(Op::List).url.ends_with("?product_id=p9"));
}

#[wasm_bindgen_test]
async fn a_context_message_changes_only_the_fields_it_names() {
    let page = open_with_context(r#"{"chrome":"full"}"#).await;
    page.portal().send_context(r#"{"theme":"dark"}"#);
    page.wait_for_theme("dark").await;
    assert_eq!(page.field("Theme").value(), "dark");
    assert!(page.has_text("Upgrade tasks"));
    page.portal().send_context(r#"{"language":"zh"}"#);
    page.wait_for_text("升级任务").await;
    let invalid = r#"{"language":"xx","theme":"pink","productId":"","timeZone":7}"#;
    page.portal().send_context(invalid);
    settled().await;
    assert!(page.has_text("升级任务"));
    assert_eq!(Part::root().attr("data-theme").as_deref(), Some("dark"));
    page.portal().send_context(r#"{"productId":"p2"}"#);
    let url = || page.platform.last_request(Op::List).url;
    until("the list is read for p2", || url().ends_with("product_id=p2")).await;
}

#[wasm_bindgen_test]
async fn the_portal_cannot_change_a_configured_product() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().send_context(r#"{"productId":"p2"}"#);
    page.portal().navigate("/?product_id=p2");
    wait_for_ignored_messages(2).await;
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
    wait_for_ignored_messages(1).await;
    page.close_dialog("Escape").await;
    page.open_create().await;
    settled().await;
    assert_eq!(entries(), 1, "the next dialog uses the same entry");
}

#[wasm_bindgen_test]
async fn a_navigate_message_adds_no_history_entry() {
    let page = open_with_context("{}").await;
    let entries = history().length().unwrap();
    page.portal().navigate("/?product_id=p2&task=a");
    page.wait_for_dialog().await;
    assert!(page.platform.last_request(Op::List).url.ends_with("product_id=p2"));
    assert_eq!(page.query(), "?product_id=p2&task=a");
    page.portal().wait_for_route("/?product_id=p2&task=a").await;
    page.portal().navigate("/");
    page.wait_for_text("Choose a product").await;
    let after = history().length().unwrap();
    assert_eq!(entries, after);
}

#[wasm_bindgen_test]
async fn an_invalid_navigate_path_is_ignored() {
    let page = open_with_context("{}").await;
    let href = window().location().href().unwrap();
    // The tests of the routing cover other paths.
    let paths = ["https://evil", "/?product_id=p2&token=x", ""];
    for path in paths {
        page.portal().navigate(path);
    }
    let bodies = [
        "{}",
        "7",
        "[]",
        r#""/""#,
        r#"{"path":7}"#,
        r#"{"path":null}"#,
        r#"{"path":["/"]}"#,
        r#"{"path":{"path":"/"}}"#,
    ];
    for body in bodies {
        page.portal().post("navigate", "", body);
    }
    wait_for_ignored_messages(paths.len() + bodies.len()).await;
    settled().await;
    assert_eq!(window().location().href().unwrap(), href);
    assert!(!page.has_dialog());
    assert_eq!(page.platform.count(Op::List), 1);
}

#[wasm_bindgen_test]
async fn foreign_messages_are_dropped_and_unknown_types_counted() {
    let page = open_with_context("{}").await;
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
    wait_for_ignored_messages(2).await;
    page.assert_token("tok-1").await;
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
        page.wait_for_text("The portal has closed this view.").await;
        page.platform.wait_for_abort(Op::List).await;
        list.release(Answer::ok(format!("[{}]", row("secret").json())));
        settled().await;
        let html = page.0.inner_html();
        for text in ["Task a", "secret", "Meter"] {
            assert!(!html.contains(text), "{html}");
        }
        assert!(!page.has_dialog() && !page.has_button("Try again"));

        // The draft is kept, because the portal may show the frame again, and the fingerprint of its user.
        assert_eq!(session_item("upgrade-draft p1").is_some(), typed);
        assert!(session_item("upgrade-user").is_some());
        assert_eq!(session_storage().unwrap().length(), Ok(1 + u32::from(typed)));

        page.portal().change_token();
        page.portal().navigate("/?task=a");
        page.portal().post("teardown", "again", "{}");
        settled().await;
        assert_eq!(page.query(), "?product_id=p1");
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
    page.wait_for_text("The portal has closed this view.").await;
    page.clock.fire_timeouts_of(10_000);
    settled().await;
    assert!(page.has_text("The portal has closed this view."));
    assert!(page.platform.all_requests().is_empty());
}
