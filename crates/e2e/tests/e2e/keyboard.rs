//! Operation with the keyboard only.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Element;
use e2e::platform::{EMPTY_PRODUCT, Platform};
use e2e::typed::{Field, Typed};
use e2e::words::EN;
use thirtyfour::Key;

const NAME: &str = "By keyboard";

/// Signs in at an empty product with the keyboard.
async fn console<'b>(browser: &'b Browser, platform: &Platform) -> Console<'b> {
    let console = Console::new(browser, &EN);
    tab_to(browser, &console.field(EN.access_token)).await;
    browser.enter(platform.token()).await;
    browser.press(Key::Enter).await;
    browser.sees("No upgrade task yet").await;
    console
}

/// Address of the empty product.
fn address(platform: &Platform) -> String {
    format!("{}?product_id={EMPTY_PRODUCT}", platform.url())
}

/// Presses Tab until an element has the focus, at most 40 times: every screen has fewer tab stops.
async fn tab_to(browser: &Browser, element: &Element<'_>) {
    element.appears().await;
    for _ in 0..40 {
        if element.is_focused().await {
            return;
        }
        browser.press(Key::Tab).await;
    }
    panic!(
        "Tab does not reach {element}; the focus is on {:?}",
        browser.focused().await
    );
}

#[tokio::test]
async fn a_task_is_created_started_stopped_and_deleted_without_a_mouse() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&address(&platform)).await;
    let console = console(&browser, &platform).await;
    let task = Typed::task(NAME, 1, 2);

    tab_to(&browser, &console.button(EN.create_task)).await;
    browser.press(Key::Enter).await;
    let form = console.form();
    form.dialog.appears().await;
    the_focus_stays_inside(&browser).await;
    for field in Field::ALL {
        tab_to(&browser, &form.field(field)).await;
        browser.press(task.text(field)).await;
    }
    form.holds(&task).await;
    browser.press(Key::Enter).await;
    tab_to(&browser, &form.dialog.button(EN.create_task)).await;
    browser.press(Key::Enter).await;
    form.dialog.goes_away().await;
    console.row(NAME).shows(EN.stopped).await;
    assert!(task.is(&platform.database().task(EMPTY_PRODUCT, NAME).unwrap(), EMPTY_PRODUCT));

    for (action, state) in [(EN.start, EN.running), (EN.stop, EN.stopped)] {
        do_by_keyboard(&console, action).await;
        console.row(NAME).shows(state).await;
    }
    do_by_keyboard(&console, EN.delete).await;
    browser.sees("No upgrade task yet").await;
    assert_eq!(platform.database().tasks(EMPTY_PRODUCT), []);
    browser.finish().await;
}

/// Checks that 40 presses of Tab keep the focus inside the open dialog.
async fn the_focus_stays_inside(browser: &Browser) {
    let outside = "const at = document.activeElement;
        return at !== document.body && !document.querySelector('dialog[open]').contains(at)";
    for _ in 0..40 {
        browser.press(Key::Tab).await;
        assert_eq!(
            browser.run(outside).await,
            false,
            "the focus is on {:?}",
            browser.focused().await
        );
    }
}

/// Presses Space on the button of an action. A stop needs no confirmation. Otherwise the confirmation opens with the
/// focus on *Cancel*, and Tab and Space confirm it.
async fn do_by_keyboard(console: &Console<'_>, action: &str) {
    let browser = console.browser;
    tab_to(browser, &console.row(NAME).button(action)).await;
    browser.press(" ").await;
    if action == EN.stop {
        return console.row(NAME).shows(EN.stopped).await;
    }
    let question = console.question(action, NAME);
    question.button(EN.cancel).has_focus().await;
    console.prove(&question).await;
    tab_to(browser, &question.button(action)).await;
    browser.press(" ").await;
    question.goes_away().await;
}

#[tokio::test]
async fn escape_closes_every_dialog_and_restores_the_focus() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&address(&platform)).await;
    let console = console(&browser, &platform).await;
    e2e::operator::Operator::of(&platform).create(EMPTY_PRODUCT, &Typed::task(NAME, 1, 2));
    console.row(NAME).appears().await;
    let row = console.row(NAME);
    let openers = [
        (console.button(EN.create_task), console.form().dialog),
        (row.button(NAME), browser.find(e2e::locate::Role::Dialog, NAME)),
        (row.button(EN.start), console.question(EN.start, NAME)),
        (row.button(EN.delete), console.question(EN.delete, NAME)),
    ];
    for (opener, dialog) in openers {
        tab_to(&browser, &opener).await;
        browser.press(Key::Enter).await;
        dialog.appears().await;
        browser.press(Key::Escape).await;
        dialog.goes_away().await;
        opener.has_focus().await;
    }
    assert_eq!(platform.database().task(EMPTY_PRODUCT, NAME).unwrap().status, 0);
    browser.finish().await;
}
