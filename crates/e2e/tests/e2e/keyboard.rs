//! Operation with the keyboard only.

use e2e::{Browser, Console, EMPTY_PRODUCT, EN, Platform, fields, new_task};
use thirtyfour::Key;

const NAME: &str = "By keyboard";

#[tokio::test]
async fn a_task_is_created_started_stopped_and_deleted_without_a_mouse() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let console = Console::new(&browser);
    browser.tab_to(&console.field(EN.access_token)).await;
    browser.insert_text(platform.token()).await;
    browser.press(Key::Enter).await;
    browser.expect_text("No upgrade tasks yet").await;
    let task = new_task(NAME, 1, 2);

    browser.tab_to(&console.button(EN.create_task)).await;
    browser.press(Key::Enter).await;
    let form = console.form();
    form.dialog.expect_visible().await;
    the_focus_stays_inside(&browser).await;
    for field in fields() {
        browser.tab_to(&form.field(field)).await;
        browser.press(task.text(field)).await;
    }
    form.expect_input(&task).await;
    browser.press(Key::Enter).await;
    browser.tab_to(&form.dialog.button(EN.create_task)).await;
    browser.press(Key::Enter).await;
    form.dialog.expect_hidden().await;
    console.row(NAME).expect_text(EN.stopped).await;
    console.row(NAME).button(NAME).expect_focus().await;
    // The frame of a new row.
    let outline = "return getComputedStyle(document.querySelector('tr:has(.new-mark)')).outlineStyle";
    assert_eq!(browser.run(outline).await, "solid");
    platform.assert_stored(EMPTY_PRODUCT, &task);

    for (action, state) in [(EN.start, EN.running), (EN.stop, EN.stopped)] {
        do_by_keyboard(&console, action).await;
        console.row(NAME).expect_text(state).await;
    }
    do_by_keyboard(&console, EN.delete).await;
    browser.expect_text("No upgrade tasks yet").await;
    assert_eq!(platform.database().tasks(EMPTY_PRODUCT), []);
    browser.finish().await;
}

/// Checks that 40 presses of Tab keep the focus inside the open dialog.
async fn the_focus_stays_inside(browser: &Browser) {
    let outside = "const at = document.activeElement;
        return at !== document.body && !document.querySelector('dialog[open]').contains(at)";
    for _ in 0..40 {
        browser.press(Key::Tab).await;
        let focused = browser.focused().await;
        assert_eq!(browser.run(outside).await, false, "the focus is on {focused:?}");
    }
}

/// Presses Space on the button of an action. A stop needs no confirmation. Otherwise the confirmation opens with the
/// focus on *Cancel*, and Tab and Space confirm it.
async fn do_by_keyboard(console: &Console<'_>, action: &str) {
    let browser = console.browser;
    browser.tab_to(&console.row(NAME).button(action)).await;
    browser.press(" ").await;
    if action == EN.stop {
        return console.row(NAME).expect_text(EN.stopped).await;
    }
    let question = console.confirmation(action, NAME);
    question.button(EN.cancel).expect_focus().await;
    console.fill_confirmation(&question).await;
    browser.tab_to(&question.button(action)).await;
    browser.press(" ").await;
    question.expect_hidden().await;
}

/// Script that returns the focused element as HTML if it is not visible, or `null`.
const INVISIBLE_FOCUS: &str = "
    const at = document.activeElement;
    const { width, height } = at.getBoundingClientRect();
    const clipped = e => e && (getComputedStyle(e).clipPath !== 'none' || clipped(e.parentElement));
    return at === document.body || (at.checkVisibility() && width > 4 && height > 4 && !clipped(at)) ? null : at.outerHTML";

#[tokio::test]
async fn every_tab_stop_is_visible_at_every_width() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    Console::at_lamps(&browser, &platform).await;
    for width in [1280, 390] {
        browser.set_width(width).await;
        browser.run("document.querySelector('.skip').focus()").await;
        let mut names = Vec::new();
        for _ in 0..60 {
            let invisible = browser.run(INVISIBLE_FOCUS).await;
            assert!(invisible.is_null(), "{width} wide: {invisible}");
            names.push(browser.focused().await.1);
            browser.press(Key::Tab).await;
        }
        assert_eq!(names[0], "Skip to the content", "{width} wide");
        for name in ["Select all tasks shown", "More actions for 回退 5 → 3"] {
            assert!(
                names.iter().any(|other| other == name),
                "{width} wide: no {name} in {names:#?}"
            );
        }
        let has_sort_list = names.iter().any(|name| name == "Sort by");
        assert_eq!(has_sort_list, width < 960, "{width} wide: {names:#?}");
    }
    browser.finish().await;
}
