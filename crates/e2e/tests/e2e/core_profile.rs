//! The headers that a browser sends with the requests of profile `core`.

use e2e::{Browser, Console, EMPTY_PRODUCT, Origin, Platform, Request, new_task};
use http::HeaderName;

const NAME: &str = "Recorded task";

#[tokio::test]
async fn the_four_operations_send_only_the_documented_headers() {
    let platform = Platform::start(&["--profile", "core", "--empty"]);
    let recorder = Origin::proxy(&platform);
    let browser = Browser::open(&recorder.url()).await;
    let console = Console::signed_in(&browser, &platform).await;
    console.open_product(EMPTY_PRODUCT).await;
    browser.expect_text("No upgrade tasks yet").await;
    console.create(&new_task(NAME, 1, 2)).await;
    console.start(NAME).await;
    console.stop(NAME).await;
    console.delete(NAME).await;
    browser.expect_text("No upgrade tasks yet").await;
    assert_eq!(platform.database().tasks(EMPTY_PRODUCT), []);
    for request in recorder.requests() {
        has_only_documented_headers(&request, platform.token());
    }
    browser.finish().await;
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
