//! Language and open task in the page's address.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::platform::{LAMPS, Platform};
use e2e::typed::Field;
use e2e::words::{EN, Words, ZH};
use thirtyfour::Key;

/// A running task of the demo data.
const AUTUMN: &str = "秋季版本 3 → 5";

/// Waits until the page is in this language.
async fn is_in_language(browser: &Browser, words: &'static Words) {
    browser.find(Role::Choice, words.language).appears().await;
    let lang = async || match browser.run("return document.documentElement.lang").await {
        lang if lang == words.html => Ok(()),
        lang => Err(format!("{lang}")),
    };
    browser
        .until(format!("the page is marked as {}", words.html), lang)
        .await;
}

#[tokio::test]
async fn the_language_comes_from_the_address_then_from_the_browser() {
    let platform = Platform::start(&[]);
    let url = platform.url();
    let browser = Browser::open_in("zh-CN", url).await;
    for (query, words) in [
        ("", &ZH),
        ("?lang=en", &EN),
        ("?lang=zh", &ZH),
        ("?lang=xx", &ZH),
        ("?lang=", &ZH),
    ] {
        browser.go_to(&format!("{url}{query}")).await;
        is_in_language(&browser, words).await;
        Console::new(&browser, words).button(words.sign_in).appears().await;
    }
    browser.finish().await;
}

#[tokio::test]
async fn an_address_opens_the_details_of_a_task_and_their_values_can_be_copied() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let task = platform.database().task(LAMPS, AUTUMN).unwrap();
    let address = format!("{}?product_id={LAMPS}&task={}", platform.url(), task.id);
    let browser = Browser::open(&address).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    let details = browser.find(Role::Dialog, AUTUMN);
    for value in [
        &task.id,
        &task.description,
        &task.from.md5,
        &task.from.url,
        &task.target.md5,
        &task.target.url,
    ] {
        details.shows(value).await;
    }
    assert_eq!(browser.url().await, address);

    // Checks the clipboard by pasting.
    let copies = [
        (EN.from_version, "Copy MD5", task.from.md5.clone()),
        (EN.target_version, "Copy file address", task.target.url.clone()),
    ];
    for (group, button, text) in copies {
        details.find(Role::Region, group).button(button).click().await;
        pasted_is(&console, &details, &text).await;
    }
    details.button(EN.copy_id).click().await;
    pasted_is(&console, &details, &task.id).await;
    browser.finish().await;
}

#[tokio::test]
async fn a_link_to_an_unknown_product_or_task_shows_a_message_and_a_usable_page() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let url = platform.url();
    let browser = Browser::open(&format!("{url}?product_id=unknown1")).await;
    browser.expect_in_log("status of 404");
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    browser.sees("does not know this product").await;
    let address = browser.url().await;
    assert!(!address.contains("product_id"), "{address}");
    browser.go_to(&format!("{url}?product_id={LAMPS}&task=gone1")).await;
    console.sign_in_with_token(platform.token()).await;
    browser.sees("is not in the list").await;
    console.row(AUTUMN).appears().await;
    let address = browser.url().await;
    assert!(address.contains(LAMPS) && !address.contains("task="), "{address}");
    browser.finish().await;
}

/// Pastes into a field of the create form, compares, and returns to the details.
async fn pasted_is(console: &Console<'_>, details: &e2e::locate::Element<'_>, text: &str) {
    console.browser.sees("Copied.").await;
    console.browser.press(Key::Escape).await;
    details.goes_away().await;
    let address = console.browser.url().await;
    assert!(!address.contains("task="), "{address}");
    let name = console.open_create().await.field(Field::Name);
    name.fill("").await;
    console.browser.press_with(Key::Control, "v").await;
    name.holds(text).await;
    console.browser.press(Key::Escape).await;
    console.row(AUTUMN).button(AUTUMN).click().await;
    details.appears().await;
}
