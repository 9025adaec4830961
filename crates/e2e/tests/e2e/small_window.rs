//! A window of 320 by 256 CSS pixels, which is a window of 1280 by 1024 at 400 %.

use e2e::{Browser, Console, EN, LAMPS, Locator, Platform};
use thirtyfour::Key;

/// Script that returns the visible height of the open dialog's content.
const CONTENT: &str = "
    const { top, bottom } = document.querySelector('dialog[open] .dialog-body').getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0)";

#[tokio::test]
async fn every_dialog_leaves_half_the_height_to_its_content_and_returns_the_focus() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let (forth, back) = ("秋季版本 3 → 5", "回退 5 → 3");
    let browser = Browser::open(&platform.product_url(LAMPS)).await;
    let console = Console::signed_in(&browser, &platform).await;
    console.row(forth).expect_text(EN.running).await;
    let emulation = browser.cdp();
    let set = emulation
        .emulation()
        .set_device_metrics_override(320, 256, 1.0, false)
        .await;
    set.unwrap();
    let dialogs: [(Locator<'_>, Locator<'_>); 7] = [
        (console.button(EN.create_task), console.form().dialog),
        (console.row(forth).button(forth), browser.dialog(forth)),
        (console.row(back).button(EN.start), console.confirmation(EN.start, back)),
        (
            console.row(back).button(EN.delete),
            console.confirmation(EN.delete, back),
        ),
        (
            console.button(EN.stop_all),
            browser.dialog("Stop the running task of this product?"),
        ),
        (console.button(EN.activity), browser.dialog(EN.activity)),
        (
            console.button(EN.keyboard_shortcuts),
            browser.dialog(EN.keyboard_shortcuts),
        ),
    ];
    for (opener, dialog) in dialogs {
        opener.scroll_into_view().await;
        opener.click().await;
        dialog.expect_visible().await;
        let height = browser.run(CONTENT).await.as_f64().unwrap();
        let whole = "document.querySelector('dialog[open] .dialog-body').scrollHeight";
        let content = browser.eval(whole).await.as_f64().unwrap();
        // `scrollHeight` is rounded.
        assert!(height > content.min(128.0) - 1.0, "{dialog}: {height} of {content}");
        let overflow = "document.scrollingElement.scrollWidth > innerWidth";
        assert_eq!(browser.eval(overflow).await, false, "{dialog}");
        browser.press(Key::Escape).await;
        dialog.expect_hidden().await;
        opener.expect_focus().await;
    }
    browser.finish().await;
}
