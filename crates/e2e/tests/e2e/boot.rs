//! Start of the page.

use e2e::{Browser, Console, EN, Origin, Platform, Request, Response};
use http::Method;
use serde_json::json;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

/// Script that requests `/painted` after the first contentful paint.
const REPORT_PAINT: &str = "new PerformanceObserver(list => {
    if (list.getEntriesByName('first-contentful-paint').length) fetch('/painted');
}).observe({ type: 'paint', buffered: true });";

const FAILED: &str = "The console couldn’t be loaded.";
/// Text shown while the page loads.
const LOADING: &str = "Loading…";

/// Script that posts the page's text to `/text` when the loader runs, with all animations finished.
const REPORT_TEXT: &str = "const observer = new MutationObserver(() => {
    const boot = document.querySelector('#boot:not(.boot-unstarted)');
    if (!boot) return;
    observer.disconnect();
    document.getAnimations().forEach(animation => animation.finish());
    fetch('/text', { method: 'POST', body: boot.innerText });
});
observer.observe(document, { attributes: true, childList: true, subtree: true });";

/// Time-out that passes only if page and test wait for each other.
const DEADLOCK: Duration = Duration::from_secs(20);

#[tokio::test]
async fn each_file_is_fetched_once() {
    let platform = Platform::start(&[]);
    let origin = Origin::proxy(&platform);
    let browser = Browser::open(&origin.url()).await;
    browser.expect_text("Sign in").await;
    let mut paths = origin.paths();
    let all = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), all, "{paths:#?}");
    assert!(paths.iter().any(|path| path.ends_with("_bg.wasm")), "{paths:#?}");
    browser.finish().await;
}

#[tokio::test]
async fn the_first_paint_does_not_wait_for_the_stylesheet_and_the_console_does() {
    let platform = Platform::start(&["--empty"]);
    let origin = Origin::proxy(&platform);
    let (sender, painted) = mpsc::channel::<()>();
    let (sender, painted) = (Mutex::new(sender), Mutex::new(painted));
    origin.handle(move |request| {
        (request.path() == "/painted").then(|| {
            sender.lock().unwrap().send(()).unwrap();
            Response::status(204)
        })
    });
    origin.edit(move |request, _| {
        if request.path().starts_with("/console-") {
            // If the time-out passes, the order of the requests below is wrong.
            let _ = painted.lock().unwrap().recv_timeout(DEADLOCK);
        }
    });
    let browser = Browser::open("about:blank").await;
    browser.add_init_script(REPORT_PAINT).await;
    browser.goto(&origin.url()).await;
    Console::new(&browser).button(EN.sign_in).expect_visible().await;
    let paths = origin.paths();
    let index = |wanted: &str| paths.iter().position(|path| path.starts_with(wanted));
    let order = [index("/console-"), index("/painted"), index("/config.json")];
    assert!(order.is_sorted() && !order.contains(&None), "{paths:#?}");
    browser.finish().await;
}

/// Text of the page these milliseconds after it was loaded.
async fn text_after(browser: &Browser, milliseconds: u32) -> String {
    let script = format!(
        "document.getAnimations().forEach(animation => animation.currentTime = {milliseconds});
        return document.body.innerText"
    );
    browser.run(&script).await.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_loader_that_cannot_run_is_reported_after_eight_seconds() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open("about:blank").await;
    browser.allow_log(&["MIME type", "404", "SyntaxError", "Content Security Policy"]);
    let no_script = |_: &Request, response: &mut Response| response.set("content-security-policy", "script-src 'none'");
    let unchanged = |_: &Request, _: &mut Response| {};
    let ok = Response::script("");
    for (what, response, edit) in [
        (
            "no type",
            Response::ok("application/octet-stream", "").with("x-content-type-options", "nosniff"),
            unchanged as fn(&Request, &mut Response),
        ),
        ("missing", Response::status(404), unchanged),
        (
            "a gateway's page",
            Response::page("<!doctype html><title>Sign in</title>"),
            unchanged,
        ),
        ("a syntax error", Response::script("let let"), unchanged),
        ("a policy without scripts", ok, no_script),
    ] {
        let origin = Origin::proxy(&platform);
        origin.serve("/boot.js", response);
        origin.edit(edit);
        browser.goto(&origin.url()).await;
        let before = text_after(&browser, 7_900).await;
        assert!(before.contains(LOADING) && !before.contains(FAILED), "{what}: {before}");
        let after = text_after(&browser, 8_100).await;
        assert!(after.contains(FAILED) && !after.contains(LOADING), "{what}: {after}");
        assert!(after.contains("管理台加载失败"), "{what}: {after}");
    }
    browser.finish().await;
}

