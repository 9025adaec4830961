//! Requests of profile core, byte for byte as documented in `upgrade-task-api.zh.md`.

use super::support::{Answer, ENGLISH, Op, Page, RecordedRequest, fill_form, row, settled};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// The headers that the console sets on every documented request.
fn documented_headers(token: &str) -> Vec<(String, String)> {
    vec![
        ("access-token".to_owned(), token.to_owned()),
        ("content-type".to_owned(), "application/json".to_owned()),
    ]
}

fn assert_request(request: &RecordedRequest, method: &str, url: &str, body: &str) {
    assert_eq!((&*request.method, &*request.url, &*request.body), (method, url, body));
    assert_eq!(request.headers, documented_headers("tok-1"));
    assert_eq!(request.redirect, RequestRedirect::Manual);
    assert_eq!(request.credentials, RequestCredentials::Omit);
    assert_eq!(request.referrer_policy, ReferrerPolicy::NoReferrer);
    assert_eq!(request.cache, RequestCache::NoStore);
}

#[wasm_bindgen_test]
async fn signing_in_by_token_sends_only_the_list_request() {
    let page = Page::builder().signed_out().open().await;
    settled().await;
    assert!(page.platform.all_requests().is_empty());
    page.sign_in("  tok-pasted\n");
    page.platform.wait_for_requests(Op::List, 1).await;
    settled().await;
    let requests = page.platform.all_requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].headers, documented_headers("tok-pasted"));
}

#[wasm_bindgen_test]
async fn the_list_request_names_only_the_product() {
    let page = Page::with_rows(&[row("a")]).await;
    assert_request(
        &page.platform.last_request(Op::List),
        "GET",
        "/v2/upgrade/firmware/tasks?product_id=p1",
        "",
    );
}

#[wasm_bindgen_test]
async fn a_product_id_is_percent_encoded() {
    let config = r#"{"product_id": "a&status=1/ü", "language": "en"}"#;
    let page = Page::builder().config(config).open_at_list().await;
    let url = page.platform.last_request(Op::List).url;
    assert_eq!(url, "/v2/upgrade/firmware/tasks?product_id=a%26status%3D1%2F%C3%BC");
}

#[wasm_bindgen_test]
async fn a_configured_base_precedes_the_documented_path() {
    let config = r#"{"product_id": "p1", "language": "en", "api": {"base": "https://iot.example/api/"}}"#;
    let page = Page::builder().config(config).open_at_list().await;
    let url = page.platform.last_request(Op::List).url;
    assert_eq!(url, "https://iot.example/api/v2/upgrade/firmware/tasks?product_id=p1");
}

#[wasm_bindgen_test]
async fn a_create_sends_the_documented_fields_in_order() {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    page.platform.always(Op::Create, Answer::ok(row("new").json()));
    dialog.submit().await;
    page.wait_for_no_dialog().await;
    // Numbers are JSON integers; an MD5 typed in upper case is sent in lower case.
    let body = concat!(
        r#"{"product_id":"p1","name":"Meter 7 to 9","description":"Fixes the clock","#,
        r#""from_version":7,"from_version_url":"https://files.example/7.bin","#,
        r#""from_version_md5":"0123456789abcdef0123456789abcdef","from_version_size":51008,"#,
        r#""target_version":9,"target_version_url":"https://files.example/9.bin","#,
        r#""target_version_md5":"fedcba9876543210fedcba9876543210","target_version_size":9007199254740991}"#,
    );
    assert_request(
        &page.platform.last_request(Op::Create),
        "POST",
        "/v2/upgrade/firmware/task",
        body,
    );
}

#[wasm_bindgen_test]
async fn start_and_stop_send_the_status_as_a_number() {
    let page = Page::accepting_writes(&[row("a"), row("b").running()]).await;
    for (id, button, status) in [("a", "Start", 1), ("b", "Stop", 0)] {
        page.row(&format!("Task {id}")).button(button).press();
        if button == "Start" {
            page.wait_for_dialog().await.button(button).press();
        }
        let word = if button == "Start" { "running" } else { "stopped" };
        page.wait_for_text(&format!("“Task {id}” is {word}.")).await;
        let body = format!(r#"{{"product_id":"p1","upgrade_task_id":"{id}","status":{status}}}"#);
        assert_request(
            &page.platform.last_request(Op::SetStatus),
            "POST",
            "/v2/upgrade/firmware/task/status",
            &body,
        );
    }
}

#[wasm_bindgen_test]
async fn a_delete_sends_the_task_id_then_the_product_id() {
    let page = Page::accepting_writes(&[row("a")]).await;
    page.confirm("Task a", "Delete").await;
    page.wait_for_no_dialog().await;
    let body = r#"{"id":"a","product_id":"p1"}"#;
    assert_request(
        &page.platform.last_request(Op::Delete),
        "POST",
        "/v2/upgrade/firmware/task/delete",
        body,
    );
}

#[wasm_bindgen_test]
async fn an_action_sends_one_request_between_two_list_requests() {
    let page = Page::accepting_writes(&[row("a"), row("b")]).await;
    for (task, button) in [("Task a", "Start"), ("Task b", "Delete")] {
        page.confirm(task, button).await;
        page.wait_for_no_dialog().await;
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
    page.set_rows(&[row("a").running().with("upgrade_count", "12")]);
    start.release(Answer::ok(""));
    page.wait_for_no_dialog().await;
    assert!(page.row("Task a").has_text("Running"));
    assert!(page.row("Task a").has_text("Upgraded 12"));
    assert!(page.toasts().contains("“Task a” is running."));
}

#[wasm_bindgen_test]
async fn a_created_task_is_listed_and_announced() {
    let page = Page::builder().config(ENGLISH).rows(&[]).open_at_list().await;
    page.button("Create the first task").press();
    page.wait_for_dialog().await;
    fill_form(&page.dialog());
    page.platform.always(Op::Create, Answer::ok(row("new").json()));
    page.dialog().submit().await;
    page.wait_for_no_dialog().await;
    assert!(page.row("Task new").has_text("Stopped"));
    assert!(page.toasts().contains("“Task new” is created and stopped."));
}
