//! Profile `core` sends exactly the documented requests.

use e2e::{Browser, Console, EMPTY_PRODUCT, Origin, Platform, Request, new_task};
use http::HeaderName;

const NAME: &str = "Recorded task";
const LIST: &str = "GET /v2/upgrade/firmware/tasks?product_id=160fa2b000000000000000000000e000\n";
/// Create request of `upgrade-task-api.zh.md`, section 1, with the fields in its order.
const CREATE: &str = concat!(
    "POST /v2/upgrade/firmware/task\n",
    r#"{"product_id":"160fa2b000000000000000000000e000","name":"Recorded task","description":"From 1 to 2, for a test","#,
    r#""from_version":1,"from_version_url":"https://files.example.com/1.bin","#,
    r#""from_version_md5":"00000000000000000000000000000001","from_version_size":1001,"#,
    r#""target_version":2,"target_version_url":"https://files.example.com/2.bin","#,
    r#""target_version_md5":"00000000000000000000000000000002","target_version_size":1002}"#,
);

#[tokio::test]
async fn the_four_operations_send_exactly_the_documented_requests() {
    let platform = Platform::start(&["--profile", "core", "--empty"]);
    let recorder = Origin::proxy(&platform);
    let browser = Browser::open(&recorder.url()).await;
    let console = Console::signed_in(&browser, &platform).await;
    console.open_product(EMPTY_PRODUCT).await;
    browser.expect_text("No upgrade tasks yet").await;
    console.create(&new_task(NAME, 1, 2)).await;
    let id = platform.stored_task(EMPTY_PRODUCT, NAME).id;
    console.start(NAME).await;
    console.stop(NAME).await;
    console.delete(NAME).await;
    browser.expect_text("No upgrade tasks yet").await;
    assert_eq!(platform.database().tasks(EMPTY_PRODUCT), []);

    let status = |status: u8| {
        format!(
            "POST /v2/upgrade/firmware/task/status\n\
             {{\"product_id\":\"{EMPTY_PRODUCT}\",\"upgrade_task_id\":\"{id}\",\"status\":{status}}}"
        )
    };
    let delete =
        format!("POST /v2/upgrade/firmware/task/delete\n{{\"id\":\"{id}\",\"product_id\":\"{EMPTY_PRODUCT}\"}}");
    let golden = [LIST, CREATE, LIST, &status(1), LIST, &status(0), LIST, &delete, LIST];
    assert_eq!(without_repeated_reads(&recorder.api_requests()), golden);
    for request in recorder.requests() {
        has_only_documented_headers(&request, platform.token());
    }
    browser.finish().await;
}

/// Each request as method, URL and body. Repeated reads are removed, because the number of polls varies.
fn without_repeated_reads(calls: &[Request]) -> Vec<String> {
    let lines = calls
        .iter()
        .map(|call| format!("{} {}\n{}", call.method, call.target, call.body));
    let mut lines: Vec<String> = lines.collect();
    lines.dedup_by(|a, b| a == b && a.starts_with("GET "));
    lines
}

/// Checks that a request has the console's two headers and otherwise only headers that every browser sends, without a
/// `Referer`.
fn has_only_documented_headers(request: &Request, token: &str) {
    const BROWSER_HEADERS: &str = "host connection content-length user-agent accept accept-encoding accept-language \
        cache-control pragma origin priority upgrade-insecure-requests";
    let is_call = request.target.starts_with("/v2");
    assert_eq!(request.header("access-token"), is_call.then_some(token), "{request:#?}");
    let json = is_call.then_some("application/json");
    assert_eq!(request.header("content-type"), json, "{request:#?}");
    let unexpected = request.headers.keys().map(HeaderName::as_str).filter(|name| {
        let ours = ["access-token", "content-type"].contains(name);
        !ours && !BROWSER_HEADERS.split(' ').any(|known| known == *name) && !name.starts_with("sec-")
    });
    assert_eq!(
        unexpected.collect::<Vec<_>>(),
        Vec::<&str>::new(),
        "{} {}",
        request.method,
        request.target
    );
    assert!(
        !request.without_header("access-token").contains(token),
        "the token is outside its header: {request:#?}"
    );
}
