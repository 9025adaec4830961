//! The second module: it is fetched after the first list, and the page works without it.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::operator::Operator;
use e2e::origin::{Origin, Reply};
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::Typed;
use e2e::words::EN;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

const TASK: &str = "Lamp A9 to 6";

const CREATE: &str = "/v2/upgrade/firmware/task";

/// Allows the log lines of a failed module: the browser's and the loader's.
fn expect_failures(browser: &Browser) {
    browser.expect_in_log("integrity");
    browser.expect_in_log("no second module");
}

/// Message of the page if the module cannot be loaded.
const MISSING: &str = "This part of the page could not be loaded.";

/// Whether a path is the second module.
fn is_later(path: &str) -> bool {
    path.starts_with("/later-") && path.ends_with(".wasm")
}

/// Starts a platform with one running task, and a proxy for it.
fn with_a_running_task() -> (Platform, Origin) {
    let platform = Platform::start(&["--empty"]);
    let operator = Operator::of(&platform);
    operator.create(EMPTY_PRODUCT, &Typed::task(TASK, 5, 6));
    let id = platform.database().task(EMPTY_PRODUCT, TASK).unwrap().id;
    operator.set_status(EMPTY_PRODUCT, &id, 1);
    let origin = Origin::before(&platform);
    (platform, origin)
}

async fn open(origin: &Origin) -> Browser {
    Browser::open(&format!("{}?product_id={EMPTY_PRODUCT}", origin.url())).await
}

/// Signs in and waits for the task's row.
async fn at_the_list<'b>(browser: &'b Browser, platform: &Platform) -> Console<'b> {
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.row(TASK).appears().await;
    console
}

#[tokio::test]
async fn the_second_module_is_requested_once_and_after_the_first_list() {
    let (platform, origin) = with_a_running_task();
    let browser = open(&origin).await;
    let console = at_the_list(&browser, &platform).await;
    console.open_create().await;
    let paths: Vec<String> = origin
        .requests()
        .iter()
        .map(|request| request.path().to_owned())
        .collect();
    let list = paths.iter().position(|path| path == "/v2/upgrade/firmware/tasks");
    let later: Vec<usize> = (0..paths.len()).filter(|at| is_later(&paths[*at])).collect();
    assert!(matches!(later[..], [at] if Some(at) > list), "{paths:#?}");
    browser.finish().await;
}

#[tokio::test]
async fn a_dialog_requested_while_the_module_loads_opens_when_it_is_loaded() {
    let (platform, origin) = with_a_running_task();
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    origin.edits(move |request, _| {
        if is_later(request.path()) {
            // The end of the test closes the channel, so this cannot block forever.
            let _ = released.lock().unwrap().recv();
        }
    });
    let browser = open(&origin).await;
    let console = at_the_list(&browser, &platform).await;
    console.button(EN.create_task).click().await;
    browser.sees("Loading…").await;
    assert!(!browser.find(Role::Dialog, EN.create_task).is_there().await);
    release.send(()).unwrap();
    browser.find(Role::Dialog, EN.create_task).appears().await;
    browser.finish().await;
}

/// A failed click does not open the dialog later, and a running task can still be stopped.
#[tokio::test]
async fn without_the_module_a_message_is_shown_stop_works_and_another_click_fetches_it_again() {
    let (platform, origin) = with_a_running_task();
    let requests = AtomicUsize::new(0);
    origin.answers(move |request| {
        let fails = is_later(request.path()) && requests.fetch_add(1, Ordering::Relaxed) < 2;
        fails.then(|| Reply::status(503))
    });
    let browser = open(&origin).await;
    expect_failures(&browser);
    browser.expect_in_log("503");
    let console = at_the_list(&browser, &platform).await;
    // The page has fetched the module after the list; that failure is not shown.
    console.button(EN.create_task).click().await;
    browser.sees(MISSING).await;
    let form = browser.find(Role::Dialog, EN.create_task);
    assert!(!form.is_there().await);
    console.stop(TASK).await;
    assert!(!form.is_there().await);
    console.button(EN.create_task).click().await;
    form.appears().await;
    browser.finish().await;
}

/// The page must report a create with an unknown result even if the second module is missing.
#[tokio::test]
async fn a_create_from_before_a_reload_is_reported_without_the_module() {
    let (platform, origin) = with_a_running_task();
    origin.holds(CREATE);
    // Otherwise the browser reads the module from its cache after the reload.
    origin.edits(|request, reply| {
        if is_later(request.path()) {
            reply.set("cache-control", "no-store");
        }
    });
    let browser = open(&origin).await;
    let console = at_the_list(&browser, &platform).await;
    let form = console.open_create().await;
    let task = Typed::task("Lamp A9 to 7", 6, 7);
    form.fill(&task).await;
    form.submit().await;
    browser
        .until("the create is sent", async || {
            let sent = origin.calls().iter().any(|call| call.path() == CREATE);
            sent.then_some(()).ok_or_else(|| "not yet".to_owned())
        })
        .await;

    let missing = Arc::new(AtomicBool::new(true));
    let is_missing = Arc::clone(&missing);
    origin.answers(move |request| {
        let fails = is_later(request.path()) && is_missing.load(Ordering::Relaxed);
        fails.then(|| Reply::status(503))
    });
    expect_failures(&browser);
    browser.expect_in_log("503");
    browser.reload().await;
    let console = at_the_list(&browser, &platform).await;
    browser.sees("A task you began before this page was loaded").await;
    browser.sees("it is not known whether it was created").await;
    console.button("Try again").click().await;
    browser.sees(MISSING).await;
    missing.store(false, Ordering::Relaxed);
    console.button("Try again").click().await;
    browser.sees("“Lamp A9 to 7”").await;
    console.button("Go on with it").appears().await;
    console.button("Try again").goes_away().await;
    // The button that had the focus does not exist.
    browser
        .until("the heading has the focus", async || {
            let focused = browser.run("return document.activeElement.id").await;
            (focused == "page-title")
                .then_some(())
                .ok_or_else(|| focused.to_string())
        })
        .await;
    console.button("Go on with it").click().await;
    console.form().dialog.appears().await;
    assert!(
        browser.still_holds(&task).await,
        "the form keeps every text after the reload"
    );
    browser.finish().await;
}

/// T-CSP-2: one byte of a text is changed, so that the module stays valid.
#[tokio::test]
async fn a_changed_second_module_does_not_run() {
    let (platform, origin) = with_a_running_task();
    origin.edits(|request, reply| {
        if is_later(request.path()) {
            let from = b"create-go-on";
            let found = reply.body.windows(from.len()).position(|part| part == from).unwrap();
            reply.body[found] = b'C';
        }
    });
    let browser = open(&origin).await;
    expect_failures(&browser);
    let console = at_the_list(&browser, &platform).await;
    console.button(EN.create_task).click().await;
    browser.sees(MISSING).await;
    assert!(!browser.find(Role::Dialog, EN.create_task).is_there().await);
    browser.finish().await;
}
