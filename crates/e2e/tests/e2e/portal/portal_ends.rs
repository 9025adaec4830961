//! Expired tokens, sign-out at the portal, and the end of an embedded view.

use crate::pages::{self, is};
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::{LAMPS, LAMPS_NAME};
use e2e::rig::Rig;
use e2e::typed::{Field, Typed};
use e2e::words::EN;
use serde_json::{Value, json};

const STATUS: &str = "/v2/upgrade/firmware/task/status";

/// Names of all tasks in the table.
async fn names(browser: &Browser) -> Vec<String> {
    let names = browser
        .run("return [...document.querySelectorAll('tbody tr')].map(r => r.querySelector('button').textContent)");
    serde_json::from_value(names.await).unwrap()
}

/// Checks that no name is left in the page and that the session storage has only the keys `kept`.
async fn is_forgotten(browser: &Browser, names: &[String], kept: &[String]) {
    assert!(names.len() >= 3, "{names:?}");
    let shown = "return document.documentElement.outerHTML + document.title
        + [...document.querySelectorAll('input, textarea')].map(field => field.value)";
    let page = browser.run(shown).await;
    for name in names.iter().map(String::as_str).chain([LAMPS_NAME, "Half a task"]) {
        assert!(!page.as_str().unwrap().contains(name), "{name} is in {page}");
    }
    let stored = browser
        .run("return [Object.keys(sessionStorage), localStorage.length, document.cookie]")
        .await;
    assert_eq!(stored, json!([kept, 0, ""]));
}

/// Starts a task and then stops it without a response to the stop, which stays in flight: the time-out of a write is
/// longer than a test waits.
async fn keep_a_write_in_flight(console: &Console<'_>, rig: &Rig) {
    let browser = console.browser;
    let name = &pages::stopped_task(browser).await;
    console.act(EN.start, name).await;
    console.row(name).shows(EN.running).await;
    rig.api.holds(STATUS);
    console.row(name).button(EN.stop).click().await;
    sent(browser, rig, STATUS, 2).await;
    assert_eq!(rig.api.given_up(), 0);
}

/// Clicks *Refresh*, even behind a dialog.
async fn refresh(browser: &Browser) {
    let press = "[...document.querySelectorAll('button')].find(b => b.textContent === 'Refresh').click()";
    browser.run(press).await;
}

/// Waits until the API has received this number of requests for a path.
async fn sent(browser: &Browser, rig: &Rig, path: &str, count: usize) {
    let look = async || match requests(rig, path) {
        current if current == count => Ok(()),
        current => Err(current.to_string()),
    };
    browser.until(format!("{path} is requested {count} times"), look).await;
}

/// Number of requests for a path, without preflights.
fn requests(rig: &Rig, path: &str) -> usize {
    let calls = rig.api.calls();
    calls
        .iter()
        .filter(|call| call.method != "OPTIONS" && call.path() == path)
        .count()
}

/// Waits until the browser has aborted this number of requests without a response.
async fn is_aborted(browser: &Browser, rig: &Rig, count: usize) {
    let look = async || match rig.api.given_up() {
        current if current == count => Ok(()),
        current => Err(current.to_string()),
    };
    browser.until("the request in flight is aborted", look).await;
}

/// T-TOK-6: the portal sends `teardown` and keeps the frame.
#[tokio::test]
async fn a_teardown_clears_the_console_even_if_the_frame_stays() {
    let rig = Rig::start();
    let browser = rig.open(&pages::written_by_hand(&rig)).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let names = names(&browser).await;
    let form = console.open_create().await;
    form.field(Field::Name).fill("Half a task").await;
    form.dialog.button(EN.cancel).click().await;
    keep_a_write_in_flight(&console, &rig).await;

    browser.out_of_frames().await;
    browser.run("tell(0, 'teardown', {}, 'bye')").await;
    is(
        &browser,
        "said.find(({ type }) => type === 'teardown.ok')?.body.unsaved",
        true,
    )
    .await;
    is_aborted(&browser, &rig, 1).await;
    let (calls, messages) = (rig.api.requests().len(), browser.run("return said.length").await);
    browser.into_frame().await;
    browser.sees("The portal has ended this view.").await;
    // The draft is kept, because the portal may show the frame again.
    is_forgotten(&browser, &names, &[format!("upgrade-draft {LAMPS}")]).await;
    browser.out_of_frames().await;
    browser
        .run("tell(0, 'token.changed', {}); tell(0, 'navigate', { path: '/' })")
        .await;
    // Both messages have arrived after two frames.
    browser.into_frame().await;
    let drawn = "return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))";
    browser.run(drawn).await;
    assert_ne!(browser.run("return location.search").await, "", "the route stays");
    browser.out_of_frames().await;
    assert_eq!(browser.run("return said.length").await, messages);
    assert_eq!(rig.api.requests().len(), calls);
    browser.finish().await;
}

