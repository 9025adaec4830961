//! How the page starts.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::origin::{Origin, Reply, Request};
use e2e::places;
use e2e::platform::Platform;
use e2e::words::EN;
use serde_json::json;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

/// Tells the server when the browser has painted something.
const TELL: &str = "new PerformanceObserver(list => {
    if (list.getEntriesByName('first-contentful-paint').length) fetch('/painted');
}).observe({ type: 'paint', buffered: true });";

/// The notice of a start that failed.
const FAILED: &str = "The console could not be loaded.";
/// The words before that.
const WAIT: &str = "Loading…";

/// Tells the server what the page says after any wait, as soon as the loader runs.
const SAY: &str = "const observer = new MutationObserver(() => {
    const boot = document.querySelector('#boot:not(.boot-unstarted)');
    if (!boot) return;
    observer.disconnect();
    document.getAnimations().forEach(animation => animation.finish());
    fetch('/says', { method: 'POST', body: boot.innerText });
});
observer.observe(document, { attributes: true, childList: true, subtree: true });";

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

/// What the page says this long after it was loaded.
async fn says_after(browser: &Browser, milliseconds: u32) -> String {
    let script = format!(
        "document.getAnimations().forEach(animation => animation.currentTime = {milliseconds});
        return document.body.innerText"
    );
    browser.run(&script).await.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_loader_that_cannot_run_is_told_after_eight_seconds_and_not_before() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open("about:blank").await;
    for line in ["MIME type", "404", "SyntaxError", "Content Security Policy"] {
        browser.expect_in_log(line);
    }
    let no_script = |_: &Request, reply: &mut Reply| reply.set("content-security-policy", "script-src 'none'");
    let nothing = |_: &Request, _: &mut Reply| {};
    let ok = Reply::script("");
    for (what, reply, edit) in [
        (
            "no type",
            Reply::ok("application/octet-stream", "").with("x-content-type-options", "nosniff"),
            nothing as fn(&Request, &mut Reply),
        ),
        ("missing", Reply::status(404), nothing),
        (
            "a gateway's page",
            Reply::page("<!doctype html><title>Sign in</title>"),
            nothing,
        ),
        ("a script of another age", Reply::script("let let"), nothing),
        ("a policy without scripts", ok, no_script),
    ] {
        let origin = Origin::before(&platform);
        origin.serves("/boot.js", reply);
        origin.edits(edit);
        browser.go_to(&origin.url()).await;
        let before = says_after(&browser, 7_900).await;
        assert!(before.contains(WAIT) && !before.contains(FAILED), "{what}: {before}");
        let after = says_after(&browser, 8_100).await;
        assert!(after.contains(FAILED) && !after.contains(WAIT), "{what}: {after}");
        assert!(after.contains("管理台加载失败"), "{what}: {after}");
    }
    browser.finish().await;
}

#[tokio::test]
async fn the_notice_is_gone_once_the_loader_runs_and_comes_back_with_the_reason() {
    let platform = Platform::start(&["--empty"]);
    let origin = Origin::before(&platform);
    let (tell, said) = mpsc::channel::<String>();
    let (release, loader_ran) = mpsc::channel::<()>();
    let (tell, loader_ran) = (Mutex::new((tell, release)), Mutex::new(loader_ran));
    origin.answers(move |request| {
        (request.path() == "/says").then(|| {
            let (tell, release) = &*tell.lock().unwrap();
            tell.send(request.body.clone()).unwrap();
            release.send(()).unwrap();
            Reply::status(204)
        })
    });
    origin.edits(move |request, reply| {
        if request.path().ends_with("_bg.wasm") {
            // Where the loader never says that it runs, the test fails below.
            let _ = loader_ran.lock().unwrap().recv_timeout(NEVER);
            *reply = Reply::status(404);
        }
    });
    let browser = Browser::open("about:blank").await;
    for line in ["404", "integrity"] {
        browser.expect_in_log(line);
    }
    let say = json!({ "source": SAY });
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", say)
        .await
        .unwrap();
    browser.go_to(&origin.url()).await;
    browser.sees(FAILED).await;
    let said = said.try_recv().unwrap();
    assert!(said.contains(WAIT) && !said.contains(FAILED), "{said}");
    assert!(!browser.text().await.contains(WAIT));
    let reason = "return document.querySelector('.boot-detail').innerText";
    let reason = browser.run(reason).await;
    assert!(reason.as_str().unwrap().contains("Error"), "{reason}");
    browser.finish().await;
}

/// A file of the console, as any web server sends it.
fn built(name: &str) -> Option<Reply> {
    let types = [
        ("html", "text/html"),
        ("js", "text/javascript"),
        ("css", "text/css"),
        ("wasm", "application/wasm"),
        ("svg", "image/svg+xml"),
        ("json", "application/json"),
    ];
    let (_, mime) = types.into_iter().find(|(extension, _)| name.ends_with(extension))?;
    let bytes = std::fs::read(places::dist().join(name)).ok()?;
    Some(Reply::ok(mime, bytes))
}

#[tokio::test]
async fn under_a_path_the_console_starts_after_the_slash_and_says_why_not_without() {
    let server = Origin::elsewhere();
    server.answers(|request| match request.path() {
        "/page" => built("index.html"),
        "/ota" => Some(Reply::redirect(301, &request.target.replacen("/ota", "/ota/", 1))),
        "/ota/" => built("index.html"),
        path => built(path.strip_prefix("/ota/")?),
    });
    let browser = Browser::open("about:blank").await;
    browser.expect_in_log("404");
    browser.go_to(&format!("{}/ota?product_id=160f", server.name())).await;
    Console::new(&browser, &EN).button(EN.sign_in).appears().await;
    assert_eq!(browser.url().await, format!("{}/ota/?product_id=160f", server.name()));
    // A server that does not redirect: neither stylesheet nor loader is there, and the notice needs neither.
    browser.go_to(&format!("{}/page", server.name())).await;
    browser.sees(FAILED).await;
    browser.finish().await;
}

#[tokio::test]
async fn without_scripts_the_page_says_what_it_needs() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open("about:blank").await;
    let disabled = |value: bool| browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": value }));
    disabled(true).await.unwrap();
    browser.go_to(platform.url()).await;
    browser.sees("This console needs JavaScript and WebAssembly.").await;
    assert!(!browser.text().await.contains(WAIT));
    disabled(false).await.unwrap();
    browser.finish().await;
}
