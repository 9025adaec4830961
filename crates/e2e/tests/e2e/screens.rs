//! Every screen on a desktop and on a phone: nothing overflows, and every control has an accessible name. In Chinese,
//! whose texts differ in length, nothing overflows on a phone.

use e2e::{Browser, Console, EN, LAMPS_NAME, Labels, Platform, ZH, new_task};
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

async fn every_screen(labels: &'static Labels) {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), labels.tag)).await;
    let console = Console {
        browser: &browser,
        labels,
    };
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

/// Checks one screen at every width of the language.
async fn check_screen(console: &Console<'_>, screen: &str) {
    let browser = console.browser;
    let is_english = console.labels.tag == EN.tag;
    let widths: &[u32] = if is_english { &[DESKTOP, PHONE] } else { &[PHONE] };
    for &width in widths {
        browser.set_width(width).await;
        assert_eq!(browser.run(OVERFLOWS).await, "", "{screen}, {width} wide");
        if is_english {
            let unnamed = browser.unnamed_controls().await;
            assert!(unnamed.is_empty(), "{screen}, {width} wide: {unnamed:#?}");
        }
    }
    browser.set_width(DESKTOP).await;
}
