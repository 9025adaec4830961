//! The second module: fetched after the first list, and what the page does without it.

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

/// Every failure is in the browser's log: the browser's own words about it, and the loader's.
fn expect_failures(browser: &Browser) {
    browser.expect_in_log("integrity");
    browser.expect_in_log("no second module");
}

/// What the page says when the module cannot be had.
const MISSING: &str = "This part of the page could not be loaded.";

fn is_later(path: &str) -> bool {
    path.starts_with("/later-") && path.ends_with(".wasm")
}

/// A platform with one running task, and the origin before it.
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

async fn at_the_list<'b>(browser: &'b Browser, platform: &Platform) -> Console<'b> {
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.row(TASK).appears().await;
    console
}

#[tokio::test]
async fn the_list_has_the_line_for_itself_until_it_is_read() {
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
async fn what_is_pressed_before_it_has_come_opens_when_it_comes() {
    let (platform, origin) = with_a_running_task();
    let (let_go, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    origin.edits(move |request, _| {
        if is_later(request.path()) {
            // Closed when the test ends, so nothing waits for ever.
            let _ = held.lock().unwrap().recv();
        }
    });
    let browser = open(&origin).await;
    let console = at_the_list(&browser, &platform).await;
    console.button(EN.create_task).click().await;
    browser.sees("Loading…").await;
    assert!(!browser.find(Role::Dialog, EN.create_task).is_there().await);
    let_go.send(()).unwrap();
    browser.find(Role::Dialog, EN.create_task).appears().await;
    browser.finish().await;
}

/// A press that fails opens nothing later, and a running task can still be stopped.
#[tokio::test]
async fn without_it_the_page_says_so_stopping_still_works_and_another_press_fetches_it_again() {
    let (platform, origin) = with_a_running_task();
    let asked = AtomicUsize::new(0);
    origin.answers(move |request| {
        let fails = is_later(request.path()) && asked.fetch_add(1, Ordering::Relaxed) < 2;
        fails.then(|| Reply::status(503))
    });
    let browser = open(&origin).await;
    expect_failures(&browser);
    browser.expect_in_log("503");
    let console = at_the_list(&browser, &platform).await;
    // The page fetches it after the list without a press, and says nothing of that failure.
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

/// A create nobody has heard the end of may not be kept quiet, whatever else is missing.
#[tokio::test]
async fn what_was_begun_before_a_reload_is_told_without_it_too() {
    let (platform, origin) = with_a_running_task();
    origin.holds(CREATE);
    // Otherwise the browser has it from before the reload.
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
    // The button that had it is gone.
    browser
        .until("the focus is somewhere", async || {
            let focused = browser.run("return document.activeElement.id").await;
            (focused == "page-title")
                .then_some(())
                .ok_or_else(|| focused.to_string())
        })
        .await;
    console.button("Go on with it").click().await;
    console.form().dialog.appears().await;
    assert!(browser.still_holds(&task).await, "every text is there after the reload");
    browser.finish().await;
}

/// T-CSP-2: one byte of a text, which the module would run with as well.
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
