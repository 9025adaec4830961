//! Language and open task in the page's address.

use e2e::{Browser, Console, EN, FieldId, LAMPS, Locator, Platform, Role, Settings, ZH};
use thirtyfour::Key;

/// A running task of the demo data.
const AUTUMN: &str = "秋季版本 3 → 5";

#[tokio::test]
async fn the_language_comes_from_the_address_then_from_the_browser() {
    let platform = Platform::start(&[]);
    let url = platform.url();
    let settings = Settings {
        language: "zh-CN",
        ..Settings::default()
    };
    let browser = Browser::open_with(settings, url).await;
    for (query, labels) in [
        ("", &ZH),
        ("?lang=en", &EN),
        ("?lang=zh", &ZH),
        ("?lang=xx", &ZH),
        ("?lang=", &ZH),
    ] {
        browser.goto(&format!("{url}{query}")).await;
        browser.find(Role::Select, labels.language).expect_visible().await;
        browser.expect_eval("document.documentElement.lang", labels.html).await;
        browser.find(Role::Button, labels.sign_in).expect_visible().await;
    }
    browser.finish().await;
}

#[tokio::test]
async fn an_address_opens_the_details_of_a_task_and_their_values_can_be_copied() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let task = platform.stored_task(LAMPS, AUTUMN);
    let address = format!("{}?product_id={LAMPS}&task={}", platform.url(), task.id);
    let browser = Browser::open(&address).await;
    let console = Console::signed_in(&browser, &platform).await;
    let (details, typed) = (browser.dialog(AUTUMN), &task.typed);
    for value in [
        &task.id,
        &typed.description,
        &typed.from.md5,
        &typed.from.url,
        &typed.target.md5,
        &typed.target.url,
    ] {
        details.expect_text(value).await;
    }
    assert_eq!(browser.url().await, address);

    // Checks the clipboard by pasting.
    let copies = [
        (EN.from_version, "Copy MD5", typed.from.md5.clone()),
        (EN.target_version, "Copy file address", typed.target.url.clone()),
    ];
    for (group, button, text) in copies {
        details.find(Role::Region, group).button(button).click().await;
        pasted_is(&console, &details, &text).await;
    }
    details.button(EN.copy_id).click().await;
    pasted_is(&console, &details, &task.id).await;
    browser.finish().await;
}

/// Pastes into a field of the create form, compares, and returns to the details.
async fn pasted_is(console: &Console<'_>, details: &Locator<'_>, text: &str) {
    console.browser.expect_text("Copied.").await;
    console.browser.press(Key::Escape).await;
    details.expect_hidden().await;
    let address = console.browser.url().await;
    assert!(!address.contains("task="), "{address}");
    let name = console.open_create().await.field(FieldId::Name);
    name.fill("").await;
    console.browser.press_with(Key::Control, "v").await;
    name.expect_value(text).await;
    console.browser.press(Key::Escape).await;
    console.open_details(AUTUMN).await;
}
