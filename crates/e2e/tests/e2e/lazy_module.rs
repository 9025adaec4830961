//! The second module: it is fetched after the first list, and the page works without it.

use e2e::{Browser, Console, EMPTY_PRODUCT, EN, Origin, Platform, Response, new_task};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use upgrade_api::paths::{CREATE_TASK, TASKS};

const TASK: &str = "Lamp A9 to 6";

/// Log lines of a failed module: the browser's and the loader's.
const FAILURES: [&str; 2] = ["integrity", "no second module"];

/// Message of the page if the module cannot be loaded.
const MISSING: &str = "This part of the page couldn’t be loaded.";

fn is_lazy_module(path: &str) -> bool {
    path.starts_with("/later-") && path.ends_with(".wasm")
}

fn with_a_running_task() -> (Platform, Origin) {
    let platform = Platform::start(&["--empty"]);
    platform.create_running_task(EMPTY_PRODUCT, &new_task(TASK, 5, 6));
    let origin = Origin::proxy(&platform);
    (platform, origin)
}

async fn open(origin: &Origin) -> Browser {
    Browser::open(&format!("{}?product_id={EMPTY_PRODUCT}", origin.url())).await
}

/// Signs in and waits for the task's row.
async fn at_the_list<'b>(browser: &'b Browser, platform: &Platform) -> Console<'b> {
    let console = Console::signed_in(browser, platform).await;
    console.row(TASK).expect_visible().await;
    console
}

#[tokio::test]
async fn the_second_module_is_requested_once_and_after_the_first_list() {
    let (platform, origin) = with_a_running_task();
    let browser = open(&origin).await;
    let console = at_the_list(&browser, &platform).await;
    console.open_create().await;
    let paths = origin.paths();
    let list = paths.iter().position(|path| path == TASKS);
    let later: Vec<usize> = (0..paths.len()).filter(|at| is_lazy_module(&paths[*at])).collect();
    assert!(matches!(later[..], [at] if Some(at) > list), "{paths:#?}");
    browser.finish().await;
}

#[tokio::test]
async fn a_dialog_requested_while_the_module_loads_opens_when_it_is_loaded() {
    let (platform, origin) = with_a_running_task();
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    origin.edit(move |request, _| {
        if is_lazy_module(request.path()) {
            // The end of the test closes the channel, so this cannot block forever.
            let _ = released.lock().unwrap().recv();
        }
    });
    let browser = open(&origin).await;
    let console = at_the_list(&browser, &platform).await;
    console.button(EN.create_task).click().await;
    browser.expect_text("Loading…").await;
    assert!(!browser.dialog(EN.create_task).is_visible().await);
    release.send(()).unwrap();
    browser.dialog(EN.create_task).expect_visible().await;
    browser.finish().await;
}

/// A failed click does not open the dialog later, and a running task can still be stopped.
#[tokio::test]
async fn without_the_module_a_message_is_shown_stop_works_and_another_click_fetches_it_again() {
    let (platform, origin) = with_a_running_task();
    let requests = AtomicUsize::new(0);
    origin.handle(move |request| {
        let fails = is_lazy_module(request.path()) && requests.fetch_add(1, Ordering::Relaxed) < 2;
        fails.then(|| Response::status(503))
    });
    let browser = open(&origin).await;
    browser.allow_log(&FAILURES);
    browser.allow_log(&["status of 503"]);
    let console = at_the_list(&browser, &platform).await;
    // The page has fetched the module after the list; that failure is not shown.
    console.button(EN.create_task).click().await;
    browser.expect_text(MISSING).await;
    let form = browser.dialog(EN.create_task);
    assert!(!form.is_visible().await);
    console.stop(TASK).await;
    assert!(!form.is_visible().await);
    console.button(EN.create_task).click().await;
    form.expect_visible().await;
    browser.finish().await;
}

/// The page must report a create with an unknown result even if the second module is missing.
#[tokio::test]
async fn a_create_from_before_a_reload_is_reported_without_the_module() {
    let (platform, origin) = with_a_running_task();
    origin.hold(CREATE_TASK);
    // Otherwise the browser reads the module from its cache after the reload.
    origin.edit(|request, response| {
        if is_lazy_module(request.path()) {
            response.set("cache-control", "no-store");
        }
    });
    let browser = open(&origin).await;
    let console = at_the_list(&browser, &platform).await;
    let form = console.open_create().await;
    let task = new_task("Lamp A9 to 7", 6, 7);
    form.fill(&task).await;
    form.submit().await;
    let is_sent = async || origin.count(CREATE_TASK);
    browser
        .wait_until("the create is sent", is_sent, |count| *count == 1)
        .await;

    let missing = origin.handle(|request| is_lazy_module(request.path()).then(|| Response::status(503)));
    browser.allow_log(&FAILURES);
    browser.allow_log(&["status of 503"]);
    browser.refresh().await.unwrap();
    let console = at_the_list(&browser, &platform).await;
    let text = "You have a draft of a new task";
    browser.expect_text(text).await;
    browser.expect_text("may have been created").await;
    console.button("Try again").click().await;
    browser.expect_text(MISSING).await;
    missing.off();
    console.button("Try again").click().await;
    browser.expect_text("“Lamp A9 to 7”").await;
    console.button("Continue").expect_visible().await;
    console.button("Try again").expect_hidden().await;
    // The button that had the focus does not exist.
    browser.expect_eval("document.activeElement.id", "page-title").await;
    console.button("Continue").click().await;
    console.form().dialog.expect_visible().await;
    assert!(browser.holds_input(&task).await, "the form keeps every text");
    browser.finish().await;
}

/// T-CSP-2: one byte of a text is changed, so that the module stays valid.
#[tokio::test]
async fn a_changed_second_module_does_not_run() {
    let (platform, origin) = with_a_running_task();
    origin.edit(|request, response| {
        if is_lazy_module(request.path()) {
            let from = b"create-go-on";
            let found = response.body.windows(from.len()).position(|part| part == from).unwrap();
            response.body[found] = b'C';
        }
    });
    let browser = open(&origin).await;
    browser.allow_log(&FAILURES);
    let console = at_the_list(&browser, &platform).await;
    console.button(EN.create_task).click().await;
    browser.expect_text(MISSING).await;
    assert!(!browser.dialog(EN.create_task).is_visible().await);
    browser.finish().await;
}
