//! How the page starts.

use e2e::browser::Browser;
use e2e::origin::Origin;
use e2e::platform::Platform;

#[tokio::test]
async fn each_file_is_fetched_once() {
    let platform = Platform::start(&[]);
    let origin = Origin::before(&platform);
    let browser = Browser::open(&origin.url()).await;
    browser.sees("Sign in").await;
    let mut paths: Vec<String> = origin.requests().into_iter().map(|request| request.target).collect();
    let all = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), all, "{paths:#?}");
    assert!(paths.iter().any(|path| path.ends_with("_bg.wasm")), "{paths:#?}");
    browser.finish().await;
}