#[tokio::test]
async fn the_notice_disappears_when_the_loader_runs_and_returns_with_the_reason() {
    let platform = Platform::start(&["--empty"]);
    let origin = Origin::proxy(&platform);
    let (sender, reported) = mpsc::channel::<String>();
    let (release, loader_ran) = mpsc::channel::<()>();
    let (senders, loader_ran) = (Mutex::new((sender, release)), Mutex::new(loader_ran));
    origin.handle(move |request| {
        (request.path() == "/text").then(|| {
            let (sender, release) = &*senders.lock().unwrap();
            sender.send(request.body.clone()).unwrap();
            release.send(()).unwrap();
            Response::status(204)
        })
    });
    origin.edit(move |request, response| {
        if request.path().ends_with("_bg.wasm") {
            // If the time-out passes, the test fails below.
            let _ = loader_ran.lock().unwrap().recv_timeout(DEADLOCK);
            *response = Response::status(404);
        }
    });
    let browser = Browser::open("about:blank").await;
    browser.allow_log(&["404", "integrity"]);
    browser.add_init_script(REPORT_TEXT).await;
    browser.goto(&origin.url()).await;
    browser.expect_text(FAILED).await;
    let text = reported.try_recv().unwrap();
    assert!(text.contains(LOADING) && !text.contains(FAILED), "{text}");
    assert!(!browser.text().await.contains(LOADING));
    let reason = browser.eval("document.querySelector('.boot-detail').innerText").await;
    assert!(reason.as_str().unwrap().contains("Error"), "{reason}");
    browser.finish().await;
}

#[tokio::test]
async fn under_a_path_the_console_starts_with_a_trailing_slash_and_shows_the_notice_without_it() {
    let platform = Platform::start(&["--empty", "--profile", "core"]);
    let address = platform.address().to_owned();
    let server = Origin::cross_site();
    server.handle(move |request| {
        let target = match request.path() {
            "/page" => "/",
            "/ota" => return Some(Response::redirect(301, &request.target.replacen("/ota", "/ota/", 1))),
            path => path.strip_prefix("/ota")?,
        };
        Request::new(Method::GET, target).send(&address).ok()
    });
    let browser = Browser::open("about:blank").await;
    browser.allow_log(&["404"]);
    browser.goto(&format!("{}/ota?product_id=160f", server.name())).await;
    Console::new(&browser).button(EN.sign_in).expect_visible().await;
    assert_eq!(browser.url().await, format!("{}/ota/?product_id=160f", server.name()));
    // Without a redirect neither stylesheet nor loader is found. The notice needs neither.
    browser.goto(&format!("{}/page", server.name())).await;
    browser.expect_text(FAILED).await;
    browser.finish().await;
}

#[tokio::test]
async fn without_scripts_the_page_names_its_requirements() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open("about:blank").await;
    let disable = async |value: bool| {
        let command = "Emulation.setScriptExecutionDisabled";
        browser.command(command, json!({ "value": value })).await;
    };
    disable(true).await;
    browser.goto(platform.url()).await;
    let text = "The console requires JavaScript and WebAssembly.";
    browser.expect_text(text).await;
    assert!(!browser.text().await.contains(LOADING));
    disable(false).await;
    browser.finish().await;
}
