//! The questions before a start, a delete and an action on several tasks.

use crate::SMALL;
use crate::list::State;
use e2e::Browser;
use thirtyfour::Key;

/// Checks every question.
pub async fn check(state: &State<'_>) {
    let State {
        scene,
        platform,
        console,
        ..
    } = *state;
    let (browser, labels) = (console.browser, console.labels);
    for (action, task, screen) in [
        (labels.start, SMALL, "plain start"),
        (labels.start, scene.forth, "typed start"),
        (labels.delete, SMALL, "delete"),
    ] {
        ask(state, action, task, screen).await;
    }
    guarded(state).await;
    platform.set_running(scene.product, scene.forth, true);
    console.button(labels.refresh).click().await;
    console.row(scene.forth).expect_text(labels.running).await;
    ask(state, labels.start, scene.back, "start that closes a loop").await;
    ask(state, labels.delete, scene.forth, "delete of a running task").await;

    click(browser, "#select-all").await;
    for (screen, button) in [("start of several", 1), ("delete of several", 3)] {
        click(browser, &format!(".selection button:nth-of-type({button})")).await;
        several(state, screen).await;
    }
    click(browser, "#select-all").await;
    console.button(labels.stop_all).click().await;
    browser.expect_css("#bulk[open]").await;
    state.screen("stop all").await;
    click(browser, "#bulk .dialog-foot .button-danger").await;
    browser.expect_css("#bulk .badge-running").await;
    several(state, "result of stop all").await;
}

/// Checks the limits of a guard, a guarded task in list and details, and the question before a sign-out.
async fn guarded(state: &State<'_>) {
    let (browser, labels) = (state.console.browser, state.console.labels);
    let question = state.console.open_confirmation(labels.start, SMALL).await;
    click(browser, "#confirm .guard > summary").await;
    browser.run("document.querySelector('#guard-minutes').focus()").await;
    browser.insert_text("0").await;
    browser.expect_css("#guard-minutes[aria-invalid]").await;
    state.screen("start with an invalid guard").await;
    browser.press(Key::Backspace).await;
    browser.run("document.querySelector('#guard-devices').focus()").await;
    browser.insert_text("100000").await;
    state.screen("start with a guard").await;
    click(browser, "#confirm .button-primary").await;
    question.expect_hidden().await;
    browser.expect_css(".status-note").await;
    state.screen("guarded task").await;
    state.console.button(labels.sign_out).click().await;
    browser.expect_css("#sign-out[open]").await;
    state.screen("question before a sign-out").await;
    click(browser, "#sign-out [data-focus]").await;
    let details = state.console.open_details(SMALL).await;
    state.screen("details of a guarded task").await;
    click(browser, "#details .note .button").await;
    click(browser, "#details [data-focus]").await;
    details.expect_hidden().await;
    state.console.stop(SMALL).await;
}

/// Opens a question, checks it and cancels.
async fn ask(state: &State<'_>, action: &str, task: &str, screen: &str) {
    let question = state.console.open_confirmation(action, task).await;
    state.screen(screen).await;
    question.button(state.console.labels.cancel).click().await;
    question.expect_hidden().await;
}

/// Checks the open dialog about several tasks and closes it.
async fn several(state: &State<'_>, screen: &str) {
    let browser = state.console.browser;
    browser.expect_css("#bulk[open] .bulk-task").await;
    state.screen(screen).await;
    click(browser, "#bulk [data-focus]").await;
    browser.expect_no_css("#bulk[open]").await;
}

/// Clicks the element that matches a selector.
async fn click(browser: &Browser, selector: &str) {
    browser.click_css(selector, "").await;
}
