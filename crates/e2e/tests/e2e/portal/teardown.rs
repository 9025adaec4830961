//! Sign-out at the portal, and the end of an embedded view.

use crate::portal_pages as pages;
use e2e::{Browser, Console, EN, FieldId, LAMPS, LAMPS_NAME, Rig};
use serde_json::json;

const STATUS: &str = "/v2/upgrade/firmware/task/status";

async fn names(browser: &Browser) -> Vec<String> {
    let page = browser.snapshot().await;
    page.tasks().iter().map(|row| row.name.clone()).collect()
}

/// Checks that no name is left in the page and that the session storage has only the keys `kept`.
async fn is_forgotten(browser: &Browser, names: &[String], kept: &[String]) {
    assert!(names.len() >= 3, "{names:?}");
    let shown = "document.documentElement.outerHTML + document.title
        + [...document.querySelectorAll('input, textarea')].map(field => field.value)";
    let page = browser.eval(shown).await;
    for name in names.iter().map(String::as_str).chain([LAMPS_NAME, "Half a task"]) {
        assert!(!page.as_str().unwrap().contains(name), "{name} is in {page}");
    }
    let stored = "[Object.keys(sessionStorage), localStorage.length, document.cookie]";
    assert_eq!(browser.eval(stored).await, json!([kept, 0, ""]));
}

/// Fills in a part of the create form and closes it.
async fn leave_half_a_task(console: &Console<'_>) {
    let form = console.open_create().await;
    form.field(FieldId::Name).fill("Half a task").await;
    form.dialog.button(EN.cancel).click().await;
}

/// Starts a task and then stops it without a response to the stop, which stays in flight: the time-out of a write is
/// longer than a test waits.
async fn keep_a_write_in_flight(console: &Console<'_>, rig: &Rig) {
    let browser = console.browser;
    let name = &pages::stopped_task(browser).await;
    console.start(name).await;
    rig.api.hold(STATUS);
    console.row(name).button(EN.stop).click().await;
    let sent = async || rig.api.count(STATUS);
    browser.wait_until("the stop is sent", sent, |count| *count == 2).await;
    assert_eq!(rig.api.aborted(), 0);
}

/// Waits until the browser has aborted the request in flight.
async fn expect_abort(browser: &Browser, rig: &Rig) {
    let aborted = async || rig.api.aborted();
    let what = "the request in flight is aborted";
    browser.wait_until(what, aborted, |count| *count == 1).await;
}

/// T-TOK-6: the portal sends `teardown` and keeps the frame.
#[tokio::test]
async fn a_teardown_clears_the_console_even_if_the_frame_stays() {
    let rig = Rig::start();
    let browser = rig.open(&pages::no_sdk_portal(&rig)).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    let names = names(&browser).await;
    leave_half_a_task(&console).await;
    keep_a_write_in_flight(&console, &rig).await;

    browser.leave_frames().await;
    browser.run("tell(0, 'teardown', {}, 'bye')").await;
    let unsaved = "said.find(({ type }) => type === 'teardown.ok')?.body.unsaved";
    browser.expect_eval(unsaved, true).await;
    expect_abort(&browser, &rig).await;
    let (calls, messages) = (rig.api.requests().len(), browser.eval("said.length").await);
    browser.enter_frame().await;
    browser.expect_text("The portal has closed this view.").await;
    // The draft is kept, because the portal may show the frame again.
    is_forgotten(&browser, &names, &[format!("upgrade-draft {LAMPS}")]).await;
    browser.leave_frames().await;
    let messages_of_the_portal = "tell(0, 'token.changed', {}); tell(0, 'navigate', { path: '/' })";
    browser.run(messages_of_the_portal).await;
    // Both messages have arrived after two frames.
    browser.enter_frame().await;
    browser.next_frame().await;
    assert_ne!(browser.eval("location.search").await, "", "the route stays");
    browser.leave_frames().await;
    assert_eq!(browser.eval("said.length").await, messages);
    assert_eq!(rig.api.requests().len(), calls);
    browser.finish().await;
}

/// T-TOK-6: the portal ends the view with the SDK.
#[tokio::test]
async fn destroy_reports_unsaved_input_aborts_requests_and_removes_the_frame() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    leave_half_a_task(&console).await;
    keep_a_write_in_flight(&console, &rig).await;
    browser.leave_frames().await;
    assert_eq!(browser.eval("embedded.destroy()").await, json!({ "unsaved": true }));
    let frames = "[document.querySelectorAll('iframe').length, window.length]";
    browser.expect_eval(frames, json!([0, 0])).await;
    expect_abort(&browser, &rig).await;
    let calls = (rig.api.requests().len(), rig.portal.requests().len());
    browser.run("embedded.tokenChanged(); embedded.navigate('/')").await;
    // A second call returns the same.
    assert_eq!(browser.eval("embedded.destroy()").await, json!({ "unsaved": true }));
    assert_eq!((rig.api.requests().len(), rig.portal.requests().len()), calls);
    let state = "[embedded.connected, asked]";
    browser.expect_eval(state, json!([false, ["boot"]])).await;
    browser.finish().await;
}

/// T-TOK-6: the operator signs out of the portal, and the platform refuses the token.
#[tokio::test]
async fn a_sign_out_at_the_portal_clears_the_console() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    browser.allow_log(&["status of 403", "status of 401"]);
    let console = Console::at_lamps_in_frame(&browser).await;
    let names = names(&browser).await;
    leave_half_a_task(&console).await;
    // This write stays in flight while the refresh is refused.
    keep_a_write_in_flight(&console, &rig).await;
    rig.expire();
    rig.sign_out();
    browser.click_css("button", EN.refresh).await;
    browser.expect_text("You’re signed out of the portal.").await;
    is_forgotten(&browser, &names, &[]).await;
    expect_abort(&browser, &rig).await;
    let calls = rig.api.requests().len();
    browser.leave_frames().await;
    assert_eq!(browser.eval("asked").await, json!(["boot", "rejected"]));
    let dirty = "events.findLast(e => e.type === 'dirty').value";
    browser.expect_eval(dirty, false).await;
    let errors = "events.filter(e => e.type === 'error').map(e => e.code)";
    browser.expect_eval(errors, json!(["auth"])).await;
    assert_eq!(rig.api.requests().len(), calls);
    browser.finish().await;
}
