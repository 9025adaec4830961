//! Every screen on a desktop and on a phone: nothing overflows, and every control has an accessible name. In Chinese,
//! whose texts differ in length, nothing overflows on a phone.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::platform::{LAMPS_NAME, Platform};
use e2e::typed::Typed;
use e2e::words::{EN, Words, ZH};
use thirtyfour::Key;

const AUTUMN: &str = "秋季版本 3 → 5";
const DESKTOP: u32 = 1280;
const PHONE: u32 = 390;

/// Script that returns which of the page and the open dialogs overflow horizontally, as text; empty if none does.
const OVERFLOWS: &str = "
    const wide = e => e.scrollWidth > e.clientWidth ? [`${e.tagName} ${e.scrollWidth} > ${e.clientWidth}`] : [];
    return [document.scrollingElement, ...document.querySelectorAll('dialog[open]')].flatMap(wide).join(', ')";

#[tokio::test]
async fn every_screen_fits_and_every_control_has_a_name() {
    every_screen(&EN).await;
}

#[tokio::test]
async fn every_screen_fits_a_phone_in_chinese() {
    every_screen(&ZH).await;
}

async fn every_screen(words: &'static Words) {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), words.tag)).await;
    let console = Console::new(&browser, words);
    console.button(words.sign_in).appears().await;
    check_screen(&console, "the sign-in panel").await;
    console.sign_in_with_token(platform.token()).await;
    browser.sees(LAMPS_NAME).await;
    check_screen(&console, "the products").await;
    console.choose_product(LAMPS_NAME).await;
    check_screen(&console, "the list").await;

    let form = console.open_create().await;
    check_screen(&console, "the empty form").await;
    let mut task = Typed::task(&"长".repeat(32), 2, 6);
    task.target.url = format!("https://files.example.com/{}", "x".repeat(224));
    form.fill(&task).await;
    form.review().await;
    form.dialog.button(words.create_task).appears().await;
    check_screen(&console, "the review").await;
    form.submit().await;
    form.dialog.goes_away().await;
    check_screen(&console, "the list with a long name").await;
    let form = console.open_create().await;
    form.review().await;
    check_screen(&console, "the form full of errors").await;
    form.dialog.button(words.cancel).click().await;

    for action in [words.start, words.delete] {
        let question = console.ask(action, &task.name).await;
        check_screen(&console, "a confirmation").await;
        question.button(words.cancel).click().await;
        question.goes_away().await;
    }
    for name in [AUTUMN, &task.name] {
        console.row(name).button(name).click().await;
        browser.find(Role::Dialog, name).appears().await;
        check_screen(&console, "the details").await;
        browser.press(Key::Escape).await;
        browser.find(Role::Dialog, name).goes_away().await;
    }
    browser.finish().await;
}

/// Checks one screen at every width of the language.
async fn check_screen(console: &Console<'_>, screen: &str) {
    let browser = console.browser;
    let is_english = console.words.tag == EN.tag;
    let widths: &[u32] = if is_english { &[DESKTOP, PHONE] } else { &[PHONE] };
    for &width in widths {
        browser.be_wide(width).await;
        assert_eq!(browser.run(OVERFLOWS).await, "", "{screen}, {width} wide");
        if is_english {
            let nameless = browser.controls_without_a_name().await;
            assert!(nameless.is_empty(), "{screen}, {width} wide: {nameless:#?}");
        }
    }
    browser.be_wide(DESKTOP).await;
}
