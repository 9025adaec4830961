//! Requests of profile core, byte for byte as documented in `upgrade-task-api.zh.md`.

use super::support::*;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// The headers that the console sets on every documented request.
fn documented_headers(token: &str) -> [(String, String); 2] {
    let headers = [("access-token", token), ("content-type", "application/json")];
    headers.map(|(name, value)| (name.to_owned(), value.to_owned()))
}

/// Asserts the last request of this kind. `end` is the end of its URL, after `/v2/upgrade/firmware/task`.
fn assert_request(page: &Page, op: Op, end: &str, body: &str) {
    let request = page.platform.last_request(op);
    assert_eq!(request.sent.method(), if op == Op::List { "GET" } else { "POST" });
    assert_eq!(request.url, format!("/v2/upgrade/firmware/task{end}"));
    assert_eq!(request.body, body);
    assert_eq!(request.headers, documented_headers("tok-1"));
    assert_eq!(request.sent.redirect(), RequestRedirect::Manual);
    assert_eq!(request.sent.credentials(), RequestCredentials::Omit);
    assert_eq!(request.sent.referrer_policy(), ReferrerPolicy::NoReferrer);
    assert_eq!(request.sent.cache(), RequestCache::NoStore);
}

#[wasm_bindgen_test]
async fn signing_in_by_token_sends_only_the_list_request() {
    let page = Page::builder().signed_out().open().await;
    page.platform.assert_silent().await;
    page.sign_in("  tok-pasted\n");
    page.platform.wait_for_requests(Op::List, 1).await;
    settled().await;
    let requests = page.platform.all_requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].headers, documented_headers("tok-pasted"));
}

#[wasm_bindgen_test]
async fn a_product_id_is_percent_encoded_and_a_configured_base_precedes_the_path() {
    let encoded = r#"{"product_id": "a&status=1/ü", "language": "en"}"#;
    let path = r#"{"product_id": "../../admin?x=#&product_id=z", "language": "en"}"#;
    let base = r#"{"product_id": "p1", "language": "en", "api": {"base": "https://iot.example/api/"}}"#;
    for (config, url) in [
        (encoded, "/v2/upgrade/firmware/tasks?product_id=a%26status%3D1%2F%C3%BC"),
        (
            path,
            "/v2/upgrade/firmware/tasks?product_id=..%2F..%2Fadmin%3Fx%3D%23%26product_id%3Dz",
        ),
        (base, "https://iot.example/api/v2/upgrade/firmware/tasks?product_id=p1"),
    ] {
        let page = Page::builder().config(config).open_at_list().await;
        assert_eq!(page.platform.last_request(Op::List).url, url);
    }
}

#[wasm_bindgen_test]
async fn a_create_sends_the_documented_fields_in_order() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.create(&dialog).await;
    // Numbers are JSON integers.
    let body = concat!(
        r#"{"product_id":"p1","name":"Meter 7 to 9","description":"Fixes the clock","#,
        r#""from_version":7,"from_version_url":"https://files.example/7.bin","#,
        r#""from_version_md5":"0123456789abcdef0123456789abcdef","from_version_size":51008,"#,
        r#""target_version":9,"target_version_url":"https://files.example/9.bin","#,
        r#""target_version_md5":"fedcba9876543210fedcba9876543210","target_version_size":9007199254740991}"#,
    );
    assert_request(&page, Op::Create, "", body);
}

#[wasm_bindgen_test]
async fn list_start_stop_and_delete_send_the_documented_fields() {
    let page = Page::with_rows(&[row("a"), row("b").running()]).await;
    assert_request(&page, Op::List, "s?product_id=p1", "");
    page.act("Task a", "Start").await;
    let body = r#"{"product_id":"p1","upgrade_task_id":"a","status":1}"#;
    assert_request(&page, Op::SetStatus, "/status", body);
    page.row("Task b").button("Stop").press();
    page.wait_for_text("“Task b” is stopped.").await;
    let body = r#"{"product_id":"p1","upgrade_task_id":"b","status":0}"#;
    assert_request(&page, Op::SetStatus, "/status", body);
    page.act("Task b", "Delete").await;
    assert_request(&page, Op::Delete, "/delete", r#"{"id":"b","product_id":"p1"}"#);
}

#[wasm_bindgen_test]
async fn ids_with_special_characters_are_sent_unchanged_and_stay_in_the_address() {
    const TASK: &str = r#"../delete?id=1#&\"<'%00"#;
    let query = "?product_id=..%2Fadmin%3Fx%3D%23%26%22";
    let odd = row("a").with("id", &format!("\"{TASK}\""));
    let other = row("b").with("id", &format!("\"{TASK}b\""));
    let page = Page::builder()
        .config(NO_PRODUCT)
        .query(query)
        .rows(&[odd, other])
        .open_at_list()
        .await;
    assert!(page.platform.last_request(Op::List).url.ends_with(query));
    page.act("Task a", "Start").await;
    let product = r#""product_id":"../admin?x=#&\"""#;
    let body = format!(r#"{{{product},"upgrade_task_id":"{TASK}","status":1}}"#);
    assert_request(&page, Op::SetStatus, "/status", &body);
    page.open_details("Task a").await;
    let address = format!("{query}&task=..%2Fdelete%3Fid%3D1%23%26%22%3C%27%2500");
    assert_eq!(page.query(), address);
    page.close_dialog("Escape").await;
    page.act("Task b", "Delete").await;
    assert_request(
        &page,
        Op::Delete,
        "/delete",
        &format!(r#"{{"id":"{TASK}b",{product}}}"#),
    );
}

#[wasm_bindgen_test]
async fn an_action_sends_one_request_between_two_list_requests() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    for (task, button) in [("Task a", "Start"), ("Task b", "Delete")] {
        page.act(task, button).await;
    }
    settled().await;
    let ops = page.platform.operations();
    let (list, status, delete) = (Op::List, Op::SetStatus, Op::Delete);
    assert_eq!(ops, [list, list, status, list, list, delete, list]);
}

#[wasm_bindgen_test]
async fn an_action_shows_the_list_that_is_read_afterwards() {
    let page = Page::with_rows(&[row("a")]).await;
    let start = page.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
    page.set_rows(&[row("a").running().upgraded(12)]);
    start.release(Answer::ok(""));
    page.wait_for_no_dialog().await;
    assert!(page.row("Task a").has_text("Running"));
    assert!(page.row("Task a").has_text("Upgraded 12"));
    assert!(page.toasts().contains("“Task a” is running."));
}

#[wasm_bindgen_test]
async fn a_created_task_is_listed_and_announced() {
    let page = Page::with_rows(&[]).await;
    page.button("Create the first task").press();
    let dialog = page.wait_for_dialog().await;
    fill_form(&dialog);
    page.create(&dialog).await;
    assert!(page.row("Task new").has_text("Stopped"));
    assert!(page.toasts().contains("“Task new” was created and is stopped."));
}
