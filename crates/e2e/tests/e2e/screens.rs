//! Every screen on a desktop and on a phone: nothing overflows, also with text of twice the usual size, and every control
//! has an accessible name. In Chinese, whose texts differ in length, nothing overflows on a phone.

use e2e::{Browser, Console, EN, LAMPS_NAME, Labels, Platform, ZH, new_task};
use thirtyfour::Key;

const AUTUMN: &str = "秋季版本 3 → 5";
const DESKTOP: u32 = 1280;
const PHONE: u32 = 390;
/// Narrowest window that has to show every screen.
const NARROW: u32 = 320;
/// Font size of the page in CSS pixels, and that of a reader who needs large text.
const FONT: u32 = 16;
const LARGE_FONT: u32 = 32;

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

async fn every_screen(labels: &'static Labels) {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), labels.tag)).await;
    let console = Console::in_language(&browser, labels);
    console.button(labels.sign_in).expect_visible().await;
    check_screen(&console, "the sign-in panel").await;
    console.sign_in(platform.token()).await;
    browser.expect_text(LAMPS_NAME).await;
    check_screen(&console, "the products").await;
    console.choose_product(LAMPS_NAME).await;
    check_screen(&console, "the list").await;

    let form = console.open_create().await;
    check_screen(&console, "the empty form").await;
    let mut task = new_task(&"长".repeat(32), 2, 6);
    task.target.url = format!("https://files.example.com/{}", "x".repeat(224));
    form.fill(&task).await;
    form.review().await;
    form.dialog.button(labels.create_task).expect_visible().await;
    check_screen(&console, "the review").await;
    form.submit().await;
    form.dialog.expect_hidden().await;
    check_screen(&console, "the list with a long name").await;
    let form = console.open_create().await;
    form.review().await;
    check_screen(&console, "the form full of errors").await;
    form.dialog.button(labels.cancel).click().await;

    for action in [labels.start, labels.delete] {
        let question = console.open_confirmation(action, &task.name).await;
        check_screen(&console, "a confirmation").await;
        question.button(labels.cancel).click().await;
        question.expect_hidden().await;
    }
    for name in [AUTUMN, &task.name] {
        let details = console.open_details(name).await;
        check_screen(&console, "the details").await;
        browser.press(Key::Escape).await;
        details.expect_hidden().await;
    }
    browser.finish().await;
}

/// Checks one screen at every width and font size of the language.
async fn check_screen(console: &Console<'_>, screen: &str) {
    let browser = console.browser;
    let is_english = console.labels.tag == EN.tag;
    let sizes: &[(u32, u32)] = match is_english {
        true => &[
            (DESKTOP, FONT),
            (PHONE, FONT),
            (DESKTOP, LARGE_FONT),
            (NARROW, LARGE_FONT),
        ],
        false => &[(PHONE, FONT), (NARROW, LARGE_FONT)],
    };
    for &(width, font) in sizes {
        set_size(browser, width, font).await;
        assert_eq!(
            browser.run(OVERFLOWS).await,
            "",
            "{screen}, {width} wide, font of {font}"
        );
        if is_english && font == FONT {
            let unnamed = browser.unnamed_controls().await;
            assert!(unnamed.is_empty(), "{screen}, {width} wide: {unnamed:#?}");
        }
    }
    set_size(browser, DESKTOP, FONT).await;
}

/// Sets the width of the window and the font size of the page, in CSS pixels.
async fn set_size(browser: &Browser, width: u32, font: u32) {
    browser.set_width(width).await;
    let set = format!("document.documentElement.style.fontSize = '{font}px'");
    browser.run(&set).await;
}
