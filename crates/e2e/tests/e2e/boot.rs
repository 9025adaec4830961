//! How the page starts.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::origin::{Origin, Reply};
use e2e::platform::Platform;
use e2e::words::EN;
use serde_json::json;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

/// Tells the server when the browser has painted something.
const TELL: &str = "new PerformanceObserver(list => {
    if (list.getEntriesByName('first-contentful-paint').length) fetch('/painted');
}).observe({ type: 'paint', buffered: true });";

/// Long enough for any machine; only a page that waits for what waits for it takes so long.
const NEVER: Duration = Duration::from_secs(20);

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

#[tokio::test]
async fn the_first_words_wait_for_no_more_than_they_need_and_the_console_for_its_looks() {
    let platform = Platform::start(&["--empty"]);
    let origin = Origin::before(&platform);
    let (tell, painted) = mpsc::channel::<()>();
    let (tell, painted) = (Mutex::new(tell), Mutex::new(painted));
    origin.answers(move |request| {
        (request.path() == "/painted").then(|| {
            tell.lock().unwrap().send(()).unwrap();
            Reply::status(204)
        })
    });
    origin.edits(move |request, _| {
        if request.path().starts_with("/console-") {
            // Too late is found below, in the order of the requests.
            let _ = painted.lock().unwrap().recv_timeout(NEVER);
        }
    });
    let browser = Browser::open("about:blank").await;
    let tell = json!({ "source": TELL });
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", tell)
        .await
        .unwrap();
    browser.go_to(&origin.url()).await;
    Console::new(&browser, &EN).button(EN.sign_in).appears().await;
    let paths: Vec<String> = origin
        .requests()
        .iter()
        .map(|request| request.path().to_owned())
        .collect();
    let at = |wanted: &str| paths.iter().position(|path| path.starts_with(wanted));
    let order = [at("/console-"), at("/painted"), at("/config.json")];
    assert!(order.is_sorted() && !order.contains(&None), "{paths:#?}");
    browser.finish().await;
}
