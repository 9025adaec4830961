//! How the page starts, and that it does not start with anything but what was built.

use e2e::browser::Browser;
use e2e::origin::Origin;
use e2e::platform::Platform;

const FAILED: &str = "The console could not be loaded.";

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

/// T-CSP-2: a text of the module is changed, so that it would still be one.
#[tokio::test]
async fn a_changed_module_or_script_is_not_started() {
    let platform = Platform::start(&[]);
    for (file, from, to) in [
        ("_bg.wasm", "Upgrade tasks", "Upgrade tusks"),
        (".js", "using deprecated", "abusing depreca."),
    ] {
        let origin = Origin::before(&platform);
        origin.edits(move |request, reply| {
            if request.path().starts_with("/upgrade-console-") && request.path().ends_with(file) {
                let at = reply
                    .body
                    .windows(from.len())
                    .position(|window| window == from.as_bytes());
                let at = at.unwrap();
                reply.body[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        });
        let browser = Browser::open(&origin.url()).await;
        browser.sees(FAILED).await;
        browser.expect_in_log("integrity");
        assert_eq!(origin.calls(), []);
        browser.finish().await;
    }
}