/// T-TOK-6: the portal ends the view with the SDK.
#[tokio::test]
async fn destroy_reports_unsaved_input_aborts_requests_and_removes_the_frame() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    console.open_create().await.field(Field::Name).fill("Half a task").await;
    console.form().dialog.button(EN.cancel).click().await;
    keep_a_write_in_flight(&console, &rig).await;
    browser.out_of_frames().await;
    assert_eq!(
        browser.run("return embedded.destroy()").await,
        json!({ "unsaved": true })
    );
    assert_eq!(
        browser
            .run("return [document.querySelectorAll('iframe').length, window.length]")
            .await,
        json!([0, 0])
    );
    is_aborted(&browser, &rig, 1).await;
    let calls = (rig.api.requests().len(), rig.portal.requests().len());
    browser.run("embedded.tokenChanged(); embedded.navigate('/')").await;
    assert_eq!(
        browser.run("return embedded.destroy()").await,
        json!({ "unsaved": true }),
        "a second call returns the same"
    );
    assert_eq!((rig.api.requests().len(), rig.portal.requests().len()), calls);
    assert_eq!(
        browser.run("return [embedded.connected, asked]").await,
        json!([false, ["boot"]])
    );
    browser.finish().await;
}

/// T-TOK-6: the operator signs out of the portal, and the platform refuses the token.
#[tokio::test]
async fn a_sign_out_at_the_portal_clears_the_console() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    browser.expect_in_log("status of 403");
    browser.expect_in_log("status of 401");
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let names = names(&browser).await;
    let form = console.open_create().await;
    form.field(Field::Name).fill("Half a task").await;
    form.dialog.button(EN.cancel).click().await;
    // This write stays in flight while the refresh is refused.
    keep_a_write_in_flight(&console, &rig).await;
    rig.expire();
    rig.sign_out();
    refresh(&browser).await;
    browser.sees("You are signed out of the portal.").await;
    is_forgotten(&browser, &names, &[]).await;
    is_aborted(&browser, &rig, 1).await;
    let calls = rig.api.requests().len();
    browser.out_of_frames().await;
    assert_eq!(browser.run("return asked").await, json!(["boot", "rejected"]));
    is(&browser, "events.findLast(e => e.type === 'dirty').value", false).await;
    let errors = browser
        .run("return events.filter(e => e.type === 'error').map(e => e.code)")
        .await;
    assert_eq!(errors, json!(["auth"]));
    assert_eq!(rig.api.requests().len(), calls);
    browser.finish().await;
}

/// The console does not repeat a create that was refused because of an expired token.
#[tokio::test]
async fn a_create_refused_for_an_expired_token_keeps_the_form_and_is_not_repeated_automatically() {
    const CREATE: &str = "/v2/upgrade/firmware/task";
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    browser.expect_in_log("status of 403");
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    let task = Typed::task("Sent twice by hand", 2, 6);
    form.fill(&task).await;
    rig.renew();
    form.submit().await;
    browser
        .sees("has been renewed. Nothing was changed by this: send it again.")
        .await;
    form.holds(&task).await;
    assert_eq!(requests(&rig, CREATE), 1);
    assert_eq!(rig.platform.database().task(LAMPS, &task.name), None);
    form.create().await;
    console.row(&task.name).shows(EN.stopped).await;
    assert_eq!(requests(&rig, CREATE), 2);
    assert!(task.is(&rig.platform.database().task(LAMPS, &task.name).unwrap(), LAMPS));
    browser.out_of_frames().await;
    let created_events = browser
        .run("return events.filter(e => e.type === 'task.created').length")
        .await;
    assert_eq!(
        (created_events, browser.run("return asked").await),
        (Value::from(1), json!(["boot", "rejected"]))
    );
    browser.finish().await;
}
